/* Waiting for another process: short random sleeps, and a word about whom for. */
#include "sqlite.h"

#include <fcntl.h>
#include <stdio.h>
#include <time.h>

/* SQLite's lock bytes: PENDING, RESERVED, and 510 SHARED ones. */
#define LOCK_FIRST 0x40000000
#define LOCK_COUNT 512
#define LONGEST_US 12800U

/* Who holds the lock? The descriptor stays open: closing it would drop the locks SQLite holds in this process. */
static void say_waiting(struct kam *kam)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = LOCK_FIRST, .l_len = LOCK_COUNT };
	char whom[64];

	if (kam->store->lock_fd < 0)
		kam->store->lock_fd = open(kam->path, O_RDWR | O_CLOEXEC);
	if (kam->store->lock_fd >= 0 && fcntl(kam->store->lock_fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK)
		snprintf(whom, sizeof whom, _("process %ld"), (long)lock.l_pid);
	else
		snprintf(whom, sizeof whom, "%s", _("another process"));
	kam->waiting(kam->data, whom);
}

/*
 * 100 µs and a random part of at most min(200 µs · 2ⁿ, 12.8 ms): under many
 * writers this is both faster and fairer than fixed, growing sleeps. What was
 * slept is counted, so that no clock is needed.
 */
int busy_handler(void *data, int count)
{
	struct kam *kam = data;
	struct store *store = kam->store;
	unsigned bound = count < 6 ? 200U << count : LONGEST_US;
	unsigned random;
	struct timespec pause = { 0, 0 };

	if (count == 0) {
		store->waited_us = 0;
		store->waiting_said = false;
	}
	if (is_interrupted(kam) || store->waited_us >= (int64_t)kam->timeout_ms * 1000)
		return 0;
	sqlite3_randomness(sizeof random, &random);
	pause.tv_nsec = 1000L * (100 + (long)(random % bound));
	nanosleep(&pause, NULL);
	store->waited_us += pause.tv_nsec / 1000 + 60; /* what a sleep takes beyond its time */
	if (!store->waiting_said && store->waited_us >= 1000000 && kam->waiting != NULL) {
		store->waiting_said = true;
		say_waiting(kam);
	}
	return 1;
}
