/*
 * Names that are alike: what can be is found by the pairs of characters it has in common with what is asked for, the
 * rarest first; what is, by comparing. A name within so many edits of one of m characters shares so many of its pairs
 * that one of the rarest few must be among them: only those are read (the prefix filter of Chaudhuri, Ganti and
 * Kaushik, "A primitive operator for similarity joins in data cleaning", 2006).
 */
#include "alike.h"
#include "kam/internal/name.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	MOST_PAIRS = 64, /* of a name */
	RARE = 128,      /* a pair that fewer names have */
	MOST_READ = 256, /* names of all pairs; the rarest pair's in any case, as far as MOST_NAMES */
	MOST_NAMES = 1024,
	MOST_JUDGED = 64, /* of those with most in common; of a single pair, which they all have, MOST_LISTED */
	MOST_LISTED = 512,
	SHORT_NAME = 5, /* characters at most that are asked for as short for a name */
	KNOWN = 1 << 20 /* found by a key, not by what is common */
};

/* A name in its four forms. */
struct forms {
	char *key, *bare, *core; /* certain; without legal form; without region too */
	char *tax;               /* what is asked for: its tax number, folded; NULL: none */
	size_t core_length;      /* in characters */
};

struct pair {
	char text[12];
	int64_t names; /* that have it, up to a bound */
};

struct candidate {
	int64_t id, common;
};

struct alike {
	struct kam *kam;
	const struct names *names;
	int64_t similar_from; /* hundredths of a percent */
	struct statement *keys, *count, *read, *load;
	struct buffer candidates, hits;
};

static const char keys_sql[] =
	"SELECT id FROM account WHERE name_key = :key UNION ALL SELECT id FROM account WHERE code = :text "
	"UNION ALL SELECT id FROM account WHERE ref = :text "
	"UNION ALL SELECT account FROM likeness WHERE part = '#' || :tax LIMIT 1000";
static const char count_sql[] = "SELECT count(*) FROM (SELECT 1 FROM likeness WHERE part = :part LIMIT :most)";
static const char read_sql[] = "SELECT account FROM likeness WHERE part = :part LIMIT :most";
static const char load_sql[] =
	"SELECT name, name_key, former_names, tax_id, code, ref FROM account WHERE id = :id";

enum kam_status alike_open(struct kam *kam, struct alike **out)
{
	struct alike *alike = calloc(1, sizeof *alike);
	const char *from, *why;
	enum kam_status status;

	*out = alike;
	if (alike == NULL)
		return fail_memory(kam);
	alike->kam = kam;
	status = names_get(kam, &alike->names);
	from = kam_setting(kam, "similar_from");
	if (kam_percent_parse(from, strlen(from), '.', &alike->similar_from, &why) != KAM_OK)
		alike->similar_from = 8000;
	if (status == KAM_OK)
		status = store_prepare(kam, keys_sql, &alike->keys);
	if (status == KAM_OK)
		status = store_prepare(kam, count_sql, &alike->count);
	if (status == KAM_OK)
		status = store_prepare(kam, read_sql, &alike->read);
	return status == KAM_OK ? store_prepare(kam, load_sql, &alike->load) : status;
}

void alike_close(struct alike *alike)
{
	if (alike == NULL)
		return;
	store_finalize(alike->keys);
	store_finalize(alike->count);
	store_finalize(alike->read);
	store_finalize(alike->load);
	buffer_free(&alike->candidates);
	buffer_free(&alike->hits);
	free(alike);
}

static size_t step_of(const char *text)
{
	size_t length = 1;

	while (((unsigned char)text[length] & 0xc0) == 0x80)
		length++;
	return length;
}

static size_t characters(const char *text)
{
	size_t count = 0;

	for (; *text != '\0'; text += step_of(text))
		count++;
	return count;
}

static void forms_free(struct forms *forms)
{
	free(forms->key);
	free(forms->bare);
	free(forms->core);
	free(forms->tax);
}

static enum kam_status forms_make(const struct alike *alike, const char *name, size_t length, struct forms *out)
{
	out->key = kam_text_name_key(name, length);
	out->bare = names_key(alike->names, name, length, true);
	out->core = names_key(alike->names, name, length, false);
	if (out->key == NULL || out->bare == NULL || out->core == NULL)
		return fail_memory(alike->kam);
	out->core_length = characters(out->core);
	return KAM_OK;
}

/* ---- what can be ---- */

