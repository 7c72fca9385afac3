# kam report causes: why tickets came. Worked out by hand beside each.

load helper

tickets() {
	kam_db
	kam -q account add Acme
	kam -q account add Beta
	cat > tickets.csv <<- 'END'
		title,kind,severity,opened_at,root_cause,account,dept
		a,incident,1,2026-07-01T08:00:00Z,power,Acme,lab
		b,incident,3,2026-07-01T08:00:00Z,power,Beta,lab
		c,quality,2,2026-07-02T08:00:00Z,power,Acme,
		d,incident,3,2026-07-03T08:00:00Z,training,,field
		e,incident,3,2026-07-04T08:00:00Z,,Acme,field
		f,request,4,2026-07-05T08:00:00Z,,,
		g,quality,2,2026-06-05T08:00:00Z,,Beta,lab
	END
	# a: 10 h; b: 20 h, sent back once and resolved again 40 h after its opening; c still open
	# d: closed after 3 h, nobody said resolved; e: resolved after 4 h; g: resolved after 24 h; f: open
	cat > events.csv <<- 'END'
		ticket,happened_at,kind
		T1,2026-07-01T18:00:00Z,resolve
		T1,2026-07-02T18:00:00Z,confirm
		T2,2026-07-02T04:00:00Z,resolve
		T2,2026-07-02T08:00:00Z,reject
		T2,2026-07-03T00:00:00Z,resolve
		T4,2026-07-03T11:00:00Z,confirm
		T5,2026-07-04T12:00:00Z,resolve
		T7,2026-06-06T08:00:00Z,resolve
	END
	kam -q ticket import tickets.csv
	kam -q ticket event import events.csv
}

@test "by cause: count, share, mean time, reopens" {
	tickets
	# power: a, b, c: 10 and 40 h; training: d; without one: e 4 h and g 24 h; f is not known yet
	expect 0 kam report causes --csv
	same 'cause,tickets,all_tickets,share,open,hours,reopens,severe,accounts
power,3,6,50.00,1,25,1,2,2
,2,6,33.33,0,14,0,1,2
training,1,6,16.67,0,3,0,0,0' "$output"
	expect 0 kam report causes --period 2026-07 --csv --columns cause,tickets,share --where 'kind = incident'
	same 'cause,tickets,share
power,2,50.00
training,1,25.00
,1,25.00' "$output"
	expect 0 kam report causes --explain power --csv --columns id,kind,reopens
	same 'id,kind,reopens
T1,incident,0
T2,incident,1
T3,quality,0' "$output"
	expect 0 kam report causes --explain
	holds "$output" 'left out: 1 unresolved ticket without a cause yet'
}

@test "by kind, account and department" {
	tickets
	expect 0 kam report causes --section lines --csv
	same 'pair,tickets,all_tickets,share,open,hours,reopens
incident: power,2,4,50.00,0,25,1
incident: training,1,4,25.00,0,3,0
incident: –,1,4,25.00,0,4,0
quality: power,1,2,50.00,1,,0
quality: –,1,2,50.00,0,24,0' "$output"
	expect 0 kam report causes --section lines --by account --csv --columns pair,tickets,share
	same 'pair,tickets,share
Acme: power,2,66.67
Acme: –,1,33.33
Beta: power,1,50.00
Beta: –,1,50.00
–: training,1,100.00' "$output"
	expect 0 kam report causes --section lines --by account --explain 'Acme: power' --ids
	same 'T1
T3' "$output"
}

@test "findings: resolved without a cause" {
	tickets
	expect 3 kam report causes --section unexplained --csv --check
	same 'id,title,account,kind,severity,holder,resolved_at,reopens
T7,g,Beta,quality,2,lab,2026-06-06T08:00:00Z,0
T5,e,Acme,incident,3,field,2026-07-04T12:00:00Z,0' "$output"
	kam -q ticket edit T5 --root-cause training
	expect 0 kam report causes --period 2026-07 --check
}

@test "nothing there: headers only" {
	kam_db
	for section in causes lines unexplained; do
		expect 0 kam report causes --section "$section" --csv --check
		same 1 "${#lines[@]}" "$section"
	done
}
