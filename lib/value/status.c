/* Which exit status each answer becomes. */
#include "kam/status.h"

int kam_status_exit(enum kam_status status)
{
	switch (status) {
	case KAM_OK:
	case KAM_DONE:
		return 0;
	case KAM_REFUSED:
	case KAM_NOT_FOUND:
	case KAM_AMBIGUOUS:
		return 1;
	case KAM_USAGE:
	case KAM_BAD_VALUE:
		return 2;
	case KAM_FINDINGS:
		return 3;
	case KAM_UNDELIVERED:
		return 4;
	/* from here on the numbers of sysexits.h, which POSIX does not have */
	case KAM_BAD_DATA:
		return 65;
	case KAM_NO_DATABASE:
		return 66;
	case KAM_NO_MEMORY:
	case KAM_SYSTEM:
		return 71;
	case KAM_CANNOT_CREATE:
		return 73;
	case KAM_IO:
		return 74;
	case KAM_BUSY:
		return 75;
	case KAM_NOT_PERMITTED:
		return 77;
	case KAM_INTERRUPTED:
		return 130;
	}
	return 71;
}
