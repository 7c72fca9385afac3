/* The handle: messages in and out, and whether to stop. */
#include "kam/internal/handle.h"

const char *kam_version(void)
{
	return KAM_VERSION;
}

enum kam_status fail(struct kam *kam, enum kam_status status, const char *format, ...)
{
	struct buffer text = { 0 };
	va_list list;

	/* Built apart, for an argument may be the message that stands there. */
	va_start(list, format);
	buffer_format_list(&text, format, list);
	va_end(list);
	buffer_free(&kam->message);
	kam->message = text;
	return text.failed ? KAM_NO_MEMORY : status;
}

void memory_ran_out(struct kam *kam)
{
	buffer_free(&kam->message);
	kam->message.failed = true;
}

const char *kam_error_message(const struct kam *kam)
{
	const char *text = kam == NULL ? NULL : buffer_text(&kam->message);

	return text != NULL ? text : _("out of memory");
}

enum kam_status notice(struct kam *kam, const char *format, ...)
{
	va_list list;

	if (kam->notices.length > 0)
		buffer_put(&kam->notices, "\n");
	va_start(list, format);
	buffer_format_list(&kam->notices, format, list);
	va_end(list);
	return kam->notices.failed ? fail_memory(kam) : KAM_OK;
}

const char *kam_notices(const struct kam *kam)
{
	const char *text = buffer_text(&kam->notices);

	return text != NULL ? text : "";
}

bool is_interrupted(const struct kam *kam)
{
	return kam->interrupted != NULL && *kam->interrupted != 0;
}
