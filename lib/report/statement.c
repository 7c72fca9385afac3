/* What a report may say in SQL: one statement, which reads. */
#include "heading.h"

#include <string.h>

const char *statement_past_quoted(const char *at)
{
	if (*at == '\'' || *at == '"') {
		const char *end = strchr(at + 1, *at);

		return end == NULL ? at + strlen(at) : end + 1;
	}
	if (at[0] == '-' && at[1] == '-')
		return at + strcspn(at, "\n");
	if (at[0] == '/' && at[1] == '*') {
		const char *end = strstr(at + 2, "*/");

		return end == NULL ? at + strlen(at) : end + 2;
	}
	return at;
}

static bool starts_with_word(const char *text, const char *word)
{
	size_t length = strlen(word);

	for (size_t i = 0; i < length; i++)
		if ((text[i] | 0x20) != word[i])
			return false;
	return strchr(" \t\n(", text[length]) != NULL;
}

const char *statement_check(char *sql)
{
	const char *at = sql;
	bool begun = false;

	while (*at != '\0') {
		const char *past = statement_past_quoted(at);

		if (past != at && (*at == '-' || *at == '/')) {
			at = past;
			continue;
		}
		if (!begun && strchr(" \t\n", *at) == NULL) {
			begun = true;
			if (!starts_with_word(at, "select") && !starts_with_word(at, "with") &&
			    !starts_with_word(at, "values"))
				return _("a report's SQL begins with SELECT, WITH or VALUES; a comment among it is a "
				         "line that begins with ---");
		}
		if (*at == ';') {
			size_t offset = (size_t)(at - sql);

			if (at[1 + strspn(at + 1, " \t\n")] != '\0')
				return _("only one SQL statement stands here; a further one needs its own -- section:");
			sql[offset] = '\0';
			break;
		}
		at = past != at ? past : at + 1;
	}
	return begun ? NULL : _("there is no SQL here");
}
