#!/bin/sh
# Every static check in turn; what fails is shown. `make lint` sets OUT, BUILD, SONAME, JOBS.
#   sh tests/lint/all.sh [CHECK…]      some of: format layers symbols headers tidy scripts manuals texts shape
set -u
export LC_ALL=C.UTF-8

status=0
[ $# -gt 0 ] || set -- format layers symbols headers scripts manuals texts shape tidy
for check; do
	if said=$(sh "tests/lint/$check.sh" 2>&1); then
		echo "ok      $check"
	else
		echo "FAILED  $check"
		status=1
	fi
	[ -z "$said" ] || echo "$said" | sed 's/^/        /'
done
exit "$status"
