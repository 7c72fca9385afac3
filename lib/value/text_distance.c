/* How far apart two names are, for "nearest:". */
#include "kam/value.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#define COMMON 128   /* names up to this many characters take no memory of their own */
#define LONGEST 2048 /* the time it takes grows with the product of both lengths */

static size_t decode(const char *text, size_t length, utf8proc_int32_t *codes)
{
	size_t count = 0;

	for (size_t i = 0; i < length; count++) {
		utf8proc_ssize_t step = utf8proc_iterate((const utf8proc_uint8_t *)text + i,
		                                         (utf8proc_ssize_t)(length - i), &codes[count]);

		if (step < 1) {
			codes[count] = (unsigned char)text[i];
			step = 1;
		}
		i += (size_t)step;
	}
	return count;
}

static size_t least(size_t left, size_t right)
{
	return left < right ? left : right;
}

/* Rows of the usual table of edits, the two before the present one kept for swaps. */
static size_t count_edits(const utf8proc_int32_t *left, size_t rows, const utf8proc_int32_t *right, size_t columns,
                          size_t *row, size_t *above, size_t *above_that)
{
	for (size_t j = 0; j <= columns; j++)
		row[j] = j;
	for (size_t i = 1; i <= rows; i++) {
		size_t *spare = above_that;

		above_that = above;
		above = row;
		row = spare;
		row[0] = i;
		for (size_t j = 1; j <= columns; j++) {
			size_t edits = above[j - 1] + (left[i - 1] != right[j - 1]);

			edits = least(edits, least(above[j], row[j - 1]) + 1);
			if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
				edits = least(edits, above_that[j - 2] + 1);
			row[j] = edits;
		}
	}
	return row[columns];
}

static bool is_inside(char byte)
{
	return ((unsigned char)byte & 0xc0) == 0x80;
}

/* What both begin and end with needs no edits. Whole characters only. */
static void skip_common(const char **left, size_t *left_length, const char **right, size_t *right_length)
{
	size_t shorter = least(*left_length, *right_length), begin = 0, end = 0;

	while (begin < shorter && (*left)[begin] == (*right)[begin])
		begin++;
	while (begin > 0 && (is_inside((*left)[begin]) || is_inside((*right)[begin])))
		begin--;
	while (end < shorter - begin && (*left)[*left_length - 1 - end] == (*right)[*right_length - 1 - end])
		end++;
	while (end > 0 && is_inside((*left)[*left_length - end]))
		end--;
	*left += begin;
	*right += begin;
	*left_length -= begin + end;
	*right_length -= begin + end;
}

size_t kam_text_distance(const char *left, const char *right)
{
	utf8proc_int32_t few_codes[2 * COMMON];
	size_t few_edits[3 * (COMMON + 1)];
	size_t left_length = strlen(left);
	size_t right_length = strlen(right);
	utf8proc_int32_t *codes = few_codes;
	size_t *edits = few_edits;
	size_t distance = SIZE_MAX;
	size_t rows, columns;

	skip_common(&left, &left_length, &right, &right_length);
	if (left_length > LONGEST || right_length > LONGEST)
		return left_length > right_length ? left_length : right_length;
	if (left_length > COMMON || right_length > COMMON) {
		codes = malloc((left_length + right_length) * sizeof *codes);
		edits = malloc(3 * (right_length + 1) * sizeof *edits);
	}
	if (codes != NULL && edits != NULL) {
		rows = decode(left, left_length, codes);
		columns = decode(right, right_length, codes + rows);
		distance = count_edits(codes, rows, codes + rows, columns, edits, edits + columns + 1,
		                       edits + 2 * (columns + 1));
	}
	if (codes != few_codes) {
		free(codes);
		free(edits);
	}
	return distance;
}
