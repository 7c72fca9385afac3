#!/bin/sh
# Branches and lines that the tests took, by file, by folder and in all, from gcov's own summary:
#   sh tests/lint/coverage.sh FOLDER
set -u

find "$1/lib" "$1/cmd" -name '*.gcno' | sort | while read -r data; do
	gcov -b -n -o "${data%/*}" "$data" 2>/dev/null
done | awk '
	function say(order, name, taken, branches, run, lines) {
		printf "%d %-36s %6.1f%% of %5d branches  %6.1f%% of %5d lines\n", order, name,
			branches ? 100 * taken / branches : 100, branches, lines ? 100 * run / lines : 100, lines
	}
	function end_file(folder) {
		if (file == "")
			return
		say(1, file, taken, branches, run, lines)
		folder = file
		sub(/\/[^\/]*$/, "/", folder)
		all_taken[folder] += taken; all_branches[folder] += branches; all_run[folder] += run; all_lines[folder] += lines
		all_taken[""] += taken; all_branches[""] += branches; all_run[""] += run; all_lines[""] += lines
		file = ""
	}
	/^File / {
		end_file()
		gsub(/\047/, "")
		file = $2 ~ /^(lib|cmd)\/.*\.c$/ ? $2 : ""
		taken = branches = run = lines = 0
	}
	file != "" && /^Lines executed:/ { split($2, part, "[:%]"); lines = $4; run = lines * part[2] / 100 }
	file != "" && /^Taken at least once:/ { split($0, part, "[:%]"); branches = $NF; taken = branches * part[2] / 100 }
	END {
		end_file()
		for (folder in all_lines)
			say(folder == "" ? 3 : 2, folder == "" ? "total" : folder, all_taken[folder], all_branches[folder], all_run[folder],
				all_lines[folder])
	}' | sort | cut -c3-
