/* The check character of China's unified social credit code (GB 32100-2015). */
#include "tax_id.h"

#include <string.h>

#define LENGTH 18

bool tax_id_valid(const char *text, size_t length)
{
	/* 31 characters: no I, O, S, V, Z. */
	static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
	int sum = 0, weight = 1;

	if (length != LENGTH)
		return true;
	for (int i = 0; i < LENGTH; i++) {
		const char *place = text[i] == '\0' ? NULL : strchr(alphabet, text[i]);
		int value;

		if (place == NULL)
			return true;
		value = (int)(place - alphabet);
		if (i == LENGTH - 1)
			return value == (31 - sum % 31) % 31;
		/* Weights are 3 to the power of the place, modulo 31. */
		sum += value * weight;
		weight = weight * 3 % 31;
	}
	return true;
}
