/* Placeholders: each function is deleted by the change that brings the real one. */
#include "kam/import.h"
#include "kam/report.h"
#include "kam/internal/handle.h"

enum kam_status kam_import_run(struct kam *kam, const struct kam_import *import, struct kam_import_result *result)
{
	(void)import;
	(void)result;
	(void)kam;
	return KAM_OK;
}

void kam_import_result_clear(struct kam_import_result *result)
{
	(void)result;
}

void kam_report_answer_free(struct kam_report_answer *answer)
{
	(void)answer;
}
