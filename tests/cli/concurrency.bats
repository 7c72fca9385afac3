# Many at once: nothing lost, nobody turned away, and no reader in a writer's way.

load helper

# Hold the database's write lock until `release`: with sqlite3, which reads its commands from a fifo.
hold_lock() {
	mkfifo lock held
	{ cat lock; } | sqlite3 "${1:-kam.db}" > held 2>&1 &
	holder=$!
	exec 7> lock
	echo "BEGIN ${2:-IMMEDIATE}; SELECT 'held';" >&7
	read -r answer < held
	[ "$answer" = held ]
}

release() {
	exec 7>&-
	wait "$holder" || true
	rm -f lock held
}

# Wait until the command that follows is true, for 10 seconds at most.
until_true() {
	local tries=0
	until "$@"; do
		tries=$((tries + 1))
		[ "$tries" -lt 1000 ] || return 1
		read -rt 0.01 <> <(:) || true
	done
}

@test "32 processes of 50 adds each: 1600 records, no number twice, no busy error" {
	kam_db
	adds=50
	[ -z "$KAM_SANITIZED" ] || adds=5
	for process in $(seq 32); do
		(
			for number in $(seq $adds); do
				"$KAM" account add "P$process N$number" --code "P$process-$number" -q || echo "failed $?"
			done > "ids.$process" 2> "errors.$process"
		) &
	done
	wait
	same '' "$(cat errors.*)"
	same "$((32 * adds))" "$(cat ids.* | grep -c '^A[0-9]*$')"
	same "$((32 * adds))" "$(sort -u ids.* | wc -l | tr -d ' ')"
	same "$((32 * adds))|$((32 * adds))|1" "$(sqlite3 kam.db 'SELECT count(*), max(id), min(id) FROM account')"
	# each is an operation of its own, each with one record
	same "$((32 * adds))" "$(sqlite3 kam.db "SELECT count(DISTINCT operation) FROM journal WHERE record = 'account'")"
	same ok "$(sqlite3 kam.db 'PRAGMA integrity_check')"
	same '' "$(sqlite3 kam.db 'PRAGMA foreign_key_check')"
	same "$(sqlite3 kam.db 'SELECT count(*) FROM account')" "$(kam account list --ids | wc -l | tr -d ' ')"
}

@test "records of the same name made at once get codes of their own" {
	kam_db
	for process in $(seq 16); do
		"$KAM" account add 'Acme Ltd' -q > /dev/null 2> "errors.$process" &
	done
	wait
	same '' "$(cat errors.*)"
	same "$({ echo ACME; seq -f 'ACME-%.0f' 2 16; } | sort)" "$(kam account list --csv --columns code --header none | sort)"
}

@test "one of two that take the same code is told so, and nothing of it is there" {
	kam_db
	for process in $(seq 8); do
		(
			status=0
			"$KAM" account add "N$process" --code SAME --tag "t$process" -q > /dev/null 2> "errors.$process" || status=$?
			echo $status > "status.$process"
		) &
	done
	wait
	same '0 1 1 1 1 1 1 1' "$(cat status.* | sort | xargs)"
	same 7 "$(cat errors.* | grep -c "'SAME'")"
	same '1|1' "$(sqlite3 kam.db 'SELECT (SELECT count(*) FROM account), (SELECT count(*) FROM tag WHERE record = '\''account'\'')')"
}

@test "readers beside writers: each sees all of an operation or nothing of it" {
	kam_db
	kam account add One --note 0 > /dev/null
	kam account add Two --note 0 > /dev/null
	(
		for number in $(seq 30); do
			"$KAM" account edit --where 'id in (A1, A2)' --note "$number" > /dev/null 2>> errors || echo "failed $?"
		done
		echo > ended
	) > writer &
	while [ ! -e ended ]; do
		"$KAM" account list --csv --columns note --header none >> seen 2>> errors || echo "failed $?" >> errors
	done
	wait
	same '' "$(cat writer)"
	same '' "$(grep -v changed errors || true)"
	# lines in pairs, both the same
	same '' "$(awk 'NR % 2 { first = $0; next } first != $0' seen)"
}

