/* Running hooks: JSON on stdin, a clean environment, a time limit. */
#include "hook.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define STANDARD_LIMIT 10 /* seconds */

struct hooking {
	struct context *context;
	const struct config *config;
	int64_t operation, limit;
	enum kam_status status;
};

/* In the child: the program and nothing else of ours. */
static void become(const struct hooking *hooking, const char *program, int input)
{
	const char *home = getenv("HOME"), *path = getenv("PATH"), *locale = getenv("LANG");
	const char *database = kam_path(hooking->context->kam);
	char *environment[] = { format_text("PATH=%s", path != NULL ? path : "/usr/bin:/bin"),
		                format_text("HOME=%s", home != NULL ? home : "/"),
		                format_text("LANG=%s", locale != NULL ? locale : "C.UTF-8"),
		                format_text("KAM_DB=%s", database),
		                format_text("KAM_OPERATION=%lld", (long long)hooking->operation), NULL };
	char *words[] = { (char *)(uintptr_t)program, NULL };
	sigset_t none;

	setpgid(0, 0);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	signal(SIGINT, SIG_DFL);
	signal(SIGTERM, SIG_DFL);
	dup2(input, STDIN_FILENO);
	/* stdout is for our own rows. */
	dup2(STDERR_FILENO, STDOUT_FILENO);
	execve(program, words, environment);
	_exit(127);
}

/* Exit status of the child; -1: it took too long and was killed with all that it started. */
static int await(pid_t child, int64_t limit)
{
	struct timespec pause = { 0, 2000000 };
	int state = 0;

	for (int64_t left = limit * 500; left > 0; left--) {
		pid_t done = waitpid(child, &state, WNOHANG);

		if (done == child)
			return WIFEXITED(state) ? WEXITSTATUS(state) : 128 + WTERMSIG(state);
		nanosleep(&pause, NULL);
	}
	kill(-child, SIGKILL);
	waitpid(child, &state, 0);
	return -1;
}

static void run_hook(struct hooking *hooking, const char *event, const char *program, const char *json)
{
	int ends[2], code = 126;
	pid_t child = -1;

	if (pipe(ends) == 0) {
		fcntl(ends[1], F_SETFD, FD_CLOEXEC);
		child = fork();
		if (child == 0) {
			close(ends[1]);
			become(hooking, program, ends[0]);
		}
		close(ends[0]);
		/* A hook may not care to read; SIGPIPE is ignored while there is output. */
		if (child > 0) {
			setpgid(child, child);
			if (write(ends[1], json, strlen(json)) >= 0 && write(ends[1], "\n", 1) < 0)
				errno = 0;
		}
		close(ends[1]);
	}
	if (child > 0)
		code = await(child, hooking->limit);
	if (code == 0)
		return;
	hooking->status = KAM_UNDELIVERED;
	if (code < 0)
		usage_error(hooking->context, KAM_UNDELIVERED, _("written, but the hook %s (%s) took longer than %lld s: %s"),
		            event, program, (long long)hooking->limit, json);
	else
		usage_error(hooking->context, KAM_UNDELIVERED, _("written, but the hook %s (%s) failed with %d: %s"), event,
		            program, code, json);
}

static void each(void *data, const char *event, const char *json)
{
	struct hooking *hooking = data;
	const char *program = config_get(hooking->config, "hooks", event);

	if (program == NULL)
		return;
	if (*program != '/') {
		hooking->status = usage_error(hooking->context, KAM_UNDELIVERED,
		                              _("written, but the hook %s is no absolute path: '%s'"), event, program);
		return;
	}
	run_hook(hooking, event, program, json);
}

enum kam_status hooks_run(struct context *context, const struct config *config, int64_t operation)
{
	struct hooking hooking = { context, config, operation, STANDARD_LIMIT, KAM_OK };
	const char *limit = config_get(config, "hooks", "timeout"), *why;

	if (limit != NULL && kam_integer_parse(limit, strlen(limit), &hooking.limit, &why) != KAM_OK)
		return usage_error(context, KAM_UNDELIVERED, _("written, but hooks were not run: timeout '%s' is not %s"), limit,
		                   why);
	kam_event_each(context->kam, each, &hooking);
	return hooking.status;
}