static enum kam_status add_candidates(struct alike *alike, struct statement *statement, int64_t weight, int64_t *count)
{
	enum kam_status status;

	while ((status = store_step(statement)) == KAM_OK) {
		const struct candidate found = { store_integer(statement, 0), weight };

		buffer_add(&alike->candidates, (const char *)&found, sizeof found);
		++*count;
	}
	if (status == KAM_DONE)
		status = alike->candidates.failed ? fail_memory(alike->kam) : KAM_OK;
	return status;
}

/* Names that are the whole of what is asked for, or its beginning. */
static enum kam_status ask_wholes(struct alike *alike, const struct forms *forms)
{
	struct buffer whole = { 0 };
	int64_t count = 0;
	enum kam_status status = KAM_OK;

	buffer_put(&whole, "=");
	for (const char *at = forms->core; *at != '\0' && status == KAM_OK; at += step_of(at)) {
		buffer_add(&whole, at, step_of(at));
		/* One character begins many names. */
		if (at == forms->core && at[step_of(at)] != '\0')
			continue;
		if (buffer_text(&whole) == NULL) {
			status = fail_memory(alike->kam);
			break;
		}
		store_bind_text(alike->read, ":part", whole.text);
		store_bind_integer(alike->read, ":most", MOST_LISTED);
		status = add_candidates(alike, alike->read, KNOWN, &count);
	}
	buffer_free(&whole);
	return status;
}

static enum kam_status ask_keys(struct alike *alike, const struct alike_question *question, const struct forms *forms)
{
	int64_t count = 0;
	enum kam_status status;

	store_bind_text(alike->keys, ":text", question->spelling ? question->text : NULL);
	store_bind_text(alike->keys, ":key", forms->key);
	store_bind_text(alike->keys, ":tax", forms->tax);
	status = add_candidates(alike, alike->keys, KNOWN, &count);
	return status == KAM_OK ? ask_wholes(alike, forms) : status;
}

/* The pairs of neighbouring characters, each once. */
static size_t list_pairs(const char *text, struct pair pairs[MOST_PAIRS])
{
	size_t count = 0;

	while (*text != '\0' && count < MOST_PAIRS) {
		size_t first = step_of(text), length = text[first] != '\0' ? first + step_of(text + first) : 0, i = 0;

		if (length == 0)
			break;
		if (length < sizeof pairs[0].text) {
			memcpy(pairs[count].text, text, length);
			pairs[count].text[length] = '\0';
			while (strcmp(pairs[i].text, pairs[count].text) != 0)
				i++;
			count += i == count;
		}
		text += first;
	}
	return count;
}

static enum kam_status count_pair(struct alike *alike, struct pair *pair, int64_t most)
{
	enum kam_status status;

	store_bind_text(alike->count, ":part", pair->text);
	store_bind_integer(alike->count, ":most", most);
	status = store_step(alike->count);
	if (status == KAM_OK)
		pair->names = store_integer(alike->count, 0);
	store_reset(alike->count);
	return status;
}

static int rarer(const void *left, const void *right)
{
	const struct pair *one = left, *other = right;

	return (one->names > other->names) - (one->names < other->names);
}

/* Counts no further than it has to, to know which are the rarest `wanted`. */
static enum kam_status sort_pairs(struct alike *alike, struct pair *pairs, size_t count, size_t wanted)
{
	size_t rare = 0;
	enum kam_status status = KAM_OK;

	for (size_t i = 0; i < count && status == KAM_OK; i++) {
		status = count_pair(alike, &pairs[i], RARE);
		rare += pairs[i].names < RARE;
	}
	for (size_t i = 0; i < count && status == KAM_OK && rare < wanted; i++)
		if (pairs[i].names >= RARE)
			status = count_pair(alike, &pairs[i], MOST_NAMES + 1);
	qsort(pairs, count, sizeof *pairs, rarer);
	return status;
}

