/* The handle: what every room of the library shares. Internal to libkam. */
#ifndef KAM_INTERNAL_HANDLE_H
#define KAM_INTERNAL_HANDLE_H

#include "kam/internal/buffer.h"
#include "kam/kam.h"
#include "kam/value.h"

#include <libintl.h>

#define _(text) dgettext("kam", text)
#define N_(text) text

struct store;    /* lib/store's own */
struct names;    /* kam/internal/name.h */
struct calendar; /* kam/internal/calendar.h */

#define TOUCHED_MARKS 256

struct touched_mark {
	const char *record; /* NULL: none */
	int64_t id;
};

struct kam {
	struct store *store;
	struct buffer message;
	/* copies of the options */
	char *path, *zone, *language, *real_user, *claimed, *command, *once_key, *temporary;
	int64_t now;
	int64_t today; /* days, in the zone */
	char today_text[KAM_DATE_SIZE];
	char now_text[KAM_INSTANT_SIZE];
	char currency[4]; /* base currency */
	int timeout_ms;
	const volatile sig_atomic_t *interrupted;
	void (*waiting)(void *data, const char *whom);
	bool (*told)(void *data, const char *event);
	void *data;
	bool unmask;           /* kam_personal() in SQL shows what is personal: a report is run with --unmask */
	struct buffer setting; /* the last kam_setting() answer */
	struct buffer made; /* texts that a registration's rule makes for the values of a write, until its next one */
	/* What lib/record keeps from call to call (prepared statements); let go before the database is closed. */
	void *session;
	void (*session_free)(void *session);
	/* Calendars that are kept (lib/calendar); what they were read from may be another after an operation begins, is
	 * rolled back or undone. */
	struct calendar *calendars;
	void (*calendars_forget)(struct kam *kam);
	struct names *names;   /* lists of legal forms and regions: names_get() */
	struct buffer events;  /* of the operation: name, JSON, each with its NUL */
	int64_t events_lost;   /* how many there was no room for */
	struct buffer notices; /* what the operation has to say to people besides its answer, a line each: notice() */
	struct touched_mark
		touched[TOUCHED_MARKS]; /* noted by touch_record() in this operation, by place of their id */
	/* Rules that are due before the commit; set by lib/record, called and forgotten by lib/store. */
	enum kam_status (*settle)(struct kam *kam);
};

/* The one function that sets the message. Returns `status`, so that a caller can `return fail(…)`; without memory for it, KAM_NO_MEMORY. */
enum kam_status fail(struct kam *kam, enum kam_status status, const char *format, ...) KAM_FORMAT(3, 4);
/* The message then says that memory ran out. */
void memory_ran_out(struct kam *kam);
/* fail(kam, KAM_NO_MEMORY, …): here, so that whoever reads or checks a caller sees that it is never KAM_OK. */
static inline enum kam_status fail_memory(struct kam *kam)
{
	memory_ran_out(kam);
	return KAM_NO_MEMORY;
}
/* Something that people should know though it is no reason to refuse: read with kam_notices(). Not for imports' rows. */
enum kam_status notice(struct kam *kam, const char *format, ...) KAM_FORMAT(2, 3);
/* Has the caller asked to stop? */
bool is_interrupted(const struct kam *kam);

#endif
