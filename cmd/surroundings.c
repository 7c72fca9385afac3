/* Surroundings: signals, language, clock and zone, which the library is told and never asks for. */
#include "main.h"

#include <limits.h>
#include <locale.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

volatile sig_atomic_t interrupted;

static void on_signal(int number)
{
	interrupted = number;
}

static const int stopping[] = { SIGINT, SIGTERM, SIGHUP };

void signals_catch(void)
{
	struct sigaction action = { .sa_handler = on_signal };

	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < sizeof stopping / sizeof *stopping; i++) {
		struct sigaction old;

		/* What nohup ignores stays ignored. */
		if (sigaction(stopping[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
			sigaction(stopping[i], &action, NULL);
	}
}

void signals_hold(void)
{
	sigset_t set;

	sigemptyset(&set);
	for (size_t i = 0; i < sizeof stopping / sizeof *stopping; i++)
		sigaddset(&set, stopping[i]);
	sigprocmask(SIG_BLOCK, &set, NULL);
}

static bool is_plain_locale(const char *locale)
{
	return locale == NULL || strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0;
}

/* Translations lie beside a kam that runs where it was built, else where it was installed. */
void locale_set(void)
{
	char folder[PATH_MAX];
	ssize_t length;
	char *slash;

	/* Only for what is said to people: figures and sorting never depend on it. */
	if (is_plain_locale(setlocale(LC_MESSAGES, "")))
		return;
	length = readlink("/proc/self/exe", folder, sizeof folder - 32);
	folder[length > 0 ? length : 0] = '\0';
	slash = strrchr(folder, '/');
	if (slash != NULL)
		memcpy(slash, "/build/locale", sizeof "/build/locale");
	bindtextdomain("kam", slash != NULL && access(folder, F_OK) == 0 ? folder : KAM_LOCALE_DIR);
	bind_textdomain_codeset("kam", "UTF-8");
}

const char *locale_language(void)
{
	const char *list = getenv("LANGUAGE"), *locale = setlocale(LC_MESSAGES, NULL);

	if (is_plain_locale(locale))
		return "en";
	return strncmp(list != NULL && *list != '\0' ? list : locale, "zh", 2) == 0 ? "zh" : "en";
}

/* KAM_NOW fixes the clock: for tests, and for asking "as if it were". */
enum kam_status clock_read(struct context *context, int64_t *now)
{
	const char *fixed = getenv("KAM_NOW"), *why;

	if (fixed == NULL || *fixed == '\0') {
		*now = (int64_t)time(NULL);
		return KAM_OK;
	}
	if (kam_instant_parse(fixed, strlen(fixed), "", 0, false, now, &why) != KAM_OK)
		return usage_error(context, KAM_BAD_VALUE, _("KAM_NOW '%s' is not %s"), fixed, why);
	return KAM_OK;
}

/* The zone the machine is in: TZ when it is a name, else what /etc/localtime points at. */
const char *clock_zone(char *buffer, size_t size)
{
	const char *zone = getenv("TZ"), *name;
	ssize_t length;

	if (zone != NULL && *zone == ':')
		zone++;
	if (zone != NULL && *zone != '\0')
		return kam_zone_known(zone) ? zone : NULL;
	length = readlink("/etc/localtime", buffer, size - 1);
	if (length <= 0)
		return NULL;
	buffer[length] = '\0';
	name = strstr(buffer, "zoneinfo/");
	return name != NULL && kam_zone_known(name + 9) ? name + 9 : NULL;
}
