/* Who is acting: the person whose login is the real user, or whom --as claims. Internal to libkam. */
#ifndef KAM_INTERNAL_IDENTITY_H
#define KAM_INTERNAL_IDENTITY_H

#include "kam/internal/handle.h"

/*
 * The person of --as, else the one whose login is the real user; 0 when nobody has that login. For what is merely
 * noted. KAM_NOT_FOUND, KAM_AMBIGUOUS: --as names no person.
 */
enum kam_status identity_acting(struct kam *kam, int64_t *person);

/*
 * The person who approves something of `giver` (whose own work it is; 0: nobody's). That is the one whose login is the
 * real user, or with --as that person where their approve_for names this login. KAM_REFUSED: nobody has the login, --as
 * is not allowed, the person has left, or it is their own.
 */
enum kam_status identity_approver(struct kam *kam, int64_t giver, int64_t *person);

#endif
