#!/bin/sh
# Translations are well-formed, and their formats fit.
set -u

status=0
for catalog in cmd/po/*.po; do
	[ ! -e "$catalog" ] || msgfmt -c -o /dev/null "$catalog" || status=1
done
exit "$status"
