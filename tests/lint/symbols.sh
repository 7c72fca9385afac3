#!/bin/sh
# libkam exports kam_* and nothing else; it never prints, exits, or reads environment or clock.
set -u

OUT=${OUT:-.} BUILD=${BUILD:-build} SONAME=${SONAME:-libkam.so.0}
status=0

others=$(nm -D --defined-only "$OUT/$SONAME" | awk '$3 !~ /^kam_[a-z]/ { print $3 }' | paste -s -d ' ' -)
if [ -n "$others" ]; then
	echo "$SONAME exports more than kam_*: $others"
	status=1
fi
undeclared=$(nm -D --defined-only "$OUT/$SONAME" | awk '{ print $3 }' | while read -r name; do
	grep -qw "$name" include/kam/*.h || printf '%s ' "$name"
done)
if [ -n "$undeclared" ]; then
	echo "$SONAME exports what no installed header declares: $undeclared"
	status=1
fi
undefined=$(grep -ohE 'KAM_API[^;(]*\(' include/kam/*.h | grep -oE 'kam_[a-z0-9_]+\($' | tr -d '(' | sort -u | while read -r name; do
	nm -D --defined-only "$OUT/$SONAME" | awk '{ print $3 }' | grep -qx "$name" || printf '%s ' "$name"
done)
if [ -n "$undefined" ]; then
	echo "declared in an installed header, but not in $SONAME: $undefined"
	status=1
fi

speaks='printf|__printf_chk|puts|putchar|vprintf|__vprintf_chk|perror|stdout|stderr'
ends='exit|_exit|_Exit|quick_exit|abort|__assert_fail|raise|kill'
reads='getenv|secure_getenv|environ|setenv|unsetenv|putenv|getlogin|getuid|geteuid|getpwuid|getpwnam|setlocale|tzset'
clock='time|gettimeofday|clock_gettime|clock|localtime|localtime_r|mktime|ctime'
for source in lib/*/*.c; do
	object=$BUILD/${source%.c}.o
	[ -e "$object" ] || continue
	found=$(nm -u "$object" | awk '{ print $2 }' | sed 's/@.*//' | grep -xE "$speaks|$ends|$reads|$clock" | paste -s -d ' ' -)
	if [ -n "$found" ]; then
		echo "$object uses $found"
		status=1
	fi
done
for source in lib/*/*.c cmd/*.c cmd/*/*.c; do
	object=$BUILD/${source%.c}.o
	case $source in lib/store/*) continue ;; esac
	[ -e "$object" ] || continue
	if nm -u "$object" | grep -q ' sqlite3_'; then
		echo "$object calls SQLite"
		status=1
	fi
done
exit "$status"
