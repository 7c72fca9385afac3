/* Functions that cannot be used safely do not compile. Put before every file by the Makefile; internal to kam. */
#ifndef KAM_INTERNAL_BANNED_H
#define KAM_INTERNAL_BANNED_H

/* They have to be declared before their names can be taken away. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Some C libraries make macros of them. */
#undef strcpy
#undef strcat
#undef strncpy
#undef strncat
#undef sprintf
#undef vsprintf

#pragma GCC poison strcpy strcat strncpy strncat strtok sprintf vsprintf gets atoi atol atoll atof tmpnam tempnam mktemp

#endif
