/* A formula as it was read: steps for a stack. Internal to lib/report. */
#ifndef STEP_H
#define STEP_H

#include "formula.h"

enum action { PUSH_NUMBER, PUSH_COLUMN, ADD, SUBTRACT, MULTIPLY, DIVIDE, NEGATE };

struct step {
	enum action action;
	double number;
	size_t column;
	enum kam_kind kind; /* of the column */
};

struct formula {
	struct step steps[FORMULA_MAXIMUM_STEPS];
	size_t count;
	enum kam_kind kind;
	int decimals; /* of a number */
	char *text;
};

/* How many values the step takes off the stack, to put its own there. */
static inline size_t step_takes(const struct step *step)
{
	return step->action == PUSH_NUMBER || step->action == PUSH_COLUMN ? 0 : step->action == NEGATE ? 1 : 2;
}

#endif
