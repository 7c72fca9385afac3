/* What date.c, period.c, instant.c, scan.c and zone.c share. Of lib/value only. */
#ifndef KAM_VALUE_DATE_H
#define KAM_VALUE_DATE_H

#include "kam/value.h"
#include "narrow.h"

#define DAY_SECONDS 86400
#define FIRST_DAY INT64_C(-719162) /* 0001-01-01 */
#define LAST_DAY INT64_C(2932896)  /* 9999-12-31 */
#define FIRST_INSTANT (FIRST_DAY * DAY_SECONDS)
#define LAST_INSTANT ((LAST_DAY + 1) * DAY_SECONDS - 1)

/* Exactly `least` to `most` digits at *text, which moves behind them; -1 (and unmoved) when there are fewer. */
int date_digits(const char **text, int least, int most);

/* The ISO date at *text (YYYY-M-D or YYYYMMDD), which moves behind it. KAM_BAD_VALUE with *why when it is none,
 * or no such day. */
enum kam_status date_read(const char **text, int64_t *days, const char **why);

/* kam_date_parse() of text that is narrow() already. */
enum kam_status date_parse(const char *plain, int64_t today, bool relative, int64_t *days, const char **why);

/* The day that many months later; the last of its month when that is shorter. */
int64_t date_add_months(int64_t days, int64_t months);

/* 0 for Monday to 6 for Sunday. */
int date_weekday(int64_t days);

/* Division that rounds down, for what comes before 1970. */
int64_t date_floor(int64_t value, int64_t divisor);

#endif
