/* A conversion under way: a lead and what it becomes. For convert.c and what it calls. */
#ifndef KAM_LEAD_CONVERT_H
#define KAM_LEAD_CONVERT_H

#include "kam/conversion.h"
#include "kam/internal/store.h"

/* What is known of the lead, in the order in which convert.c selects it. */
enum known {
	NAME,
	COMPANY,
	KIND,
	CONTACT_NAME,
	PHONE,
	EMAIL,
	REGION,
	LAT,
	LON,
	CONSENT_ON,
	OPT_OUT,
	OWNER,
	NEXT_STEP,
	PROMISED
};

/* Each thing that is done is told in a row of id, record, what, field and value. */
struct conversion {
	struct kam *kam;
	struct kam_rows *rows;
	const struct kam_conversion *asked;
	struct statement *lead;       /* its row: texts are borrowed from there to the end */
	int64_t id, account, contact; /* contact 0: none */
	char lead_id[KAM_ID_SIZE], account_id[KAM_ID_SIZE], contact_id[KAM_ID_SIZE];
};

/* NULL: not known. Borrowed to the end. */
const char *conversion_known(const struct conversion *conversion, enum known column);
/* Its company, else its name. */
const char *conversion_company(const struct conversion *conversion);
/* A consumer: the customer is a person. */
bool conversion_is_person(const struct conversion *conversion);
/* One row; field and value may be NULL; the values of personal fields are masked. */
enum kam_status conversion_tell(const struct conversion *conversion, const char *id, const char *record,
                                const char *what, const char *field, const char *value);

/* KAM_REFUSED: it may be a customer already; which, and why (convert_likely.c). */
enum kam_status conversion_check_likely(const struct conversion *conversion);

/* What goes along (convert_carry.c): touches move, tags are copied, open concerns become risks. */
enum kam_status conversion_move_touches(const struct conversion *conversion);
enum kam_status conversion_copy_tags(const struct conversion *conversion);
enum kam_status conversion_carry_concerns(const struct conversion *conversion);

#endif
