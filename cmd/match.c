/* People chosen for an offer: what is asked for, and what is said about who was left out. */
#include "match.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

const struct option_row match_options[] = {
	{ OPTION_TEXT, 0, "list", "call|mail", N_("a list to call or to mail: only whom one can reach so"),
	  offsetof(struct match_arguments, list), NULL },
	{ OPTION_TEXT, 0, "at", "LAT,LON", N_("the middle of a circle, in degrees: 22.54,114.06"),
	  offsetof(struct match_arguments, at), NULL },
	{ OPTION_TEXT, 0, "within", "DISTANCE", N_("how far around it: 2km, 500m, 1.5mi"),
	  offsetof(struct match_arguments, within), NULL },
	{ OPTION_TEXT, 0, "polygon", "CORNERS", N_("within this area: 'LAT,LON LAT,LON LAT,LON …'"),
	  offsetof(struct match_arguments, polygon), NULL },
	{ OPTION_TEXT, 0, "cap-days", "N", N_("not those who were touched in the last N days, today included"),
	  offsetof(struct match_arguments, cap_days), NULL },
	{ OPTION_TEXT, 0, "quiet-hours", "HOURS", N_("say from when they may be reached: 21:00-08:00"),
	  offsetof(struct match_arguments, quiet_hours), NULL },
	{ OPTION_FLAG, 0, "left-out", NULL, N_("who was left out instead, and why"),
	  offsetof(struct match_arguments, left_out), NULL },
	{ OPTION_FLAG, 0, "counts", NULL, N_("how many instead: selected, left out by reason, listed"),
	  offsetof(struct match_arguments, counts), NULL },
	{ OPTION_END, 0, NULL, NULL, NULL, 0, NULL },
};

/* "3 opted out"; how many days the cap has is part of its own. */
static void put_reason(char *out, size_t size, enum kam_match_reason reason, int64_t people, int64_t days)
{
	static const char *const words[] = {
		[KAM_MATCH_LISTED] = N_("%lld listed"),
		[KAM_MATCH_CONVERTED] = N_("%lld converted"),
		[KAM_MATCH_DROPPED] = N_("%lld dropped"),
		[KAM_MATCH_GONE] = N_("%lld gone"),
		[KAM_MATCH_OPT_OUT] = N_("%lld opted out"),
		[KAM_MATCH_NO_CONSENT] = N_("%lld without consent"),
		[KAM_MATCH_NO_PHONE] = N_("%lld without a phone"),
		[KAM_MATCH_NO_EMAIL] = N_("%lld without a mail address"),
	};

	if (reason == KAM_MATCH_CAPPED)
		snprintf(out, size,
		         by_number("%lld touched in the last %lld day", "%lld touched in the last %lld days", days),
		         (long long)people, (long long)days);
	else
		snprintf(out, size, _(words[reason]), (long long)people);
}

/* All that were selected, and where they went: it adds up. */
static void tell_counts(struct context *context, const struct kam_match_told *told)
{
	char line[1024] = "", part[160];
	size_t length = 0;

	for (int reason = KAM_MATCH_LISTED; reason < KAM_MATCH_REASONS; reason++) {
		if (reason != KAM_MATCH_LISTED && told->people[reason] == 0)
			continue;
		put_reason(part, sizeof part, reason, told->people[reason], told->cap_days);
		snprintf(line + length, sizeof line - length, "%s%s", length == 0 ? "" : ", ", part);
		length = strlen(line);
	}
	remark(context, _("%lld selected: %s"), (long long)told->selected, line);
}

enum kam_status match_all(struct context *context, const void *arguments, const char *usage)
{
	return context->operand_count == 0 ? match_run(context, arguments, context->verb->record, NULL)
	                                   : usage_error(context, KAM_USAGE, _("usage: %s"), usage);
}

enum kam_status match_run(struct context *context, const struct match_arguments *arguments, const char *record,
                          const char *audience)
{
	struct kam_match_told told;
	struct kam_match asked = {
		.record = record,
		.filters = context->assignments,
		.filter_count = context->assignment_count,
		.where = context->globals.where,
		.at = arguments->at,
		.within = arguments->within,
		.polygon = arguments->polygon,
		.cap_days = arguments->cap_days,
		.quiet_hours = arguments->quiet_hours,
		.list = arguments->list,
		.view = arguments->counts     ? KAM_MATCH_COUNTS
		        : arguments->left_out ? KAM_MATCH_LEFT_OUT
		                              : KAM_MATCH_LIST,
		.columns = context->globals.columns,
		.sort = context->globals.sort,
		.limit = context->globals.limit,
		.labels = people_read_it(context),
		.unmask = context->globals.unmask,
	};
	enum kam_status status;

	if (arguments->left_out && arguments->counts)
		return usage_error(context, KAM_USAGE, "%s", _("--left-out, or --counts: one of them"));
	context->filtered = true;
	/* Counts are arranged like any answer; the others are lists. */
	context->arranged = !arguments->counts;
	if (context->globals.format != NULL && strcmp(context->globals.format, "ids") == 0)
		asked.columns = "id";
	status = audience == NULL ? kam_match_run(context->kam, &asked, &told, &context->rows)
	                          : kam_audience_run(context->kam, audience, &asked, &told, &context->rows);
	if (status != KAM_OK)
		return status;
	/* --unmask is written down for those who are shown, not for the audience. */
	context->type = kam_type_find(told.record);
	tell_counts(context, &told);
	if (arguments->list != NULL && asked.view == KAM_MATCH_LIST && asked.columns == NULL && !asked.unmask &&
	    told.people[KAM_MATCH_LISTED] > 0)
		remark(context, "%s",
		       _("names, phones and mail addresses are masked: --unmask shows them, and is written down"));
	if (*told.not_before != '\0')
		remark(context, _("these are quiet hours: nobody is to be reached before %s"), told.not_before_shown);
	return KAM_OK;
}
