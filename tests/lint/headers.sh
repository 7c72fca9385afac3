#!/bin/sh
# Every header compiles alone; the installed ones as C++ too.
set -u

status=0
alone() { # HEADER COMPILER…
	header=$1
	shift
	command -v "$1" > /dev/null || return 0
	if ! said=$(printf '#include "%s"\n' "${header#include/}" | "$@" -Wall -Wextra -Wpedantic -Werror -Iinclude -fsyntax-only - 2>&1); then
		echo "$header does not compile alone ($1):"
		echo "$said" | head -5
		status=1
	fi
}
for header in include/kam/*.h include/kam/internal/*.h; do
	for compiler in gcc clang; do
		alone "$header" "$compiler" -std=c11 -D_POSIX_C_SOURCE=200809L -x c
	done
	case $header in
	*/internal/*) ;;
	*)
		for compiler in g++ clang++; do
			alone "$header" "$compiler" -std=c++11 -x c++
		done
		;;
	esac
done
exit "$status"
