# What happens to a ticket: every step an event, refusals that say what to do, and closing by the customer only.

load helper

desk() {
	kam_db
	kam -q config person add Li --login "$(id -un)" --dept 研发 > /dev/null
	kam -q config person add Han --dept 服务 > /dev/null
	kam -q config person add Wu > /dev/null
	kam -q account add Acme > /dev/null
	for day in mon tue wed thu fri; do
		kam -q config hours add default "$day" 09:00-17:00 --timezone UTC > /dev/null
	done
	kam -q config sla add 3 60 480 > /dev/null
	at 09:00
	kam -q ticket add Acme leak --dept 服务 > /dev/null
}

# Monday, 13 July 2026.
at() {
	export KAM_NOW=2026-07-13T$1:00Z
}

# A line of the ticket's fields named.
ticket() {
	kam ticket list --where 'id = T1' --columns "$1" --csv --header none
}

@test "a ticket's way: taken, handed over, worked on, waiting, resolved, sent back, confirmed" {
	desk
	at 09:30
	kam -q ticket ack T1
	same acknowledged,2026-07-13T09:30:00Z,服务 "$(ticket status,acknowledged_at,dept)"
	at 10:00
	kam -q ticket assign T1 --to Li --why 'it is the firmware'
	same 研发,PE1,1,yes "$(ticket dept,assignee,handoffs,unaccepted)"
	kam -q ticket ack T1
	same no "$(ticket unaccepted)"
	kam -q ticket work T1 'reading the log'
	kam -q ticket wait T1 'which serial number?'
	# 480 minutes from 09:00 end at 17:00; while it waits there is no end.
	same waiting, "$(ticket status,fix_due)"
	at 12:00
	kam -q ticket resume T1 'number 7'
	# Two hours stood still: one day of 8 hours ends at 17:00, the last two on Tuesday at 11:00.
	same working,2026-07-14T11:00:00Z "$(ticket status,fix_due)"
	at 13:00
	kam -q ticket resolve T1 'new firmware' --root-cause 'old firmware'
	same 'resolved,new firmware,old firmware,2026-07-13T13:00:00Z' "$(ticket status,fix,root_cause,resolved_at)"
	at 14:00
	kam -q ticket reject T1 --why 'still drips'
	same open,1, "$(ticket status,reopens,resolved_at)"
	kam -q ticket resolve T1 'new seal'
	kam -q ticket confirm T1 --csat 4
	same closed,4,2026-07-13T14:00:00Z "$(ticket status,csat,closed_at)"
	# The opening, then a step each.
	expect 0 kam ticket event list --ticket T1 --columns kind,dept,body --csv --header none
	same "open,服务,
ack,,
assign,研发,it is the firmware
ack,,
work,,reading the log
wait,,which serial number?
resume,,number 7
resolve,,new firmware
reject,,still drips
resolve,,new seal
confirm,," "$output"
}

@test "a step is one operation, and undo takes it back" {
	desk
	kam -q ticket ack T1
	kam -q undo
	same open, "$(ticket status,acknowledged_at)"
	expect 0 kam ticket event list --csv --header none
	same "" "$output"
}

@test "what is not possible as it stands is refused, and says what is" {
	desk
	at 10:00
	expect 1 kam ticket confirm T1 --csat 5
	holds "$errors" "T1 is open; the customer can say so when it is resolved: kam ticket resolve T1 TEXT"
	expect 1 kam ticket resume T1
	holds "$errors" "T1 is open already"
	expect 1 kam ticket reopen T1 --why x
	holds "$errors" "T1 is open: it is open as it is"
	expect 1 kam ticket wait T1
	holds "$errors" "what does it wait for from the customer? --why TEXT"
	expect 1 kam ticket assign T1 --dept 研发
	holds "$errors" "why does it change hands? --why TEXT"
	expect 2 kam ticket assign T1 --why x
	holds "$errors" "who is to have it? --dept DEPARTMENT, --to PERSON or both"
	expect 1 kam ticket assign T1 --dept 服务 --why x
	holds "$errors" "T1 is with 服务 already"
	expect 1 kam ticket resolve T1
	holds "$errors" "what was done about it?"
	kam -q ticket wait T1 'which number?'
	expect 1 kam ticket work T1
	holds "$errors" "T1 waits for the customer; if it goes on: kam ticket resume T1"
	kam -q ticket resolve T1 'new seal'
	expect 1 kam ticket assign T1 --dept 研发 --why x
	holds "$errors" "T1 is resolved and waits for the customer's word: kam ticket confirm T1, or reject"
	expect 1 kam ticket reject T1
	holds "$errors" "what is the customer not content with? --why TEXT"
	kam -q ticket confirm T1
	expect 1 kam ticket ack T1
	holds "$errors" "T1 is closed: the customer has confirmed it; if it came back: kam ticket reopen T1"
	kam -q ticket reopen T1 --why 'drips again'
	same open,1 "$(ticket status,reopens)"
	# Nothing of what was refused is left: the opening, and four steps.
	expect 0 kam ticket event list --columns kind --csv --header none
	same "open
wait
resolve
confirm
reopen" "$output"
}

