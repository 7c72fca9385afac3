/* Who is acting, and who may approve: nobody what is their own, and for another only where that person allows it. */
#include "kam/internal/identity.h"

#include "kam/internal/reference.h"

#include <string.h>

/* The person whose login is the real user; 0: nobody's. */
static enum kam_status find_real(struct kam *kam, int64_t *person)
{
	enum kam_status status;

	*person = 0;
	status = store_get_integer(kam, "SELECT id FROM person WHERE login = :1",
	                           (const char *const[]){ kam->real_user }, 1, person);
	return status == KAM_DONE ? KAM_OK : status;
}

static enum kam_status find_claimed(struct kam *kam, int64_t *person)
{
	*person = 0;
	if (kam->claimed == NULL)
		return KAM_OK;
	return reference_find(kam, kam_type_find("person"), kam->claimed, strlen(kam->claimed), REFERENCE_WRITE, person,
	                      NULL);
}

enum kam_status identity_acting(struct kam *kam, int64_t *person)
{
	enum kam_status status = find_claimed(kam, person);

	return status == KAM_OK && *person == 0 ? find_real(kam, person) : status;
}

/* Is the login one of the words? */
static bool names_login(const char *words, const char *login)
{
	size_t length = login == NULL ? 0 : strlen(login);

	while (words != NULL && length > 0 && *words != '\0') {
		size_t end = strcspn(words, " ,;\t");

		if (end == length && memcmp(words, login, length) == 0)
			return true;
		words += end;
		words += strspn(words, " ,;\t");
	}
	return false;
}

/* Still with us; and where someone else acts for them: with their leave. */
static enum kam_status check_person(struct kam *kam, int64_t person, bool claimed)
{
	struct statement *statement = NULL;
	enum kam_status status =
		store_prepare(kam, "SELECT name, approve_for, left_on FROM person WHERE id = :id", &statement);

	if (status == KAM_OK) {
		store_bind_integer(statement, ":id", person);
		status = store_step(statement);
	}
	if (status == KAM_OK && claimed && !names_login(store_text(statement, 1), kam->real_user))
		status = fail(kam, KAM_REFUSED,
		              _("'%s' may not approve for %s: approve_for of that person does not name this login"),
		              kam->real_user != NULL ? kam->real_user : "", store_text(statement, 0));
	else if (status == KAM_OK && store_text(statement, 2) != NULL &&
	         strcmp(store_text(statement, 2), kam->today_text) < 0)
		status = fail(kam, KAM_REFUSED, _("%s left on %s and approves nothing any more"),
		              store_text(statement, 0), store_text(statement, 2));
	store_finalize(statement);
	return status;
}

enum kam_status identity_approver(struct kam *kam, int64_t giver, int64_t *person)
{
	int64_t real = 0, claimed = 0;
	enum kam_status status = find_real(kam, &real);

	if (status == KAM_OK)
		status = find_claimed(kam, &claimed);
	if (status != KAM_OK)
		return status;
	*person = claimed != 0 ? claimed : real;
	if (*person == 0)
		return fail(kam, KAM_REFUSED,
		            _("nobody has the login '%s', so it is not known who approves; say who that is: kam config "
		              "person edit PERSON --login %s"),
		            kam->real_user != NULL ? kam->real_user : "", kam->real_user != NULL ? kam->real_user : "");
	status = check_person(kam, *person, claimed != 0 && claimed != real);
	if (status == KAM_OK && giver != 0 && (giver == *person || giver == real))
		status = fail(kam, KAM_REFUSED, _("nobody approves what is their own; someone else has to"));
	return status;
}
