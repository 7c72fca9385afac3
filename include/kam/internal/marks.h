/* The six marks by which a bid is judged: what each weighs, which forbids, what they make together. Internal to libkam. */
#ifndef KAM_INTERNAL_MARKS_H
#define KAM_INTERNAL_MARKS_H

#include "kam/internal/handle.h"

#define MARKS 6

/* The fields of an assessment: fit, relationship, competition, margin, delivery, resources. */
extern const char *const mark_names[MARKS];

/*
 * Read a list such as "fit 20 delivery 15": a number from `least` to `most` for each mark it names, `least` - 1 for the
 * others. False: it is no such list, or names a mark twice.
 */
bool marks_read(const char *text, int64_t least, int64_t most, int64_t numbers[MARKS]);
/* Weights, of which at least one weighs; vetoes, or the word none; the two breaks "70 50", the higher one first. */
bool marks_weights_read(const char *text, int64_t weights[MARKS]);
bool marks_vetoes_read(const char *text, int64_t vetoes[MARKS]);
bool marks_breaks_read(const char *text, int64_t *go_from, int64_t *review_from);

/* The settings decide_weights, decide_vetoes and decide_breaks. */
struct marks_rules {
	int64_t weights[MARKS];
	int64_t vetoes[MARKS];        /* at or below it the mark forbids; 0: it never does */
	int64_t go_from, review_from; /* 0 … 100 */
};

/* KAM_BAD_VALUE: a setting cannot be read. */
enum kam_status marks_rules_get(struct kam *kam, struct marks_rules *rules);

/*
 * Marks are 1 … 5, 0 where none was given. A mark counts (mark - 1) × 25: 1 is 0, 5 is 100. The score is their mean,
 * weighted over those that are given, in hundredths (0 … 10000), rounded half up. False: none that weighs is given.
 */
bool marks_score(const struct marks_rules *rules, const int64_t marks[MARKS], int64_t *hundredths);
/* What a score says: go, review or no. */
const char *marks_verdict(const struct marks_rules *rules, int64_t hundredths);

#define MARKS_SAID 128 /* bytes that a list of marks takes */

/* The marks that forbid, "delivery 1, resources 1"; false: none does. */
bool marks_vetoed(const struct marks_rules *rules, const int64_t marks[MARKS], char said[MARKS_SAID]);
/* The names of those that weigh and are not given; "" when all are. */
void marks_missing(const struct marks_rules *rules, const int64_t marks[MARKS], char said[MARKS_SAID]);

#endif
