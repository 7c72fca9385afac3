/* Is this name like that one, and why? */
#include "alike_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char alike_load[] = "SELECT name, name_key, former_names, tax_id, code, ref FROM account WHERE id = :id";

size_t alike_step(const char *text)
{
	size_t length = 1;

	while (((unsigned char)text[length] & 0xc0) == 0x80)
		length++;
	return length;
}

static size_t characters(const char *text)
{
	size_t count = 0;

	for (; *text != '\0'; text += alike_step(text))
		count++;
	return count;
}

void alike_forms_free(struct forms *forms)
{
	free(forms->key);
	free(forms->bare);
	free(forms->core);
	free(forms->tax);
}

enum kam_status alike_forms_make(const struct alike *alike, const char *name, size_t length, struct forms *out)
{
	out->key = kam_text_name_key(name, length);
	out->bare = names_key(alike->names, name, length, true);
	out->core = names_key(alike->names, name, length, false);
	if (out->key == NULL || out->bare == NULL || out->core == NULL)
		return fail_memory(alike->kam);
	out->core_length = characters(out->core);
	return KAM_OK;
}

/* Do the characters of `text` stand in `name` in that order? */
static bool has_in_order(const char *name, const char *text)
{
	while (*text != '\0' && *name != '\0') {
		size_t step = alike_step(text);

		if (strncmp(name, text, step) == 0)
			text += step;
		name += alike_step(name);
	}
	return *text == '\0';
}

/* Three characters or more that stand in the name in that order, from its first or the one after a region on. */
static bool is_short_for(const char *text, const struct forms *name)
{
	size_t first = alike_step(text);

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

bool alike_better(const struct alike_hit *one, const struct alike_hit *other)
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
		status = alike_forms_make(alike, text, length, &forms);
		if (status == KAM_OK)
			judge_name(alike, question, asked, text, length, &forms, &hit);
		if (hit.why <= ALIKE_FORM)
			hit.why = ALIKE_FORMER;
		if (status == KAM_OK && alike_better(&hit, best))
			*best = hit;
		alike_forms_free(&forms);
	}
	return status;
}

/* Is the tax number the one that is asked for? */
static enum kam_status judge_tax_id(const struct alike *alike, const struct forms *asked, const char *tax_id,
                                    bool *same)
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

enum kam_status alike_judge(struct alike *alike, const struct alike_question *question, const struct forms *asked,
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
	status = alike_forms_make(alike, name, hit.length, &forms);
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
	alike_forms_free(&forms);
	store_reset(alike->load);
	if (hit.why != ALIKE_NOT)
		buffer_add(&alike->hits, (const char *)&hit, sizeof hit);
	return alike->hits.failed ? fail_memory(alike->kam) : status;
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
