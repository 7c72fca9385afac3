/* What a call can answer, and the exit status each answer becomes. */
#ifndef KAM_STATUS_H
#define KAM_STATUS_H

#if defined(__GNUC__)
#define KAM_API __attribute__((visibility("default")))
#define KAM_FORMAT(string, first) __attribute__((format(printf, string, first)))
#else
#define KAM_API
#define KAM_FORMAT(string, first)
#endif

/*
 * Every call that can fail returns one of these; the text that goes with a
 * failure is read by kam_error_message(). Nothing is decided by that text.
 */
enum kam_status {
	KAM_OK = 0,        /* done; for a step: there is a row */
	KAM_DONE,          /* a step: there are no more rows */
	KAM_REFUSED,       /* a rule says no */
	KAM_NOT_FOUND,     /* no such record */
	KAM_AMBIGUOUS,     /* several records answer to that name */
	KAM_USAGE,         /* no such verb, option, field, column or report */
	KAM_BAD_VALUE,     /* a value in an argument cannot be read */
	KAM_FINDINGS,      /* done, and there is something to be said */
	KAM_UNDELIVERED,   /* written, but the result could not be delivered */
	KAM_BAD_DATA,      /* a file or a database holds what it must not */
	KAM_NO_DATABASE,   /* no such file, or no database where one was looked for */
	KAM_NO_MEMORY,     /* out of memory */
	KAM_SYSTEM,        /* the system refused something else */
	KAM_CANNOT_CREATE, /* a file cannot be created */
	KAM_IO,            /* reading or writing failed; disk full */
	KAM_BUSY,          /* another process holds the database; try again */
	KAM_NOT_PERMITTED, /* the file's owner or mode says no */
	KAM_INTERRUPTED    /* the caller asked to stop */
};

/* The exit status of `kam` for an answer: 0, 1, 2, 3, 4 or a sysexits number. */
KAM_API int kam_status_exit(enum kam_status status);

#endif
