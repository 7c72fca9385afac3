/* Which accounts have a name like another: what find, dupes and whoever is about to add one ask. */
#ifndef KAM_ACCOUNT_ALIKE_H
#define KAM_ACCOUNT_ALIKE_H

#include "kam/internal/store.h"

/* Why, best first. */
enum alike_reason {
	ALIKE_TAX_ID,   /* the same tax number, folded */
	ALIKE_NAME,     /* the name, letter by letter */
	ALIKE_FOLDED,   /* width, case, blanks and brackets aside */
	ALIKE_KEY,      /* its code, or its id in another system */
	ALIKE_FORMER,   /* a former name, as far as that */
	ALIKE_FORM,     /* the legal form aside */
	ALIKE_REGION,   /* legal form and region aside */
	ALIKE_CONTAINS, /* what is asked for is part of the name */
	ALIKE_WITHIN,   /* the name is part of what is asked for */
	ALIKE_SHORT,    /* its characters stand in the name in that order */
	ALIKE_SIMILAR,  /* few edits apart */
	ALIKE_NOT
};

struct alike_hit {
	int64_t id;
	enum alike_reason why;
	bool later;      /* the part is not at the beginning of the name */
	int64_t percent; /* hundredths: how much of the longer name is the same */
	size_t length;   /* of the name, in bytes */
};

/* What is asked for. */
struct alike_question {
	const char *text;   /* a name */
	const char *tax_id; /* NULL: none */
	int64_t but;        /* this account is none of the answers, nor one before it where `later`; 0: all may be */
	bool later;
	bool spelling; /* by hand, perhaps short: codes and parts of names too, characters in order */
};

struct alike; /* statements and settings, for as many questions as there are */

/* *out is freed with alike_close(), also after an error. */
enum kam_status alike_open(struct kam *kam, struct alike **out);
void alike_close(struct alike *alike); /* NULL-safe */
/*
 * The answers, best first; *hits is alike's own until the next question. *cut
 * is set when so many names have a part in common that not all were looked at.
 */
enum kam_status alike_ask(struct alike *alike, const struct alike_question *question, const struct alike_hit **hits,
                          size_t *count, bool *cut);
/* "same but for legal form", "similar 83 %"; `out` takes 96 bytes. */
void alike_say(const struct alike_hit *hit, char out[96]);

#endif
