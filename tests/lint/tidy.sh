#!/bin/sh
# clang-tidy over lib/ and cmd/, as .clang-tidy says.
set -u

list=$(mktemp)
trap 'rm -f "$list"' EXIT
for file in lib/*/*.c cmd/*.c cmd/*/*.c; do
	[ ! -e "$file" ] || echo "$file"
done > "$list"
xargs -P "${JOBS:-2}" -I FILE clang-tidy --quiet FILE -- -std=c11 -D_POSIX_C_SOURCE=200809L -D_XOPEN_SOURCE=700 \
	-DKAM_VERSION='""' -DKAM_LOCALE_DIR='""' -Iinclude -include kam/internal/banned.h < "$list" 2>&1 |
	grep -vE '^[0-9]+ warnings? (and [0-9]+ errors? )?generated|^Suppressed|^Use -header-filter|^$' | head -100 | grep . && exit 1
exit 0