@test "a writer waits for the lock and then writes; it says whom for" {
	command -v sqlite3 > /dev/null || skip 'no sqlite3'
	kam_db
	hold_lock
	"$KAM" account add Acme > out 2> err 7>&- &
	writer=$!
	# after a second of waiting it says so
	until_true grep -q waiting err
	grep -q "process [0-9]" err
	same '' "$(cat out)"
	release
	wait "$writer"
	same A1 "$(cat out)"
}

@test "a reader does not wait for a writer that has not begun to write its pages" {
	kam_db
	kam account add Acme > /dev/null
	hold_lock
	expect 0 kam account list --ids --timeout 0
	same A1 "$output"
	release
}

@test "--timeout gives up with 75, which says to try again, and changes nothing" {
	kam_db
	hold_lock
	expect 75 kam account add Acme --timeout 0
	same '' "$output"
	[ -n "$errors" ]
	release
	hold_lock kam.db EXCLUSIVE
	expect 75 kam account list --timeout 0
	release
	expect 0 kam account add Acme --timeout 0
	same A1 "$output"
}

@test "interrupted while it waits: 130, 143 or 129, and nothing is changed" {
	kam_db
	hold_lock
	for signal in INT:130 TERM:143 HUP:129; do
		: > err
		# a shell's background child ignores SIGINT: setsid's does not
		(trap - INT; exec env --default-signal="${signal%:*}" "$KAM" account add Acme > out 2> err 7>&-) &
		writer=$!
		until_true grep -q waiting err
		kill -"${signal%:*}" "$writer"
		status=0
		wait "$writer" || status=$?
		same "${signal#*:}" "$status"
		same '' "$(cat out)"
		grep -q 'nothing was changed' err
	done
	release
	expect 0 kam account list --ids
	same '' "$output"
}

@test "a reader whose reader is stalled holds no lock" {
	kam_db
	{
		echo name,note
		seq -f 'Account %.0f,a note that is long enough to fill the buffer of a pipe many times over' 1 5000
	} > accounts.csv
	kam account import accounts.csv 2> /dev/null
	mkfifo pipe
	"$KAM" account list --csv > pipe &
	reader=$!
	exec 8< pipe
	read -r header <&8
	holds "$header" id,code,name
	# the list has begun, and nobody reads the rest of it
	kill -0 "$reader"
	expect 0 kam account add Acme --timeout 0
	same A5001 "$output"
	kill -0 "$reader"
	rest=$(cat <&8 | wc -l)
	exec 8<&-
	wait "$reader"
	# read gives back no more than it took: the rest are the 5000 rows
	same 5000 "$((rest))"
}

@test "the same, behind a pager on a terminal" {
	command -v script > /dev/null || skip 'no script'
	kam_db
	{
		echo name
		seq -f 'Account %.0f' 1 5000
	} > accounts.csv
	kam account import accounts.csv 2> /dev/null
	mkfifo go paging
	# a pager that says it is there and waits to be let on
	printf '#!/bin/sh\necho > paging\nread go < go\ncat > /dev/null\n' > pager
	chmod +x pager
	PAGER=$PWD/pager TERM=xterm script -qec "stty rows 24 cols 100; $KAM account list" /dev/null > /dev/null 2>&1 < /dev/null &
	terminal=$!
	read -r _ < paging
	expect 0 kam account add Acme --timeout 0
	same A5001 "$output"
	echo > go
	wait "$terminal"
}

@test "what was acknowledged before a kill is there, once" {
	kam_db
	# a writer that is killed again and again: each name it was told of is on disk, at most one more is
	for round in $(seq 8); do
		(
			number=0
			while :; do
				number=$((number + 1))
				"$KAM" account add "R$round N$number" --code "R$round-$number" > /dev/null && echo "R$round-$number" >> acknowledged
			done
		) 2> /dev/null &
		shell=$!
		until_true grep -q "R$round-3" acknowledged
		kill -9 "$shell"
		wait "$shell" 2> /dev/null || true
	done
	# the last child of a killed shell may still be at work: it holds the lock until it is done
	expect 0 kam account add Last
	kam account list --csv --columns code --header none | grep '^R' | sort > stored
	sort acknowledged > told
	same '' "$(comm -23 told stored)"
	same '' "$(uniq -d stored)"
	[ "$(comm -13 told stored | wc -l)" -le 8 ]
	same ok "$(sqlite3 kam.db 'PRAGMA integrity_check')"
}
