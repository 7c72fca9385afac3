#!/bin/sh
# ShellCheck over every script and test.
set -u

status=0
shellcheck .ci/run tests/bootstrap tests/run tests/demo tests/lint/*.sh cmd/completion/kam.bash || status=1
for file in tests/bench/run tests/bench/*.sh tests/fault/run tests/fault/*.sh; do
	[ ! -e "$file" ] || shellcheck "$file" || status=1
done
# 2154: bats sets status, output, lines and stderr. 2030, 2031: each test is a subshell, that is its point.
# 2317: functions that a test makes are called by what it runs. 2016: programs for another shell are quoted.
# 2011, 2012: the names in a folder that a test made are plain. 1010: `done` and `then` are words like others.
for file in tests/cli/*.bats tests/cli/*.bash tests/real/*.bats tests/fault/*.bats; do
	[ ! -e "$file" ] || shellcheck -x -s bats -e SC2154,SC2030,SC2031,SC2317,SC2016,SC2011,SC2012,SC1010,SC1091 "$file" || status=1
done
exit "$status"
