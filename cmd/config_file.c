/* Reading the configuration: files, their sections, and lines of NAME = WORD …. */
#include "config_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LARGEST (1 << 20)

static const char system_file[] = "/etc/kam/config";

/* A file that is being read, line by line; each belongs to the section that was named last. */
struct reading {
	struct context *context;
	struct config_line line;
	bool trusted; /* it is the user's or root's own: programs may be run from it */
};

enum kam_status config_error(struct context *context, const struct config_line *line, const char *format, ...)
{
	va_list list;
	char text[1024];

	va_start(list, format);
	vsnprintf(text, sizeof text, format, list);
	va_end(list);
	return usage_error(context, KAM_BAD_DATA, "%s:%d: %s", line->file, line->number, text);
}

static void forget_words(struct config_line *line)
{
	for (int i = 0; i < line->count; i++)
		free(line->words[i]);
	free(line->words);
	line->words = NULL;
	line->count = 0;
}

void config_free(struct config *config)
{
	if (config == NULL)
		return;
	for (size_t i = 0; i < config->count; i++)
		forget_words(&config->lines[i]);
	free(config->lines);
	free(config->files[0]);
	free(config->files[1]);
	free(config);
}

const struct config_line *config_before(const struct config *config, enum config_section section,
                                        const struct config_line *line)
{
	size_t at = config == NULL ? 0 : line == NULL ? config->count : (size_t)(line - config->lines);

	while (at-- > 0)
		if (config->lines[at].section == section)
			return &config->lines[at];
	return NULL;
}

/* Takes over `word`; NULL is out of memory. */
static enum kam_status add_word(struct reading *reading, char *word)
{
	struct config_line *line = &reading->line;
	char **words = word != NULL ? realloc(line->words, ((size_t)line->count + 2) * sizeof *words) : NULL;

	if (words == NULL) {
		free(word);
		return usage_error(reading->context, KAM_NO_MEMORY, "%s", _("out of memory"));
	}
	words[line->count++] = word;
	words[line->count] = NULL;
	line->words = words;
	return KAM_OK;
}

static bool is_blank(char character)
{
	return character == ' ' || character == '\t';
}

/* One word as a shell would read it, without what a shell would put in: '…', "…", \ before a character, ~/ at its
 * beginning. Written over itself; *next is what follows. NULL: a quote is not closed. */
static char *take_word(char *text, char **next)
{
	char *word = text, *out = text, quote = '\0';

	for (; *text != '\0' && (quote != '\0' || !is_blank(*text)); text++) {
		if (*text == quote) {
			quote = '\0';
		} else if (quote == '\0' && (*text == '\'' || *text == '"')) {
			quote = *text;
		} else {
			if (*text == '\\' && text[1] != '\0' &&
			    (quote == '\0' || (quote == '"' && (text[1] == '"' || text[1] == '\\'))))
				text++;
			*out++ = *text;
		}
	}
	*next = *text != '\0' ? text + 1 : text;
	*out = '\0';
	return quote == '\0' ? word : NULL;
}

/* The words after the =; a # at the beginning of a word is a comment. */
static enum kam_status take_words(struct reading *reading, char *text)
{
	enum kam_status status = KAM_OK;

	while (status == KAM_OK) {
		bool at_home;
		char *word;

		text += strspn(text, " \t");
		if (*text == '\0' || *text == '#')
			break;
		at_home = text[0] == '~' && text[1] == '/';
		word = take_word(text, &text);
		if (word == NULL)
			return config_error(reading->context, &reading->line, "%s", _("a quote is not closed"));
		status = add_word(reading, at_home ? home_path(word + 2) : format_text("%s", word));
	}
	return status;
}

/* [NAME] */
static enum kam_status take_section(struct reading *reading, const char *text)
{
	static const char *const names[] = { "[defaults]", "[alias]", "[hooks]" };
	char *copy = format_text("%s", text), *end = copy != NULL ? strchr(copy, ']') : NULL;

