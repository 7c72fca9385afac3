/* What a company's name is made of: region, own name, legal form. */
#ifndef KAM_ACCOUNT_NAME_H
#define KAM_ACCOUNT_NAME_H

#include "kam/internal/name.h"

/*
 * A short code for a company: the first word in A–Z0–9, up to 12; for a name in
 * Chinese, Japanese or Korean the folded name without region and legal form, up
 * to 8 characters. False when the name gives nothing to make one of. `out` takes
 * at least 40 bytes.
 */
bool account_name_code(const struct names *names, const char *name, size_t length, char *out, size_t size);

#endif
