/* The verbs of kam lead, each in a file of its own. */
#ifndef LEAD_VERBS_H
#define LEAD_VERBS_H

#include "../command.h"

#endif
