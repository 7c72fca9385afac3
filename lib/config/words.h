/* Values that are a list of words. */
#ifndef KAM_CONFIG_WORDS_H
#define KAM_CONFIG_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* Is the text words of the list, one blank between them? A word that nobody knows would ask for nothing. */
bool words_known(const char *text, size_t length, const char *const *words, size_t count);

#endif
