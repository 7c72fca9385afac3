/* What the files on gifts share: a gift in question, resolved, and the SQL that is asked about it. */
#ifndef KAM_ACCOUNT_GIFT_H
#define KAM_ACCOUNT_GIFT_H

#include "kam/gift.h"
#include "kam/internal/answer.h"
#include "kam/internal/query.h"
#include "kam/internal/reference.h"

/* The gift in question; ids, 0: none. The amount is in minor units of its own currency. */
struct gift_case {
	int64_t contact, item, gift, amount;
	char currency[4];
	const char *occasion;
	char day[KAM_DATE_SIZE];
	char occasion_text[KAM_SCRATCH_SIZE];
};

/* Read the question. `priced`: it has to say an amount, or an item that has a price. */
enum kam_status gift_case_read(struct kam *kam, const struct kam_gift_question *question, bool priced,
                               struct gift_case *out);
/* The day as a person types it; NULL: today. */
enum kam_status gift_day_read(struct kam *kam, const char *text, char out[KAM_DATE_SIZE]);
/* A file's SQL, in which {field(PATH)} is of a contact, bound to the case. End the query after the statement. */
enum kam_status gift_prepare(struct kam *kam, const char *path, const struct gift_case *asked, struct query *query,
                             struct statement **out);

/* What the rules say altogether. */
struct gift_verdict {
	bool forbidden, needs_approval;
	struct buffer why; /* of the first of the worst */
};

/* All rules; their rows are put into `rows` unless that is NULL. Free why. */
enum kam_status gift_case_check(struct kam *kam, const struct gift_case *asked, bool unmask, struct kam_rows *rows,
                                struct gift_verdict *verdict);
/* The columns of those rows. */
extern const struct answer_column gift_check_columns[];

/* Why custom forbids or warns, in words: of a taboo's tag and its why. */
void gift_say_custom(const char *tag, const char *why, bool personal, bool unmask, struct buffer *out);

#endif
