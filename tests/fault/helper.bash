# What the tests of failures share. `load helper` here stands for that of tests/cli and this.
#
# Where there are very many places for a failure, FAULT_PLACES of them are tried, spread over all: 60 unless it says
# otherwise, every one with FAULT_PLACES=all (hours, for all files together).

load ../cli/helper

# Skip, with a reason, where calls cannot be made to fail: no strace, a container that forbids it, sanitizers.
need_strace() {
	[ -z "${KAM_SANITIZED:-}" ] || skip 'strace and leak checks do not go together'
	command -v sqlite3 > /dev/null || skip 'no sqlite3'
	command -v strace > /dev/null || skip 'no strace'
	strace -qq -f -o /dev/null -e trace=unlink -e inject=unlink:error=EIO:when=1 true 2> /dev/null ||
		skip 'strace may not trace here'
}

# Skip where no allocation can be made to fail; else $BATS_FILE_TMPDIR/malloc.so does it.
need_malloc() {
	[ -z "${KAM_SANITIZED:-}" ] || skip 'sanitizers bring an allocator of their own'
	[ -z "${KAM_COVERAGE:-}" ] || skip 'what counts the branches needs memory itself'
	command -v sqlite3 > /dev/null || skip 'no sqlite3'
	command -v cc > /dev/null || skip 'no cc'
	cc -shared -fPIC -O1 -o "$BATS_FILE_TMPDIR/malloc.so" "$BATS_TEST_DIRNAME/../fault/malloc.c" 2> /dev/null ||
		skip 'the failing malloc cannot be built here'
	FAIL_AT=1 FAIL_MARK=$BATS_FILE_TMPDIR/mark LD_PRELOAD=$BATS_FILE_TMPDIR/malloc.so "${KAM:-$BATS_TEST_DIRNAME/../../kam}" \
		--version > /dev/null 2>&1 || true
	[ -e "$BATS_FILE_TMPDIR/mark" ] || skip 'nothing can be preloaded here'
}

# Skip where no power cut can be replayed; else $BATS_FILE_TMPDIR/power builds the images.
need_power() {
	need_strace
	command -v cc > /dev/null || skip 'no cc'
	cc -O1 -D_XOPEN_SOURCE=700 -o "$BATS_FILE_TMPDIR/power" "$BATS_TEST_DIRNAME/../fault/power.c" ||
		skip 'the replay of power cuts cannot be built here'
}

# places COUNT: numbers of 1 … COUNT, the last among them.
places() {
	local count=$1 wanted=${FAULT_PLACES:-60}
	if [ "$wanted" = all ] || [ "$count" -le "$wanted" ]; then
		seq "$count"
	else
		awk -v count="$count" -v wanted="$wanted" 'BEGIN { for (i = 1; i <= wanted; i++) print int(i * count / wanted) }'
	fi
}

# before.db with some records, and rows.csv with $1 accounts to be imported.
prepare() {
	kam init --db before.db
	kam account add Acme --tag vip --db before.db > /dev/null
	kam account contact add A1 Ann --db before.db > /dev/null
	kam bid add Core --account A1 --value 100 --db before.db > /dev/null
	{
		echo name,region,note,tag.t
		seq -f "Account %.0f,r,a note that takes some room on its page so that there are many of them,x" 1 "$1"
	} > rows.csv
	indexes=$(sqlite3 before.db "SELECT group_concat(name) FROM (SELECT name FROM sqlite_schema ORDER BY name)")
	rm -f known
}

