/* A whole divided by weights, to the last unit: the largest remainder. */
#include "kam/value.h"

/* What is left of a part's exact share when it is rounded down, in units of 1 ÷ sum. */
static int64_t remainder_of(int64_t rest, int64_t weight, int64_t sum)
{
	return rest * weight % sum;
}

bool kam_split(int64_t whole, const int64_t *weights, size_t count, int64_t *parts)
{
	int64_t sum = 0, rest, left = whole;

	for (size_t i = 0; i < count; i++) {
		if (weights[i] < 0 || weights[i] > INT64_MAX - sum)
			return false;
		sum += weights[i];
	}
	if (whole < 0 || sum == 0 || sum > INT64_MAX / sum)
		return false;
	rest = whole % sum;
	for (size_t i = 0; i < count; i++) {
		parts[i] = whole / sum * weights[i] + rest * weights[i] / sum;
		left -= parts[i];
	}
	/* One more for each of the largest remainders; of equal ones the first. */
	for (size_t i = 0; i < count; i++) {
		int64_t mine = remainder_of(rest, weights[i], sum);
		int64_t before = 0;

		for (size_t other = 0; other < count && before < left; other++) {
			int64_t theirs = remainder_of(rest, weights[other], sum);

			before += theirs > mine || (theirs == mine && other < i);
		}
		parts[i] += before < left;
	}
	return true;
}
