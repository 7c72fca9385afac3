/* The verbs of kam ticket, each in a file of its own. */
#ifndef TICKET_VERBS_H
#define TICKET_VERBS_H

#include "../command.h"

extern const struct verb ticket_clock_verb;

#endif
