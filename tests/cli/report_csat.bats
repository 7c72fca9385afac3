# kam report csat: what customers said as their tickets were closed. Worked out by hand beside each.

load helper

# lab: 5, 4, 1 and one without an answer; field: 2; nobody: none, closed in June; open ones do not count.
tickets() {
	kam_db
	kam -q account add Acme
	cat > tickets.csv <<- 'END'
		title,opened_at,dept,account,csat,severity
		a,2026-06-01T08:00:00Z,lab,Acme,5,3
		b,2026-06-01T08:00:00Z,lab,,4,3
		c,2026-06-01T08:00:00Z,lab,Acme,1,1
		d,2026-06-01T08:00:00Z,lab,,,3
		e,2026-06-01T08:00:00Z,field,,2,3
		f,2026-06-01T08:00:00Z,,,,3
		g,2026-06-01T08:00:00Z,lab,,1,3
	END
	cat > events.csv <<- 'END'
		ticket,happened_at,kind
		T1,2026-07-01T08:00:00Z,confirm
		T2,2026-07-02T08:00:00Z,confirm
		T3,2026-07-03T08:00:00Z,confirm
		T4,2026-07-04T08:00:00Z,confirm
		T5,2026-07-05T08:00:00Z,confirm
		T6,2026-06-30T23:59:59Z,confirm
		T7,2026-07-06T08:00:00Z,confirm
		T7,2026-07-07T08:00:00Z,reject
	END
	kam -q ticket import tickets.csv
	kam -q ticket event import events.csv
}

@test "mean, distribution, answered share" {
	tickets
	# 5 + 4 + 1 + 2 = 12 of four; six are closed
	expect 0 kam report csat --section total --csv
	same 'closed,answered,share,mean,satisfied,satisfied_share,unsatisfied
6,4,66.67,3,2,50.00,2' "$output"
	expect 0 kam report csat --section scores --csv
	same 'csat,tickets,answered,share
5,1,4,25.00
4,1,4,25.00
3,0,4,0.00
2,1,4,25.00
1,1,4,25.00' "$output"
	expect 0 kam report csat --section scores --explain 1 --ids
	same T3 "$output"
	# in June one was closed, without a word
	expect 0 kam report csat --section total --csv --period 2026-06
	same 'closed,answered,share,mean,satisfied,satisfied_share,unsatisfied
1,0,0.00,,0,,0' "$output"
	expect 0 kam report csat --section unsatisfied --csv --columns id,csat,dept
	same 'id,csat,dept
T3,1,lab
T5,2,field' "$output"
}

@test "by any field, the worst first" {
	tickets
	# lab: 10 of three
	expect 0 kam report csat --csv
	same 'name,closed,answered,share,mean,satisfied,satisfied_share,unsatisfied
field,1,1,100.00,2,0,0.00,1
lab,4,3,75.00,3.33,2,66.67,1
,1,0,0.00,,0,,0' "$output"
	expect 0 kam report csat --by account --csv --columns name,closed,mean
	same 'name,closed,mean
Acme,2,3
,4,3' "$output"
	expect 0 kam report csat --by severity --csv --columns name,mean
	same 'name,mean
1,1
3,3.67' "$output"
	expect 0 kam report csat --explain lab --csv --columns id,csat
	same 'id,csat
T1,5
T2,4
T3,1
T4,' "$output"
	# closed, and nobody knows when
	printf '%s\n' title,status h,closed > closed.csv
	kam -q ticket import closed.csv
	expect 0 kam report csat --explain
	holds "$output" 'left out: 1 closed ticket without a time of closing'
}

@test "nothing there: headers only" {
	kam_db
	for section in total scores lines unsatisfied; do
		expect 0 kam report csat --section "$section" --csv
		same 1 "${#lines[@]}" "$section"
	done
}
