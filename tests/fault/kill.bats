# Killed at any moment: all of an operation is there or nothing, and what is left can be used.

load helper

setup_file() {
	need_strace
}

@test "kill at the Nth write, sync, cut or removal of an import" {
	prepare 500
	for call in pwrite64 fdatasync unlink ftruncate; do
		killed 1 501 $call "$KAM" account import rows.csv
		# this kind of database makes no cuts
		[ $call = ftruncate ] || [ "$count" -gt 0 ]
	done
}

@test "kill at the Nth write, sync or removal of an add, an edit, and taking back" {
	prepare 1
	for words in 'account add Beta --tag new' 'account edit A1 --note changed --tag vip=2' 'bid edit B1 --stage won --value 5' \
		'undo'; do
		for call in pwrite64 fdatasync unlink; do
			# shellcheck disable=SC2086 # words
			calls $call "$KAM" $words
			[ "$count" -gt 0 ]
			cp kam.db after.db
			for at in $(places "$count"); do
				# shellcheck disable=SC2086
				fails $call signal=KILL "$at" "$KAM" $words
				found=$(accounts) || { echo "$words, $call $at: $found"; return 1; }
				cmp -s kam.db before.db || cmp -s kam.db after.db || { echo "$words, $call $at: neither before nor after"; return 1; }
			done
		done
	done
}

@test "kill during an import large enough for its indexes to be made anew" {
	prepare 60000
	for call in pwrite64 fdatasync unlink; do
		FAULT_PLACES=${FAULT_PLACES:-12} killed 1 60001 $call "$KAM" account import rows.csv
	done
}

@test "kill -9 at random during an import, 50 times" {
	prepare 20000
	cp before.db kam.db
	# how long it takes undisturbed, in milliseconds, is what the moments are spread over
	start=$(date +%s%N)
	"$KAM" account import rows.csv 2> /dev/null
	took=$((($(date +%s%N) - start) / 1000000 + 1))
	same 20001 "$(accounts)"
	killed=0
	for round in $(seq 50); do
		begin_again
		moment=$((took * round / 50 + RANDOM % 5))
		run timeout -s KILL "$((moment / 1000)).$(printf %03d $((moment % 1000)))" "$KAM" account import rows.csv
		[ "$status" -ne 137 ] || killed=$((killed + 1))
		found=$(accounts) || { echo "round $round: $found"; return 1; }
		[ "$found" = 20001 ] || { [ "$found" = 1 ] && [ "$status" -ne 0 ]; } || { echo "round $round: status $status, $found"; return 1; }
	done
	echo "# killed $killed of 50" >&3
	[ "$killed" -gt 10 ]
}

@test "adds killed at random: what was acknowledged is there, once, and the next add goes on" {
	prepare 1
	cp before.db kam.db
	killed=0
	for number in $(seq 200); do
		added=0
		timeout -s KILL "0.00$((RANDOM % 10))" "$KAM" account add "Round $number" --code "R$number" -q > id 2> /dev/null || added=$?
		[ "$added" -ne 137 ] || killed=$((killed + 1))
		# an id that was printed is an acknowledgement, whatever became of the process then
		if [ "$added" -eq 0 ] || [ -s id ]; then echo "R$number" >> acknowledged; fi
	done 2> /dev/null
	echo "# killed $killed of 200" >&3
	[ "$killed" -gt 5 ] && [ "$killed" -lt 195 ]
	accounts
	kam account list --csv --columns code --header none > stored
	same '' "$(sort stored | uniq -d)"
	same '' "$(sort acknowledged | comm -23 - <(sort stored))"
}

@test "after a kill with a hot journal: a reader answers" {
	prepare 500
	calls pwrite64 "$KAM" account import rows.csv
	fails pwrite64 signal=KILL "$count" "$KAM" account import rows.csv
	[ -s kam.db-journal ]
	expect 0 kam account show A1 --json
	holds "$output" Acme
	[ ! -e kam.db-journal ]
	cmp kam.db before.db
}

@test "SIGINT, SIGTERM and SIGHUP at the Nth call of an import: rolled back, said so, 130, 143, 129; or all, and 0" {
	prepare 3000
	for pair in INT:130 TERM:143 HUP:129; do
		for call in read pread64 pwrite64; do
			stopped=0
			calls $call "$KAM" account import rows.csv
			for at in $(FAULT_PLACES=${FAULT_PLACES:-20} places "$count"); do
				fails $call "signal=${pair%:*}" "$at" "$KAM" account import rows.csv
				found=$(accounts) || { echo "$call $at: $found"; return 1; }
				if [ "$status" -eq 0 ]; then
					same 3001 "$found" "$call $at"
				else
					same "${pair#*:} 1" "$status $found" "$call $at"
					# before kam listens to signals they kill it
					if ! grep -q '+++ killed' trace; then
						holds "$errors" 'nothing was changed'
						stopped=$((stopped + 1))
					fi
				fi
			done
			[ $call != pread64 ] || [ $stopped -gt 0 ]
		done
	done
}
