/* Reads a zone's file: the clock changes of the past, and the rule by which they go on. */
#include "kam/internal/zone.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FOLDER "/usr/share/zoneinfo/"
#define LARGEST 32768 /* bytes; the largest zone of today has 4 KiB */
#define HEAD 44       /* bytes of a TZif header */

static int64_t read_signed(const unsigned char *bytes, int size)
{
	uint64_t value = bytes[0] >= 0x80 ? UINT64_MAX : 0;

	for (int i = 0; i < size; i++)
		value = value << 8 | bytes[i];
	return value <= (uint64_t)INT64_MAX ? (int64_t)value : -(int64_t)(UINT64_MAX - value) - 1;
}

/* The six counts of a header. */
struct counts {
	size_t utc, standard, leap, changes, kinds, letters;
};

static bool read_head(const unsigned char *bytes, size_t length, struct counts *counts)
{
	size_t *const fields[] = { &counts->utc,     &counts->standard, &counts->leap,
		                   &counts->changes, &counts->kinds,    &counts->letters };

	if (length < HEAD || memcmp(bytes, "TZif", 4) != 0 || bytes[4] < '2')
		return false;
	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
		int64_t count = read_signed(bytes + 20 + 4 * i, 4);

		if (count < 0 || count > LARGEST)
			return false;
		*fields[i] = (size_t)count;
	}
	return true;
}

/* Bytes of the data behind a header whose instants have `size` bytes. */
static size_t body_size(const struct counts *counts, size_t size)
{
	return counts->changes * (size + 1) + counts->kinds * 6 + counts->letters + counts->leap * (size + 4) +
	       counts->standard + counts->utc;
}

/* Version 2 and later: a part with 32-bit instants, passed over; one with 64 bits; the rule between newlines. */
static bool read_file(const unsigned char *bytes, size_t length, struct zone *out)
{
	struct counts counts;
	size_t start, body;
	const unsigned char *at, *kinds;
	char rule[128];
	size_t rule_length;

	if (!read_head(bytes, length, &counts))
		return false;
	start = HEAD + body_size(&counts, 4);
	if (start > length || !read_head(bytes + start, length - start, &counts))
		return false;
	start += HEAD;
	body = body_size(&counts, 8);
	/* Leap seconds (the right/ zones) are not the system's clock. */
	if (body > length - start || counts.changes > ZONE_CHANGES || counts.kinds > ZONE_KINDS || counts.kinds == 0 ||
	    counts.leap > 0)
		return false;
	at = bytes + start;
	out->changes = counts.changes;
	for (size_t i = 0; i < counts.changes; i++) {
		out->at[i] = read_signed(at + 8 * i, 8);
		out->kind[i] = at[8 * counts.changes + i];
		if (out->kind[i] >= counts.kinds || (i > 0 && out->at[i] <= out->at[i - 1]))
			return false;
	}
	kinds = at + 9 * counts.changes;
	for (size_t i = 0; i < counts.kinds; i++) {
		out->offsets[i] = (int32_t)read_signed(kinds + 6 * i, 4);
		if (out->offsets[i] < -93600 || out->offsets[i] > 93600) /* 26 hours: what RFC 8536 allows */
			return false;
	}
	start += body;
	if (start == length || bytes[start++] != '\n')
		return false;
	for (rule_length = 0; start + rule_length < length && bytes[start + rule_length] != '\n'; rule_length++)
		;
	if (start + rule_length == length || rule_length >= sizeof rule)
		return false;
	memcpy(rule, bytes + start, rule_length);
	rule[rule_length] = '\0';
	return rule_length == 0 || zone_read_rule(rule, out);
}

/* A name within the folder, of the letters that zones have. */
static bool is_name(const char *name)
{
	const char *letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-_/";
	size_t length = strlen(name);

	return length > 0 && length < ZONE_NAME && strspn(name, letters) == length && name[0] != '/';
}

bool zone_read(const char *name, struct zone *out)
{
	unsigned char bytes[LARGEST];
	char path[sizeof FOLDER + ZONE_NAME];
	struct stat about;
	size_t length = 0;
	ssize_t got = 1;
	int file;

	if (!is_name(name))
		return false;
	snprintf(path, sizeof path, FOLDER "%s", name);
	file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (file < 0)
		return false;
	if (fstat(file, &about) != 0 || !S_ISREG(about.st_mode)) {
		close(file);
		return false;
	}
	while (length < sizeof bytes && (got = read(file, bytes + length, sizeof bytes - length)) > 0)
		length += (size_t)got;
	close(file);
	memset(out, 0, sizeof *out);
	if (got != 0 || !read_file(bytes, length, out))
		return false;
	memcpy(out->name, name, strlen(name) + 1);
	return true;
}
