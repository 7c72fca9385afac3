#!/bin/sh
# mandoc and groff find nothing to warn of in the manual pages, and their tables are as `make pages` writes them.
set -u

status=0
pages=${BUILD:-build}/tests/pages
for page in man/*.[1-9]; do
	[ -e "$page" ] || continue
	mandoc -Tlint -Wwarning "$page" || status=1
	if command -v groff > /dev/null; then
		said=$(groff -mandoc -Tutf8 -k -ww -Wfont "$page" 2>&1 > /dev/null)
		[ -z "$said" ] || {
			echo "$page: $said"
			status=1
		}
	fi
	if [ -x "$pages" ] && [ "$("$pages" < "$page"; echo .)" != "$(cat "$page"; echo .)" ]; then
		echo "$page: run make pages"
		status=1
	fi
done
exit "$status"
