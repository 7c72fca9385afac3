#!/bin/sh
# clang-tidy over lib/ and cmd/, as .clang-tidy says: each remark once, one line. The whole takes minutes:
#   sh tests/lint/tidy.sh [FILE…]      only these
set -u

said=$(mktemp)
trap 'rm -f "$said"' EXIT
[ $# -gt 0 ] || set -- lib/*/*.c cmd/*.c cmd/*/*.c
# Of a remark in a header that many files include, one is enough; how the analyzer came to it: call clang-tidy yourself.
printf '%s\n' "$@" | xargs -P "${JOBS:-2}" -I FILE clang-tidy --quiet FILE -- -std=c11 -D_POSIX_C_SOURCE=200809L \
	-D_XOPEN_SOURCE=700 -DKAM_VERSION='""' -DKAM_LOCALE_DIR='""' -Iinclude -include kam/internal/banned.h > "$said" 2>&1
status=$?
sed -n "s|^$PWD/||; s|[a-z_]*/\.\./||; /: \(error\|warning\): /p" "$said" | sort -u
[ "$status" -eq 0 ] || grep -q ': error: ' "$said" || tail -5 "$said"
exit "$status"
