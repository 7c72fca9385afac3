/* The --where language: a recursive descent over words, with errors that point at the column. */
#include "filter_token.h"

#include <stdlib.h>
#include <string.h>

/* Brackets within brackets: more than anybody writes, few enough for any stack and for SQL's own limit. */
#define DEEPEST 100
/* Columns of the offending word that a message repeats. */
#define FOUND_WIDTH 40

struct parser {
	struct kam *kam;
	const char *text;
	struct token token; /* the one that is looked at */
	int depth;
};

struct chain {
	struct filter **items;
	size_t count, size;
};

static bool take_word(struct parser *parser, const char *word)
{
	if (!token_is(&parser->token, word))
		return false;
	token_advance(&parser->token);
	return true;
}

static size_t column_of(const struct parser *parser, const char *at)
{
	return (size_t)(at - parser->text) + 1;
}

/* ---- errors --------------------------------------------------------------- */

enum kam_status filter_fail(struct kam *kam, const char *text, size_t column, const char *why)
{
	size_t length = strlen(text), before = column > 0 ? column - 1 : 0;
	char *shown = kam_text_escape(text, length);
	char *prefix = kam_text_escape(text, before < length ? before : length);
	enum kam_status status;

	if (shown && prefix)
		status = fail(kam, KAM_BAD_VALUE, "%s\n  %s\n  %*s^", why, shown,
		              (int)kam_text_width(prefix, strlen(prefix)), "");
	else
		status = fail_memory(kam);
	free(shown);
	free(prefix);
	return status;
}

/* Something else than what was expected stands at the token. `hint` may be NULL. */
static enum kam_status expected(struct parser *parser, const char *what, const char *hint)
{
	const struct token *token = &parser->token;
	struct buffer why = { 0 };
	enum kam_status status;

	if (token->kind == TOKEN_UNFINISHED) {
		buffer_format(&why, _("expected a closing %c for the quote that opens here; a quote within is doubled"),
		              *token->start);
	} else if (token->kind == TOKEN_END) {
		buffer_format(&why, _("expected %s, found the end"), what);
	} else {
		size_t length = kam_text_prefix(token->start, token->length, FOUND_WIDTH, NULL);
		char *found = kam_text_escape(token->start, length);

		if (found)
			buffer_format(&why, _("expected %s, found %s%s"), what, found,
			              length < token->length ? "…" : "");
		else
			why.failed = true;
		free(found);
	}
	if (hint)
		buffer_format(&why, "; %s", hint);
	status = buffer_text(&why)
	                 ? filter_fail(parser->kam, parser->text, column_of(parser, token->start), buffer_text(&why))
	                 : fail_memory(parser->kam);
	buffer_free(&why);
	return status;
}

/* After a comparison: the usual reason for an error is a value that should have been quoted. */
static enum kam_status expected_no_more(struct parser *parser, const char *what)
{
	const char *hint = NULL;

	if (parser->token.kind == TOKEN_WORD)
		hint = _("a value of several words is written in quotes");
	else if (parser->token.kind == TOKEN_COMMA)
		hint = _("a value that holds a comma is written in quotes");
	return expected(parser, what, hint);
}

/* ---- the tree ------------------------------------------------------------- */

static struct filter *filter_new(enum filter_node node)
{
	struct filter *filter = calloc(1, sizeof *filter);

	if (filter)
		filter->node = node;
	return filter;
}

void filter_free(struct filter *filter)
{
	size_t index;

	if (!filter)
		return;
	filter_free(filter->left);
	filter_free(filter->right);
	for (index = 0; index < filter->value_count; index++)
		free(filter->values[index]);
	free(filter->values);
	free(filter->value_columns);
	free(filter->path);
	free(filter);
}

static void chain_free(struct chain *chain)
{
	size_t index;

	for (index = 0; index < chain->count; index++)
		filter_free(chain->items[index]);
	free(chain->items);
}

/* Takes the item, also when memory runs out. */
static bool chain_add(struct chain *chain, struct filter *item)
{
	if (chain->count == chain->size) {
		size_t size = chain->size ? chain->size * 2 : 4;
		struct filter **items = realloc(chain->items, size * sizeof(void *));

		if (!items) {
			filter_free(item);
			return false;
		}
		chain->items = items;
		chain->size = size;
	}
	chain->items[chain->count++] = item;
	return true;
}

