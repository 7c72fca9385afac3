/*
 * What a power cut may leave: from the strace log of a command, the files as they may be on disk.
 *   power TRACE BEFORE NUMBER     image NUMBER, 0 … : writes kam.db and kam.db-journal where they exist then, and says
 *                                 which image it is; a last one, "at the end", has lost all that was not synced by then
 *   power TRACE BEFORE            how many there are
 * TRACE: strace -f -xx -s 99999999 -e trace=openat,close,pwrite64,ftruncate,fdatasync,fsync,unlink of a command on kam.db
 * in the folder it runs in. BEFORE: kam.db as it was.
 *
 * The model is the worst that POSIX allows: a write, a cut or a name that came or went may be lost until the file, or the
 * folder, was synced; in any order, and a write of several sectors in parts. What is kept just before a sync may be any of
 * what was done since the one before: images of moments between the syncs are among these. Names come and go in their
 * order; what was not written within a file reads as zeros.
 */
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SECTOR = 512, RANDOM = 8, DESCRIPTORS = 256, FILES = 64, MAXIMUM = 1 << 28 };

/* 0: the database, 1 … : the journals, each a file of its own; FOLDER holds their names. */
enum { FOLDER = FILES, JOURNAL, OTHER };

enum kind { WRITE, CUT, CREATE, UNLINK, SYNC };

struct step {
	enum kind kind;
	int file; /* SYNC: FOLDER for names */
	unsigned char *data;
	size_t length;
	long offset;
	size_t synced_by; /* number of the SYNC, or SIZE_MAX */
};

static struct step *steps;
static size_t step_count;
static int files = 1; /* of which the database is one */

static void die(const char *why, const char *what)
{
	fprintf(stderr, "power: %s: %s\n", why, what);
	exit(2);
}

static struct step *add(enum kind kind, int file)
{
	static size_t room;

	if (step_count == room) {
		room = room == 0 ? 1024 : room * 2;
		steps = realloc(steps, room * sizeof *steps);
		if (steps == NULL)
			die("no memory", "steps");
	}
	steps[step_count] = (struct step){ .kind = kind, .file = file, .synced_by = SIZE_MAX };
	return &steps[step_count++];
}

/* The next "\x41\x42" at *text, as bytes. Owned by the caller, with a 0 at its end. */
static unsigned char *bytes(char **text, size_t *length)
{
	char *at = strchr(*text, '"'), *end = at == NULL ? NULL : strchr(at + 1, '"');
	unsigned char *result;

	if (end == NULL || end[1] == '.')
		die("not in full", *text);
	*length = (size_t)(end - at - 1) / 4;
	result = malloc(*length + 1);
	if (result == NULL)
		die("no memory", "bytes");
	for (size_t i = 0; i < *length; i++) {
		char digits[3] = { at[1 + 4 * i + 2], at[1 + 4 * i + 3], '\0' };

		result[i] = (unsigned char)strtoul(digits, NULL, 16);
	}
	result[*length] = '\0';
	*text = end + 1;
	return result;
}

/* Which of our files a path is; JOURNAL: the newest of that name. */
static int file_of(const char *path)
{
	const char *slash = strrchr(path, '/'), *name = slash != NULL ? slash + 1 : path;
	char here[4096];

	if (strcmp(name, "kam.db") == 0)
		return 0;
	if (strcmp(name, "kam.db-journal") == 0)
		return JOURNAL;
	if (strcmp(path, ".") == 0 || (getcwd(here, sizeof here) != NULL && strcmp(path, here) == 0))
		return FOLDER;
	return OTHER;
}

