/* What this room's descriptions point at. */
#ifndef KAM_CONFIG_RULES_H
#define KAM_CONFIG_RULES_H

#include "kam/internal/describe.h"

extern const struct kam_type_rules day_rules;      /* hours.c */
extern const struct kam_type_rules hours_rules;    /* hours.c */
extern const struct kam_type_rules model_rules;    /* model.c */
extern const struct kam_type_rules person_rules;   /* terms.c */
extern const struct kam_type_rules rate_rules;     /* rate.c */
extern const struct kam_type_rules setting_rules;  /* setting.c */
extern const struct kam_type_rules sla_rules;      /* terms.c */
extern const struct kam_type_rules snapshot_rules; /* terms.c */
extern const struct kam_type_rules stage_rules;    /* stage.c */
extern const struct kam_type_rules template_rules; /* template.c */
extern const struct kam_type_rules unit_rules;     /* terms.c */

#endif