	reading->line.section = CONFIG_NONE;
	if (end != NULL) {
		bool alone = end[1 + strspn(end + 1, " \t")] == '\0' || end[1 + strspn(end + 1, " \t")] == '#';

		end[1] = '\0';
		for (size_t i = 0; i < sizeof names / sizeof *names && alone; i++)
			if (strcmp(copy, names[i]) == 0)
				reading->line.section = CONFIG_DEFAULTS + (enum config_section)i;
	}
	free(copy);
	if (reading->line.section == CONFIG_NONE)
		return config_error(reading->context, &reading->line,
		                    _("'%s' is no section; there are [defaults], [alias] and [hooks]"), text);
	return KAM_OK;
}

/* NAME = WORD …; blanks in the name count as one. */
static enum kam_status take_setting(struct reading *reading, char *text)
{
	struct config_line *line = &reading->line;
	char *equals = strchr(text, '='), *name = text, *out = text;
	enum kam_status status;

	if (equals == NULL)
		return config_error(reading->context, line,
		                    _("'%s' has no =; write NAME = VALUE, or # before a remark"), text);
	*equals = '\0';
	for (char *at = text; *at != '\0'; at++)
		if (!is_blank(*at) || (at[1] != '\0' && !is_blank(at[1])))
			*out++ = *at == '\t' ? ' ' : *at;
	*out = '\0';
	if (*name == '\0')
		return config_error(reading->context, line, "%s", _("nothing stands before the ="));
	if (reading->line.section == CONFIG_NONE)
		return config_error(reading->context, line,
		                    _("'%s' belongs to no section; put [defaults], [alias] or [hooks] above it"), name);
	status = add_word(reading, format_text("%s", name));
	if (status == KAM_OK)
		status = take_words(reading, equals + 1);
	if (status == KAM_OK && line->count == 1)
		status = config_error(reading->context, line,
		                      _("nothing stands after the =; give '%s' a value, or put # before it"), name);
	if (status == KAM_OK)
		status = config_check(reading->context, line, reading->trusted);
	return status;
}

/* The line that was read is one of the configuration's from here on. */
static enum kam_status keep_line(struct reading *reading)
{
	struct config *config = reading->context->config;
	struct config_line *lines = realloc(config->lines, (config->count + 1) * sizeof *lines);

	if (lines == NULL)
		return usage_error(reading->context, KAM_NO_MEMORY, "%s", _("out of memory"));
	config->lines = lines;
	lines[config->count++] = reading->line;
	reading->line.words = NULL;
	reading->line.count = 0;
	return KAM_OK;
}

/* The end of a line; one that ends with \ goes on in the next. *lines: how many that are. */
static char *line_end(char *text, int *lines)
{
	bool remark = *text == '#' || *text == ';';
	char *end = text + strcspn(text, "\n");

	for (*lines = 1; *end != '\0' && !remark; ++*lines) {
		char *last = end > text && end[-1] == '\r' ? end - 1 : end;

		if (last == text || last[-1] != '\\')
			break;
		memset(last - 1, ' ', (size_t)(end - last) + 2);
		end += strcspn(end, "\n");
	}
	return end;
}

static enum kam_status take_line(struct reading *reading, char *text)
{
	size_t length = strlen(text);
	enum kam_status status;

	if (!kam_text_valid(text, length, NULL))
		return config_error(reading->context, &reading->line, "%s",
		                    _("this is not UTF-8; write the file anew in that encoding"));
	while (length > 0 && (is_blank(text[length - 1]) || text[length - 1] == '\r'))
		text[--length] = '\0';
	if (length == 0 || *text == '#' || *text == ';')
		return KAM_OK;
	if (*text == '[')
		return take_section(reading, text);
	status = take_setting(reading, text);
	if (status == KAM_OK)
		status = keep_line(reading);
	forget_words(&reading->line);
	return status;
}

static enum kam_status take_text(struct reading *reading, char *text)
{
	enum kam_status status = KAM_OK;
	int lines;

