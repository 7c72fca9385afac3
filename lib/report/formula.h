/* Computed columns: rate = won / (won + lost). Internal to lib/report. */
#ifndef FORMULA_H
#define FORMULA_H

#include "kam/internal/handle.h"

#define FORMULA_MAXIMUM_STEPS 64

struct formula;

/* The columns that a formula may name: those to its left. */
struct formula_columns {
	size_t count;
	const void *data;
	/* The place of the column, -1 for none; its kind. */
	int (*find)(const void *data, const char *name, size_t length);
	enum kam_kind (*kind)(const void *data, size_t place);
};

/*
 * Read + − × ÷ (and - * /), brackets, numbers and names of columns. NULL: *why says what is wrong (translated), or is NULL
 * when memory ran out. Amounts may not be added to figures, and the outcome must be of `kind`; a number is rounded to
 * `decimals`, half away from zero.
 */
struct formula *formula_read(const char *text, enum kam_kind kind, int decimals, const struct formula_columns *columns,
                             const char **why);
void formula_free(struct formula *formula); /* NULL-safe */

/*
 * The value for one row. Exact where the figures are whole numbers below 2^53: a value is kept as a fraction and
 * divided once, at the end. Amounts and percentages are rounded half away from zero. The text NA where something is
 * divided by zero or a value is NA itself; empty where a value is.
 */
struct kam_value formula_value(const struct formula *formula, const struct kam_value *row);

/* NA, the value of a figure that cannot be had: for people NA, for programs nothing. */
struct kam_value figure_missing(void);
bool figure_is_missing(const struct kam_value *value);
/* The number rounded to so many decimals, half away from zero. */
double figure_round(double number, int decimals);

/* In words, names replaced by titles: "Won ÷ (Won + Lost)". */
void formula_say(const struct formula *formula, struct buffer *out,
                 void (*title)(const void *data, size_t place, struct buffer *out), const void *data);
/* Is something divided in it that may be zero? */
bool formula_divides(const struct formula *formula);

#endif
