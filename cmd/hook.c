/* Hooks: programs of the configuration that are told what an operation did, after it is on disk. */
#include "config_file.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* One run of one hook. */
struct run {
	const struct config_line *line;
	const char *input; /* what is left to be written */
	size_t left;
	int fd; /* its standard input; -1: closed */
	pid_t child;
	int result;
	int problem; /* errno when it could not be run */
	bool late, stopped;
};

struct hooks {
	struct context *context;
	const volatile sig_atomic_t *interrupted;
	const struct config_line *given_up; /* the hook that took too long */
	sigset_t waiting;                   /* what may arrive while a hook is waited for */
	char *environment[5];
	size_t told;
	enum kam_status status;
};

static void on_child(int number)
{
	(void)number; /* only to end pselect() */
}

/* PATH, HOME, LANG and KAM_DB, and nothing else that happens to be set. */
static bool make_environment(struct hooks *hooks)
{
	static const char *const kept[] = { "PATH", "HOME", "LANG" };
	char *full = realpath(kam_path(hooks->context->kam), NULL);
	size_t count = 0;

	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		if (getenv(kept[i]) != NULL &&
		    (hooks->environment[count++] = format_text("%s=%s", kept[i], getenv(kept[i]))) == NULL)
			break;
	hooks->environment[count] = format_text("KAM_DB=%s", full != NULL ? full : kam_path(hooks->context->kam));
	free(full);
	return hooks->environment[count] != NULL && (count == 0 || hooks->environment[count - 1] != NULL);
}