/* One call of the log; what failed did nothing. */
static void read_call(char *line)
{
	static int open_files[DESCRIPTORS];
	static bool journal;
	char *call = line + strspn(line, "0123456789 "), *arguments = strchr(call, '('), *result = strrchr(call, '=');
	long value = result != NULL ? strtol(result + 1, NULL, 10) : -1;
	int fd = arguments != NULL ? (int)strtol(arguments + 1, NULL, 10) : -1;
	int file = fd >= 0 && fd < DESCRIPTORS && open_files[fd] != 0 ? open_files[fd] - 1 : OTHER;
	struct step *step;

	if (arguments == NULL || value < 0)
		return;
	if (strncmp(call, "openat(", 7) == 0) {
		size_t length;
		char *path = (char *)bytes(&arguments, &length);

		file = file_of(path);
		if (file == JOURNAL && !journal && strstr(arguments, "O_CREAT") != NULL) {
			if (files == FILES)
				die("too many journals", path);
			add(CREATE, files++);
			journal = true;
		}
		if (file == JOURNAL)
			file = files - 1;
		if (value < DESCRIPTORS)
			open_files[value] = file + 1;
		free(path);
	} else if (strncmp(call, "close(", 6) == 0 && fd >= 0 && fd < DESCRIPTORS) {
		open_files[fd] = 0;
	} else if (strncmp(call, "unlink(", 7) == 0) {
		size_t length;
		char *path = (char *)bytes(&arguments, &length);

		file = file_of(path);
		if (file == JOURNAL && journal) {
			add(UNLINK, files - 1);
			journal = false;
		}
		free(path);
	} else if (file == OTHER) {
		return;
	} else if (strncmp(call, "pwrite64(", 9) == 0) {
		step = add(WRITE, file);
		step->data = bytes(&arguments, &step->length);
		arguments = strchr(arguments + 2, ',');
		if (arguments == NULL)
			die("no offset", line);
		step->offset = strtol(arguments + 1, NULL, 10);
		step->length = (size_t)value < step->length ? (size_t)value : step->length;
	} else if (strncmp(call, "ftruncate(", 10) == 0) {
		step = add(CUT, file);
		step->offset = strtol(strchr(arguments, ',') + 1, NULL, 10);
	} else if (strncmp(call, "fdatasync(", 10) == 0 || strncmp(call, "fsync(", 6) == 0) {
		size_t number = step_count;

		add(SYNC, file);
		for (size_t i = 0; i < number; i++) {
			bool name = steps[i].kind == CREATE || steps[i].kind == UNLINK;

			if (steps[i].synced_by == SIZE_MAX && (name ? FOLDER : steps[i].file) == file)
				steps[i].synced_by = number;
		}
	}
}

static void read_trace(const char *path)
{
	FILE *file = fopen(path, "r");
	char *line = NULL;
	size_t room = 0;

	if (file == NULL)
		die("cannot read", path);
	while (getline(&line, &room, file) > 0)
		read_call(line);
	free(line);
	fclose(file);
}

/* ---- images --------------------------------------------------------------- */

struct content {
	unsigned char *data;
	size_t length;
	bool exists;
};

static struct content contents[FILES];

static void resize(struct content *content, size_t length)
{
	if (length > MAXIMUM || (content->data = realloc(content->data, length + 1)) == NULL)
		die("no memory", "contents");
	if (length > content->length)
		memset(content->data + content->length, 0, length - content->length);
	content->length = length;
}

static uint64_t state;

static unsigned chance(unsigned sides)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)((state >> 33) % sides);
}

/* torn: each sector for itself is there or not. */
static void apply(const struct step *step, bool torn)
{
	struct content *content = &contents[step->file];

	if (step->kind == CREATE)
		content->exists = true;
	if (step->kind == UNLINK)
		content->exists = false;
	if (step->kind == CUT)
		resize(content, (size_t)step->offset);
	for (size_t i = 0; step->kind == WRITE && i < step->length;) {
		size_t from = (size_t)step->offset + i, piece = SECTOR - from % SECTOR;

		piece = piece < step->length - i ? piece : step->length - i;
		if (!torn || chance(2) == 0) {
			if (from + piece > content->length)
				resize(content, from + piece);
			memcpy(content->data + from, step->data + i, piece);
		}
		i += piece;
	}
}

