#!/bin/sh
# ShellCheck over every script and test.
set -u

status=0
shellcheck .ci/run tests/bootstrap tests/run tests/demo tests/lint/*.sh cmd/completion/kam.bash || status=1
for file in tests/bench/run tests/bench/*.sh tests/fault/run tests/fault/*.sh; do
	[ ! -e "$file" ] || shellcheck "$file" || status=1
done
# Of tests no matters of taste. 2154: bats sets status, output, lines and stderr. 2011: names in a folder that a test made
# are plain. 1010: `done` and `then` are words like others. 2258: so is one that ends with a comma.
for file in tests/cli/*.bats tests/cli/*.bash tests/real/*.bats tests/fault/*.bats; do
	[ ! -e "$file" ] || shellcheck -x -S warning -s bats -e SC2154,SC2011,SC1010,SC2258 "$file" || status=1
done
exit "$status"
