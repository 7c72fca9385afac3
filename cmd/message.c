/* What a command has to say: its failures, and remarks for stderr. */
#include "command.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *format_list(const char *format, va_list list)
{
	va_list again;
	char *text = NULL;
	int length;

	va_copy(again, list);
	length = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (length >= 0 && (text = malloc((size_t)length + 1)) != NULL)
		vsnprintf(text, (size_t)length + 1, format, list);
	return text;
}

char *format_text(const char *format, ...)
{
	va_list list;
	char *text;

	va_start(list, format);
	text = format_list(format, list);
	va_end(list);
	return text;
}

enum kam_status usage_error(struct context *context, enum kam_status status, const char *format, ...)
{
	va_list list;

	free(context->message);
	va_start(list, format);
	context->message = format_list(format, list);
	va_end(list);
	/* What is on disk stays what is to be said. */
	return context->message == NULL && status != KAM_UNDELIVERED ? KAM_NO_MEMORY : status;
}

const char *context_message(const struct context *context)
{
	return context->message != NULL ? context->message : kam_error_message(context->kam);
}

void remark(struct context *context, const char *format, ...)
{
	va_list list;
	char *line, *joined;

	va_start(list, format);
	line = format_list(format, list);
	va_end(list);
	if (line == NULL || context->remark == NULL) {
		if (line != NULL)
			context->remark = line;
		return;
	}
	joined = format_text("%s\n%s", context->remark, line);
	if (joined != NULL) {
		free(context->remark);
		context->remark = joined;
	}
	free(line);
}

/* Values from the command line and from files stand in messages: they must not speak to the terminal. */
void message_line(const char *before, const char *text, size_t length)
{
	char *shown = kam_text_escape(text, length);

	if (shown != NULL)
		fprintf(stderr, "%s%s\n", before, shown);
	else
		fprintf(stderr, "%s%.*s\n", before, (int)length, text);
	free(shown);
}