/* In the child: never returns. `failure` takes errno when the program cannot be run. */
static void become(const struct hooks *hooks, const struct run *run, int input, int failure)
{
	struct sigaction normal = { .sa_handler = SIG_DFL };
	sigset_t none;
	int error;

	setpgid(0, 0);
	sigemptyset(&normal.sa_mask);
	sigaction(SIGPIPE, &normal, NULL);
	sigaction(SIGCHLD, &normal, NULL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	/* What it says is for people: stdout carries kam's answer. */
	if (dup2(input, STDIN_FILENO) >= 0 && dup2(STDERR_FILENO, STDOUT_FILENO) >= 0)
		execve(run->line->words[1], run->line->words + 1, hooks->environment);
	error = errno;
	(void)!write(failure, &error, sizeof error);
	_exit(127);
}

/* Starts the program; run->problem is set when it does not run. */
static void start(const struct hooks *hooks, struct run *run)
{
	int input[2], failure[2];
	ssize_t size;

	run->fd = -1;
	if (pipe(input) != 0) {
		run->problem = errno;
		return;
	}
	if (pipe(failure) != 0) {
		run->problem = errno;
		close(input[0]);
		close(input[1]);
		return;
	}
	fcntl(input[0], F_SETFD, FD_CLOEXEC);
	fcntl(input[1], F_SETFD, FD_CLOEXEC);
	fcntl(input[1], F_SETFL, O_NONBLOCK);
	fcntl(failure[0], F_SETFD, FD_CLOEXEC);
	fcntl(failure[1], F_SETFD, FD_CLOEXEC);
	run->child = fork();
	if (run->child == 0)
		become(hooks, run, input[0], failure[1]);
	run->problem = run->child < 0 ? errno : 0;
	close(input[0]);
	close(failure[1]);
	run->fd = input[1];
	if (run->child > 0) {
		/* In both processes, for either may be the first. */
		setpgid(run->child, run->child);
		do
			size = read(failure[0], &run->problem, sizeof run->problem);
		while (size < 0 && errno == EINTR);
		if (size <= 0)
			run->problem = 0;
	}
	close(failure[0]);
}

static void feed(struct run *run)
{
	ssize_t size = write(run->fd, run->input, run->left);

	if (size > 0) {
		run->input += size;
		run->left -= (size_t)size;
	}
	/* A hook need not read what it is told. */
	if (run->left == 0 || (size < 0 && errno != EAGAIN && errno != EINTR)) {
		close(run->fd);
		run->fd = -1;
	}
}

static int64_t milliseconds(void)
{
	struct timespec now = { 0 };

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Until it has ended, the time is up, or the user has had enough; then with all that it has started. */
static void wait_for(const struct hooks *hooks, struct run *run)
{
	int64_t end = milliseconds() + hooks->context->config->hook_seconds * 1000, left;
	pid_t ended;

	while ((ended = waitpid(run->child, &run->result, WNOHANG)) == 0) {
		struct timespec pause;
		fd_set writing;

		left = end - milliseconds();
		run->late = left <= 0;
		run->stopped = *hooks->interrupted != 0;
		if (run->late || run->stopped) {
			kill(-run->child, SIGKILL);
			while (waitpid(run->child, &run->result, 0) < 0 && errno == EINTR)
				;
			return;
		}
		pause = (struct timespec){ .tv_sec = left / 1000, .tv_nsec = left % 1000 * 1000000 };
		FD_ZERO(&writing);
		if (run->fd >= 0)
			FD_SET(run->fd, &writing);
		if (pselect(run->fd + 1, NULL, &writing, NULL, &pause, &hooks->waiting) > 0)
			feed(run);
	}
	if (ended < 0)
		run->problem = errno;
}

/* "" when all is well; else what happened, to be freed. */
static char *what_happened(const struct hooks *hooks, const struct run *run)
{
	if (run->problem != 0)
		return format_text(_("cannot be run: %s"), strerror(run->problem));
	if (run->stopped)
		return format_text("%s", _("was interrupted"));
	if (run->late)
		return format_text(_("was stopped after %lld s (see timeout in kam-config(5))"),
		                   (long long)hooks->context->config->hook_seconds);
	if (WIFSIGNALED(run->result))
		return format_text(_("was ended by signal %d"), WTERMSIG(run->result));
	if (WEXITSTATUS(run->result) != 0)
		return format_text(_("ended with status %d"), WEXITSTATUS(run->result));
	return format_text("%s", "");
}

/* Each failure has a line; the last one is left to be said with the exit status. */
static void say_previous(struct hooks *hooks)
{
	if (hooks->context->message != NULL)
		message_line("kam: ", hooks->context->message, strlen(hooks->context->message));
	hooks->status = KAM_UNDELIVERED;
}

static bool tell(struct hooks *hooks, const struct config_line *line, const char *json)
{
	struct run run = { .line = line, .input = json, .left = strlen(json), .fd = -1 };
	char *happened;
	bool delivered;

	start(hooks, &run);
	if (run.problem == 0)
		wait_for(hooks, &run);
	else if (run.child > 0)
		waitpid(run.child, NULL, 0);
	if (run.fd >= 0)
		close(run.fd);
	happened = what_happened(hooks, &run);
	delivered = happened != NULL && *happened == '\0';
	if (!delivered) {
		say_previous(hooks);
		usage_error(hooks->context, KAM_UNDELIVERED,
		            _("operation %lld is written, but the hook %s (%s) %s; not delivered: %.*s"),
		            (long long)hooks->context->operation, line->words[0], line->words[1],
		            happened != NULL ? happened : _("failed"), (int)strcspn(json, "\n"), json);
	}
	if (run.late)
		hooks->given_up = line;
	free(happened);
	return delivered;
}

/* One event, to each of its hooks, the system's first. False: one of them did not get it. */
static bool deliver(void *data, const char *name, const char *json)
{
	struct hooks *hooks = data;
	const struct config *config = hooks->context->config;
	char *line = NULL;
	bool delivered = true;

	for (size_t i = 0; i < config->count; i++) {
		const struct config_line *hook = &config->lines[i];

		if (hook->section != CONFIG_HOOKS || strcmp(hook->words[0], name) != 0)
			continue;
		if (line == NULL)
			line = format_text("%s\n", json);
		if (line != NULL && hooks->given_up != hook && *hooks->interrupted == 0) {
			delivered &= tell(hooks, hook, line);
			continue;
		}
		delivered = false;
		say_previous(hooks);
		usage_error(hooks->context, KAM_UNDELIVERED, _("nor did the hook %s (%s) get: %s"), name,
		            hook->words[1], json);
	}
	free(line);
	return delivered;
}

bool hooks_want(void *data, const char *event)
{
	const struct config_line *line = NULL;

	while ((line = config_before(((const struct context *)data)->config, CONFIG_HOOKS, line)) != NULL)
		if (strcmp(line->words[0], event) == 0)
			return true;
	return false;
}

enum kam_status hooks_run(struct context *context, const volatile sig_atomic_t *interrupted)
{
	struct hooks hooks = { .context = context, .interrupted = interrupted };
	struct sigaction child = { .sa_handler = on_child }, ignore = { .sa_handler = SIG_IGN }, child_before,
			 pipe_before;
	sigset_t block, before;
	int64_t lost;

	if (config_before(context->config, CONFIG_HOOKS, NULL) == NULL)
		return KAM_OK;
	if (!make_environment(&hooks)) {
		hooks.status = usage_error(context, KAM_UNDELIVERED, "%s", _("out of memory"));
	} else {
		sigemptyset(&child.sa_mask);
		sigemptyset(&ignore.sa_mask);
		sigemptyset(&block);
		sigaddset(&block, SIGCHLD);
		sigprocmask(SIG_BLOCK, &block, &before);
		sigemptyset(&hooks.waiting);
		sigaction(SIGCHLD, &child, &child_before);
		sigaction(SIGPIPE, &ignore, &pipe_before);
		lost = kam_event_each(context->kam, deliver, &hooks);
		if (lost > 0) {
			say_previous(&hooks);
			usage_error(context, KAM_UNDELIVERED,
			            _("%lld more events of operation %lld were not told to hooks: too many at once"),
			            (long long)lost, (long long)context->operation);
		}
		sigaction(SIGPIPE, &pipe_before, NULL);
		sigaction(SIGCHLD, &child_before, NULL);
		sigprocmask(SIG_SETMASK, &before, NULL);
	}
	for (size_t i = 0; i < sizeof hooks.environment / sizeof *hooks.environment; i++)
		free(hooks.environment[i]);
	return hooks.status;
}
