/* The columns that a report declares: name, kind, title, formula. */
#include "heading.h"

#include <stdlib.h>
#include <string.h>

char *skip_blanks(char *text)
{
	while (*text == ' ' || *text == '\t')
		text++;
	return text;
}

void trim_end(char *text)
{
	size_t length = strlen(text);

	while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\t'))
		text[--length] = '\0';
}

char *take_word(char **text)
{
	char *word = skip_blanks(*text);
	char *end = word + strcspn(word, " \t");

	*text = skip_blanks(end);
	*end = '\0';
	return word;
}

bool is_name(const char *text)
{
	if (*text < 'a' || *text > 'z')
		return false;
	return text[strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_")] == '\0' && strlen(text) < 60;
}

int columns_find(const struct report_statement *statement, const char *name)
{
	for (size_t i = 0; i < statement->column_count; i++)
		if (strcmp(statement->columns[i].name, name) == 0)
			return (int)i;
	return -1;
}

const char *column_title(const struct kam *kam, const struct kam_type *record, const struct report_column *column,
                         char scratch[64])
{
	size_t length = strlen(column->name) < 63 ? strlen(column->name) : 63;
	const struct kam_field *field = record == NULL ? NULL : kam_type_field(record, column->name);

	if (column->title != NULL)
		return _(column->title);
	if (field != NULL)
		return kam_field_title(kam, field);
	/* won_value: Won value */
	for (size_t i = 0; i < length; i++)
		scratch[i] = (char)(column->name[i] == '_' ? ' ' : column->name[i]);
	scratch[length] = '\0';
	if (scratch[0] >= 'a' && scratch[0] <= 'z')
		scratch[0] = (char)(scratch[0] - 'a' + 'A');
	return _(scratch);
}

static int find_column(const void *data, const char *name, size_t length)
{
	const struct report_statement *statement = data;

	for (size_t i = 0; i < statement->column_count; i++)
		if (strlen(statement->columns[i].name) == length &&
		    memcmp(statement->columns[i].name, name, length) == 0)
			return (int)i;
	return -1;
}

static enum kam_kind kind_of_column(const void *data, size_t place)
{
	return ((const struct report_statement *)data)->columns[place].kind;
}

static bool read_kind(struct report_column *column, char *word, const char **why)
{
	static const struct {
		const char *word;
		enum kam_kind kind;
	} kinds[] = {
		{ "text", KAM_TEXT },       { "integer", KAM_INTEGER }, { "number", KAM_NUMBER },
		{ "money", KAM_MONEY },     { "percent", KAM_PERCENT }, { "date", KAM_DATE },
		{ "instant", KAM_INSTANT }, { "flag", KAM_FLAG },
	};
	size_t length = strlen(word);

	column->decimals = -1;
	if (strncmp(word, "number(", 7) == 0 && word[7] >= '0' && word[7] <= '9' && strcmp(word + 8, ")") == 0) {
		column->kind = KAM_NUMBER;
		column->decimals = word[7] - '0';
		return true;
	}
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(kinds[i].word, word) == 0) {
			column->kind = kinds[i].kind;
			return true;
		}
	if (length > 4 && strncmp(word, "id(", 3) == 0 && word[length - 1] == ')') {
		word[length - 1] = '\0';
		column->kind = KAM_ID;
		column->target = kam_type_find(word + 3);
		*why = _("id(…) has to name a record type");
		return column->target != NULL;
	}
	if (length > 2 && word[0] == '{' && word[length - 1] == '}') {
		word[length - 1] = '\0';
		column->kind = KAM_TEXT;
		column->by = strdup(word + 1);
		*why = NULL;
		return column->by != NULL;
	}
	*why = _("a column's kind is text, integer, number, number(DECIMALS), money, percent, date, instant, "
	         "flag, id(RECORD) or {PARAMETER}");
	return false;
}

static struct report_column *new_column(struct report_statement *statement)
{
	struct report_column *columns = realloc(statement->columns, (statement->column_count + 1) * sizeof *columns);

	if (columns == NULL)
		return NULL;
	statement->columns = columns;
	columns[statement->column_count] = (struct report_column){ 0 };
	return &columns[statement->column_count];
}

static void column_free(struct report_column *column)
{
	free(column->name);
	free(column->title);
	free(column->by);
	formula_free(column->formula);
}

static char *copy(const char *text, const char **why)
{
	*why = NULL;
	return strdup(text);
}

/* NAME KIND [Title] = formula */
static bool read_column(struct report_statement *statement, struct report_column *column, char *text, const char **why)
{
	char *equal = NULL, *bracket, *end;
	bool inside = false;

	for (char *at = text; *at != '\0' && equal == NULL; at++) {
		inside = *at == '[' ? true : *at == ']' ? false : inside;
		if (*at == '=' && !inside)
			equal = at;
	}
	if (equal != NULL)
		*equal++ = '\0';
	bracket = strchr(text, '[');
	if (bracket != NULL) {
		*bracket++ = '\0';
		end = strchr(bracket, ']');
		*why = _("a column's title is [in brackets], behind its kind");
		if (end == NULL || end == bracket || *skip_blanks(end + 1) != '\0')
			return false;
		*end = '\0';
		if ((column->title = copy(bracket, why)) == NULL)
			return false;
	}
	if ((column->name = copy(take_word(&text), why)) == NULL)
		return false;
	*why = _("a column is written: name kind [Title] = formula; its name is of a–z, 0–9 and _");
	if (!is_name(column->name))
		return false;
	*why = _("there are two columns of this name");
	if (columns_find(statement, column->name) >= 0 || !read_kind(column, take_word(&text), why))
		return false;
	*why = _("a column is written: name kind [Title] = formula");
	if (*text != '\0')
		return false;
	if (equal == NULL)
		return true;
	/* Two decimals, as for percentages: a mean of days or a ratio is read, not calculated with. */
	column->formula = formula_read(equal, column->kind, column->decimals < 0 ? 2 : column->decimals,
	                               &(struct formula_columns){ statement->column_count, statement, find_column,
	                                                          kind_of_column },
	                               why);
	return column->formula != NULL;
}

bool columns_read(struct report_statement *statement, char *text, const char **why)
{
	while (text != NULL) {
		struct report_column *column = new_column(statement);
		char *next = NULL;
		bool inside = false;

		*why = NULL;
		if (column == NULL)
			return false;
		for (char *at = text; *at != '\0' && next == NULL; at++) {
			inside = *at == '[' ? true : *at == ']' ? false : inside;
			if (*at == ',' && !inside)
				next = at;
		}
		if (next != NULL)
			*next++ = '\0';
		if (!read_column(statement, column, skip_blanks(text), why)) {
			column_free(column);
			return false;
		}
		statement->column_count++;
		text = next;
	}
	return true;
}

void columns_free(struct report_statement *statement)
{
	for (size_t i = 0; i < statement->column_count; i++)
		column_free(&statement->columns[i]);
	free(statement->columns);
}
