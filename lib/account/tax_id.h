/* The unified social credit code of China. */
#ifndef KAM_ACCOUNT_TAX_ID_H
#define KAM_ACCOUNT_TAX_ID_H

#include <stdbool.h>
#include <stddef.h>

/*
 * False only for a text that has the form of a unified social credit code (18
 * characters of its alphabet) and the wrong check character. Other countries'
 * numbers pass. Source: GB 32100-2015, which takes its check from GB/T 17710.
 */
bool tax_id_valid(const char *text, size_t length);

#endif
