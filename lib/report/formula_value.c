/* The value of a computed column in one row: exact as long as the figures are. */
#include "step.h"

#include <math.h>
#include <string.h>

/* over ÷ under; a percentage is hundredths over 10,000. */
struct fraction {
	double over, under;
};

static struct fraction fraction_of(const struct step *step, const struct kam_value *row)
{
	const struct kam_value *value = &row[step->column];

	if (step->action == PUSH_NUMBER)
		return (struct fraction){ step->number, 1 };
	return (struct fraction){ value->type == KAM_IS_INTEGER ? (double)value->integer : value->number,
		                  step->kind == KAM_PERCENT ? 10000 : 1 };
}

static struct fraction add(struct fraction left, struct fraction right, double way)
{
	if (left.under == right.under)
		return (struct fraction){ left.over + way * right.over, left.under };
	return (struct fraction){ left.over * right.under + way * right.over * left.under, left.under * right.under };
}

static struct kam_value finish(const struct formula *formula, struct fraction outcome)
{
	struct kam_value value = { .type = KAM_IS_EMPTY };
	double number = outcome.over * (formula->kind == KAM_PERCENT ? 10000 : 1) / outcome.under;

	if (!isfinite(number))
		return value;
	if (formula->kind == KAM_NUMBER) {
		value.type = KAM_IS_NUMBER;
		value.number = figure_round(number, formula->decimals);
	} else if (fabs(number) < 9e18) {
		value.type = KAM_IS_INTEGER;
		value.integer = (int64_t)llround(number);
	}
	return value;
}

struct kam_value figure_missing(void)
{
	return (struct kam_value){ .type = KAM_IS_TEXT, .text = "NA", .length = 2 };
}

bool figure_is_missing(const struct kam_value *value)
{
	return value->type == KAM_IS_TEXT && value->length == 2 && memcmp(value->text, "NA", 2) == 0;
}

double figure_round(double number, int decimals)
{
	double scale = 1;

	for (int i = 0; i < decimals; i++)
		scale *= 10;
	return fabs(number) < 1e15 / scale ? round(number * scale) / scale : number;
}

/* Without all its figures there is no outcome; that one of them is NA counts for less than that one is not known. */
static bool lacks_figures(const struct formula *formula, const struct kam_value *row, struct kam_value *outcome)
{
	bool lacks = false;

	outcome->type = KAM_IS_EMPTY;
	for (size_t i = 0; i < formula->count; i++) {
		const struct kam_value *value = &row[formula->steps[i].column];

		if (formula->steps[i].action != PUSH_COLUMN || value->type == KAM_IS_INTEGER ||
		    value->type == KAM_IS_NUMBER)
			continue;
		if (!figure_is_missing(value)) {
			*outcome = (struct kam_value){ .type = KAM_IS_EMPTY };
			return true;
		}
		*outcome = figure_missing();
		lacks = true;
	}
	return lacks;
}

struct kam_value formula_value(const struct formula *formula, const struct kam_value *row)
{
	struct kam_value outcome = { .type = KAM_IS_EMPTY };
	struct fraction stack[FORMULA_MAXIMUM_STEPS] = { { 0, 1 } };
	size_t top = 0;

	if (lacks_figures(formula, row, &outcome))
		return outcome;
	for (size_t i = 0; i < formula->count; i++) {
		const struct step *step = &formula->steps[i];
		struct fraction right;

		if (top < step_takes(step))
			return outcome;
		if (step->action == PUSH_NUMBER || step->action == PUSH_COLUMN) {
			stack[top++] = fraction_of(step, row);
			continue;
		}
		if (step->action == NEGATE) {
			stack[top - 1].over = -stack[top - 1].over;
			continue;
		}
		right = stack[--top];
		switch (step->action) {
		case ADD:
			stack[top - 1] = add(stack[top - 1], right, 1);
			break;
		case SUBTRACT:
			stack[top - 1] = add(stack[top - 1], right, -1);
			break;
		case MULTIPLY:
			stack[top - 1].over *= right.over;
			stack[top - 1].under *= right.under;
			break;
		default:
			if (right.over == 0)
				return figure_missing();
			stack[top - 1].over *= right.under;
			stack[top - 1].under *= right.over;
		}
	}
	return finish(formula, stack[0]);
}