/*
 * Join the items in their order, neighbours first, so that a thousand terms
 * make a tree ten deep: whoever walks it, and SQL, has a limit on depth.
 */
static struct filter *chain_join(struct chain *chain, enum filter_node node)
{
	if (!chain->items)
		return NULL;
	while (chain->count > 1) {
		size_t from, to = 0;

		for (from = 0; from < chain->count; from += 2) {
			struct filter *joint = chain->items[from];

			if (from + 1 < chain->count) {
				joint = filter_new(node);
				if (!joint)
					return NULL;
				joint->left = chain->items[from];
				joint->right = chain->items[from + 1];
				chain->items[from + 1] = NULL;
			}
			chain->items[from] = NULL;
			chain->items[to++] = joint;
		}
		chain->count = to;
	}
	chain->count = 0;
	return chain->items[0];
}

static enum kam_status negate(struct parser *parser, struct filter **out)
{
	struct filter *not = filter_new(FILTER_NOT);

	if (!not )
		return fail_memory(parser->kam);
	not ->left = *out;
	*out = not ;
	return KAM_OK;
}

/* ---- grammar -------------------------------------------------------------- */

/* field, reference.field, tag."Key of any text" */
static enum kam_status parse_path(struct parser *parser, struct filter *filter)
{
	const char *start = parser->token.start, *end = start, *at;
	bool open = true; /* a name must follow */

	if (parser->token.kind != TOKEN_WORD || token_is_keyword(&parser->token))
		return expected(parser, _("a field"), NULL);
	/* Pieces that touch are one path. */
	while (parser->token.start == end) {
		const struct token *token = &parser->token;

		if (token->kind == TOKEN_WORD && (end == start || (!open && *end == '.'))) {
			for (at = end; at < end + token->length; at++) {
				if (*at == '.' && (open || at == start))
					return filter_fail(parser->kam, parser->text, column_of(parser, at),
					                   _("expected a name before the dot"));
				open = *at == '.';
			}
		} else if (token->kind == TOKEN_QUOTED && open && token->length > 2) {
			open = false;
		} else {
			break;
		}
		end += token->length;
		token_advance(&parser->token);
	}
	if (open)
		return expected(parser, _("a name after the dot"), NULL);
	filter->column = column_of(parser, start);
	filter->path = token_text(start, end);
	return filter->path ? KAM_OK : fail_memory(parser->kam);
}

static enum kam_status parse_value(struct parser *parser, struct filter *filter)
{
	const struct token *token = &parser->token;
	char **values;
	size_t *columns;

	if (token->kind == TOKEN_WORD && token_is_keyword(token))
		return expected(parser, _("a value"), _("write the word in quotes if it is meant as one"));
	if (token->kind != TOKEN_WORD && token->kind != TOKEN_QUOTED)
		return expected(parser, _("a value"), NULL);
	values = realloc(filter->values, (filter->value_count + 1) * sizeof *values);
	if (values)
		filter->values = values;
	columns = realloc(filter->value_columns, (filter->value_count + 1) * sizeof *columns);
	if (columns)
		filter->value_columns = columns;
	if (!values || !columns)
		return fail_memory(parser->kam);
	values[filter->value_count] = token_text(token->start, token->start + token->length);
	columns[filter->value_count] = column_of(parser, token->start);
	if (!values[filter->value_count])
		return fail_memory(parser->kam);
	filter->value_count++;
	token_advance(&parser->token);
	return KAM_OK;
}

static enum kam_status parse_list(struct parser *parser, struct filter *filter)
{
	enum kam_status status;

	if (parser->token.kind != TOKEN_OPEN)
		return expected(parser, "(", NULL);
	do {
		token_advance(&parser->token);
		status = parse_value(parser, filter);
		if (status != KAM_OK)
			return status;
	} while (parser->token.kind == TOKEN_COMMA);
	if (parser->token.kind != TOKEN_CLOSE)
		return expected(parser, _("a comma or )"),
		                parser->token.kind == TOKEN_WORD ? _("a value of several words is written in quotes")
		                                                 : NULL);
	token_advance(&parser->token);
	return KAM_OK;
}

