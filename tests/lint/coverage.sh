#!/bin/sh
# Branches that the tests took, by file, from gcov's own summary: sh tests/lint/coverage.sh FOLDER
set -u

for data in $(find "$1/lib" "$1/cmd" -name '*.gcno' | sort); do
	gcov -b -n -o "${data%/*}" "$data" 2>/dev/null
done | awk '
	/^File / { gsub(/\047/, ""); file = $2; mine = file ~ /^(lib|cmd)\/.*\.c$/ }
	mine && /^Lines executed:/ { split($2, part, "[:%]"); lines = part[2]; line_count = $4 }
	mine && /^Taken at least once:/ {
		split($0, part, "[:%]"); taken = part[2]; count = $NF
		printf "%-32s %6.1f%% of %5d branches  %6.1f%% of %5d lines\n", file, taken, count, lines, line_count
		total += count; hit += count * taken / 100; all_lines += line_count; run += line_count * lines / 100
		mine = 0
	}
	END {
		if (total)
			printf "%-32s %6.1f%% of %5d branches  %6.1f%% of %5d lines\n", "total", 100 * hit / total, total, 100 * run / all_lines, all_lines
	}' | sort
