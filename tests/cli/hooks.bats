# Hooks: told on stdin after the commit, in a clean environment, within a time limit; from the configuration only.

load helper

company() {
	kam_db
	kam -q account add Acme
	kam -q bid add deal --account A1
	mkdir -p "$XDG_CONFIG_HOME/kam"
}

# hook BODY: a shell script as bid-stage, in the test's folder
hook() {
	printf '#!/bin/sh\ncd "%s" || exit 9\n%s\n' "$PWD" "$1" > hook.sh
	chmod +x hook.sh
	printf '[hooks]\nbid-stage = %s\ntimeout = 1\n' "$PWD/hook.sh" > "$XDG_CONFIG_HOME/kam/config"
}

@test "a stage move is told as JSON, after it is on disk" {
	company
	hook "cat > told; '$KAM' bid list --csv --columns stage --header none > after; env | sort > environment"
	export LANG=C.UTF-8
	SECRET=x expect 0 kam bid edit B1 --stage won
	same '{"event":"bid-stage","bid":"B1","old":"identified","new":"won","operation":4,"at":"2026-07-15T09:30:00Z","user":"'"$(id -un)"'"}' "$(cat told)"
	same won "$(cat after)"
	same "HOME KAM_DB LANG OLDPWD PATH PWD" "$(cut -d= -f1 environment | grep -v '^_$' | paste -sd' ')"
	# nothing else is told
	rm told
	kam -q bid edit B1 --value 5
	[ ! -e told ]
}

@test "never in a dry run, never for what was refused, never for an import" {
	company
	hook "cat > told"
	kam -q bid edit B1 --stage won --dry-run
	expect 1 kam bid edit B1 --stage nowhere
	printf 'id,title,stage\nB1,deal,qualified\n' > bids.csv
	kam -q bid import bids.csv
	[ ! -e told ]
}

@test "a hook that fails, is not there or takes too long: written, exit 4, and it is named" {
	company
	hook "exit 3"
	expect 4 kam bid edit B1 --stage won
	same "kam: operation 4 is written, but the hook bid-stage ($PWD/hook.sh) ended with status 3; not delivered: "'{"event":"bid-stage","bid":"B1","old":"identified","new":"won","operation":4,"at":"2026-07-15T09:30:00Z","user":"'"$(id -un)"'"}' "$errors"
	same won "$(kam bid list --csv --columns stage --header none)"
	rm hook.sh
	expect 4 kam bid edit B1 --stage lost --reason price
	holds "$errors" "cannot be run: No such file or directory"
	hook 'kill -9 $$'
	expect 4 kam bid edit B1 --stage identified
	holds "$errors" "was ended by signal 9"
	mkfifo never
	hook "read -r line < never"
	expect 4 kam bid edit B1 --stage qualified
	holds "$errors" "was stopped after 1 s"
	same qualified "$(kam bid list --csv --columns stage --header none)"
	# what is wrong with the file is said before anything is done
	printf '[hooks]\nbid-stage = hook.sh\n' > "$XDG_CONFIG_HOME/kam/config"
	expect 65 kam bid edit B1 --stage won
	holds "$errors" "not a full path"
	rm "$XDG_CONFIG_HOME/kam/config"
	same qualified "$(kam bid list --csv --columns stage --header none)"
}

@test "what a hook prints does not mix with the rows" {
	company
	hook "echo noise"
	expect 0 kam bid edit B1 --stage won
	same "" "$output"
	holds "$errors" noise
}

@test "a hook that took too long is killed with all that it has started, and not run again" {
	company
	kam -q bid add other --account A1
	mkfifo never
	# The child holds the lock as long as it lives.
	hook 'echo run >> runs; exec 9> lock; flock 9; (read -r line < never) & read -r line < never'
	command -v flock > /dev/null || skip "no flock"
	expect 4 kam bid edit --stage won --where 'id in (B1, B2)' --yes
	same 1 "$(wc -l < runs)"
	same 2 "$(grep -c '"new":"won"' <<< "$errors")"
	holds "$errors" "nor did the hook bid-stage ($PWD/hook.sh) get: "'{"event":"bid-stage","bid":"B2"'
	flock -w 5 lock true
}

@test "every hook of an event is run, once for each event, in order, with its arguments; each failure has its line" {
	company
	kam -q bid add 'it"s' --account A1
	# shellcheck disable=SC2016 # for the hook
	hook 'echo "$1 $(cut -d, -f2,4)" >> told; [ "$1" != first ]'
	printf '[hooks]\nbid-stage = %s first\nbid-stage = "%s" "the second" # and last\n' "$PWD/hook.sh" "$PWD/hook.sh" > "$XDG_CONFIG_HOME/kam/config"
	expect 4 kam bid edit --stage won --where 'id in (B1, B2)' --yes
	same 'first "bid":"B1","new":"won"
the second "bid":"B1","new":"won"
first "bid":"B2","new":"won"
the second "bid":"B2","new":"won"' "$(cat told)"
	same 2 "$(grep -c 'ended with status 1; not delivered' <<< "$errors")"
}

@test "hooks are told also where the answer went nowhere; a hook need not read what it is told" {
	company
	kam -q bid add other --account A1
	hook 'echo told >> told'
	# shellcheck disable=SC2016 # for the shell
	expect 4 bash -c '"$1" bid edit --stage won --where "id in (B1, B2)" --yes > /dev/full' - "$KAM"
	same 2 "$(wc -l < told)"
	same won "$(kam bid list --csv --columns stage --header none | uniq)"
}

@test "the user may stop a hook: the change stays, status 4, the hook is killed" {
	company
	mkfifo never started
	hook 'echo > started; read -r line < never'
	sed -i 's/timeout = 1/timeout = 60/' "$XDG_CONFIG_HOME/kam/config"
	"$KAM" bid edit B1 --stage won 2> errors &
	exec 4<> started
	read -r -t 20 _ <&4
	kill -TERM $!
	run wait $!
	wait $! || status=$?
	same 4 "$status"
	holds "$(cat errors)" "was interrupted; not delivered"
	same won "$(kam bid list --csv --columns stage --header none)"
}

@test "what an import or an undo changes is not told; a move and its undo are two operations" {
	company
	hook 'cat >> told'
	kam -q bid edit B1 --stage won
	same 1 "$(wc -l < told)"
	expect 0 kam undo --csv --columns undone
	holds "$output" "hooks were told of operation 4 (bid-stage); what they did is not taken back"
	same identified "$(kam bid list --csv --columns stage --header none)"
	same 1 "$(wc -l < told)"
}

@test "no program is run from a file that others may write to, nor from the database's folder" {
	company
	hook 'echo told > told'
	chmod o+w "$XDG_CONFIG_HOME/kam/config"
	expect 77 kam bid edit B1 --stage won
	holds "$errors" "config:2: no program is run from here"
	mv "$XDG_CONFIG_HOME/kam/config" .
	chmod o-w config
	cp config kam.config
	mkdir -p .config/kam kam
	cp config .config/kam/config
	cp config kam/config
	expect 0 kam bid edit B1 --stage won
	[ ! -e told ]
}