# How many accounts kam.db has, after a look at whether it is whole: readable by kam (which rolls back what was left; a
# journal that never had a beginning may stay until the next write), sound, all references and indexes there, and the
# journal telling the same story. A file that was looked at before, to the byte, is not looked at again.
accounts() {
	local count sum
	if [ -e kam.db-journal ]; then
		"$KAM" account list --ids > /dev/null 2> problem || { echo "kam cannot read it: $(cat problem)"; return 1; }
	fi
	sum=$(sha256sum < kam.db)
	[ ! -e known ] || count=$(sed -n "s/^$sum //p" known)
	if [ -n "${count:-}" ]; then
		echo "$count"
		return
	fi
	"$KAM" account list --ids > ids 2> problem || { echo "kam cannot read it: $(cat problem)"; return 1; }
	count=$(wc -l < ids | tr -d ' ')
	[ "$(sqlite3 kam.db 'PRAGMA integrity_check')" = ok ] || { echo 'integrity_check'; return 1; }
	[ -z "$(sqlite3 kam.db 'PRAGMA foreign_key_check')" ] || { echo 'foreign_key_check'; return 1; }
	[ "$(sqlite3 kam.db "SELECT group_concat(name) FROM (SELECT name FROM sqlite_schema ORDER BY name)")" = "$indexes" ] ||
		{ echo 'a table or an index lacks'; return 1; }
	[ "$(sqlite3 kam.db "SELECT sum(iif(action = 'insert', last_id - first_id + 1, -(action = 'delete'))) FROM journal
		WHERE record = 'account'")" = \
		"$count" ] || { echo 'the journal tells another story'; return 1; }
	"$KAM" db check > /dev/null 2> problem || { echo "kam db check: $(cat problem)"; return 1; }
	echo "$sum $count" >> known
	echo "$count"
}

# What runs the command is put in front of it: traced FILTER…
traced() {
	rm -f trace
	status=0
	# The shell's own word on the death of a child is not the program's. Without the last command, strace would take the
	# place of the subshell, and a SIGINT that it died of would be taken for one to the test.
	{ output=$(strace -qq -f -o trace "$@" 2> errors; exit $?) || status=$?; } 2> /dev/null
	errors=$(cat errors)
	rm -f errors
}

begin_again() {
	rm -f kam.db kam.db-journal new.db new.db-journal
	cp before.db kam.db
}

# calls CALL COMMAND…: sets count, how many such calls the command makes when nothing fails.
calls() {
	local call=$1
	shift
	begin_again
	traced -e "trace=$call" "$@"
	[ "$status" -eq 0 ] || { echo "undisturbed: status $status, $errors"; return 1; }
	count=$(grep -c "^[0-9]* *$call(" trace || true)
}

# fails CALL ERROR-OR-SIGNAL N COMMAND…: run the command on a copy of before.db, the Nth such call failing.
# Sets status, output, errors; and hit, which says whether there was an Nth call.
fails() {
	local call=$1 how=$2 at=$3
	shift 3
	begin_again
	traced -e "trace=$call" -e "inject=$call:$how:when=$at" "$@"
	hit=$(grep -c -e INJECTED -e 'killed by SIGKILL' trace || true)
}

# promise BEFORE AFTER CALL ERROR COMMAND…: the Nth call of a kind fails, N = 1, 2 … Exit 0 and 4 mean that all is
# there, any other that nothing is; or all, where the disk failed after the commit record, and then it is said.
promise() {
	local before=$1 after=$2 call=$3 error=$4 at found
	shift 4
	calls "$call" "$@"
	for at in $(places "$count"); do
		fails "$call" "error=$error" "$at" "$@"
		found=$(accounts) || { echo "$call $error $at: $found (status $status, $errors)"; return 1; }
		case $status in
		0) [ "$found" = "$after" ] ;;
		4) [ "$found" = "$after" ] && [[ $errors == *'on disk'* ]] ;;
		74) [ "$found" = "$before" ] || { [ "$found" = "$after" ] && [[ $errors == *written*'kam log'* ]]; } ;;
		*) [ "$found" = "$before" ] ;;
		esac || { echo "$call $error $at: status $status, $found accounts, $errors"; return 1; }
		[ "$status" -le 127 ] || { echo "$call $error $at: status $status"; return 1; }
		# something is said, by kam or (before it has begun) by the loader
		[ "$status" -eq 0 ] || [ -n "$errors" ] || { echo "$call $error $at: status $status and not a word"; return 1; }
		"$KAM" account add Afterwards > /dev/null 2> problem || { echo "$call $error $at: afterwards $(cat problem)"; return 1; }
	done
	tried=$((${tried:-0} + at))
}

