/* What number.c, money.c and value.c share. Of lib/value only. */
#ifndef KAM_VALUE_NUMBER_H
#define KAM_VALUE_NUMBER_H

#include "kam/value.h"
#include "narrow.h"

/* kam_integer_parse() with a decimal point or a decimal comma. */
enum kam_status integer_parse(const char *text, size_t length, char point, int64_t *out, const char **why);

/* `value` / 10^decimals as text with a full stop, at least one digit before it; `grouped`: commas between
 * thousands. Returns the length. `buffer` takes at least 40 bytes, decimals are at most 4. */
size_t fixed_format(int64_t value, int decimals, bool grouped, char *buffer);

#endif
