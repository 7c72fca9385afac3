/* Names of fields: of a record type, of what it refers to, of its dates; and where they stand in a condition. */
#include "completion.h"

#include <stdlib.h>
#include <string.h>

/* The field called so, "id" and "tag" too. */
static const struct kam_field *field_called(const struct kam_type *type, const char *name, size_t length)
{
	for (const struct kam_field *field = type->fields; field->name != NULL; field++)
		if (strlen(field->name) == length && memcmp(field->name, name, length) == 0)
			return field;
	return NULL;
}

void complete_path(const struct kam_type *type, struct candidates *out)
{
	const char *dot;

	while (type != NULL && (dot = strchr(out->typed, '.')) != NULL) {
		const struct kam_field *field = field_called(type, out->typed, (size_t)(dot - out->typed));

		if (field == NULL)
			return;
		if (out->before_length == 0)
			out->before = out->typed;
		out->before_length += (size_t)(dot + 1 - out->typed);
		out->typed = dot + 1;
		if (field->kind == KAM_DATE || field->kind == KAM_INSTANT)
			candidates_add_words(out, "year quarter month week", " ");
		type = field->kind == KAM_REFERENCE ? kam_type_find(field->target) : NULL;
	}
	for (const struct kam_field *field = type != NULL ? type->fields : NULL; field != NULL && field->name != NULL;
	     field++)
		candidates_add(out, field->name, _(field->help));
}

/* One word of a condition: where it begins, how long it is. */
struct word {
	const char *start;
	size_t length;
};

static bool is(const struct word *word, const char *text)
{
	return word->length == strlen(text) && memcmp(word->start, text, word->length) == 0;
}

/* Behind which a field may stand. */
static bool begins_term(const struct word *word)
{
	return word->length == 0 || is(word, "and") || is(word, "or") || is(word, "not");
}

static bool compares(const struct word *word)
{
	return is(word, "=") || is(word, "!=");
}

/* Text in quotes is left alone: nothing is offered within it. */
void complete_condition(const struct place *place, const struct kam_type *type, struct candidates *out)
{
	struct word words[3] = { { NULL, 0 } }; /* the last three: one may be "a field", "=", "what is typed" */
	const char *at = out->typed, *start;
	char quote = 0;

	for (start = at; *at != '\0'; at++) {
		if (quote != 0 ? *at == quote : *at == '\'' || *at == '"')
			quote = quote != 0 ? 0 : *at;
		if (quote != 0 || (*at != ' ' && *at != '('))
			continue;
		if (at > start) {
			words[0] = words[1];
			words[1] = (struct word){ start, (size_t)(at - start) };
		}
		if (*at == '(')
			words[0] = words[1] = (struct word){ NULL, 0 };
		start = at + 1;
	}
	if (quote != 0)
		return;
	if (out->before_length == 0)
		out->before = out->typed;
	out->before_length += (size_t)(start - out->typed);
	out->typed = start;
	if (begins_term(&words[1])) {
		complete_path(type, out);
	} else if (compares(&words[1])) {
		const struct kam_field *field = field_called(type, words[0].start, words[0].length);

		out->plain = true;
		if (field != NULL)
			complete_field_value(place, field, out);
	}
}