@test "the third handoff names one person, and raises the level" {
	desk
	at 10:00
	kam -q ticket assign T1 --dept 研发 --why a
	kam -q ticket assign T1 --dept 服务 --why b
	same 2,1,0 "$(ticket handoffs,pingpongs,level)"
	expect 1 kam ticket assign T1 --dept 采购 --why c
	holds "$errors" "T1 changes hands for the third time: name one person who sees it through: --to PERSON"
	kam -q ticket assign T1 --dept 采购 --to Wu --why c
	same 采购,PE3,3,1 "$(ticket dept,assignee,handoffs,level)"
}

@test "a person of no department has it under their own name" {
	desk
	at 10:00
	kam -q ticket assign T1 --to Wu --why 'knows the pump'
	same Wu,PE3,1 "$(ticket dept,assignee,handoffs)"
	# Han, of the department that had it: back where it was.
	kam -q ticket assign T1 --to Han --why 'does not'
	same 服务,PE2,2,1,1 "$(ticket dept,assignee,handoffs,pingpongs,returns)"
	kam -q config person edit Wu --left-on 2026-07-01
	expect 1 kam ticket assign T1 --to Wu --why x
	holds "$errors" "Wu has left; name somebody who is here"
}

@test "status and department are not typed over what happened" {
	desk
	expect 1 kam ticket edit T1 --status closed
	holds "$errors" "the status of T1 follows from what happens to it: kam ticket confirm T1"
	expect 1 kam ticket edit --status waiting --where 'id = T1' --yes
	holds "$errors" "kam ticket wait T1"
	# Before anything happened the department may be put right.
	kam -q ticket edit T1 --dept 采购
	kam -q ticket assign T1 --dept 研发 --why x
	expect 1 kam ticket edit T1 --dept 服务
	holds "$errors" "T1 changes hands with a reason: kam ticket assign T1"
	kam -q ticket edit T1 --severity 2 --title 'big leak'
	same 'big leak,2,open' "$(ticket title,severity,status)"
}

@test "when it happened may be said, but neither before its last event nor to come" {
	desk
	at 12:00
	kam -q ticket ack T1 --happened-at 2026-07-13T09:20Z
	same 2026-07-13T09:20:00Z "$(ticket acknowledged_at)"
	expect 1 kam ticket work T1 --happened-at 2026-07-13T09:10Z
	holds "$errors" "T1 had an event at 2026-07-13T09:20:00Z already"
	expect 1 kam ticket work T1 --happened-at 2026-07-13T13:00Z
	holds "$errors" "2026-07-13T13:00:00Z is still to come"
}

@test "a touch of a ticket is with its customer, and leaves a next step or a reason" {
	desk
	expect 1 kam ticket touch T1 'called them'
	holds "$errors" "what comes next with T1?"
	kam -q ticket touch T1 'called them' --channel call --next-step 'send the seal' --next-on 2026-07-15
	expect 0 kam account touch list --columns ticket,account,body,next_on --csv --header none
	same 'T1,A1,called them,2026-07-15' "$output"
	kam -q ticket add --title nobody\'s > /dev/null
	expect 1 kam ticket touch T2 x --no-next done
	holds "$errors" "T2 has no customer: kam ticket edit T2 --account ACCOUNT"
}

@test "queue: the least time left first, then what has no clock; what is resolved comes back when nobody confirms it" {
	desk
	# T1: 480 minutes from 09:00, response in 60. T2: opened an hour ago, T3 severity 4 has no policy.
	kam -q ticket add Acme older --dept 研发 --opened-at 2026-07-13T08:30Z > /dev/null
	kam -q ticket add Acme slight --severity 4 --dept 服务 > /dev/null
	kam -q ticket ack T1
	at 09:40
	# T2's clock began at 09:00, when work does: 20 minutes to respond. T1 is acknowledged: 7 h 20 to resolve.
	expect 0 kam ticket queue --columns id,remaining,time_left,ack_state,fix_state --csv --header none
	same "T2,20m,20,running,running
T1,7h 20m,440,met,running
T3,,,," "$output"
	expect 0 kam ticket queue --dept 服务 --csv --columns id --header none
	same "T1
T3" "$output"
	at 10:30
	expect 0 kam ticket queue --columns id,remaining,ack_state --limit 1 --csv --header none
	same "T2,30m late,breached" "$output"
	kam -q ticket resolve T1 'new seal'
	expect 0 kam ticket queue --columns id --csv --header none
	same "T2
T3" "$output"
	# Five days later, the setting unconfirmed_days, it is there again; it is never closed silently.
	export KAM_NOW=2026-07-18T10:00:00Z
	expect 0 kam ticket queue --columns id,status,remaining --csv --header none
	same "T2,open,5d 0h late
T1,resolved,
T3,open," "$output"
	expect 0 kam ticket queue --where 'status = resolved' --columns id --csv --header none
	same T1 "$output"
}
