# What a ticket stores is summed from its events, typed or imported; a plain recount of the same log must agree.

load helper

log_file() {
	awk -v tickets=7500 -v seed=1 -f "$BATS_TEST_DIRNAME/../data/events.awk" > events.csv
	seq 1 7500 | awk 'BEGIN { print "ref,title" } { print "R" $1 ",Ticket " $1 }' > tickets.csv
}

# Handoffs, ping-pongs, returns and departments, straight from the file: per ticket in order of time, then of the file.
recount() {
	tail -n +2 "$1" | awk -F, '{ print $1 "," $2 "," NR "," $4 }' | sort -t, -k1,1 -k2,2 -k3,3n | awk -F, '
		function done() {
			if (ticket != "")
				print ticket "," (n > 0 ? n - 1 : 0) "," pingpongs "," returns "," depts
		}
		$1 != ticket { done(); ticket = $1; n = pingpongs = returns = depts = 0; split("", held); split("", turn) }
		$4 != "" && $4 != turn[n] {
			if (n >= 2 && turn[n - 1] == $4) pingpongs++
			if ($4 in held) returns++; else depts++
			held[$4] = 1
			turn[++n] = $4
		}
		END { done() }' | sort
}

listed() {
	kam ticket list --csv --columns ref,handoffs,pingpongs,returns,depts --header none | sort
}

@test "64,036 events over 7,500 tickets: the sums are those of a plain recount" {
	log_file
	kam_db
	kam -q ticket import tickets.csv
	expect 0 kam ticket event import events.csv
	holds "$errors" "64036 rows read: 64036 event added"
	recount events.csv > expected
	same 7500 "$(wc -l < expected)"
	listed | cmp - expected
	# reopened as often as rejected
	same "$(grep -c ',reject,' events.csv)" \
		"$(kam ticket list --csv --columns reopens --header none | awk '{ n += $1 } END { print n }')"
	# the same log again changes nothing
	cp kam.db copy.db
	expect 0 kam ticket event import events.csv
	holds "$errors" "64036 unchanged"
	cmp kam.db copy.db
}

@test "by hand: h1 h2 h1 h3 h1 is four handoffs, two ping-pongs, two returns, three departments" {
	kam_db
	kam -q ticket add --title leak
	for dept in 研发 研发 交付 研发 质量 研发; do
		kam -q ticket event add T1 assign --dept "$dept"
	done
	same "4,2,2,3,研发,1" "$(kam ticket list --csv --columns handoffs,pingpongs,returns,depts,dept,level --header none)"
	# one event less
	kam -q ticket event rm EV6
	same "3,1,1,3,质量,1" "$(kam ticket list --csv --columns handoffs,pingpongs,returns,depts,dept,level --header none)"
	# and an earlier one changed: 研发 研发 交付 交付 质量
	kam -q ticket event edit EV4 --dept 交付
	same "2,0,0,3,质量,0" "$(kam ticket list --csv --columns handoffs,pingpongs,returns,depts,dept,level --header none)"
	# undo takes the sums back too
	kam -q undo
	same "3,1,1,3,质量,1" "$(kam ticket list --csv --columns handoffs,pingpongs,returns,depts,dept,level --header none)"
}

@test "status and times follow the events" {
	kam_db
	kam -q ticket add --title leak
	kam -q ticket event add T1 ack --happened-at 2026-07-01T09:00:00Z
	kam -q ticket event add T1 wait --happened-at 2026-07-01T10:00:00Z
	same waiting "$(kam ticket list --csv --columns status --header none)"
	kam -q ticket event add T1 resume --happened-at 2026-07-02T10:00:00Z
	kam -q ticket event add T1 resolve --happened-at 2026-07-02T11:00:00Z
	same "resolved,2026-07-01T09:00:00Z,2026-07-02T11:00:00Z," \
		"$(kam ticket list --csv --columns status,acknowledged_at,resolved_at,closed_at --header none)"
	kam -q ticket event add T1 reject --happened-at 2026-07-02T12:00:00Z
	same "open,,1" "$(kam ticket list --csv --columns status,resolved_at,reopens --header none)"
	kam -q ticket event add T1 resolve --happened-at 2026-07-03T11:00:00Z
	kam -q ticket event add T1 confirm --happened-at 2026-07-03T12:00:00Z
	same "closed,2026-07-03T11:00:00Z,2026-07-03T12:00:00Z" \
		"$(kam ticket list --csv --columns status,resolved_at,closed_at --header none)"
}

@test "events of one instant keep the order in which they came" {
	kam_db
	kam -q ticket add --title leak
	for dept in 研发 交付 质量; do
		kam -q ticket event add T1 assign --dept "$dept"
	done
	same "1 2 3" "$(kam ticket event list --csv --columns position --header none | paste -sd' ')"
	same 质量 "$(kam ticket list --csv --columns dept --header none)"
}

@test "a dry run tells and changes nothing" {
	kam_db
	kam -q ticket add --title leak
	cp kam.db copy.db
	expect 0 kam ticket event add T1 assign --dept 研发 --dry-run
	cmp kam.db copy.db
}

@test "the first invoice makes a customer of a prospect, once, dated" {
	kam_db
	kam -q account add Acme
	kam -q account add Beta --since 2020-01-01
	kam -q account add Gone --status lost
	printf 'account,number,issued_on,amount\nAcme,2,2026-03-01,10\nAcme,1,2026-02-01,10\nBeta,1,2026-02-01,5\nGone,1,2026-02-02,5\n' > i.csv
	kam -q account invoice import i.csv
	same "Acme,active,2026-02-01
Beta,active,2020-01-01
Gone,lost," "$(kam account list --csv --columns name,status,since --header none)"
	kam -q account edit Acme --status dormant
	kam -q account invoice add Acme 3 2026-04-01 10
	same dormant "$(kam account list --name Acme --csv --columns status --header none)"
}
