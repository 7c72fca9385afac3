#!/bin/sh
# mandoc finds nothing to warn of in the manual pages.
set -u

status=0
for page in man/*.[1-9]; do
	[ ! -e "$page" ] || mandoc -Tlint -Wwarning "$page" || status=1
done
exit "$status"
