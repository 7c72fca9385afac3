/* Kinds of values: how each is written down, read and shown. No database. */
#ifndef KAM_VALUE_H
#define KAM_VALUE_H

#include "kam/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a field holds. How it is stored is said beside each. */
enum kam_kind {
	KAM_TEXT,      /* UTF-8 text; never the empty string */
	KAM_INTEGER,   /* 64-bit integer */
	KAM_NUMBER,    /* double of at most 15 significant digits */
	KAM_MONEY,     /* integer minor units of the record's currency */
	KAM_PERCENT,   /* integer hundredths of a percent: 12.5 % is 1250 */
	KAM_DATE,      /* text YYYY-MM-DD */
	KAM_INSTANT,   /* text YYYY-MM-DDTHH:MM:SSZ, UTC */
	KAM_CHOICE,    /* text, one of the field's choices */
	KAM_FLAG,      /* integer 0 or 1; read and written as yes and no */
	KAM_CURRENCY,  /* text, an ISO 4217 code */
	KAM_REFERENCE, /* integer id of another record; written as A1 */
	KAM_ID         /* integer id of the record itself; written as A1 */
};

enum kam_value_type { KAM_IS_EMPTY = 0, KAM_IS_TEXT, KAM_IS_INTEGER, KAM_IS_NUMBER, KAM_IS_MASKED };

/*
 * One value. Text is not NUL-terminated for the reader's purposes: use length.
 * A money value is KAM_IS_INTEGER (minor units) and `text` names its currency
 * (three letters, length 3). References and ids come to readers of rows as
 * text ("A1"). KAM_IS_MASKED is a personal value that is there but not shown.
 */
struct kam_value {
	enum kam_value_type type;
	int64_t integer;
	double number;
	const char *text;
	size_t length;
};

/* ---- text -------------------------------------------------------------- */

/*
 * Is this well-formed UTF-8 (no overlong forms, no surrogates, no NUL)?
 * On false *offset (may be NULL) is the byte where it stops being so.
 */
KAM_API bool kam_text_valid(const char *text, size_t length, size_t *offset);

/*
 * The folded name by which records are recognised: width (NFKC), case, blanks
 * and brackets are folded away; legal form and region are kept. Returns a new
 * NUL-terminated string to free(), NULL when out of memory. Never empty for a
 * non-empty input: a text of nothing but blanks and brackets folds to itself.
 */
KAM_API char *kam_text_name_key(const char *text, size_t length);

/*
 * The number of a tender or a lot by which two ways of writing it are one: as
 * above, and of what is left only letters (with their marks) and digits count:
 * blanks, hyphens and dashes, _ / . : # + and all other punctuation and signs
 * are folded away, wherever they stand. ZB-2026/001, ＺＢ ２０２６００１ and
 * zb.2026.001 are one number; so are 2026-1-11 and 2026-11-1. Zeros in front
 * count. New string to free(), NULL when out of memory. Empty for a text of
 * nothing but punctuation, such as "-": that is no number.
 */
KAM_API char *kam_text_number_key(const char *text, size_t length);

/* As the name, but keeping blanks and brackets: for `~` and for search. */
KAM_API char *kam_text_fold(const char *text, size_t length);

/* As kam_text_fold() and without accents: Müller becomes muller. For codes. */
KAM_API char *kam_text_plain(const char *text, size_t length);

/* Columns a terminal needs for the text (control characters count nothing). */
KAM_API size_t kam_text_width(const char *text, size_t length);

/*
 * The longest prefix that needs at most `width` columns, ending between
 * grapheme clusters; its length in bytes. *used (may be NULL): its columns.
 */
KAM_API size_t kam_text_prefix(const char *text, size_t length, size_t width, size_t *used);

/*
 * The text with control characters, C1, bidirectional marks and line
 * separators as visible escapes (\n \t \r \e \u{202E}), a byte that is no
 * UTF-8 as \x{FF}. New string to free(), NULL when out of memory.
 */
KAM_API char *kam_text_escape(const char *text, size_t length);

/* Edit distance in code points between two folded names, for "nearest:"; a swap of neighbours is one edit.
 * SIZE_MAX when out of memory, which only names above 128 bytes need. Beyond what they begin and end with in common,
 * texts above 2048 bytes count as different in every byte. */
