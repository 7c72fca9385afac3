/* Computed columns: a formula is read into steps for a stack and checked for sense; and said in words. */
#include "step.h"

#include <stdlib.h>
#include <string.h>

#define MAXIMUM_DEPTH 32

struct reading {
	struct formula *formula;
	const struct formula_columns *columns;
	const char *at, *why;
	int depth;
};

static void skip(struct reading *reading)
{
	while (*reading->at == ' ' || *reading->at == '\t')
		reading->at++;
}

/* Is this sign next? − × ÷ are more than one byte. */
static bool sign(struct reading *reading, const char *plain, const char *proper)
{
	skip(reading);
	if (strncmp(reading->at, plain, strlen(plain)) == 0) {
		reading->at += strlen(plain);
		return true;
	}
	if (strncmp(reading->at, proper, strlen(proper)) == 0) {
		reading->at += strlen(proper);
		return true;
	}
	return false;
}

static bool put(struct reading *reading, struct step step)
{
	struct formula *formula = reading->formula;

	if (formula->count == FORMULA_MAXIMUM_STEPS) {
		reading->why = _("the formula is too long");
		return false;
	}
	formula->steps[formula->count++] = step;
	return true;
}

static bool put_action(struct reading *reading, enum action action)
{
	return put(reading, (struct step){ .action = action });
}

