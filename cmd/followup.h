/* The options of a touch, the same for leads, bids and tickets; they are read into a struct kam_followup. */
#ifndef FOLLOWUP_H
#define FOLLOWUP_H

#include "command.h"

#include "kam/followup.h"

#include <stddef.h>

#define FOLLOWUP_OPTION(name, argument, help, field)                                             \
	{                                                                                        \
		OPTION_TEXT, 0, name, argument, help, offsetof(struct kam_followup, field), NULL \
	}

#define FOLLOWUP_OPTIONS                                                                                            \
	FOLLOWUP_OPTION("channel", "CHOICE", N_("by what way, as in account touch add (visit)"), channel),          \
		FOLLOWUP_OPTION("next-step", "TEXT", N_("what comes next, and …"), next_step),                      \
		FOLLOWUP_OPTION("next-on", "DATE", N_("… when that is due"), next_on),                              \
		FOLLOWUP_OPTION("no-next", "REASON", N_("why nothing comes next"), no_next),                        \
		FOLLOWUP_OPTION("response", "CHOICE", N_("what they answered: none interested ordered refused"),    \
	                        response),                                                                          \
		FOLLOWUP_OPTION("direction", "CHOICE", N_("out: we went to them; in: they came to us"), direction), \
		FOLLOWUP_OPTION("contact", "CONTACT", N_("with whom, where kam knows them"), contact),              \
		FOLLOWUP_OPTION("happened-at", "TIME", N_("when it took place (now)"), happened_at),                \
		FOLLOWUP_OPTION("done-by", "PERSON", N_("which of us (whoever writes it down)"), done_by)

/* The verb touch, whatever it is about: two operands, and `write` says what came of it. */
enum kam_status followup_run(struct context *context, const void *parsed, const char *usage,
                             enum kam_status (*write)(struct kam *kam, const char *about,
                                                      const struct kam_followup *touch, struct kam_rows **out));

#endif