/* *enough: so many of the pairs that were read are had in common by a name that is similar. */
static enum kam_status read_pairs(struct alike *alike, const struct forms *forms, size_t *pair_count, int64_t *enough,
                                  int64_t *all_read, bool *cut)
{
	struct pair pairs[MOST_PAIRS];
	size_t count = list_pairs(forms->core, pairs), i = 0;
	int64_t edits = (int64_t)forms->core_length * (10000 - alike->similar_from) / 10000;
	int64_t common = (int64_t)count - 2 * edits, read = 0;
	enum kam_status status = sort_pairs(alike, pairs, count, common > 1 ? count - (size_t)common + 1 : count);

	for (; i < count && status == KAM_OK; i++) {
		/* The rarest is read in any case, as far as that goes. */
		if (read > 0 && read + pairs[i].names > MOST_READ)
			break;
		*cut |= pairs[i].names > MOST_NAMES;
		store_bind_text(alike->read, ":part", pairs[i].text);
		store_bind_integer(alike->read, ":most", MOST_NAMES);
		status = add_candidates(alike, alike->read, 1, &read);
	}
	*pair_count = count;
	*enough = common - (int64_t)(count - i);
	*all_read = (int64_t)i;
	return status;
}

static int by_id(const void *left, const void *right)
{
	const struct candidate *one = left, *other = right;

	return (one->id > other->id) - (one->id < other->id);
}

static int by_common(const void *left, const void *right)
{
	const struct candidate *one = left, *other = right;

	return one->common != other->common ? (one->common < other->common ? 1 : -1) : by_id(left, right);
}

/* Each once, those with most in common first. */
static size_t sort_candidates(struct alike *alike, struct candidate *all)
{
	size_t count = alike->candidates.length / sizeof *all, kept = 0;

	if (count == 0)
		return 0;
	qsort(all, count, sizeof *all, by_id);
	for (size_t i = 1; i < count; i++)
		if (all[i].id == all[kept].id)
			all[kept].common += all[i].common;
		else
			all[++kept] = all[i];
	qsort(all, ++kept, sizeof *all, by_common);
	return kept;
}

/* ---- what is ---- */

/* Do the characters of `text` stand in `name` in that order? */
static bool has_in_order(const char *name, const char *text)
{
	while (*text != '\0' && *name != '\0') {
		size_t step = step_of(text);

		if (strncmp(name, text, step) == 0)
			text += step;
		name += step_of(name);
	}
	return *text == '\0';
}

/* Three characters or more that stand in the name in that order, from its first or the one after a region on. */
static bool is_short_for(const char *text, const struct forms *name)
{
	size_t first = step_of(text);

	return characters(text) > 2 &&
	       (strncmp(name->bare, text, first) == 0 || strncmp(name->core, text, first) == 0) &&
	       has_in_order(name->bare, text);
}

static int64_t percent_of(size_t part, size_t whole)
{
	return whole > 0 ? (int64_t)(part * 10000 / whole) : 0;
}

static int64_t similarity(const struct forms *left, const struct forms *right)
{
	size_t longer = left->core_length > right->core_length ? left->core_length : right->core_length;
	size_t far = kam_text_distance(left->core, right->core);

	return far < longer ? percent_of(longer - far, longer) : 0;
}

/* Plant 12 and Plant 21: digits are no letters that one mistypes, but numbers. */
static bool same_digits(const char *left, const char *right)
{
	for (;;) {
		left += strcspn(left, "0123456789");
		right += strcspn(right, "0123456789");
		if (*left == '\0' || *left != *right)
			return *left == *right;
		left++;
		right++;
	}
}

/* 北京银行 and 南京银行: where the region is all that there is of a name, another one is another company. */
static bool differ_in_region(const struct alike *alike, const struct forms *left, const struct forms *right)
{
	size_t one = names_begin(alike->names, NAME_REGIONS, left->core, strlen(left->core));
	size_t other = names_begin(alike->names, NAME_REGIONS, right->core, strlen(right->core));

	return one > 0 && other > 0 && (one != other || memcmp(left->core, right->core, one) != 0);
}

/* Is the one at the beginning of the other, with its region or without? */
static bool begins(const struct forms *name, const struct forms *part)
{
	return strncmp(name->core, part->core, strlen(part->core)) == 0 ||
	       strncmp(name->bare, part->bare, strlen(part->bare)) == 0;
}

/*
 * Part of one another: what is asked for by hand may stand anywhere in a name. A name within what is asked for, or
 * within another account's, has to be its beginning, and among accounts at least half of it.
 */
static bool is_part(const struct alike_question *question, const struct forms *asked, const struct forms *name,
                    struct alike_hit *hit)
{
	bool half = question->spelling || hit->percent >= 5000;

