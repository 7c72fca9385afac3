/*
 * Names that are alike: what can be is found by the pairs of characters it has in common with what is asked for, the
 * rarest first; what is, by comparing. A name within so many edits of one of m characters shares so many of its pairs
 * that one of the rarest few must be among them: only those are read (the prefix filter of Chaudhuri, Ganti and
 * Kaushik, "A primitive operator for similarity joins in data cleaning", 2006).
 */
#include "alike_private.h"

#include <stdlib.h>
#include <string.h>

enum {
	MOST_PAIRS = 64, /* of a name */
	RARE = 128,      /* a pair that fewer names have */
	MOST_READ = 256, /* names of all pairs; the rarest pair's in any case, as far as MOST_NAMES */
	MOST_NAMES = 1024,
	MOST_JUDGED = 32, /* of those with most in common; of a single pair, which they all have, MOST_LISTED */
	MOST_LISTED = 512,
	SHORT_NAME = 5, /* characters at most that are asked for as short for a name */
	KNOWN = 1 << 20 /* found by a key, not by what is common */
};

struct pair {
	char text[12];
	int64_t names; /* that have it, up to a bound */
};

struct candidate {
	int64_t id, common;
};

static const char keys_sql[] =
	"SELECT id FROM account WHERE name_key = :key UNION ALL SELECT id FROM account WHERE code = :text "
	"UNION ALL SELECT id FROM account WHERE ref = :text "
	"UNION ALL SELECT account FROM likeness WHERE part = '#' || :tax LIMIT 1000";
static const char count_sql[] = "SELECT count(*) FROM (SELECT 1 FROM likeness WHERE part = :part LIMIT :most)";
static const char read_sql[] = "SELECT account FROM likeness WHERE part = :part LIMIT :most";
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
	return status == KAM_OK ? store_prepare(kam, alike_load, &alike->load) : status;
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
	for (const char *at = forms->core; *at != '\0' && status == KAM_OK; at += alike_step(at)) {
		buffer_add(&whole, at, alike_step(at));
		/* One character begins many names. */
		if (at == forms->core && at[alike_step(at)] != '\0')
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
		size_t first = alike_step(text), length = text[first] != '\0' ? first + alike_step(text + first) : 0,
		       i = 0;

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
		/* The rarest is read in any case, as far as that goes; one that was not counted to its end is not. */
		if (read > 0 && (read + pairs[i].names > MOST_READ || pairs[i].names == RARE))
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

static int better(const void *left, const void *right)
{
	const struct alike_hit *one = left, *other = right;

	if (one->why != other->why || one->later != other->later || one->percent != other->percent)
		return alike_better(one, other) ? -1 : 1;
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
	enum kam_status status = alike_forms_make(alike, question->text, strlen(question->text), &forms);

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
		status = alike_judge(alike, question, &forms, all[i].id, all[i].common >= enough);
	}
	alike_forms_free(&forms);
	*hits = (const struct alike_hit *)(const void *)alike->hits.text;
	*count = alike->hits.length / sizeof **hits;
	if (status == KAM_OK && *count > 0)
		qsort(alike->hits.text, *count, sizeof **hits, better);
	return status;
}