static void save(const char *path, const struct content *content)
{
	FILE *file;

	unlink(path);
	if (!content->exists)
		return;
	file = fopen(path, "w");
	if (file == NULL || (content->length > 0 && fwrite(content->data, 1, content->length, file) != content->length) ||
	    fclose(file) != 0)
		die("cannot write", path);
}

static void load(const char *path)
{
	FILE *file = fopen(path, "r");
	struct stat status;

	if (file == NULL) /* the command is to make it */
		return;
	if (fstat(fileno(file), &status) != 0)
		die("cannot read", path);
	resize(&contents[0], (size_t)status.st_size);
	if (fread(contents[0].data, 1, contents[0].length, file) != contents[0].length)
		die("cannot read", path);
	contents[0].exists = true;
	fclose(file);
}

/* How many images there are before a sync with `pending` steps that may be lost: see `keeps`. */
static size_t images_of(size_t pending)
{
	return pending == 0 ? 1 : 3 * pending + 1 + RANDOM;
}

/* Is the pending step number `place` of `pending` kept in image `variant`; *torn: in parts. */
static bool keeps(size_t place, size_t pending, size_t variant, bool *torn)
{
	*torn = false;
	if (variant <= pending) { /* the first so many; what the last was, in parts */
		*torn = variant > 0 && place == variant - 1 && place + 1 < pending;
		return place < variant;
	}
	if (variant <= 2 * pending) /* all but one */
		return place != variant - pending - 1;
	if (variant <= 3 * pending) /* one */
		return place == variant - 2 * pending - 1;
	*torn = chance(4) == 0;
	return chance(3) != 0;
}

static const char *variant_name(size_t pending, size_t variant)
{
	return variant == 0            ? "nothing kept" :
	       variant <= pending      ? "the first kept" :
	       variant <= 2 * pending  ? "all kept but one" :
	       variant <= 3 * pending  ? "one kept" :
	                                 "some kept, some in parts";
}

static void build(const char *before, size_t moment, size_t pending, size_t variant)
{
	bool names_lost = false, torn;
	size_t place = 0;

	load(before);
	state = 88172645463325252u + moment * 7919 + variant * 104729;
	for (int i = 0; i < 16; i++)
		chance(2);
	for (size_t i = 0; i < moment; i++) {
		const struct step *step = &steps[i];
		bool name = step->kind == CREATE || step->kind == UNLINK, kept = true;

		torn = false;
		if (step->kind == SYNC)
			continue;
		if (step->synced_by >= moment)
			kept = keeps(place++, pending, variant, &torn);
		if (name && (names_lost || !kept)) {
			names_lost = true;
			continue;
		}
		if (kept)
			apply(step, torn);
	}
	save("kam.db", &contents[0]);
	unlink("kam.db-journal");
	for (int i = 1; i < files; i++)
		if (contents[i].exists)
			save("kam.db-journal", &contents[i]);
}

int main(int argc, char **argv)
{
	size_t wanted = argc > 3 ? strtoul(argv[3], NULL, 10) : SIZE_MAX, number = 0, syncs = 0;

	if (argc < 3)
		die("usage", "power TRACE BEFORE [NUMBER]");
	read_trace(argv[1]);
	for (size_t moment = 0; moment <= step_count; moment++) {
		size_t pending = 0, images;
		bool last = moment == step_count;

		if (!last && steps[moment].kind != SYNC)
			continue;
		for (size_t i = 0; i < moment; i++)
			pending += steps[i].kind != SYNC && steps[i].synced_by >= moment;
		/* At the end only one counts: what was not synced is lost. */
		images = last ? 1 : images_of(pending);
		syncs += !last;
		if (wanted < number + images) {
			build(argv[2], moment, pending, wanted - number);
			if (last)
				printf("at the end, %zu not synced\n", pending);
			else
				printf("before sync %zu, %zu not synced, %s\n", syncs, pending,
				       variant_name(pending, wanted - number));
			return 0;
		}
		number += images;
	}
	if (wanted == SIZE_MAX) {
		printf("%zu\n", number);
		return 0;
	}
	die("no such image", argv[3]);
}