	if (asked->core_length > 1 && half &&
	    (strstr(name->key, asked->key) != NULL || strstr(name->bare, asked->bare) != NULL)) {
		hit->why = ALIKE_CONTAINS;
		hit->later = !begins(name, asked);
		return question->spelling || (!hit->later && same_digits(asked->core, name->core));
	}
	hit->why = ALIKE_WITHIN;
	return name->core_length > 1 && half && same_digits(asked->core, name->core) && begins(asked, name);
}

/* Judge by one name of the account. */
static void judge_name(const struct alike *alike, const struct alike_question *question, const struct forms *asked,
                       const char *text, size_t length, const struct forms *name, struct alike_hit *hit)
{
	hit->percent = 10000;
	hit->later = false;
	if (strlen(question->text) == length && memcmp(question->text, text, length) == 0)
		hit->why = ALIKE_NAME;
	else if (strcmp(asked->key, name->key) == 0)
		hit->why = ALIKE_FOLDED;
	else if (strcmp(asked->bare, name->bare) == 0)
		hit->why = ALIKE_FORM;
	else if (strcmp(asked->core, name->core) == 0)
		hit->why = ALIKE_REGION;
	else {
		hit->percent = similarity(asked, name);
		if (is_part(question, asked, name, hit))
			return;
		hit->later = false;
		if (question->spelling && is_short_for(asked->bare, name))
			hit->why = ALIKE_SHORT;
		else if (hit->percent >= alike->similar_from && same_digits(asked->core, name->core) &&
		         !differ_in_region(alike, asked, name))
			hit->why = ALIKE_SIMILAR;
		else
			hit->why = ALIKE_NOT;
	}
}

static bool is_better(const struct alike_hit *one, const struct alike_hit *other)
{
	if (one->why != other->why)
		return one->why < other->why;
	return one->later != other->later ? other->later : one->percent > other->percent;
}

static enum kam_status judge_former(const struct alike *alike, const struct alike_question *question,
                                    const struct forms *asked, const char *names, struct alike_hit *best)
{
	enum kam_status status = KAM_OK;

	while (status == KAM_OK && *names != '\0') {
		struct forms forms = { 0 };
		struct alike_hit hit = *best;
		const char *text = names + strspn(names, " ");
		size_t length = strcspn(text, ";");

		names = text + length + (text[length] == ';');
		while (length > 0 && text[length - 1] == ' ')
			length--;
		if (length == 0)
			continue;
		status = forms_make(alike, text, length, &forms);
		if (status == KAM_OK)
			judge_name(alike, question, asked, text, length, &forms, &hit);
		if (hit.why <= ALIKE_FORM)
			hit.why = ALIKE_FORMER;
		if (status == KAM_OK && is_better(&hit, best))
			*best = hit;
		forms_free(&forms);
	}
	return status;
}

/* Is the tax number the one that is asked for? */
static enum kam_status judge_tax_id(const struct alike *alike, const struct forms *asked, const char *tax_id, bool *same)
{
	char *folded;

	*same = false;
	if (tax_id == NULL || asked->tax == NULL)
		return KAM_OK;
	folded = kam_text_name_key(tax_id, strlen(tax_id));
	if (folded == NULL)
		return fail_memory(alike->kam);
	*same = strcmp(folded, asked->tax) == 0;
	free(folded);
	return KAM_OK;
}

/* `close`: it has enough in common to be similar. */
static enum kam_status judge(struct alike *alike, const struct alike_question *question, const struct forms *asked,
                             int64_t id, bool close)
{
	struct alike_hit hit = { .id = id, .why = ALIKE_NOT };
	struct forms forms = { 0 };
	const char *name, *former, *code, *ref;
	bool same_tax_id = false;
	enum kam_status status;

	store_bind_integer(alike->load, ":id", id);
	status = store_step(alike->load);
	if (status != KAM_OK)
		return status == KAM_DONE ? KAM_OK : status;
	name = store_text(alike->load, 0);
	former = store_text(alike->load, 2);
	code = store_text(alike->load, 4);
	ref = store_text(alike->load, 5);
	hit.length = strlen(name);
	if (!close && former == NULL && !has_in_order(store_text(alike->load, 1), asked->core)) {
		store_reset(alike->load);
		return KAM_OK;
	}
	status = forms_make(alike, name, hit.length, &forms);
	if (status == KAM_OK)
		judge_name(alike, question, asked, name, hit.length, &forms, &hit);
	if (status == KAM_OK && former != NULL && hit.why > ALIKE_FORMER)
		status = judge_former(alike, question, asked, former, &hit);
	if (status == KAM_OK)
		status = judge_tax_id(alike, asked, store_text(alike->load, 3), &same_tax_id);
	if (same_tax_id)
		hit = (struct alike_hit){ id, ALIKE_TAX_ID, false, 10000, hit.length };
	else if (question->spelling && hit.why > ALIKE_REGION &&
	         ((code != NULL && strcmp(code, question->text) == 0) ||
	          (ref != NULL && strcmp(ref, question->text) == 0)))
		hit = (struct alike_hit){ id, ALIKE_KEY, false, 10000, hit.length };
	forms_free(&forms);
	store_reset(alike->load);
	if (hit.why != ALIKE_NOT)
		buffer_add(&alike->hits, (const char *)&hit, sizeof hit);
	return alike->hits.failed ? fail_memory(alike->kam) : status;
}