	if (strncmp(text, "\xEF\xBB\xBF", 3) == 0)
		text += 3;
	for (reading->line.number = 1; *text != '\0' && status == KAM_OK; reading->line.number += lines) {
		char *end;
		bool more;

		text += strspn(text, " \t");
		end = line_end(text, &lines);
		more = *end != '\0';
		*end = '\0';
		status = take_line(reading, text);
		text = end + more;
	}
	return status;
}

/* All that can be read, 0 behind it; NULL with errno set. More than LARGEST is cut off. */
static char *read_all(int fd, size_t *length)
{
	size_t size = 1 << 14;
	char *text = malloc(size), *grown;
	ssize_t got = 0;

	for (*length = 0; text != NULL; *length += (size_t)got) {
		if (*length + 1 == size && size <= LARGEST) {
			grown = realloc(text, size * 2);
			if (grown == NULL)
				break;
			text = grown;
			size *= 2;
		}
		got = read(fd, text + *length, size - *length - 1);
		if (got < 0)
			break;
		if (got == 0) {
			text[*length] = '\0';
			return text;
		}
	}
	free(text);
	return NULL;
}

/* The whole file into memory; KAM_DONE: it is not there. */
static enum kam_status read_whole(struct reading *reading, const char *path, char **text)
{
	/* Not to wait where someone has put a pipe. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK), problem;
	struct stat about;
	size_t length = 0;

	*text = NULL;
	if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
		return KAM_DONE;
	if (fd >= 0 && fstat(fd, &about) == 0) {
		reading->trusted = (about.st_uid == geteuid() || about.st_uid == 0) && (about.st_mode & S_IWOTH) == 0;
		*text = read_all(fd, &length);
	}
	problem = errno;
	if (fd >= 0)
		close(fd);
	if (*text == NULL)
		return usage_error(reading->context,
		                   problem == ENOMEM   ? KAM_NO_MEMORY
		                   : problem == EACCES ? KAM_NOT_PERMITTED
		                                       : KAM_IO,
		                   _("the configuration %s cannot be read: %s"), path, strerror(problem));
	if (length > LARGEST || strlen(*text) != length)
		return usage_error(reading->context, KAM_BAD_DATA,
		                   _("%s is not the text of a configuration; see kam-config(5)"), path);
	return KAM_OK;
}

enum kam_status config_read(struct context *context, const char *const *paths, size_t count)
{
	enum kam_status status = KAM_OK;

	context->config = calloc(1, sizeof *context->config);
	if (context->config == NULL)
		return usage_error(context, KAM_NO_MEMORY, "%s", _("out of memory"));
	context->config->hook_seconds = HOOK_SECONDS;
	for (size_t i = 0; i < count && status == KAM_OK; i++) {
		struct reading reading = { .context = context };
		char *text = NULL;

		if (paths[i] == NULL)
			continue;
		context->config->files[i] = format_text("%s", paths[i]);
		reading.line.file = context->config->files[i] != NULL ? context->config->files[i] : "?";
		status = read_whole(&reading, paths[i], &text);
		if (status == KAM_OK && text != NULL)
			status = take_text(&reading, text);
		free(text);
		if (status == KAM_DONE)
			status = KAM_OK;
	}
	return status;
}

enum kam_status config_load(struct context *context)
{
	const char *named = getenv("KAM_CONFIG");
	const char *paths[2] = { system_file, NULL };
	char *own = NULL;
	enum kam_status status;

	if (context->config != NULL)
		return KAM_OK;
	if (named != NULL) {
		paths[0] = *named != '\0' ? named : NULL;
		if (*named != '\0' && access(named, F_OK) != 0 && errno == ENOENT)
			return usage_error(context, KAM_NO_DATABASE, _("there is no %s, which KAM_CONFIG names"),
			                   named);
	} else {
		paths[1] = own = config_folder("config");
	}
	status = config_read(context, paths, 2);
	free(own);
	return status;
}