/* Fills *out also on failure: the caller frees it. */
static enum kam_status parse_comparison(struct parser *parser, struct filter **out)
{
	struct filter *filter = *out = filter_new(FILTER_COMPARE);
	enum kam_status status;
	bool not = false;

	if (!filter)
		return fail_memory(parser->kam);
	status = parse_path(parser, filter);
	if (status != KAM_OK)
		return status;
	if (parser->token.kind == TOKEN_OPERATOR) {
		filter->sign = parser->token.sign;
		token_advance(&parser->token);
		return parse_value(parser, filter);
	}
	if (take_word(parser, "is")) {
		not = take_word(parser, "not");
		if (!take_word(parser, "empty"))
			return expected(parser, not ? "'empty'" : _("'empty' or 'not empty'"), NULL);
		filter->node = FILTER_EMPTY;
	} else {
		not = take_word(parser, "not");
		if (!take_word(parser, "in"))
			return expected(parser, not ? "'in'" : _("one of = != < <= > >= ~ !~ is in"), NULL);
		filter->node = FILTER_IN;
		status = parse_list(parser, filter);
	}
	return status == KAM_OK && not ? negate(parser, out) : status;
}

static enum kam_status parse_chain(struct parser *parser, enum filter_node node, struct filter **out);

static enum kam_status parse_factor(struct parser *parser, struct filter **out)
{
	bool not = take_word(parser, "not");
	enum kam_status status;

	if (parser->token.kind == TOKEN_OPEN) {
		if (parser->depth == DEEPEST)
			return filter_fail(parser->kam, parser->text, column_of(parser, parser->token.start),
			                   _("expected fewer brackets within brackets: 100 at most"));
		parser->depth++;
		token_advance(&parser->token);
		status = parse_chain(parser, FILTER_OR, out);
		if (status == KAM_OK && parser->token.kind != TOKEN_CLOSE)
			status = expected_no_more(parser, _("'and', 'or' or )"));
		if (status == KAM_OK)
			token_advance(&parser->token);
		parser->depth--;
	} else if (parser->token.kind != TOKEN_WORD || token_is_keyword(&parser->token)) {
		return expected(parser, not ? _("a field or (") : _("a field, 'not' or ("), NULL);
	} else {
		status = parse_comparison(parser, out);
	}
	return status == KAM_OK && not ? negate(parser, out) : status;
}

/* An expr (FILTER_OR, of terms) or a term (FILTER_AND, of factors). Fills *out also on failure. */
static enum kam_status parse_chain(struct parser *parser, enum filter_node node, struct filter **out)
{
	struct chain chain = { 0 };
	enum kam_status status;

	do {
		struct filter *item = NULL;

		status = node == FILTER_OR ? parse_chain(parser, FILTER_AND, &item) : parse_factor(parser, &item);
		if (status == KAM_OK && !chain_add(&chain, item))
			status = fail_memory(parser->kam);
		else if (status != KAM_OK)
			filter_free(item);
	} while (status == KAM_OK && take_word(parser, node == FILTER_OR ? "or" : "and"));
	if (status == KAM_OK) {
		*out = chain_join(&chain, node);
		if (!*out)
			status = fail_memory(parser->kam);
	}
	chain_free(&chain);
	return status;
}

enum kam_status filter_parse(struct kam *kam, const char *text, struct filter **out)
{
	struct parser parser = { .kam = kam, .text = text, .token = { .start = text } };
	enum kam_status status;
	size_t offset;

	*out = NULL;
	if (!kam_text_valid(text, strlen(text), &offset))
		return fail(kam, KAM_BAD_VALUE, _("the filter is not UTF-8 text from its byte %zu on"), offset + 1);
	token_advance(&parser.token);
	status = parse_chain(&parser, FILTER_OR, out);
	if (status == KAM_OK && parser.token.kind != TOKEN_END)
		status = expected_no_more(&parser, _("'and', 'or' or the end"));
	if (status != KAM_OK) {
		filter_free(*out);
		*out = NULL;
	}
	return status;
}