# killed BEFORE AFTER CALL COMMAND…: kill -9 at the Nth call; none or all, and the next command goes on from there.
killed() {
	local before=$1 after=$2 call=$3 at found
	shift 3
	calls "$call" "$@"
	for at in $(places "$count"); do
		fails "$call" signal=KILL "$at" "$@"
		[ "$hit" -gt 0 ] || { echo "$call $at of $count: was not killed"; return 1; }
		found=$(accounts) || { echo "$call $at: $found"; return 1; }
		[ "$found" = "$before" ] || [ "$found" = "$after" ] || { echo "$call $at: $found accounts"; return 1; }
		"$KAM" account add Afterwards > /dev/null 2> problem || { echo "$call $at: afterwards $(cat problem)"; return 1; }
		[ ! -e kam.db-journal ] || { echo "$call $at: the journal stays"; return 1; }
	done
}

# starved COMMAND…: the Nth allocation fails, once and from then on: `check` says whether what it left is right; never a
# crash, and never a failure without a word. Half of the places are among the last 1000, after the schema was read.
starved() {
	local at mode count last half
	begin_again
	env FAIL_COUNT="$PWD/count" "LD_PRELOAD=$BATS_FILE_TMPDIR/malloc.so" "$@" > /dev/null 2> errors ||
		{ echo "undisturbed: status $?, $(cat errors)"; return 1; }
	count=$(cat count)
	last=$((count > 1000 ? count - 1000 : 0))
	half=${FAULT_PLACES:-120}
	[ "$half" = all ] || half=$((half / 2 + 1))
	for at in $(FAULT_PLACES=$half places $last) $(FAULT_PLACES=$half places $((count - last)) | awk -v last=$last '{ print $1 + last }'); do
		for mode in '' 1; do
			begin_again
			status=0
			# shellcheck disable=SC2034 # output is for `check`
			{ output=$(env FAIL_AT="$at" ${mode:+FAIL_ON=1} FAIL_MARK=mark "LD_PRELOAD=$BATS_FILE_TMPDIR/malloc.so" "$@" 2> errors) || status=$?; } 2> /dev/null
			errors=$(cat errors)
			check || {
				echo "allocation $at of $count${mode:+ and all after it}: status $status, '$errors'"
				return 1
			}
		done
	done
	[ -e mark ]
	rm mark
}

# For `check`: $1 accounts after 0 and 4, $2 after 71.
memory_promise() {
	local found
	found=$(accounts) || { echo "$found"; return 1; }
	case $status in
	0) [ "$found" = "$1" ] ;;
	4) [ "$found" = "$1" ] && [ -n "$errors" ] ;;
	71) [ "$found" = "$2" ] && [ -n "$errors" ] ;;
	*) false ;;
	esac
}

# power_cut COMMAND…: after each image that a power cut during the command may leave, kam db check finds nothing, and
# kam.db is to the byte what it was, or what it is to be; the latter at the end.
power_cut() {
	local number count what answer
	begin_again
	traced -xx -s 99999999 -e trace=openat,close,pwrite64,ftruncate,fdatasync,fsync,unlink "$@"
	[ "$status" -eq 0 ] || { echo "undisturbed: status $status, $errors"; return 1; }
	cp kam.db after.db
	! cmp -s before.db after.db || { echo 'it changed nothing'; return 1; }
	count=$("$BATS_FILE_TMPDIR/power" trace before.db)
	for number in $(places "$count"); do
		number=$((number - 1))
		what=$("$BATS_FILE_TMPDIR/power" trace before.db $number)
		answer=0
		"$KAM" db check > /dev/null 2> problem || answer=$?
		[ $answer -eq 0 ] || { echo "$what (image $number): kam db check says $answer, $(cat problem)"; return 1; }
		cmp -s kam.db after.db || { [[ $what != 'at the end'* ]] && cmp -s kam.db before.db; } || {
			echo "$what (image $number): neither what was nor what is to be"
			return 1
		}
	done
	[[ $what == 'at the end'* ]]
}
