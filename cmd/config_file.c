/* The configuration files: [section] and key = value, a line each. */
#include "config_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LARGEST (1 << 20)

static const char *const sections[] = { "defaults", "alias", "hooks" };

static enum kam_status read_text(struct context *context, const char *path, char **out)
{
	struct stat status;
	ssize_t length = -1;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	*out = NULL;
	if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
		return KAM_OK;
	if (fd >= 0 && fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_size < LARGEST &&
	    (*out = malloc((size_t)status.st_size + 1)) != NULL)
		length = read(fd, *out, (size_t)status.st_size);
	if (length < 0) {
		usage_error(context, errno == EACCES ? KAM_NOT_PERMITTED : KAM_IO, "%s: %s", path,
		            errno != 0 ? strerror(errno) : _("no file of a sensible size"));
		free(*out);
		*out = NULL;
		if (fd >= 0)
			close(fd);
		return errno == EACCES ? KAM_NOT_PERMITTED : KAM_IO;
	}
	close(fd);
	(*out)[length] = '\0';
	return KAM_OK;
}

static char *trim(char *text)
{
	size_t length;

	text += strspn(text, " \t\r");
	length = strlen(text);
	while (length > 0 && strchr(" \t\r", text[length - 1]) != NULL)
		text[--length] = '\0';
	return text;
}

static const char *find_section(const char *name)
{
	for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
		if (strcmp(sections[i], name) == 0)
			return sections[i];
	return NULL;
}

static enum kam_status add_line(struct context *context, struct config *config, const struct config_line *line)
{
	struct config_line *lines = realloc(config->lines, (config->count + 1) * sizeof *lines);

	if (lines == NULL)
		return usage_error(context, KAM_NO_MEMORY, "%s", _("out of memory"));
	config->lines = lines;
	lines[config->count++] = *line;
	return KAM_OK;
}

static enum kam_status read_lines(struct context *context, struct config *config, const char *file, char *text)
{
	const char *section = NULL;
	enum kam_status status = KAM_OK;
	int number = 0;

	while (text != NULL && status == KAM_OK) {
		char *next = strchr(text, '\n'), *equal, *at;

		if (next != NULL)
			*next++ = '\0';
		number++;
		at = trim(text);
		text = next;
		if (*at == '\0' || *at == '#' || *at == ';')
			continue;
		if (*at == '[' && at[strlen(at) - 1] == ']') {
			at[strlen(at) - 1] = '\0';
			section = find_section(trim(at + 1));
			if (section == NULL)
				return usage_error(context, KAM_BAD_DATA,
				                   _("%s:%d: there is no section [%s]; there are [defaults], [alias] and [hooks]"),
				                   file, number, at + 1);
			continue;
		}
		equal = strchr(at, '=');
		if (equal == NULL || equal == at || section == NULL)
			return usage_error(context, KAM_BAD_DATA, _("%s:%d: '%s' is not KEY = VALUE in a [section]"), file,
			                   number, at);
		*equal = '\0';
		status = add_line(context, config,
		                  &(struct config_line){ section, trim(at), trim(equal + 1), file, number });
	}
	return status;
}

enum kam_status config_load(struct context *context, struct config *config)
{
	enum kam_status status = KAM_OK;

	memset(config, 0, sizeof *config);
	config->files[0] = format_text("/etc/kam/config");
	config->files[1] = config_folder("config");
	for (int i = 0; i < 2 && status == KAM_OK; i++) {
		if (config->files[i] == NULL)
			continue;
		status = read_text(context, config->files[i], &config->texts[i]);
		if (status == KAM_OK && config->texts[i] != NULL)
			status = read_lines(context, config, config->files[i], config->texts[i]);
	}
	return status;
}

void config_free(struct config *config)
{
	for (int i = 0; i < 2; i++) {
		free(config->files[i]);
		free(config->texts[i]);
	}
	free(config->lines);
}

const char *config_get(const struct config *config, const char *section, const char *key)
{
	for (size_t i = config->count; i > 0; i--)
		if (strcmp(config->lines[i - 1].section, section) == 0 && strcmp(config->lines[i - 1].key, key) == 0)
			return config->lines[i - 1].value;
	return NULL;
}

char **split_words(const char *text, size_t *count, char **storage)
{
	size_t length = strlen(text);
	char **words = calloc(length / 2 + 2, sizeof *words);
	char *to = malloc(length + 1);

	*storage = to;
	*count = 0;
	if (words == NULL || to == NULL) {
		free(words);
		free(to);
		*storage = NULL;
		return NULL;
	}
	while (*(text += strspn(text, " \t")) != '\0') {
		char quote = '\0';

		words[(*count)++] = to;
		for (; *text != '\0' && (quote != '\0' || strchr(" \t", *text) == NULL); text++) {
			if (quote == '\0' && (*text == '"' || *text == '\''))
				quote = *text;
			else if (quote != '\0' && *text == quote)
				quote = '\0';
			else if (*text == '\\' && quote != '\'' && text[1] != '\0')
				*to++ = *++text;
			else
				*to++ = *text;
		}
		*to++ = '\0';
	}
	return words;
}
