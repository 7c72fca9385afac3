/* Marks from 1 to 5 become a score, and the score a word: go, review or no. */
#include "kam/internal/marks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const mark_names[MARKS] = { "fit", "relationship", "competition", "margin", "delivery", "resources" };

static int find_mark(const char *name, size_t length)
{
	for (int i = 0; i < MARKS; i++)
		if (strlen(mark_names[i]) == length && memcmp(mark_names[i], name, length) == 0)
			return i;
	return -1;
}

/* The next whole number behind blanks; false: there is none. */
static bool read_number(const char **at, int64_t least, int64_t most, int64_t *number)
{
	const char *digits = *at + strspn(*at, " ");
	char *end;

	if (*digits < '0' || *digits > '9')
		return false;
	*number = strtoll(digits, &end, 10);
	*at = end;
	return (*end == ' ' || *end == '\0') && *number >= least && *number <= most;
}

bool marks_read(const char *text, int64_t least, int64_t most, int64_t numbers[MARKS])
{
	size_t count = 0;

	for (int i = 0; i < MARKS; i++)
		numbers[i] = least - 1;
	for (text += strspn(text, " "); *text != '\0'; text += strspn(text, " ")) {
		size_t length = strcspn(text, " ");
		int mark = find_mark(text, length);

		text += length;
		if (mark < 0 || numbers[mark] >= least || !read_number(&text, least, most, &numbers[mark]))
			return false;
		count++;
	}
	return count > 0;
}

bool marks_weights_read(const char *text, int64_t weights[MARKS])
{
	int64_t sum = 0;

	if (!marks_read(text, 0, 1000, weights))
		return false;
	for (int i = 0; i < MARKS; i++) {
		weights[i] = weights[i] < 0 ? 0 : weights[i];
		sum += weights[i];
	}
	return sum > 0;
}

bool marks_vetoes_read(const char *text, int64_t vetoes[MARKS])
{
	if (strcmp(text, "none") != 0)
		return marks_read(text, 1, 5, vetoes);
	memset(vetoes, 0, MARKS * sizeof *vetoes);
	return true;
}

bool marks_breaks_read(const char *text, int64_t *go_from, int64_t *review_from)
{
	return read_number(&text, 0, 100, go_from) && read_number(&text, 0, 100, review_from) &&
	       text[strspn(text, " ")] == '\0' && *go_from > *review_from;
}

static enum kam_status fail_setting(struct kam *kam, const char *name)
{
	return fail(kam, KAM_BAD_VALUE, _("the setting %s cannot be read: kam config setting edit %s --value ''"), name,
	            name);
}

enum kam_status marks_rules_get(struct kam *kam, struct marks_rules *rules)
{
	if (!marks_weights_read(kam_setting(kam, "decide_weights"), rules->weights))
		return fail_setting(kam, "decide_weights");
	if (!marks_vetoes_read(kam_setting(kam, "decide_vetoes"), rules->vetoes))
		return fail_setting(kam, "decide_vetoes");
	if (!marks_breaks_read(kam_setting(kam, "decide_breaks"), &rules->go_from, &rules->review_from))
		return fail_setting(kam, "decide_breaks");
	return KAM_OK;
}

bool marks_score(const struct marks_rules *rules, const int64_t marks[MARKS], int64_t *hundredths)
{
	int64_t sum = 0, weight = 0;

	for (int i = 0; i < MARKS; i++)
		if (marks[i] > 0) {
			sum += rules->weights[i] * (marks[i] - 1) * 2500;
			weight += rules->weights[i];
		}
	*hundredths = weight == 0 ? 0 : (2 * sum + weight) / (2 * weight);
	return weight > 0;
}

const char *marks_verdict(const struct marks_rules *rules, int64_t hundredths)
{
	return hundredths >= rules->go_from * 100 ? "go" : hundredths >= rules->review_from * 100 ? "review" : "no";
}

bool marks_vetoed(const struct marks_rules *rules, const int64_t marks[MARKS], char said[MARKS_SAID])
{
	size_t length = 0;

	said[0] = '\0';
	for (int i = 0; i < MARKS; i++)
		if (marks[i] > 0 && marks[i] <= rules->vetoes[i])
			length += (size_t)snprintf(said + length, MARKS_SAID - length, "%s%s %lld",
			                           length > 0 ? ", " : "", mark_names[i], (long long)marks[i]);
	return length > 0;
}

void marks_missing(const struct marks_rules *rules, const int64_t marks[MARKS], char said[MARKS_SAID])
{
	size_t length = 0;

	said[0] = '\0';
	for (int i = 0; i < MARKS; i++)
		if (marks[i] == 0 && rules->weights[i] > 0)
			length += (size_t)snprintf(said + length, MARKS_SAID - length, "%s%s", length > 0 ? ", " : "",
			                           mark_names[i]);
}
