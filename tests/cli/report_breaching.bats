# kam report breaching: open tickets whose clock ran out or soon will. Worked out by hand beside each.

load helper

# Clocks run always; severity 3: 2 h to the response, 48 h to the end; severity 1: 1 h and 4 h. Now is the 15th, 09:30.
tickets() {
	kam_db
	kam -q config sla add 3 120 2880 --clock always
	kam -q config sla add 1 60 240 --clock always
	kam -q account add Acme
	kam -q config person add 李雷
	cat > tickets.csv <<- 'END'
		title,severity,opened_at,dept,account,assignee
		a,3,2026-07-15T08:00:00Z,lab,Acme,李雷
		b,3,2026-07-15T07:00:00Z,field,,
		c,3,2026-07-13T21:30:00Z,lab,,
		d,3,2026-07-14T09:31:00Z,lab,,
		e,1,2026-07-15T09:20:00Z,,Acme,李雷
		f,3,2026-07-15T09:00:00Z,lab,,
		g,3,2026-07-12T09:00:00Z,field,,
		h,2,2026-07-12T09:00:00Z,field,,
		i,3,2026-07-12T09:00:00Z,field,,
	END
	# a: response by 10:00, in 30 min; b: response was due 09:00, 30 min ago
	# c: taken; end due on the 15th at 21:30, in 12 h; d: taken; end due on the 16th 09:31, in 24 h and a minute
	# e: response by 10:20, in 50 min; f waits for the customer; g: end was due yesterday 09:00, 24.5 h ago
	# h has no policy; i, due as g, is resolved
	cat > events.csv <<- 'END'
		ticket,happened_at,kind
		T3,2026-07-13T22:00:00Z,ack
		T4,2026-07-14T10:00:00Z,work
		T6,2026-07-15T09:10:00Z,wait
		T7,2026-07-12T10:00:00Z,ack
		T9,2026-07-15T09:00:00Z,resolve
	END
	kam -q ticket import tickets.csv
	kam -q ticket event import events.csv
}

@test "the most urgent first: who holds it, which clock, how long" {
	tickets
	expect 0 kam report breaching --csv
	same 'id,title,account,severity,holder,clock,due,hours,status,level
T7,g,,3,field,resolution,2026-07-14T09:00:00Z,-24.5,acknowledged,0
T2,b,,3,field,response,2026-07-15T09:00:00Z,-0.5,open,0
T1,a,Acme,3,lab,response,2026-07-15T10:00:00Z,0.5,open,0
T5,e,Acme,1,李雷,response,2026-07-15T10:20:00Z,0.8,open,0
T3,c,,3,lab,resolution,2026-07-15T21:30:00Z,12,acknowledged,0' "$output"
	# a minute more than a day
	expect 0 kam report breaching --hours 25 --csv --header none --columns id,hours --where 'title = d'
	same 'T4,24' "$output"
	expect 0 kam report breaching --hours 12 --csv --header none --columns id
	same 'T7
T2
T1
T5
T3' "$output"
	expect 3 kam report breaching --hours 0 --ids --check
	same 'T7
T2' "$output"
	expect 0 kam report breaching --where 'title = d' --check
	expect 0 kam report breaching --explain
	holds "$output" 'left out: 2 open tickets without a clock, or waiting for the customer'
}

@test "by department, account; the tickets behind a line" {
	tickets
	expect 0 kam report breaching --section lines --csv
	same 'name,tickets,late,soon,severe,worst
field,2,2,0,0,-24.5
lab,2,0,2,0,0.5
,1,0,1,1,0.8' "$output"
	expect 0 kam report breaching --section lines --by account --csv --columns name,tickets,late
	same 'name,tickets,late
,3,2
Acme,2,0' "$output"
	expect 0 kam report breaching --section lines --explain lab --csv --columns id,time_left
	same 'id,time_left
T1,30
T3,720' "$output"
}

@test "nothing there: headers only" {
	kam_db
	for section in tickets lines; do
		expect 0 kam report breaching --section "$section" --csv --check
		same 1 "${#lines[@]}" "$section"
	done
}
