# kam report health: the parts of each customer's score, and what speaks against them.

load helper

company() {
	kam_db
	kam config rate add USD 7 --starts-on 2026-01-01
	for name in Alpha Beta Gamma Delta; do
		kam account add $name --status active
	done
	kam account add Prospect
	# fell by 14 in ten days, a ticket escalated
	kam config snapshot add Alpha --taken-on 2026-06-30 --score 84 --tier key
	kam config snapshot add Alpha --taken-on 2026-07-10 --value 60 --loyalty 80 --growth 70 --soundness 80 --score 70 --tier major
	kam account touch add A1 x --happened-at 2026-07-01T08:00:00Z
	kam ticket add A1 'line down' --opened-at 2026-07-02T08:00:00Z
	kam ticket event add T1 escalate --happened-at 2026-07-03T08:00:00Z
	# never scored; 100 + 70 overdue, 500 not yet, 900 paid; 6 in the last survey
	kam account invoice add A2 1 2026-05-01 150 --due-on 2026-06-01 --paid-amount 50
	kam account invoice add A2 2 2026-05-01 'USD 10' --due-on 2026-07-14
	kam account invoice add A2 3 2026-05-01 500 --due-on 2026-07-15
	kam account invoice add A2 4 2026-05-01 900 --due-on 2026-06-01 --paid-on 2026-07-01
	kam account survey add A2 10 --asked-on 2026-01-01
	kam account survey add A2 6 --asked-on 2026-06-01
	kam account touch add A2 x --happened-at 2026-07-14T08:00:00Z
	# scored 91 days ago; a severe risk and a slight one; untouched for 61 days
	kam config snapshot add Gamma --taken-on 2026-04-15 --score 55 --tier standard
	kam account insight add A3 'owner sells' --kind risk --severity 2 --seen-on 2026-06-20
	kam account insight add A3 'slow' --kind risk --severity 4
	kam account touch add A3 x --happened-at 2026-05-15T08:00:00Z
	# nothing: fell by 9; 7 in the survey; touched 60 days ago
	kam config snapshot add Delta --taken-on 2026-07-01 --score 49 --tier standard
	kam config snapshot add Delta --taken-on 2026-07-10 --score 40 --tier standard
	kam account survey add A4 7 --asked-on 2026-06-01
	kam account touch add A4 x --happened-at 2026-05-16T08:00:00Z
} > /dev/null

@test "each customer with the parts of the score and how many signs; the most first" {
	company
	expect 0 kam report health --csv
	same 'id,name,tier,score,scored_on,signs,value,loyalty,growth,soundness,overdue,risks,nps,tickets,touched_on
A3,Gamma,standard,55,2026-04-15,3,,,,,,2,,,2026-05-15
A2,Beta,,,,3,,,,,170.00,,6,,2026-07-14
A1,Alpha,major,70,2026-07-10,2,60,80,70,80,,,,1,2026-07-01
A4,Delta,standard,40,2026-07-10,0,,,,,,,7,,2026-05-16' "$output"
	expect 0 kam report health --explain
	holds "$output" 'left out: 1 account not active'
}

@test "every sign is a finding, with since when and how much" {
	company
	expect 3 kam report health --section signs --csv --check
	same 'id,name,tier,sign,since,figure
A1,Alpha,major,score fell,2026-06-30,-14
A1,Alpha,major,tickets escalated,2026-07-02,1
A3,Gamma,standard,scored long ago,2026-04-15,
A3,Gamma,standard,severe risk,2026-06-20,1
A3,Gamma,standard,untouched,2026-05-15,61
A2,Beta,,not scored yet,,
A2,Beta,,overdue,2026-06-01,170
A2,Beta,,unhappy in the survey,2026-06-01,6' "$output"
	# as many signs as the list counts
	same 8 "$(kam report health --csv --columns signs --header none | awk '{ n += $1 } END { print n }')"
	expect 0 kam report health --section signs --csv --check --where 'name = Delta'
	expect 3 kam report health --section signs --csv --check --where 'name = Delta' --days 59
	holds "$output" 'A4,Delta,standard,untouched,2026-05-16,60'
	expect 3 kam report health --section signs --csv --check --where 'name = Delta' --fell 9
	holds "$output" 'score fell,2026-07-01,-9'
}

@test "an empty database gives headers only" {
	kam_db
	for section in accounts signs; do
		expect 0 kam report health --section "$section" --csv --check
		same 1 "${#lines[@]}" "$section"
	done
}
