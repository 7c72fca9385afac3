/* Numbers and dates as people type them, brought to plain characters first. Of lib/value only. */
#ifndef KAM_VALUE_NARROW_H
#define KAM_VALUE_NARROW_H

#include "kam/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NARROW_SIZE 128

/* KAM_BAD_VALUE, with *why. A sentence is looked up (in the user's language) only once it is needed: parsers run a
 * million times in an import. */
static inline enum kam_status refuse(const char **why, const char *expected)
{
	*why = expected;
	return KAM_BAD_VALUE;
}

/*
 * The text without its outer blanks, with full-width forms (１２，５ ％) as their ASCII ones, every kind of
 * blank as a plain one and the minus sign U+2212 as `-`; NUL-terminated. Other characters stay as they are.
 * False: too long for a number or a date, or with a NUL inside.
 */
bool narrow(const char *text, size_t length, char out[NARROW_SIZE]);

/* Where a text goes on behind a word (in lower case), its own capitals ignored; NULL when it does not begin so. */
const char *skip_word(const char *text, const char *word);
/* Is the text that word? */
bool is_word(const char *text, const char *word);

/* Any decimal number, exactly: digits / 10^decimals. */
struct decimal {
	bool negative;
	uint64_t digits;
	int decimals; /* ending zeros after the point are left out */
};

enum decimal_fit { DECIMAL_FITS, DECIMAL_TOO_FINE, DECIMAL_TOO_LARGE };

/*
 * Read a decimal number at the start of `text`: a sign, digits in one run or in groups of three, decimals after
 * `point` ('.' or ','; the other one is between groups). Returns where it ends; NULL when there is none, when
 * the groups are not of three digits, or when it has more digits than 64 bits hold.
 */
const char *decimal_read(const char *text, char point, struct decimal *out);

/* The number times 10^power as a whole number, or why that cannot be. */
enum decimal_fit decimal_scale(const struct decimal *decimal, int power, int64_t *out);

#endif
