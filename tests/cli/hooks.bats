# Hooks: told on stdin after the commit, in a clean environment, within a time limit; from the configuration only.

load helper

company() {
	kam_db
	kam -q bid add deal
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
	hook "cat > told; '$KAM' bid list --csv --columns stage --header none > then; env | sort > environment"
	SECRET=x expect 0 kam bid edit B1 --stage won
	same '{"event":"bid-stage","bid":"B1","old":"identified","new":"won","at":"2026-07-15T09:30:00Z","user":"'"$(id -un)"'"}' "$(cat told)"
	same won "$(cat then)"
	same "HOME KAM_DB KAM_OPERATION LANG OLDPWD PATH PWD" "$(cut -d= -f1 environment | grep -v '^_$' | paste -sd' ')"
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
	holds "$errors" "failed with 3"
	same won "$(kam bid list --csv --columns stage --header none)"
	rm hook.sh
	expect 4 kam bid edit B1 --stage lost
	mkfifo never
	hook "read -r line < never"
	expect 4 kam bid edit B1 --stage qualified
	holds "$errors" "longer than 1 s"
	same qualified "$(kam bid list --csv --columns stage --header none)"
	printf '[hooks]\nbid-stage = hook.sh\n' > "$XDG_CONFIG_HOME/kam/config"
	expect 4 kam bid edit B1 --stage won
	holds "$errors" "absolute path"
}

@test "what a hook prints does not mix with the rows" {
	company
	hook "echo noise"
	expect 0 kam bid edit B1 --stage won
	same "" "$output"
	holds "$errors" noise
}