static bool is_letter(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_';
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static size_t name_length(const char *text)
{
	size_t length = 0;

	while (is_letter(text[length]) || is_digit(text[length]))
		length++;
	return length;
}

static bool read_column(struct reading *reading)
{
	size_t length = name_length(reading->at);
	int place = reading->columns->find(reading->columns->data, reading->at, length);
	struct step step = { .action = PUSH_COLUMN, .column = (size_t)place };

	if (place < 0 || (size_t)place >= reading->columns->count) {
		reading->why = _("a formula names columns to its left only");
		return false;
	}
	step.kind = reading->columns->kind(reading->columns->data, (size_t)place);
	if (step.kind != KAM_INTEGER && step.kind != KAM_NUMBER && step.kind != KAM_MONEY && step.kind != KAM_PERCENT) {
		reading->why = _("a formula takes figures only: integer, number, money, percent");
		return false;
	}
	reading->at += length;
	return put(reading, step);
}

static bool read_number(struct reading *reading)
{
	struct step step = { .action = PUSH_NUMBER };
	size_t length = strspn(reading->at, "0123456789.");
	const char *ignored;

	if (kam_number_parse(reading->at, length, '.', &step.number, &ignored) != KAM_OK) {
		reading->why = _("a number in the formula cannot be read");
		return false;
	}
	reading->at += length;
	return put(reading, step);
}

static bool read_sum(struct reading *reading);

static bool read_factor(struct reading *reading)
{
	bool done;

	if (++reading->depth > MAXIMUM_DEPTH) {
		reading->why = _("the formula is too deep");
		return false;
	}
	if (sign(reading, "-", "−")) {
		done = read_factor(reading) && put_action(reading, NEGATE);
	} else if (sign(reading, "(", "（")) {
		done = read_sum(reading);
		if (done && !sign(reading, ")", "）")) {
			reading->why = _("a bracket of the formula is not closed");
			done = false;
		}
	} else if (is_letter(*reading->at)) {
		done = read_column(reading);
	} else if (is_digit(*reading->at)) {
		done = read_number(reading);
	} else {
		reading->why = _("the formula lacks a column or a number");
		done = false;
	}
	reading->depth--;
	return done;
}

static bool read_product(struct reading *reading)
{
	bool done = read_factor(reading);

	while (done) {
		if (sign(reading, "*", "×"))
			done = read_factor(reading) && put_action(reading, MULTIPLY);
		else if (sign(reading, "/", "÷"))
			done = read_factor(reading) && put_action(reading, DIVIDE);
		else
			break;
	}
	return done;
}

static bool read_sum(struct reading *reading)
{
	bool done = read_product(reading);

	while (done) {
		if (sign(reading, "+", "＋"))
			done = read_product(reading) && put_action(reading, ADD);
		else if (sign(reading, "-", "−"))
			done = read_product(reading) && put_action(reading, SUBTRACT);
		else
			break;
	}
	return done;
}

/* How many times an amount is in it: an amount by an amount is a figure, an amount and a figure make no sum. */
static const char *check_sense(const struct formula *formula)
{
	int powers[FORMULA_MAXIMUM_STEPS] = { 0 };
	size_t top = 0;

	for (size_t i = 0; i < formula->count; i++) {
		const struct step *step = &formula->steps[i];

		/* The reader sees to it that a sign finds what it is about; said once more, for who reads this alone. */
		if (top < step_takes(step))
			return _("the formula lacks a column or a number");
		switch (step->action) {
		case PUSH_NUMBER:
		case PUSH_COLUMN:
			powers[top++] = step->action == PUSH_COLUMN && step->kind == KAM_MONEY;
			break;
		case ADD:
		case SUBTRACT:
			top--;
			if (powers[top - 1] != powers[top])
				return _("the formula adds an amount and a figure that is none");
			break;
		case MULTIPLY:
			top--;
			powers[top - 1] += powers[top];
			break;
		case DIVIDE:
			top--;
			powers[top - 1] -= powers[top];
			break;
		case NEGATE:
			break;
		}
	}
	if (formula->kind == KAM_MONEY && powers[0] != 1)
		return _("the formula does not make an amount");
	if (formula->kind != KAM_MONEY && powers[0] != 0)
		return _("the formula makes an amount: the column's kind has to be money");
	return NULL;
}

struct formula *formula_read(const char *text, enum kam_kind kind, int decimals, const struct formula_columns *columns,
                             const char **why)
{
	struct formula *formula = calloc(1, sizeof *formula);
	struct reading reading = { formula, columns, text, NULL, 0 };

	*why = NULL;
	skip(&reading);
	if (formula == NULL || (formula->text = strdup(reading.at)) == NULL) {
		free(formula);
		return NULL;
	}
	formula->kind = kind;
	formula->decimals = decimals;
	if (kind != KAM_INTEGER && kind != KAM_NUMBER && kind != KAM_MONEY && kind != KAM_PERCENT)
		reading.why = _("a computed column is an integer, a number, money or a percent");
	else if (read_sum(&reading)) {
		skip(&reading);
		reading.why = *reading.at != '\0' ? _("the formula cannot be read to its end") : check_sense(formula);
	}
	if (reading.why == NULL)
		return formula;
	*why = reading.why;
	formula_free(formula);
	return NULL;
}

void formula_free(struct formula *formula)
{
	if (formula == NULL)
		return;
	free(formula->text);
	free(formula);
}

void formula_say(const struct formula *formula, struct buffer *out,
                 void (*title)(const void *data, size_t place, struct buffer *out), const void *data)
{
	static const char *const signs[][2] = { { "*", "×" }, { "/", "÷" }, { "-", "−" } };
	size_t step = 0;

	for (const char *at = formula->text; *at != '\0';) {
		size_t length = is_letter(*at) ? name_length(at) : 0;
		bool said = false;

		if (length > 0) {
			/* Columns are pushed in the order in which they are written. */
			while (step < formula->count && formula->steps[step].action != PUSH_COLUMN)
				step++;
			if (step < formula->count)
				title(data, formula->steps[step++].column, out);
			at += length;
			continue;
		}
		for (size_t i = 0; i < sizeof signs / sizeof *signs && !said; i++)
			if (*at == signs[i][0][0]) {
				buffer_put(out, signs[i][1]);
				said = true;
			}
		if (!said)
			buffer_add(out, at, 1);
		at++;
	}
}

bool formula_divides(const struct formula *formula)
{
	for (size_t i = 1; i < formula->count; i++)
		if (formula->steps[i].action == DIVIDE && formula->steps[i - 1].action != PUSH_NUMBER)
			return true;
	return false;
}
