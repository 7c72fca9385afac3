# kam report reopens: what was done and came back. Worked out by hand beside each.

load helper

# lab: a done, b rejected and done again, c rejected twice and open; field: d closed; nobody: e opened again; f never done.
tickets() {
	kam_db
	kam -q account add Acme
	printf '%s\n' title,opened_at,dept,account,severity a,2026-07-01T08:00:00Z,lab,Acme,3 b,2026-07-01T08:00:00Z,lab,,3 \
		c,2026-07-01T08:00:00Z,lab,Acme,1 d,2026-06-01T08:00:00Z,field,,3 e,2026-07-01T08:00:00Z,,,3 \
		f,2026-07-01T08:00:00Z,lab,,3 > tickets.csv
	cat > events.csv <<- 'END'
		ticket,happened_at,kind,body
		T1,2026-07-02T08:00:00Z,resolve,
		T2,2026-07-02T08:00:00Z,resolve,
		T2,2026-07-03T08:00:00Z,reject,still leaks
		T2,2026-07-04T08:00:00Z,resolve,
		T3,2026-07-02T08:00:00Z,resolve,
		T3,2026-07-03T08:00:00Z,reject,no
		T3,2026-07-04T08:00:00Z,resolve,
		T3,2026-07-05T08:00:00Z,reject,not again
		T4,2026-06-02T08:00:00Z,confirm,
		T5,2026-07-02T08:00:00Z,confirm,
		T5,2026-07-09T08:00:00Z,reopen,it is back
		T6,2026-07-09T08:00:00Z,work,
	END
	kam -q ticket import tickets.csv
	kam -q ticket event import events.csv
}

@test "share of those ever done, and how often" {
	tickets
	# b, c, e of a, b, c, d, e; 1 + 2 + 1 times; c and e are open again
	expect 0 kam report reopens --section total --csv
	same 'done,reopened,share,reopens,repeated,open
5,3,60.00,4,1,2' "$output"
	expect 0 kam report reopens --csv
	same 'name,done,reopened,share,reopens,repeated,open
lab,3,2,66.67,3,1,1
,1,1,100.00,1,0,1
field,1,0,0.00,0,0,0' "$output"
	expect 0 kam report reopens --period 2026-07 --by severity --csv --columns name,done,reopened
	same 'name,done,reopened
3,3,2
1,1,1' "$output"
	expect 0 kam report reopens --by account --csv --columns name,done,reopens
	same 'name,done,reopens
,3,2
Acme,2,2' "$output"
	expect 0 kam report reopens --explain
	holds "$output" 'left out: 1 ticket never resolved nor closed'
}

@test "which, why and when the last time" {
	tickets
	expect 0 kam report reopens --section tickets --csv --columns id,reopens,last_at,why,holder,status
	same 'id,reopens,last_at,why,holder,status
T3,2,2026-07-05T08:00:00Z,not again,lab,open
T5,1,2026-07-09T08:00:00Z,it is back,,open
T2,1,2026-07-03T08:00:00Z,still leaks,lab,resolved' "$output"
	expect 0 kam report reopens --explain lab --ids
	same 'T3
T2' "$output"
}

@test "nothing there: headers only" {
	kam_db
	for section in total lines tickets; do
		expect 0 kam report reopens --section "$section" --csv
		same 1 "${#lines[@]}" "$section"
	done
}