KAM_API size_t kam_text_distance(const char *left, const char *right);

/*
 * Would a spreadsheet take the text for a formula: does it begin with = + - @ or a control character, also behind
 * apostrophes, and is no phone number or figure such as +86 (10) 8888-8888 or -12.5? An export puts an apostrophe in
 * front of such a text, an import takes it off.
 */
KAM_API bool kam_text_is_formula(const char *text, size_t length);

/* ---- numbers and money --------------------------------------------------
 * Each parser returns KAM_OK or KAM_BAD_VALUE; then *why is a short, static,
 * translated sentence of what is expected ("a whole number such as 12").
 * `decimal` is '.' or ','; the other one may stand between thousands. Outer
 * blanks are ignored, full-width digits and signs are taken; empty is an error.
 */
KAM_API enum kam_status kam_integer_parse(const char *text, size_t length, int64_t *out, const char **why);
KAM_API enum kam_status kam_number_parse(const char *text, size_t length, char decimal, double *out, const char **why);
KAM_API enum kam_status kam_percent_parse(const char *text, size_t length, char decimal, int64_t *hundredths,
                                          const char **why);
KAM_API enum kam_status kam_flag_parse(const char *text, size_t length, int64_t *out, const char **why);

/*
 * `12.5万`, `1.2亿`, `1,200.50`, `3k`, `2.5M`, `-7`, also with a currency code
 * before or after it (`USD 12`, `12 USD`): then `currency` (4 bytes) holds it,
 * else it is set to "". More decimals than the currency has are refused unless
 * they are zeros (`1054.0`). `assumed` is the currency when none is written.
 */
KAM_API enum kam_status kam_money_parse(const char *text, size_t length, char decimal, const char *assumed,
                                        char currency[4], int64_t *minor, const char **why);

/* Decimal digits of an ISO 4217 currency (2 for most), -1 for no such code and for those without a minor unit. */
KAM_API int kam_currency_digits(const char *code);

/* Decimal text in major units, `1054.00`; `grouped` puts commas: `1,054.00`.
 * Returns the length; `buffer` takes at least 40 bytes. */
KAM_API size_t kam_money_format(int64_t minor, const char *currency, bool grouped, char *buffer);
KAM_API size_t kam_percent_format(int64_t hundredths, char *buffer);
KAM_API size_t kam_number_format(double number, char *buffer);

/*
 * `whole` divided among `count` parts by their weights, by the largest
 * remainder: the parts sum to the whole; of equal remainders the first parts
 * get one more. False: nothing to divide by (no weight, a negative one, or a
 * negative whole), or weights whose sum is above 3,037,000,499.
 */
KAM_API bool kam_split(int64_t whole, const int64_t *weights, size_t count, int64_t *parts);

/* ---- dates, instants, periods -------------------------------------------
 * Days are counted from 1970-01-01 (proleptic Gregorian); instants are seconds
 * since the epoch, UTC. Years 0001 to 9999.
 */
#define KAM_DATE_SIZE 11    /* YYYY-MM-DD and NUL */
#define KAM_INSTANT_SIZE 32 /* YYYY-MM-DDTHH:MM:SSZ or with +08:00, and NUL */

KAM_API int64_t kam_date_days(int year, int month, int day);                /* INT64_MIN: no such day */
KAM_API void kam_date_civil(int64_t days, int *year, int *month, int *day); /* all 0: out of these years */
KAM_API void kam_date_format(int64_t days, char out[KAM_DATE_SIZE]);        /* "": out of these years */

/* ISO 8601 (2026-03-01, 20260301, 2026-3-1); with `relative` also today, yesterday, tomorrow,
 * +3d -2w +1m +1y, mon…sun (the next such day, today included), eom. */
KAM_API enum kam_status kam_date_parse(const char *text, size_t length, int64_t today, bool relative, int64_t *days,
                                       const char **why);

/* ISO 8601 with Z, an offset, or none (then in `zone`, an IANA name, "" for UTC); a bare date is its
 * first instant in `zone`. With `relative`, also what kam_date_parse takes, and `now`.
 * A local time that a clock change skips is refused; one that occurs twice is its first. */
