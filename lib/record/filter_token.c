/* The words of the --where language: where each begins and ends, what it is, and its text without quotes. */
#include "filter_token.h"

#include <stdlib.h>
#include <string.h>

/* Length of the blank at `at`, 0 when there is none: a Chinese keyboard types U+3000, a web page U+00A0. */
static size_t blank_length(const char *at)
{
	if (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r')
		return 1;
	if (strncmp(at, "\xC2\xA0", 2) == 0)
		return 2;
	if (strncmp(at, "\xE3\x80\x80", 3) == 0)
		return 3;
	return 0;
}

static bool ends_word(const char *at)
{
	if (*at == '!')
		return at[1] == '=' || at[1] == '~';
	return *at == '\0' || strchr("'\"(),=<>~", *at) || blank_length(at);
}

/* Just behind the closing quote; NULL when there is none. A doubled quote is one quote of the text. */
static const char *quoted_end(const char *start)
{
	const char *at = start + 1;

	for (; *at; at++) {
		if (*at != *start)
			continue;
		if (at[1] != *start)
			return at + 1;
		at++;
	}
	return NULL;
}

static void take(struct token *token, enum token_kind kind, size_t length)
{
	token->kind = kind;
	token->length = length;
}

static void take_operator(struct token *token, enum filter_operator sign, size_t length)
{
	take(token, TOKEN_OPERATOR, length);
	token->sign = sign;
}

void token_advance(struct token *token)
{
	const char *at = token->start + token->length, *end;
	size_t blank;

	while ((blank = blank_length(at)) > 0)
		at += blank;
	token->start = at;
	switch (*at) {
	case '\0':
		take(token, TOKEN_END, 0);
		return;
	case '(':
		take(token, TOKEN_OPEN, 1);
		return;
	case ')':
		take(token, TOKEN_CLOSE, 1);
		return;
	case ',':
		take(token, TOKEN_COMMA, 1);
		return;
	case '=':
		take_operator(token, FILTER_EQUAL, 1);
		return;
	case '~':
		take_operator(token, FILTER_CONTAINS, 1);
		return;
	case '<':
		take_operator(token, at[1] == '=' ? FILTER_AT_MOST : FILTER_LESS, at[1] == '=' ? 2 : 1);
		return;
	case '>':
		take_operator(token, at[1] == '=' ? FILTER_AT_LEAST : FILTER_MORE, at[1] == '=' ? 2 : 1);
		return;
	case '!':
		if (at[1] == '=' || at[1] == '~')
			take_operator(token, at[1] == '=' ? FILTER_NOT_EQUAL : FILTER_CONTAINS_NOT, 2);
		else
			take(token, TOKEN_STRAY, 1);
		return;
	case '\'':
	case '"':
		end = quoted_end(at);
		if (end)
			take(token, TOKEN_QUOTED, (size_t)(end - at));
		else
			take(token, TOKEN_UNFINISHED, strlen(at));
		return;
	default:
		for (end = at; !ends_word(end); end++)
			;
		take(token, TOKEN_WORD, (size_t)(end - at));
	}
}

bool token_is(const struct token *token, const char *word)
{
	size_t index;

	if (token->kind != TOKEN_WORD || token->length != strlen(word))
		return false;
	for (index = 0; index < token->length; index++) {
		char letter = token->start[index];

		if (letter >= 'A' && letter <= 'Z')
			letter = (char)(letter + ('a' - 'A'));
		if (letter != word[index])
			return false;
	}
	return true;
}

bool token_is_keyword(const struct token *token)
{
	return token_is(token, "and") || token_is(token, "or") || token_is(token, "not") || token_is(token, "is") ||
	       token_is(token, "in") || token_is(token, "empty");
}

char *token_text(const char *start, const char *end)
{
	char *text = malloc((size_t)(end - start) + 1), *to = text;
	const char *at = start;

	if (!text)
		return NULL;
	while (at < end) {
		const char *close;

		if (*at != '\'' && *at != '"') {
			*to++ = *at++;
			continue;
		}
		for (close = quoted_end(at) - 1; ++at < close; *to++ = *at)
			if (*at == *close)
				at++;
		at++;
	}
	*to = '\0';
	return text;
}
