# Out of memory at the Nth allocation, once and from then on: no crash, 71, a message, and nothing is changed.
# shellcheck disable=SC2317 # check() is called by starved

load helper

setup_file() {
	need_malloc
}

@test "an add" {
	prepare 1
	check() { memory_promise 2 1; }
	starved "$KAM" account add Beta --tag x --parent A1
}

@test "an edit that writes changes" {
	prepare 1
	check() {
		found=$(sqlite3 kam.db "SELECT (SELECT count(*) FROM change) || '|' || (SELECT value FROM bid)")
		case $status in
		0) [ "$found" = '2|700' ] ;;
		71) [ "$found" = '0|10000' ] && [ -n "$errors" ] ;;
		*) false ;;
		esac
	}
	starved "$KAM" bid edit B1 --stage won --value 7
}

@test "an import" {
	prepare 30
	check() { memory_promise 31 1; }
	starved "$KAM" account import rows.csv
}

@test "undo" {
	prepare 1
	kam account add Beta --db before.db > /dev/null
	check() { memory_promise 1 2; }
	starved "$KAM" undo
}

@test "two accounts made one" {
	prepare 1
	kam account add Beta --tag x --note n --db before.db > /dev/null
	kam account contact add A2 Ann --phone 138 --db before.db > /dev/null
	kam account contact add A2 Bob --reports-to C2 --db before.db > /dev/null
	check() {
		found=$(sqlite3 kam.db "SELECT (SELECT count(*) FROM account) || '|' || (SELECT count(*) FROM contact) || '|' ||
			(SELECT count(DISTINCT account) FROM likeness)")
		case $status in
		0) [ "$found" = '1|2|1' ] ;;
		71) [ "$found" = '2|3|2' ] && [ -n "$errors" ] ;;
		*) false ;;
		esac
	}
	starved "$KAM" account merge A1 A2
}

@test "a lead becomes a customer" {
	prepare 1
	kam lead add One 'Eastern Sea' --contact-name Ann --phone 5551234 --tag x --tag y=z --db before.db > /dev/null
	kam account touch add --lead L1 'met her' --db before.db > /dev/null
	kam lead concern add L1 'too dear' --db before.db > /dev/null
	check() {
		found=$(sqlite3 kam.db "SELECT (SELECT status FROM lead) || '|' || (SELECT count(*) FROM account WHERE id = 2) || '|' ||
			(SELECT count(*) FROM bid) || '|' || (SELECT count(account) FROM touch) || '|' || (SELECT count(*) FROM insight)")
		case $status in
		0) [ "$found" = 'converted|1|2|1|1' ] ;;
		71) [ "$found" = 'open|0|1|0|0' ] && [ -n "$errors" ] ;;
		*) false ;;
		esac
	}
	starved "$KAM" lead convert L1 --bid Line
}

@test "a bid moves on: what the stage asks is on its list, and who let an item pass is written down, or nothing is" {
	prepare 1
	kam config person add Han --login "$(id -un)" --db before.db > /dev/null
	kam bid edit B1 --stage qualified --submit-by 2026-12-24 --db before.db
	check() {
		found=$(sqlite3 kam.db "SELECT stage.name, (SELECT count(*) FROM checkitem), (SELECT count(waived_by) FROM checkitem),
			(SELECT count(*) FROM change) FROM bid JOIN stage ON stage.id = bid.stage")
		case $status in
		0 | 4) [ "$found" = 'solution|8|1|2' ] ;;
		71) [ "$found" = 'qualified|2|0|1' ] && [ -n "$errors" ] ;;
		*) false ;;
		esac
	}
	starved "$KAM" bid advance B1 --waive CK2 --why electronic
}

@test "what is won is signed: contract, milestones and move, or nothing" {
	prepare 1
	kam bid edit B1 --stage won --account A1 --db before.db
	check() {
		found=$(sqlite3 kam.db "SELECT stage.name, (SELECT count(*) FROM contract), (SELECT count(amount) FROM milestone),
			(SELECT count(*) FROM touch) FROM bid JOIN stage ON stage.id = bid.stage")
		case $status in
		0 | 4) [ "$found" = 'contracted|1|2|0' ] ;;
		71) [ "$found" = 'won|0|0|0' ] && [ -n "$errors" ] ;;
		*) false ;;
		esac
	}
	starved "$KAM" bid sign B1 --number 7 --milestone a=2026-12-24=30% --milestone b==70%
}