KAM_API enum kam_status kam_instant_parse(const char *text, size_t length, const char *zone, int64_t now, bool relative,
                                          int64_t *seconds, const char **why);
/* Stored form, UTC: 2026-11-24T05:22:34Z; "" out of these years. */
KAM_API void kam_instant_format(int64_t seconds, char out[KAM_INSTANT_SIZE]);
/* For people, in `zone` (UTC when it is unknown: ask kam_zone_known() first): 2026-11-24 13:22 */
KAM_API void kam_instant_show(int64_t seconds, const char *zone, char out[KAM_INSTANT_SIZE]);
/* The day an instant falls on in `zone`. */
KAM_API int64_t kam_instant_day(int64_t seconds, const char *zone);
/* Is this a zone that the system knows? "" and "UTC" always are. */
KAM_API bool kam_zone_known(const char *zone);

/* Read a date or an instant by a format of %Y %y %m %d %H %M %S %p %I %b %B %T %F and literal text; months,
 * days and hours of one or two digits; %y 00–68 is 20xx. For KAM_DATE a time in the format is read and dropped. */
KAM_API enum kam_status kam_date_scan(const char *text, size_t length, const char *format, int64_t *days,
                                      const char **why);
KAM_API enum kam_status kam_instant_scan(const char *text, size_t length, const char *format, const char *zone,
                                         int64_t *seconds, const char **why);

/* Half-open [from, to); "" is no bound. `all` is no bound and takes rows without the date too. */
struct kam_period {
	char from[KAM_DATE_SIZE];
	char to[KAM_DATE_SIZE];
	bool all;
};

/* 2026, 2026-Q3, 2026-07, 2026-07-15, 2026-W30, 2026-01-01..2026-04-01 (either end may be left out),
 * this|last|next week|month|quarter|year, all. A day may be written as kam_date_parse() takes it (today,
 * -30d..today). Weeks begin on Monday, as in ISO 8601. A period that ends with the year 9999 has no end. */
KAM_API enum kam_status kam_period_parse(const char *text, size_t length, int64_t today, struct kam_period *period,
                                         const char **why);

/* ---- any kind ----------------------------------------------------------- */

/* What reading a value by its kind needs to know. */
struct kam_reading {
	char decimal;             /* '.' or ',' */
	bool relative;            /* today, +3d … are taken */
	const char *choices;      /* of a KAM_CHOICE: words with one blank between */
	const char *currency;     /* of a KAM_MONEY */
	const char *zone;         /* of a KAM_INSTANT */
	const char *format;       /* of a date or instant, NULL for ISO */
	int64_t now;              /* seconds */
	int64_t minimum, maximum; /* of a KAM_INTEGER, KAM_NUMBER or KAM_PERCENT; both 0: any */
};

/*
 * Read `text` as a value of `kind` (all but KAM_REFERENCE, KAM_ID). Text is
 * taken as it is; other kinds ignore outer blanks. The empty text, and for
 * those kinds blanks, are KAM_IS_EMPTY. A value that has to be written down
 * anew is put into `scratch` (KAM_SCRATCH_SIZE bytes), and out->text points
 * there or into `text`; so may *why. Money names the currency written with it,
 * else the reading's. Returns KAM_OK or KAM_BAD_VALUE.
 */
#define KAM_SCRATCH_SIZE 256
KAM_API enum kam_status kam_value_parse(enum kam_kind kind, const struct kam_reading *reading, const char *text,
                                        size_t length, char *scratch, struct kam_value *out, const char **why);

/*
 * The value as CSV, TSV and JSON carry it: 1054.00, 12.50, 2026-03-01, yes.
 * Text is returned as it is; the rest is written into `scratch`. An empty or
 * masked value is the empty string. *length is its length.
 */
KAM_API const char *kam_value_text(enum kam_kind kind, const struct kam_value *value, char *scratch, size_t *length);

/* Do two values say the same? */
KAM_API bool kam_value_equal(const struct kam_value *left, const struct kam_value *right);

/* Which comes first, as < 0, 0, > 0: figures by size, text by its bytes. Of empty values it knows nothing. */
KAM_API int kam_value_order(const struct kam_value *left, const struct kam_value *right);

#endif
