/* A company's name without its legal form and region: what is left is compared, and never taken for certain. */
#include "kam/internal/name.h"
#include "name_list.h"

#include <stdlib.h>
#include <string.h>

#define MOST_WORDS 5 /* of a legal form: s a de c v */

struct names {
	struct word_list lists[NAME_LISTS];
};

/* A name in the making: words with one blank between, then without. */
struct work {
	const struct names *names;
	char *text;
	size_t length;
	bool region; /* stays */
};

struct names *names_new(const char *const texts[NAME_LISTS])
{
	struct names *names = calloc(1, sizeof *names);

	for (size_t i = 0; names != NULL && i < NAME_LISTS; i++)
		if (!word_list_fill(&names->lists[i], texts[i])) {
			names_free(names);
			return NULL;
		}
	return names;
}

void names_free(struct names *names)
{
	for (size_t i = 0; names != NULL && i < NAME_LISTS; i++)
		free(names->lists[i].words);
	free(names);
}

size_t names_begin(const struct names *names, enum name_list list, const char *text, size_t length)
{
	return word_list_begin(&names->lists[list], text, length);
}

size_t names_end(const struct names *names, enum name_list list, const char *text, size_t length)
{
	return word_list_end(&names->lists[list], text, length);
}

static bool has(const struct work *work, enum name_list list, const char *text, size_t length)
{
	return word_list_has(&work->names->lists[list], text, length);
}

/* Brackets that names are written with, once they are folded for width; bytes of it, 0: none. */
static size_t bracket(const char *text, bool opens)
{
	static const char *const pairs[][2] = {
		{ "(", ")" }, { "[", "]" }, { "{", "}" }, { "【", "】" }, { "〔", "〕" }, { "《", "》" },
	};

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		const char *wanted = pairs[i][opens ? 0 : 1];

		if (*text == *wanted && strncmp(text, wanted, strlen(wanted)) == 0)
			return strlen(wanted);
	}
	return 0;
}

/* Is what stands in brackets a place or a legal form: (深圳), (集团), (China)? */
static bool is_aside(const struct work *work, const char *text, size_t length)
{
	while (length > 0 && *text == ' ')
		text++, length--;
	while (length > 0 && text[length - 1] == ' ')
		length--;
	if (has(work, NAME_FORMS, text, length) || has(work, NAME_WORDS, text, length))
		return true;
	return !work->region && (has(work, NAME_REGIONS, text, length) || has(work, NAME_PLACES, text, length));
}

/* Dots and apostrophes stand within a word, other marks between two. '&', '+', '#' and '@' are part of names. */
static bool is_within(char byte)
{
	return byte == '.' || byte == '\'' || byte == '`';
}

/* Bytes of such a mark, 0: it is none. */
static size_t between(const char *text)
{
	static const char *const dots[] = { "·", "•", "・", "、", "。" };

	if ((*text > 0 && *text <= ' ') || *text == 0x7f ||
	    (*text > 0 && strchr(",;:/\\-_|\"!?*~<>=^%$", *text) != NULL))
		return 1;
	for (size_t i = 0; i < sizeof dots / sizeof *dots; i++)
		if (strncmp(text, dots[i], strlen(dots[i])) == 0)
			return strlen(dots[i]);
	return 0;
}

/* Letters, digits, and bytes of all characters but those among which brackets and dots are: nothing to look up. */
static bool is_plain(char byte)
{
	unsigned char code = (unsigned char)byte;

	return code >= 0x80 ? code != 0xc2 && code != 0xe2 && code != 0xe3
	                    : (code >= 'a' && code <= 'z') || (code >= '0' && code <= '9');
}

static void add_blank(struct work *work)
{
	if (work->length > 0 && work->text[work->length - 1] != ' ')
		work->text[work->length++] = ' ';
}

/* The folded name as words; what is in brackets and says nothing of who it is, is left out. */
static void split(struct work *work, const char *folded)
{
	for (const char *at = folded; *at != '\0';) {
		size_t step;

		/* What most bytes are is asked first. NOLINTNEXTLINE(bugprone-branch-clone) */
		if (is_plain(*at)) {
			work->text[work->length++] = *at++;
		} else if ((step = bracket(at, true)) > 0) {
			const char *end = at + step;

			while (*end != '\0' && bracket(end, false) == 0)
				end++;
			add_blank(work);
			at = *end != '\0' && is_aside(work, at + step, (size_t)(end - at) - step)
			             ? end + bracket(end, false)
			             : at + step;
		} else if ((step = bracket(at, false)) > 0 || (step = between(at)) > 0) {
			add_blank(work);
			at += step;
		} else if (is_within(*at)) {
			at++;
		} else {
			work->text[work->length++] = *at++;
		}
	}
	if (work->length > 0 && work->text[work->length - 1] == ' ')
		work->length--;
}

/* Takes the longest legal form or place off that the last words are, unless nothing would be left. */
static bool cut_words(struct work *work, enum name_list list)
{
	size_t starts[MOST_WORDS], count = 0;

	for (size_t at = work->length; at > 0 && count < MOST_WORDS; at--)
		if (work->text[at - 1] == ' ')
			starts[count++] = at;
	while (count > 0) {
		size_t start = starts[--count];

		if (has(work, list, work->text + start, work->length - start)) {
			work->length = start - 1;
			return true;
		}
	}
	return false;
}

static void join(struct work *work)
{
	size_t kept = 0;

	for (size_t i = 0; i < work->length; i++)
		if (work->text[i] != ' ')
			work->text[kept++] = work->text[i];
	work->length = kept;
}

static void cut_forms(struct work *work)
{
	size_t part;

	while ((part = names_end(work->names, NAME_FORMS, work->text, work->length)) > 0 && part < work->length)
		work->length -= part;
	/* 株式会社日立製作所; shorter ones (集团) are no form at the beginning. */
	part = names_begin(work->names, NAME_FORMS, work->text, work->length);
	if (part >= strlen("会社") * 2 && part < work->length) {
		work->length -= part;
		memmove(work->text, work->text + part, work->length);
	}
}

/* Regions at the beginning: 江苏苏州…; not where the rest says only what trade it is, or is one character. */
static void cut_region(struct work *work)
{
	size_t cut = 0, part;

	while ((part = names_begin(work->names, NAME_REGIONS, work->text + cut, work->length - cut)) > 0 &&
	       part < work->length - cut)
		cut += part;
	if (cut == 0 || work->length - cut <= strlen("港") ||
	    word_list_makes(&work->names->lists[NAME_TRADES], work->text + cut, work->length - cut))
		return;
	work->length -= cut;
	memmove(work->text, work->text + cut, work->length);
}

char *names_key(const struct names *names, const char *name, size_t length, bool region)
{
	char *folded = kam_text_fold(name, length);
	struct work work = { .names = names, .region = region };

	if (folded == NULL)
		return NULL;
	/* A blank may come for each bracket, never more than the bytes that are read. */
	work.text = malloc(strlen(folded) + 1);
	if (work.text == NULL) {
		free(folded);
		return NULL;
	}
	split(&work, folded);
	free(folded);
	while (cut_words(&work, NAME_WORDS) || (!region && cut_words(&work, NAME_PLACES)))
		continue;
	join(&work);
	cut_forms(&work);
	if (!region)
		cut_region(&work);
	work.text[work.length] = '\0';
	if (work.length > 0)
		return work.text;
	free(work.text);
	return kam_text_name_key(name, length);
}
