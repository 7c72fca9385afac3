#!/bin/sh
# C is written as .clang-format says (`make format` writes it so). Tests are left out: their tables of input and want are laid
# out by hand; and so are the descriptions of records.
set -u

status=0
for file in include/kam/*.h include/kam/internal/*.h lib/*/*.[ch] cmd/*.[ch] cmd/*/*.[ch]; do
	case $file in */records.c | */records_*.c) continue ;; esac
	[ -e "$file" ] || continue
	if ! clang-format --dry-run -Werror "$file" > /dev/null 2>&1; then
		echo "$file: $(clang-format "$file" | diff "$file" - | grep -c '^[0-9]') places; first:"
		clang-format "$file" | diff "$file" - | sed -n '1,6p'
		status=1
	fi
done
exit "$status"
