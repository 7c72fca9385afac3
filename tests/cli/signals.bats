# Asked to stop in the middle of a write: rolled back, said, and the status tells the signal.

load helper

# An import that cannot end before it is told to: its second file is a pipe that nobody closes.
stopped_by() {
	kam_db
	cp kam.db before.db
	seq 1 20000 | awk 'BEGIN { print "name" } { print "Company " $1 }' > first.csv
	mkfifo second.csv
	"$KAM" account import first.csv second.csv 2> said &
	writer=$!
	# opening the pipe for writing waits until kam reads it: by then the first file is in
	exec 7> second.csv
	echo name >&7
	kill -s "$1" "$writer"
	stopped=0
	wait "$writer" || stopped=$?
	exec 7>&-
}

@test "SIGTERM in an import: nothing is changed, exit 143" {
	stopped_by TERM
	same 143 "$stopped"
	cmp kam.db before.db
	[ ! -e kam.db-journal ]
	holds "$(cat said)" "interrupted; nothing was changed"
}

@test "SIGHUP likewise, exit 129" {
	stopped_by HUP
	same 129 "$stopped"
	cmp kam.db before.db
}

@test "killed outright: the next reader finds the state before it" {
	kam_db
	kam -q account add Acme
	seq 1 20000 | awk 'BEGIN { print "name" } { print "Company " $1 }' > first.csv
	mkfifo second.csv
	"$KAM" account import first.csv second.csv 2> /dev/null &
	writer=$!
	exec 7> second.csv
	kill -9 "$writer"
	wait "$writer" || true
	exec 7>&-
	expect 0 kam account list --csv --columns name
	same "name
Acme" "$output"
	expect 0 kam account add Beta
	same A2 "$output"
}
