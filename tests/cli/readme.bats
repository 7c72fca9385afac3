# The README's tour is run: every `$ …` line in turn in an empty folder, and what it prints is what is written there.

load helper

readme=$BATS_TEST_DIRNAME/../../README.md

# Runs a tour (stdin) and prints it as it came out: each command line, then its stdout and stderr together.
walk() {
	local line command output
	PATH=$(cd "$(dirname "$KAM")" && pwd):$PATH
	unset -f kam
	while IFS= read -r line; do
		case $line in
		'$ '*)
			printf '%s\n' "$line"
			command=${line#'$ '}
			# A command goes on while its lines end in a backslash.
			while [[ $command == *\\ ]] && IFS= read -r line; do
				printf '%s\n' "$line"
				command=${command%\\}$line
			done
			output=$(eval "$command" < /dev/null 2>&1) || true
			[ -z "$output" ] || printf '%s\n' "$output"
			;;
		esac
	done
}

@test "the tour prints what the README says" {
	awk '/^```/ { inside = $0 == "```console"; next } inside' "$readme" > tour
	[ "$(grep -c '^\$ ' tour)" -gt 5 ]
	walk < tour > walked
	diff -u tour walked
}

@test "what the README calls a place or a target is one" {
	root=$BATS_TEST_DIRNAME/../..
	# `lib/account/ bid/` in a table's first column: rooms beside each other share the path before them
	sed -n 's/^| \(`[a-z].*\) | .*/\1/p' "$readme" | tr -d '`' | while read -r first others; do
		[ -d "$root/$first" ] || echo "$first"
		for other in $others; do
			[ -d "$root/$(dirname "$first")/$other" ] || echo "$other"
		done
	done > missing
	grep -oE '(`|    |&& |sudo )make [a-z]+' "$readme" | grep -o 'make .*' | sort -u | while read -r _ target; do
		grep -q "^$target:" "$root/Makefile" || echo "make $target"
	done >> missing
	same "$(cat missing)" ""
}
