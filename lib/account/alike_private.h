/* What the two halves of alike share: what can be (alike.c), and what is (alike_judge.c). */
#ifndef KAM_ACCOUNT_ALIKE_PRIVATE_H
#define KAM_ACCOUNT_ALIKE_PRIVATE_H

#include "alike.h"
#include "kam/internal/name.h"

/* A name in its four forms. */
struct forms {
	char *key, *bare, *core; /* certain; without legal form; without region too */
	char *tax;               /* what is asked for: its tax number, folded; NULL: none */
	size_t core_length;      /* in characters */
};

struct alike {
	struct kam *kam;
	const struct names *names;
	int64_t similar_from; /* hundredths of a percent */
	struct statement *keys, *count, *read, *load;
	struct buffer candidates, hits;
};

/* An account's names and keys, for alike_judge(). */
extern const char alike_load[];

/* Bytes of the character at `text`. */
size_t alike_step(const char *text);

enum kam_status alike_forms_make(const struct alike *alike, const char *name, size_t length, struct forms *out);
void alike_forms_free(struct forms *forms);

/* Is the account like what is asked for? Then it is among the hits. `close`: it has enough in common to be similar. */
enum kam_status alike_judge(struct alike *alike, const struct alike_question *question, const struct forms *asked,
                            int64_t id, bool close);
bool alike_better(const struct alike_hit *one, const struct alike_hit *other);

#endif
