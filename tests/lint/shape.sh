#!/bin/sh
# The top level holds what it is meant to; files are small and begin by saying what they are.
set -u

status=0
for name in $(git ls-files | sed 's|/.*||' | sort -u); do
	case $name in
	cmd | lib | include | man | tests | Makefile | README.md | .*) ;;
	*)
		echo "$name does not belong at the top"
		status=1
		;;
	esac
done
for file in include/kam/*.h include/kam/internal/*.h lib/*/*.[ch] cmd/*.[ch] cmd/*/*.[ch]; do
	[ -e "$file" ] || continue
	case $(head -c 3 "$file") in
	'/*'*) ;;
	*)
		echo "$file does not begin with a comment that says what it is"
		status=1
		;;
	esac
	lines=$(wc -l < "$file")
	[ "$lines" -le 500 ] || echo "note: $file has $lines lines, which is usually two ideas"
done
exit "$status"
