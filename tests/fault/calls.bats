# A system call that fails: exit 0 means all is there, any other exit that nothing is, or all and it is said so.

load helper

setup_file() {
	need_strace
}

@test "an import, each call failing with each error" {
	prepare 300
	for pair in pwrite64:EIO pwrite64:ENOSPC pwrite64:EINTR pread64:EIO pread64:EINTR fdatasync:EIO fdatasync:EINTR unlink:EIO \
		unlink:EACCES openat:EIO openat:EMFILE openat:EACCES ftruncate:EIO fcntl:EIO fcntl:EINTR fcntl:ENOLCK read:EIO \
		write:EIO fstat:EIO newfstatat:EIO; do
		FAULT_PLACES=${FAULT_PLACES:-25} promise 1 301 "${pair%:*}" "${pair#*:}" "$KAM" account import rows.csv
	done
	[ "$tried" -gt 100 ]
}

@test "an add, each call failing with each error" {
	prepare 1
	for pair in pwrite64:EIO pwrite64:ENOSPC pread64:EIO fdatasync:EIO unlink:EIO openat:EIO openat:ENFILE ftruncate:EIO \
		fcntl:EIO fcntl:EAGAIN read:EIO write:EIO write:ENOSPC getcwd:ENOENT; do
		FAULT_PLACES=${FAULT_PLACES:-30} promise 1 2 "${pair%:*}" "${pair#*:}" "$KAM" account add Beta --tag x --timeout 0
	done
	[ "$tried" -gt 100 ]
}

@test "a sync of the folder that fails when the journal is gone: 74, written, and kam log shows it" {
	prepare 1
	calls fdatasync "$KAM" account add Beta
	fails fdatasync error=EIO "$count" "$KAM" account add Beta
	same 74 "$status"
	same 2 "$(accounts)"
	number=$(sed -n 's/.*written, the disk did not confirm it; see kam log \([0-9]*\)$/\1/p' <<< "$errors")
	expect 0 kam log "$number"
	holds "$output" A2
}

@test "an edit and a removal leave the record as it was or as it is to be, and 0 only then" {
	prepare 1
	for pair in pwrite64:EIO pwrite64:ENOSPC fdatasync:EIO unlink:EIO pread64:EIO; do
		call=${pair%:*} error=${pair#*:}
		for words in 'bid edit B1 --stage won --value 7' 'account edit A1 --note x --untag vip' 'bid rm B1'; do
			# shellcheck disable=SC2086
			calls "$call" "$KAM" $words
			cp kam.db after.db
			for at in $(FAULT_PLACES=${FAULT_PLACES:-20} places "$count"); do
				# shellcheck disable=SC2086
				fails "$call" "error=$error" "$at" "$KAM" $words
				same 1 "$(accounts)" "$words, $call $error $at"
				if ! cmp -s kam.db after.db; then
					[ "$status" -ne 0 ] && cmp kam.db before.db
				fi || { echo "$words, $call $error $at: status $status, $errors"; return 1; }
			done
		done
	done
}

@test "a reader: an answer that is whole, or a status that is not 0" {
	prepare 1
	cp before.db kam.db
	wanted=$("$KAM" account list --csv)
	for pair in pread64:EIO openat:EIO fcntl:EIO read:EIO fstat:EIO newfstatat:EIO write:EIO write:ENOSPC write:EINTR; do
		call=${pair%:*} error=${pair#*:}
		calls "$call" "$KAM" account list --csv
		for at in $(places "$count"); do
			fails "$call" "error=$error" "$at" "$KAM" account list --csv
			if [ "$status" -eq 0 ]; then
				same "$wanted" "$output" "$call $error $at"
			else
				[ "$status" -le 127 ]
				[ -n "$errors" ] || { echo "$call $error $at: status $status and not a word"; return 1; }
			fi
		done
	done
}

@test "-o: the file is whole or as it was, whichever call fails" {
	prepare 1
	for pair in write:EIO write:ENOSPC fsync:EIO fdatasync:EIO rename:EIO renameat:EIO openat:EIO close:EIO fchmod:EPERM; do
		call=${pair%:*} error=${pair#*:}
		calls "$call" "$KAM" account list --csv --columns id,name -o out.csv
		for at in $(places "$count"); do
			echo old > out.csv
			fails "$call" "error=$error" "$at" "$KAM" account list --csv --columns id,name -o out.csv
			case $status in
			0) same $'id,name\nA1,Acme' "$(cat out.csv)" "$call $error $at" ;;
			*) [ "$(cat out.csv)" = old ] || [ "$(cat out.csv)" = $'id,name\nA1,Acme' ] ;;
			esac || { echo "$call $error $at: status $status: $(cat out.csv)"; return 1; }
			# shellcheck disable=SC2012 # the names are ours
			same 'before.db kam.db out.csv rows.csv trace' "$(ls -A | paste -s -d ' ' -)" "$call $error $at"
		done
	done
}
