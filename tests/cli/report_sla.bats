# kam report sla: was what we promise kept. Worked out by hand beside each.

load helper

# 09-17 from Monday to Friday in UTC; severity 3: 1 h to the response, 8 h to the end; severity 1: 30 min, no end promised.
# 2026-07-13 is a Monday; now is Wednesday the 15th 09:30. Severity 4 has no policy.
tickets() {
	kam_db
	printf '%s\n' calendar,weekday,spans default,mon,09:00-17:00 default,tue,09:00-17:00 default,wed,09:00-17:00 \
		default,thu,09:00-17:00 default,fri,09:00-17:00 > hours.csv
	kam -q config hours import hours.csv
	kam -q config sla add 3 60 480
	kam -q config sla add 1 30 ''
	kam -q account add Acme
	kam -q config person add 李雷
	cat > tickets.csv <<- 'END'
		title,severity,opened_at,dept,region,account,assignee
		a,3,2026-07-13T09:00:00Z,lab,north,Acme,
		b,3,2026-07-13T09:00:00Z,lab,north,,
		c,3,2026-07-13T15:00:00Z,field,north,,
		d,3,2026-07-15T09:15:00Z,,south,Acme,李雷
		e,3,2026-07-14T10:00:00Z,field,south,,
		f,1,2026-07-14T10:00:00Z,lab,south,Acme,
		g,4,2026-07-14T10:00:00Z,lab,south,,
		h,3,2026-06-30T10:00:00Z,lab,south,,
	END
	# a: response due 10:00, taken 10:00; end due 17:00, done 16:59: met, met
	# b: taken 10:01: breached; done Tuesday 09:00 (due Monday 17:00): breached
	# c: response due 16:00, nobody took it; end due Tuesday 15:00: both breached and open
	# d: response due 10:15, end Wednesday to Thursday 09:15: running, running
	# e: taken 10:30: met; waits since: paused
	# f: response due Tuesday 10:30, taken Tuesday 12:00: breached; no clock to the end
	# h, of June: taken, and not done by 1 July 10:00: breached and open
	cat > events.csv <<- 'END'
		ticket,happened_at,kind
		T1,2026-07-13T10:00:00Z,ack
		T1,2026-07-13T16:59:00Z,resolve
		T2,2026-07-13T10:01:00Z,ack
		T2,2026-07-14T09:00:00Z,resolve
		T2,2026-07-14T12:00:00Z,confirm
		T5,2026-07-14T10:30:00Z,ack
		T5,2026-07-14T11:00:00Z,wait
		T6,2026-07-14T12:00:00Z,work
		T8,2026-06-30T10:30:00Z,work
	END
	kam -q ticket import tickets.csv
	kam -q ticket event import events.csv
}

@test "met, breached, running, paused of both clocks; the share is of those that are decided" {
	tickets
	# response: met a e h, breached b c f, running d: 3 of 6; end: met a, breached b c h, running d, paused e: 1 of 4
	expect 0 kam report sla --section total --csv
	same 'clock,tickets,met,breached,running,paused,share
response,7,3,3,1,0,50.00
resolution,6,1,3,1,1,25.00' "$output"
	# without h
	expect 0 kam report sla --section total --csv --period 2026-07
	same 'clock,tickets,met,breached,running,paused,share
response,6,2,3,1,0,40.00
resolution,5,1,2,1,1,33.33' "$output"
	# two days later d is late too; e still waits
	KAM_NOW=2026-07-17T09:00:00Z expect 0 kam report sla --section total --csv --columns clock,breached,running,paused
	same 'clock,breached,running,paused
response,4,0,0
resolution,4,0,1' "$output"
	expect 0 kam report sla --where 'title = d' --section total --csv --columns clock,share
	same 'clock,share
response,
resolution,' "$output"
}

@test "by department, region, severity, account" {
	tickets
	expect 0 kam report sla --section response --csv
	same 'name,tickets,met,breached,running,paused,share
field,2,1,1,0,0,50.00
lab,4,2,2,0,0,50.00
,1,0,0,1,0,' "$output"
	expect 0 kam report sla --csv
	same 'name,tickets,met,breached,running,paused,share
field,2,0,1,0,1,0.00
lab,3,1,2,0,0,33.33
,1,0,0,1,0,' "$output"
	expect 0 kam report sla --by region --csv --columns name,met,breached,share
	same 'name,met,breached,share
north,1,2,33.33
south,0,1,0.00' "$output"
	expect 0 kam report sla --by severity --section response --csv --columns name,met,breached,share
	same 'name,met,breached,share
1,0,1,0.00
3,3,2,60.00' "$output"
	expect 0 kam report sla --by account --csv --columns name,tickets,met,running
	same 'name,tickets,met,running
Acme,2,1,1
,4,0,0' "$output"
	expect 0 kam report sla --by account.tier --csv --columns name,tickets
	same 'name,tickets
,6' "$output"
}

@test "the tickets behind a line; what has no clock is left out, and said" {
	tickets
	expect 0 kam report sla --explain lab --csv --columns id,fix_due,resolved_at,fix_state
	same 'id,fix_due,resolved_at,fix_state
T8,2026-07-01T10:00:00Z,,breached
T1,2026-07-13T17:00:00Z,2026-07-13T16:59:00Z,met
T2,2026-07-13T17:00:00Z,2026-07-14T09:00:00Z,breached' "$output"
	expect 0 kam report sla --section response --explain lab --ids
	same 'T8
T1
T2
T6' "$output"
	expect 0 kam report sla --explain
	holds "$output" 'Share met (share) = Met ÷ (Met + Breached)'
	holds "$output" 'left out: 1 ticket without a response clock'
	holds "$output" 'left out: 2 tickets without a resolution clock'
}

@test "findings: what is open and late, the oldest first" {
	tickets
	# h since 1 July 10:00: 14 days less half an hour; c since Monday 16:00: 41.5 h
	expect 3 kam report sla --section late --csv --check
	same 'id,title,account,severity,holder,clock,due,hours
T8,h,,3,lab,resolution,2026-07-01T10:00:00Z,335.5
T3,c,,3,field,both,2026-07-13T16:00:00Z,41.5' "$output"
	# taken late it is no longer the response that is to be seen to
	kam -q ticket event add T3 ack
	expect 3 kam report sla --section late --csv --columns id,clock,due --period 2026-07 --check
	same 'id,clock,due
T3,resolution,2026-07-14T15:00:00Z' "$output"
	kam -q ticket event add T3 resolve
	kam -q ticket event add T8 confirm
	expect 0 kam report sla --section late --check
	# who has no department is held by the assignee
	KAM_NOW=2026-07-15T10:16:00Z expect 3 kam report sla --section late --csv --columns id,holder,clock --check
	same 'id,holder,clock
T4,李雷,response' "$output"
}

@test "nothing there: headers only" {
	kam_db
	for section in total response resolution late; do
		expect 0 kam report sla --section "$section" --csv --check
		same 1 "${#lines[@]}" "$section"
	done
}
