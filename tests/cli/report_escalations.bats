# kam report escalations: how high tickets rose, and after how long. Worked out by hand beside each.

load helper

# lab: a rose three times and once more (2, 10, 24, 30 h), b once (6 h), done since; field: c in June, again in July
# (10 and 730 h); d changed hands three times, which raises its level, and never was escalated.
tickets() {
	kam_db
	kam -q account add Acme
	printf '%s\n' title,opened_at,dept,account,severity a,2026-07-01T08:00:00Z,lab,Acme,1 b,2026-07-01T08:00:00Z,lab,,2 \
		c,2026-06-01T08:00:00Z,field,Acme,1 d,2026-07-01T08:00:00Z,lab,,2 > tickets.csv
	cat > events.csv <<- 'END'
		ticket,happened_at,kind,dept,body
		T1,2026-07-01T10:00:00Z,escalate,,half of the time
		T1,2026-07-01T18:00:00Z,escalate,,all of it
		T1,2026-07-02T08:00:00Z,escalate,,far over
		T1,2026-07-02T14:00:00Z,escalate,,once more
		T2,2026-07-01T14:00:00Z,escalate,,half of the time
		T2,2026-07-01T15:00:00Z,resolve,,
		T3,2026-06-01T18:00:00Z,escalate,,half of the time
		T3,2026-07-01T18:00:00Z,escalate,,all of it
		T4,2026-07-01T09:00:00Z,assign,a,
		T4,2026-07-01T10:00:00Z,assign,b,
		T4,2026-07-01T11:00:00Z,assign,c,
		T4,2026-07-01T12:00:00Z,assign,a,
	END
	kam -q ticket import tickets.csv
	kam -q ticket event import events.csv
}

@test "to each level: how many, after how long" {
	tickets
	# 1: a 2 h, b 6 h, c 10 h; 2: a 10 h, c 730 h; 3: a 24 and 30 h
	expect 0 kam report escalations --section levels --csv
	same 'level,escalations,tickets,hours,open
1,3,3,6,2
2,2,2,370,2
3,2,1,27,1' "$output"
	# the first one of c was in June
	expect 0 kam report escalations --section levels --csv --period 2026-07 --columns level,escalations,hours
	same 'level,escalations,hours
1,2,4
2,2,370
3,2,27' "$output"
	expect 0 kam report escalations --section levels --explain 2 --csv --columns happened_at,id,hours,why
	same 'happened_at,id,hours,why
2026-07-01T18:00:00Z,T1,10,all of it
2026-07-01T18:00:00Z,T3,730,all of it' "$output"
}

@test "by department and severity: the level reached, and hours to the first escalation of the period" {
	tickets
	# lab: a and b, 2 and 6 h; field: c, 10 h
	expect 0 kam report escalations --csv
	same 'name,tickets,escalations,level_1,level_2,level_3,hours,open
lab,2,5,1,0,1,4,1
field,1,2,0,1,0,10,1' "$output"
	expect 0 kam report escalations --by severity --csv --columns name,tickets,level_1,level_2,level_3,hours
	same 'name,tickets,level_1,level_2,level_3,hours
1,2,0,1,1,6
2,1,1,0,0,6' "$output"
	expect 0 kam report escalations --period 2026-06 --csv --columns name,level_1,level_2
	same 'name,level_1,level_2
field,1,0' "$output"
	expect 0 kam report escalations --explain lab --csv --columns id,level,happened_at
	same 'id,level,happened_at
T1,3,2026-07-02T14:00:00Z
T2,1,2026-07-01T14:00:00Z' "$output"
}

@test "escalated and not done" {
	tickets
	expect 0 kam report escalations --section open --csv --columns id,level,holder,happened_at,why
	same 'id,level,holder,happened_at,why
T1,3,lab,2026-07-02T14:00:00Z,once more
T3,2,field,2026-07-01T18:00:00Z,all of it' "$output"
	# d, after its third handoff, goes from level 1 to 2
	kam -q ticket event add T4 escalate --happened-at 2026-07-03T08:00:00Z
	expect 0 kam report escalations --section open --csv --columns id,level --where 'title = d'
	same 'id,level
T4,2' "$output"
	expect 0 kam report escalations --section open --where 'title = b' --ids
	same '' "$output"
}

@test "nothing there: headers only" {
	kam_db
	for section in levels lines open; do
		expect 0 kam report escalations --section "$section" --csv
		same 1 "${#lines[@]}" "$section"
	done
}
