/* Growing text: appended to, checked once. Internal to libkam. */
#ifndef KAM_INTERNAL_BUFFER_H
#define KAM_INTERNAL_BUFFER_H

#include "kam/status.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

/* Starts as {0}. `text` is NUL-terminated once anything was added. `failed`: memory ran out; what follows is lost. */
struct buffer {
	char *text;
	size_t length, size;
	bool failed;
};

void buffer_add(struct buffer *buffer, const char *text, size_t length);
/*
 * Where the next `more` bytes go, for who writes them there and then raises
 * `length`; NULL when memory ran out.
 */
char *buffer_room_made(struct buffer *buffer, size_t more);
static inline char *buffer_room(struct buffer *buffer, size_t more)
{
	if (!buffer->failed && more < buffer->size - buffer->length)
		return buffer->text + buffer->length;
	return buffer_room_made(buffer, more);
}

void buffer_put(struct buffer *buffer, const char *text);
void buffer_format(struct buffer *buffer, const char *format, ...) KAM_FORMAT(2, 3);
void buffer_format_list(struct buffer *buffer, const char *format, va_list list) KAM_FORMAT(2, 0);
/* Empty it, keeping the memory. */
void buffer_reset(struct buffer *buffer);
void buffer_free(struct buffer *buffer);
/* The text ("" when nothing was added), still owned by the buffer; NULL when memory ran out. */
const char *buffer_text(const struct buffer *buffer);
/* The text as a string of the caller's to free(); the buffer starts anew. NULL when memory ran out. */
char *buffer_take(struct buffer *buffer);

/* Into a place of a fixed size, cut where it is too long; NULL is "". */
void text_copy(char *to, size_t size, const char *text);

#endif
