/* The pager: a long answer on a screen is read page by page. */
#include "writer.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

/* In the child: never returns. `failure` takes errno when the pager cannot be run. */
static void run_pager(const char *command, int input, int failure)
{
	struct sigaction normal = { .sa_handler = SIG_DFL };
	sigset_t none;
	int error;

	sigemptyset(&normal.sa_mask);
	sigaction(SIGPIPE, &normal, NULL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	if (dup2(input, STDIN_FILENO) >= 0) {
		/* F: leave when it fits, R: colours, X: leave it on the screen. */
		setenv("LESS", "FRX", 0);
		setenv("LV", "-c", 0);
		/* A plain name is run without a shell, which would hide that there is no such program. */
		if (command[strcspn(command, " \t\n\"'\\$`|&;<>()*?[]#~=%{}!")] == '\0')
			execlp(command, command, (char *)NULL);
		else
			execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	}
	error = errno;
	(void)!write(failure, &error, sizeof error);
	_exit(127);
}

/* Does the child run the pager? Its end of the pipe is closed by a successful exec. */
static bool is_running(pid_t child, int failure)
{
	int error = 0;
	ssize_t size;

	do
		size = read(failure, &error, sizeof error);
	while (size < 0 && errno == EINTR);
	if (size <= 0)
		return true;
	while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
		;
	return false;
}

static void close_pair(const int pair[2])
{
	close(pair[0]);
	close(pair[1]);
}

/* Without a pager the answer goes straight to the screen: nothing is lost. */
void pager_start(struct output *output)
{
	struct target *target = &output->target;
	int input[2], failure[2];
	pid_t child;

	target->screen_height = 0;
	if (pipe(input) < 0)
		return;
	if (pipe(failure) < 0) {
		close_pair(input);
		return;
	}
	fcntl(input[1], F_SETFD, FD_CLOEXEC);
	fcntl(failure[0], F_SETFD, FD_CLOEXEC);
	fcntl(failure[1], F_SETFD, FD_CLOEXEC);
	child = fork();
	if (child == 0) {
		close(input[1]);
		close(failure[0]);
		run_pager(target->pager_command, input[0], failure[1]);
	}
	close(input[0]);
	close(failure[1]);
	if (child > 0 && is_running(child, failure[0])) {
		struct sigaction ignore = { .sa_handler = SIG_IGN };

		/* An interrupt is for the pager: kam would leave it alone with the terminal. */
		sigemptyset(&ignore.sa_mask);
		sigaction(SIGINT, &ignore, &target->interrupt_before);
		target->pager = child;
		target->descriptor = input[1];
	} else {
		close(input[1]);
	}
	close(failure[0]);
}

/* Until it was left: else the shell's prompt would write over it. */
void pager_wait(struct output *output)
{
	struct target *target = &output->target;
	int result = 0;

	if (!target->pager)
		return;
	close(target->descriptor);
	target->descriptor = STDOUT_FILENO;
	while (waitpid(target->pager, &result, 0) < 0)
		if (errno != EINTR)
			break;
	target->pager = 0;
	sigaction(SIGINT, &target->interrupt_before, NULL);
	if (WIFEXITED(result) && (WEXITSTATUS(result) == 126 || WEXITSTATUS(result) == 127))
		output_fail(output, KAM_IO, _("the pager '%s' cannot be run; see PAGER, or use --no-pager"),
		            target->pager_command);
}
