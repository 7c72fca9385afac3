/* How a ticket stands: what its verbs look at before they write. */
#ifndef KAM_TICKET_STANDING_H
#define KAM_TICKET_STANDING_H

#include "kam/internal/reference.h"
#include "kam/internal/write.h"
#include "kam/value.h"

#define HOLDER_SIZE 256

struct ticket_standing {
	int64_t ticket;
	char id[KAM_ID_SIZE];
	char status[16];
	char holder[HOLDER_SIZE]; /* the department, else the assignee by name; "": nobody */
	char opened_at[KAM_INSTANT_SIZE], last_at[KAM_INSTANT_SIZE]; /* its last event; "": none */
	int64_t account, assignee, handoffs;                         /* 0: none */
	bool unaccepted; /* it changed hands, and nobody has said that they have it */
};

/* By a reference. What reference_find() answers. */
enum kam_status ticket_standing_read(struct kam *kam, const char *ticket, struct ticket_standing *standing);
/* The ticket in one row, as its verbs answer. */
enum kam_status ticket_standing_tell(struct kam *kam, const struct ticket_standing *standing, struct kam_rows **out);
/* A person, and under which name they hold a ticket: their department's, else their own. KAM_REFUSED: they have left. */
enum kam_status ticket_holder_find(struct kam *kam, const char *person, int64_t *id, char holder[HOLDER_SIZE]);

#endif
