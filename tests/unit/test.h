/* What every unit test includes first: cmocka with the headers it needs, in the order it needs them. */
#ifndef TEST_H
#define TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* and what cmocka's own names would clash with */
#include "kam/internal/handle.h"

#include <cmocka.h>
#undef fail

#endif