@test "what was said about a bid, and what comes next, or nothing" {
	prepare 1
	kam bid edit B1 --account A1 --db before.db
	check() {
		found=$(sqlite3 kam.db "SELECT count(*), max(next_step) FROM touch")
		case $status in
		0 | 4) [ "$found" = '1|call' ] ;;
		71) [ "$found" = '0|' ] && [ -n "$errors" ] ;;
		*) false ;;
		esac
	}
	starved "$KAM" bid touch B1 hello --next-step call --next-on +3d
}

@test "stages that replace those that came: all of them, or none" {
	prepare 1
	kam bid rm B1 --db before.db 2> /dev/null
	printf 'name,position,outcome\nA,1,open\nW,2,won\nL,3,lost\n' > stages.csv
	check() {
		found=$(sqlite3 kam.db "SELECT (SELECT group_concat(name, '') FROM (SELECT name FROM stage ORDER BY id)), (SELECT count(*) FROM template)")
		case $status in
		0) [ "$found" = 'AWL|0' ] ;;
		71) [ "$found" != 'AWL|0' ] && [ "${found#*|}" = 15 ] && [ -n "$errors" ] ;;
		*) false ;;
		esac
	}
	starved "$KAM" config stage import stages.csv --replace
}

@test "init: no file, or a whole one" {
	prepare 1
	check() {
		case $status in
		0) "$KAM" db check --db new.db > /dev/null 2>&1 ;;
		71) [ -n "$errors" ] && [ ! -e new.db ] ;;
		*) false ;;
		esac
	}
	starved "$KAM" init --db new.db
}

@test "readers: the whole answer, or 71" {
	prepare 1
	kam lead add One 'Eastern Sea' --phone 5551234 --db before.db > /dev/null
	kam lead add Two 'Eastern Sea' --phone '555 1234' --db before.db > /dev/null
	kam lead edit L1 --lat 0 --lon 0 --consent-on 2026-01-01 --tag vip --db before.db
	kam lead audience add Near 'tag = vip or name = Two' --polygon '-1,-1 1,-1 1,1 -1,1' --quiet-hours 09:00-10:00 --db before.db > /dev/null
	for words in 'account list' 'account list --csv --where name~a --sort -name' 'account show A1 --json' 'log' 'report pipeline --csv' \
		'find acme' 'account find acm --csv' 'account dupes --csv' 'lead dupes --csv' 'account near --at 0,0 --within 1km --csv' \
		'lead match --at 0,0 --within 1km --tag vip --cap-days 7 --list call --csv' 'lead match --left-out --csv' 'lead match --counts' \
		'lead audience run Near --csv' 'bid gate B1 --csv' 'report gates --csv' 'report resources --csv' 'account add --help'; do
		cp before.db kam.db
		# shellcheck disable=SC2086
		wanted=$("$KAM" $words)
		check() {
			case $status in
			0) [ "$output" = "$wanted" ] ;;
			71) [ -n "$errors" ] ;;
			*) false ;;
			esac
		}
		# shellcheck disable=SC2086
		starved "$KAM" $words || { echo "$words"; return 1; }
	done
}

@test "a bid that takes the grant of its tender, where that of another has run out" {
	prepare 1
	sqlite3 before.db "UPDATE bid SET account = NULL"
	kam bid edit B1 --account A1 --tender T-1 --db before.db > /dev/null 2>&1
	kam bid registration edit RG1 --protected-until 2026-07-01 --db before.db > /dev/null
	check() {
		found=$(sqlite3 kam.db "SELECT (SELECT count(*) FROM bid) || '|' || group_concat(status) FROM (SELECT status FROM registration ORDER BY id)")
		case $status in
		0) [ "$found" = '2|expired,granted' ] ;;
		71) [ "$found" = '1|granted' ] && [ -n "$errors" ] ;;
		*) false ;;
		esac
	}
	starved "$KAM" bid add Next --account A1 --tender t1 --lot ''
}

@test "a customer that comes to another group, where a grant that has run out gives way" {
	prepare 1
	{
		kam account add Beta --db before.db
		kam bid edit B1 --tender T-1 --db before.db
		kam bid registration edit RG1 --protected-until 2026-07-01 --db before.db
		kam bid add Next --account A2 --tender t1 --db before.db
	} > /dev/null 2>&1
	check() {
		found=$(sqlite3 kam.db "SELECT group_concat(group_root || status) FROM (SELECT group_root, status FROM registration ORDER BY id)")
		case $status in
		0) [ "$found" = '1expired,1granted' ] ;;
		71) [ "$found" = '1granted,2granted' ] && [ -n "$errors" ] ;;
		*) false ;;
		esac
	}
	starved "$KAM" account edit A2 --parent A1
}
