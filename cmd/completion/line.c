/* A command line up to the cursor, as bash has it: into words, and words back into what may be typed. */
#include "completion.h"

#include <stdlib.h>
#include <string.h>

/* Is this one written with a backslash before it, where no quote is open? */
static bool is_special(char letter)
{
	return strchr(" \t\"'\\$`!#&()*;<>?[]^{|}~", letter) != NULL;
}

char *line_quote(const char *text, char quote)
{
	char *copy = malloc(strlen(text) * 4 + 1), *to = copy;

	for (; copy != NULL && *text != '\0'; text++) {
		if (quote == '\'' && *text == '\'') {
			memcpy(to, "'\\'", 3);
			to += 3;
		} else if ((quote == '"' && strchr("\"\\$`", *text) != NULL) || (quote == 0 && is_special(*text))) {
			*to++ = '\\';
		}
		*to++ = *text;
	}
	if (copy != NULL)
		*to = '\0';
	return copy;
}

/* A word is as long as the line at most: one buffer serves for all of them. */
static bool keep(struct line *line, const char *word, size_t length)
{
	char **longer = realloc(line->words, (line->count + 1) * sizeof *longer);

	if (longer == NULL)
		return false;
	line->words = longer;
	longer[line->count] = format_text("%.*s", (int)length, word);
	return longer[line->count++] != NULL;
}

bool line_split(struct line *line, const char *text, const char *breaks)
{
	char *word = malloc(strlen(text) + 1);
	size_t length = 0;
	bool within = false, kept = word != NULL;

	*line = (struct line){ NULL, 0, 0, 0 };
	for (; kept && *text != '\0'; text++) {
		if (line->quote == 0 && (*text == ' ' || *text == '\t' || *text == '\n')) {
			kept = !within || keep(line, word, length);
			length = line->tail = 0;
			within = false;
			continue;
		}
		within = true;
		if (*text == '\\' && line->quote != '\'') {
			/* Between double quotes a backslash counts only before what it can shield. */
			if (text[1] != '\0' && (line->quote == 0 || strchr("\"\\$`", text[1]) != NULL))
				text++;
			else if (text[1] == '\0' && line->quote == 0)
				continue;
			word[length++] = *text;
		} else if (line->quote != 0 ? *text == line->quote : *text == '\'' || *text == '"') {
			line->quote = line->quote != 0 ? 0 : *text;
			line->tail = length;
		} else {
			word[length++] = *text;
			/* What may begin a variable or a host's name stays with the word. */
			if (line->quote == 0 && strchr(breaks, *text) != NULL)
				line->tail = length - (*text == '@' || *text == '$');
		}
	}
	kept = kept && keep(line, word, length);
	free(word);
	return kept;
}

void line_clear(struct line *line)
{
	for (size_t i = 0; i < line->count; i++)
		free(line->words[i]);
	free(line->words);
}
