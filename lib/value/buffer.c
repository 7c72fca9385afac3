/* Growing text: appended to, checked once at the end. */
#include "kam/internal/buffer.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Make room for `more` bytes and a NUL. */
static bool make_room(struct buffer *buffer, size_t more)
{
	size_t size = buffer->size > 0 ? buffer->size : 64;
	char *text;

	if (buffer->failed)
		return false;
	if (more < buffer->size - buffer->length)
		return true;
	if (more >= SIZE_MAX / 2 - buffer->length) {
		buffer->failed = true;
		return false;
	}
	while (size < buffer->length + more + 1)
		size *= 2;
	text = realloc(buffer->text, size);
	if (text == NULL) {
		buffer->failed = true;
		return false;
	}
	buffer->text = text;
	buffer->size = size;
	return true;
}

char *buffer_room_made(struct buffer *buffer, size_t more)
{
	return make_room(buffer, more) ? buffer->text + buffer->length : NULL;
}

void buffer_add(struct buffer *buffer, const char *text, size_t length)
{
	if (!make_room(buffer, length))
		return;
	if (length > 0)
		memcpy(buffer->text + buffer->length, text, length);
	buffer->length += length;
	buffer->text[buffer->length] = '\0';
}

void buffer_put(struct buffer *buffer, const char *text)
{
	buffer_add(buffer, text, strlen(text));
}

void buffer_format(struct buffer *buffer, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	buffer_format_list(buffer, format, list);
	va_end(list);
}

void buffer_format_list(struct buffer *buffer, const char *format, va_list list)
{
	va_list again;
	int needed;

	if (!make_room(buffer, 0))
		return;
	va_copy(again, list);
	needed = vsnprintf(buffer->text + buffer->length, buffer->size - buffer->length, format, list);
	if (needed < 0) {
		buffer->failed = true;
	} else if ((size_t)needed < buffer->size - buffer->length) {
		buffer->length += (size_t)needed;
	} else if (make_room(buffer, (size_t)needed)) {
		vsnprintf(buffer->text + buffer->length, buffer->size - buffer->length, format, again);
		buffer->length += (size_t)needed;
	}
	va_end(again);
}

void buffer_reset(struct buffer *buffer)
{
	buffer->length = 0;
	buffer->failed = false;
	if (buffer->text != NULL)
		buffer->text[0] = '\0';
}

void buffer_free(struct buffer *buffer)
{
	free(buffer->text);
	*buffer = (struct buffer){ 0 };
}

const char *buffer_text(const struct buffer *buffer)
{
	if (buffer->failed)
		return NULL;
	return buffer->text != NULL ? buffer->text : "";
}

char *buffer_take(struct buffer *buffer)
{
	char *text;

	if (!make_room(buffer, 0)) {
		buffer_free(buffer);
		return NULL;
	}
	text = buffer->text;
	text[buffer->length] = '\0';
	*buffer = (struct buffer){ 0 };
	return text;
}

void text_copy(char *to, size_t size, const char *text)
{
	size_t length = text != NULL ? strnlen(text, size - 1) : 0;

	if (length > 0)
		memcpy(to, text, length);
	to[length] = '\0';
}