static int better(const void *left, const void *right)
{
	const struct alike_hit *one = left, *other = right;

	if (one->why != other->why || one->later != other->later || one->percent != other->percent)
		return is_better(one, other) ? -1 : 1;
	if (one->length != other->length)
		return one->length < other->length ? -1 : 1;
	return (one->id > other->id) - (one->id < other->id);
}

enum kam_status alike_ask(struct alike *alike, const struct alike_question *question, const struct alike_hit **hits,
                          size_t *count, bool *cut)
{
	struct forms forms = { 0 };
	struct candidate *all = NULL;
	size_t found = 0, pairs = 0;
	int64_t enough = 0, all_read = 0;
	enum kam_status status = forms_make(alike, question->text, strlen(question->text), &forms);

	buffer_reset(&alike->candidates);
	buffer_reset(&alike->hits);
	if (status == KAM_OK && (question->tax_id != NULL || question->spelling)) {
		const char *tax_id = question->tax_id != NULL ? question->tax_id : question->text;

		forms.tax = kam_text_name_key(tax_id, strlen(tax_id));
		if (forms.tax == NULL)
			status = fail_memory(alike->kam);
	}
	if (status == KAM_OK)
		status = ask_keys(alike, question, &forms);
	if (status == KAM_OK)
		status = read_pairs(alike, &forms, &pairs, &enough, &all_read, cut);
	if (status == KAM_OK) {
		all = (struct candidate *)(void *)alike->candidates.text;
		found = sort_candidates(alike, all);
	}
	for (size_t i = 0; i < found && status == KAM_OK; i++) {
		/* Neither similar, nor with what is asked for as a part: those that follow have less. */
		if (all[i].common < enough && all[i].common < all_read &&
		    !(question->spelling && forms.core_length <= SHORT_NAME))
			break;
		if (all[i].id == question->but || (question->later && all[i].id < question->but))
			continue;
		if (i >= (pairs > 1 ? MOST_JUDGED : MOST_LISTED) && all[i].common < KNOWN) {
			/* What has all pairs has all of it: more of those would have been listed. */
			*cut |= all[i].common >= (int64_t)pairs;
			break;
		}
		status = judge(alike, question, &forms, all[i].id, all[i].common >= enough);
	}
	forms_free(&forms);
	*hits = (const struct alike_hit *)(const void *)alike->hits.text;
	*count = alike->hits.length / sizeof **hits;
	if (status == KAM_OK && *count > 0)
		qsort(alike->hits.text, *count, sizeof **hits, better);
	return status;
}

void alike_say(const struct alike_hit *hit, char out[96])
{
	static const char *const words[] = {
		[ALIKE_TAX_ID] = N_("same tax number"),
		[ALIKE_NAME] = N_("same name"),
		[ALIKE_FOLDED] = N_("same but for width, case, blanks or brackets"),
		[ALIKE_KEY] = N_("its code or reference"),
		[ALIKE_FORMER] = N_("a former name"),
		[ALIKE_FORM] = N_("same but for legal form"),
		[ALIKE_REGION] = N_("same but for region"),
		[ALIKE_CONTAINS] = N_("part of its name"),
		[ALIKE_WITHIN] = N_("its name is part of it"),
		[ALIKE_SHORT] = N_("short for its name"),
		[ALIKE_SIMILAR] = N_("similar %lld %%"),
		[ALIKE_NOT] = "",
	};

	if (hit->why == ALIKE_SIMILAR)
		snprintf(out, 96, _("similar %lld %%"), (long long)(hit->percent / 100));
	else
		snprintf(out, 96, "%s", _(words[hit->why]));
}
