/* The words of the --where language. Private to this room. */
#ifndef KAM_RECORD_FILTER_TOKEN_H
#define KAM_RECORD_FILTER_TOKEN_H

#include "kam/internal/filter.h"

enum token_kind {
	TOKEN_END,
	TOKEN_WORD,
	TOKEN_QUOTED,
	TOKEN_OPEN,
	TOKEN_CLOSE,
	TOKEN_COMMA,
	TOKEN_OPERATOR,
	TOKEN_STRAY,     /* a character that means nothing here */
	TOKEN_UNFINISHED /* from a quote that is not closed to the end */
};

struct token {
	enum token_kind kind;
	enum filter_operator sign;
	const char *start; /* quotes included */
	size_t length;
};

/* Go on to the next word. Before the first, `start` is the text and `length` 0. */
void token_advance(struct token *token);
/* Is it this lower-case keyword? Keywords are ASCII, in any case; no locale has a say. */
bool token_is(const struct token *token, const char *word);
bool token_is_keyword(const struct token *token);
/* The text of whole words between two places, quotes taken off: for the caller to free(). NULL: out of memory. */
char *token_text(const char *start, const char *end);

#endif
