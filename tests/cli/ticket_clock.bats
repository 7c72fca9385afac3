# A ticket's clocks: when each is due by its policy and calendar, what pauses them, and how they are told day by day.

load helper

# 09-17 from Monday to Friday in UTC; 2026-07-13 is a Monday, now is Wednesday the 15th 09:30.
office() {
	kam_db
	printf '%s\n' calendar,weekday,spans default,mon,09:00-17:00 default,tue,09:00-17:00 default,wed,09:00-17:00 \
		default,thu,09:00-17:00 default,fri,09:00-17:00 > hours.csv
	kam -q config hours import hours.csv
	kam -q config sla add 3 60 480
	kam -q account add Acme
}

at() {
	export KAM_NOW=$1
}

dues() {
	kam ticket list --csv --header none --columns "${1:-ack_due,fix_due}" --sort id
}

event() {
	kam -q ticket event add T1 "$1" --happened-at "$2" "${@:3}"
}

@test "a ticket has its due days as it is added, and as it is imported" {
	office
	# Tuesday 16:30: half an hour of it, half of Wednesday; 8 h: to Wednesday 16:30
	kam -q ticket add Acme leak --opened-at 2026-07-14T16:30
	printf '%s\n' title,opened_at,severity,status 'weekend,2026-07-18T12:00:00Z,3,open' 'urgent,2026-07-14T16:30:00Z,1,open' \
		'done,2026-07-14T16:30:00Z,3,closed' 'waits,2026-07-14T16:30:00Z,3,waiting' > tickets.csv
	kam -q ticket import tickets.csv
	# no policy for severity 1; a closed one without events has no clock; one that waits has time left
	same '2026-07-15T09:30:00Z,2026-07-15T16:30:00Z
2026-07-20T10:00:00Z,2026-07-20T17:00:00Z
,
,
,' "$(dues)"
	# the same file again changes nothing
	cp kam.db copy.db
	kam -q ticket import tickets.csv
	cmp kam.db copy.db
}

@test "only wait pauses; what comes then resumes; a note, an assignment and an escalation do not" {
	office
	kam -q ticket add Acme leak --opened-at 2026-07-10T15:00
	event ack 2026-07-10T15:30:00Z
	same '2026-07-10T16:00:00Z,2026-07-13T15:00:00Z' "$(dues)"
	# from Friday 16:00 to Monday 10:00 are 2 h
	event wait 2026-07-10T16:00:00Z --body 'logs asked for'
	at 2026-07-11T00:00:00Z
	same '2026-07-10T16:00:00Z,,met,paused' "$(dues ack_due,fix_due,ack_state,fix_state)"
	event note 2026-07-11T10:00:00Z
	event assign 2026-07-11T10:00:00Z --dept lab
	event escalate 2026-07-11T10:00:00Z
	same ',paused' "$(dues fix_due,fix_state)"
	at 2026-07-13T10:00:00Z
	event resume 2026-07-13T10:00:00Z
	same '2026-07-13T17:00:00Z,running' "$(dues fix_due,fix_state)"
	# work would have done as well
	kam -q ticket event edit EV6 --kind work
	same '2026-07-13T17:00:00Z,running' "$(dues fix_due,fix_state)"
	# and the pause gone: it was Monday 15:00 all the time
	kam -q ticket event rm EV2
	same '2026-07-13T15:00:00Z' "$(dues fix_due)"
	kam -q undo
	same '2026-07-13T17:00:00Z' "$(dues fix_due)"
}

@test "not taken: the response waits with the customer; resolved at once is an answer too" {
	office
	kam -q ticket add Acme leak --opened-at 2026-07-14T09:00
	event wait 2026-07-14T09:40:00Z
	same ',,paused,paused' "$(dues ack_due,fix_due,ack_state,fix_state)"
	# 20 of 60 minutes are left, 440 of 480: from Tuesday 15:00 15:20, and 5 h 20 min of Wednesday
	event resume 2026-07-14T15:00:00Z
	same '2026-07-14T15:20:00Z,2026-07-15T14:20:00Z' "$(dues)"
	event resolve 2026-07-14T15:10:00Z
	same '2026-07-14T15:20:00Z,2026-07-15T14:20:00Z,met,met' "$(dues ack_due,fix_due,ack_state,fix_state)"
	# a minute too late
	kam -q ticket event edit EV3 --happened-at 2026-07-14T15:21
	same 'breached,met' "$(dues ack_state,fix_state)"
}

@test "over before it was paused stays over" {
	office
	kam -q ticket add Acme leak --opened-at 2026-07-13T09:00
	event ack 2026-07-13T09:10:00Z
	event wait 2026-07-14T09:00:00Z
	same '2026-07-13T17:00:00Z,breached' "$(dues fix_due,fix_state)"
	event resume 2026-07-14T12:00:00Z
	same '2026-07-13T17:00:00Z,breached' "$(dues fix_due,fix_state)"
}

@test "a reopened ticket resumes its old clock" {
	office
	kam -q ticket add Acme leak --opened-at 2026-07-13T09:00
	event ack 2026-07-13T09:10:00Z
	event resolve 2026-07-13T14:00:00Z
	# five hours are gone; the customer sends it back on Wednesday 10:00
	event reject 2026-07-15T10:00:00Z
	at 2026-07-15T10:00:00Z
	same '2026-07-15T13:00:00Z,running,2026-07-13T10:00:00Z,met' "$(dues fix_due,fix_state,ack_due,ack_state)"
	event resolve 2026-07-15T12:00:00Z
	event confirm 2026-07-16T12:00:00Z
	same '2026-07-15T13:00:00Z,met' "$(dues fix_due,fix_state)"
	# closed, and open again: an hour was left
	event reopen 2026-07-17T16:30:00Z
	same 2026-07-20T09:30:00Z "$(dues fix_due)"
}

@test "which policy: an exact tier beats any; the tier is that of the last snapshot, pins and caps in it" {
	office
	kam -q config sla add 3 30 240 --tier key
	kam -q config sla add 3 45 360 --tier major
	kam -q config sla add 3 10 60 --tier tail --clock always
	kam -q ticket add Acme leak --opened-at 2026-07-14T09:00
	kam -q ticket add --title 'nobody knows whose' --opened-at 2026-07-14T09:00
	same '2026-07-14T17:00:00Z 2026-07-14T17:00:00Z' "$(dues fix_due | xargs)"
	kam -q config snapshot add Acme --taken-on 2026-07-01 --tier major
	same '2026-07-14T15:00:00Z 2026-07-14T17:00:00Z' "$(dues fix_due | xargs)"
	kam -q config snapshot add Acme --taken-on 2026-07-10 --tier key
	same 2026-07-14T13:00:00Z "$(dues fix_due | head -1)"
	# a tier without a policy of its own has that of any
	kam -q config snapshot edit SS2 --tier standard
	same 2026-07-14T17:00:00Z "$(dues fix_due | head -1)"
	# pinned; the pin was over before the ticket was opened
	kam -q config snapshot edit SS2 --pinned-tier key --pinned-why contract --pinned-until 2026-07-14
	same 2026-07-14T13:00:00Z "$(dues fix_due | head -1)"
	kam -q config snapshot edit SS2 --pinned-until 2026-07-13
	same 2026-07-14T17:00:00Z "$(dues fix_due | head -1)"
	# round the clock, whatever the hours
	kam -q config snapshot edit SS2 --tier tail
	kam -q ticket edit T1 --opened-at 2026-07-18T23:30
	same '2026-07-18T23:40:00Z,2026-07-19T00:30:00Z' "$(dues | head -1)"
	kam -q config snapshot rm SS2
	kam -q ticket edit T1 --opened-at 2026-07-14T09:00
	same 2026-07-14T15:00:00Z "$(dues fix_due | head -1)"
}

@test "a score that is saved moves the tickets of those whose tier it changes" {
	office
	kam -q config sla add 3 30 240 --tier tail
	kam -q config sla add 3 30 120 --tier key
	kam -q account edit Acme --status active
	kam -q account invoice add Acme 1 2026-06-01 100
	kam -q ticket add Acme leak --opened-at 2026-07-14T09:00
	same 2026-07-14T17:00:00Z "$(dues fix_due)"
	kam -q account score --save > /dev/null
	# the only customer has the mean rank in all there is
	tier=$(kam account list --csv --columns tier --header none)
	case $tier in
	key) want=2026-07-14T11:00:00Z ;;
	tail) want=2026-07-14T13:00:00Z ;;
	*) want=2026-07-14T17:00:00Z ;;
	esac
	same "$want" "$(dues fix_due)"
	kam -q account pin Acme key --why contract
	same 2026-07-14T11:00:00Z "$(dues fix_due)"
	expect 0 kam db check
}

@test "which calendar: the policy's; the region of whoever has it; the ticket's; else default" {
	office
	for calendar in North South East; do
		hour=$((hour + 1))
		kam -q config hours add $calendar tue 0$hour:00-24:00
	done
	kam -q config unit add North --kind region
	kam -q config unit add Works
	kam -q config person add Li --region East
	kam -q config person add Wu --unit North --region East
	kam -q config unit edit Works --head Li
	kam -q ticket add Acme leak --opened-at 2026-07-14T00:00 --region South
	# South begins at two, 8 h on
	same 2026-07-14T10:00:00Z "$(dues fix_due)"
	kam -q ticket edit T1 --region Nowhere
	same 2026-07-14T17:00:00Z "$(dues fix_due)"
	# of the assignee: his unit is a region; East begins at three
	kam -q ticket edit T1 --assignee Wu
	same 2026-07-14T09:00:00Z "$(dues fix_due)"
	kam -q config unit edit North --kind group
	same 2026-07-14T11:00:00Z "$(dues fix_due)"
	kam -q config unit edit North --kind region
	# the department goes before the assignee: a unit, its head's region
	event assign 2026-07-14T00:10:00Z --dept Works
	same 2026-07-14T11:00:00Z "$(dues fix_due)"
	kam -q config person edit Li --region South
	same 2026-07-14T10:00:00Z "$(dues fix_due)"
	# a department that is no unit: the assignee's
	event assign 2026-07-14T00:20:00Z --dept lab
	same 2026-07-14T09:00:00Z "$(dues fix_due)"
	# what the policy says goes before all
	kam -q config sla edit SL1 --calendar South
	same 2026-07-14T10:00:00Z "$(dues fix_due)"
	expect 1 kam config sla edit SL1 --calendar West
	holds "$errors" "there is no calendar 'West'"
	# a calendar that a policy names cannot go
	expect 1 kam config hours rm HR7
	holds "$errors" "there is no calendar 'South'"
	expect 0 kam db check
}

@test "a change of policy, hours or days moves open tickets; closed ones keep what was in force, unless --recompute" {
	office
	for ticket in T1 T2 T3; do
		kam -q ticket add Acme leak --opened-at 2026-07-13T09:00
		kam -q ticket event add $ticket ack --happened-at 2026-07-13T09:10
	done
	kam -q ticket event add T2 resolve --happened-at 2026-07-13T12:00
	kam -q ticket event add T3 resolve --happened-at 2026-07-13T12:00
	kam -q ticket event add T3 confirm --happened-at 2026-07-13T13:00
	same '2026-07-13T17:00:00Z 2026-07-13T17:00:00Z 2026-07-13T17:00:00Z' "$(dues fix_due | xargs)"
	kam -q config sla edit SL1 --fix-minutes 960
	same '2026-07-14T17:00:00Z 2026-07-14T17:00:00Z 2026-07-13T17:00:00Z' "$(dues fix_due | xargs)"
	# Tuesday off
	kam -q config day add default 2026-07-14 holiday
	same '2026-07-15T17:00:00Z 2026-07-15T17:00:00Z 2026-07-13T17:00:00Z' "$(dues fix_due | xargs)"
	# no hours on Wednesdays: Thursday
	kam -q config hours rm HR3
	same '2026-07-16T17:00:00Z 2026-07-16T17:00:00Z 2026-07-13T17:00:00Z' "$(dues fix_due | xargs)"
	kam -q undo
	same '2026-07-15T17:00:00Z 2026-07-15T17:00:00Z 2026-07-13T17:00:00Z' "$(dues fix_due | xargs)"
	expect 0 kam db check
	# a late note on a closed ticket is no reason either
	kam -q ticket event add T3 note --body thanks
	same 2026-07-13T17:00:00Z "$(dues fix_due | tail -1)"
	expect 0 kam ticket clock T3
	holds "$errors" "T3 is closed: due is what was in force then"
	cp kam.db before.db
	expect 0 kam ticket clock T3 --recompute --dry-run
	cmp kam.db before.db
	expect 0 kam ticket clock T3 --recompute
	same '' "$errors"
	same 2026-07-15T17:00:00Z "$(dues fix_due | tail -1)"
	# without any policy for them there are no clocks
	kam -q config sla rm SL1
	same ', , 2026-07-13T10:00:00Z,2026-07-15T17:00:00Z' "$(dues | xargs)"
}

@test "a change of policy after which another ticket came can be taken back: that one follows" {
	office
	kam -q config sla edit SL1 --fix-minutes 240
	kam -q ticket add Acme leak --opened-at 2026-07-13T09:00
	same 2026-07-13T13:00:00Z "$(dues fix_due)"
	operation=$(kam log --csv --columns operation --header none | sed -n 2p)
	expect 0 kam undo "$operation"
	same 2026-07-13T17:00:00Z "$(dues fix_due)"
	expect 0 kam db check
}

@test "the zone of the calendar: summer time, whatever zone one looks from" {
	kam_db
	kam -q config hours add Berlin fri 09:00-17:00 --timezone Europe/Berlin
	kam -q config hours add Berlin mon 09:00-17:00
	kam -q config sla add 3 60 480 --calendar Berlin
	# Friday 27 March 16:00 is 15:00 UTC; Monday the 30th 16:00 is 14:00 UTC
	kam -q ticket add --title leak --opened-at 2026-03-27T16:00 --zone Europe/Berlin
	same '2026-03-27T16:00:00Z,2026-03-30T14:00:00Z' "$(dues)"
	TZ=Asia/Shanghai kam -q ticket event add T1 note
	same '2026-03-27T16:00:00Z,2026-03-30T14:00:00Z' "$(dues)"
	# two weeks at midnight in New York: 27 to 30, over the change, with its days told in Berlin's time
	expect 0 kam ticket clock T1 --csv --columns day --zone America/New_York
	same '2026-03-27 2026-03-28 2026-03-29 2026-03-30' "${lines[*]:1:4}"
}

@test "clock tells it day by day: hours, what was counted, pauses, holidays by name" {
	office
	kam -q config hours edit --where "calendar = 'default'" --spans '09:00-12:00 13:30-18:00' --yes > /dev/null
	kam -q config hours edit --where "calendar = 'default'" --timezone Asia/Shanghai --yes > /dev/null
	printf '%s\n' calendar,day,kind default,2026-10-01,holiday default,2026-10-02,holiday default,2026-10-05,holiday \
		default,2026-10-06,holiday default,2026-10-07,holiday default,2026-10-10,workday > days.csv
	kam -q config day import days.csv
	kam -q config festival add 'National Day' 2026-10-01
	kam -q ticket add Acme leak --opened-at 2026-09-30T16:40+08:00
	event ack 2026-10-08T09:05+08:00
	event wait 2026-10-08T11:00+08:00 --body 'asked for logs'
	event resume 2026-10-10T10:00+08:00
	at 2026-10-10T03:00:00Z
	# 80 min of the 30th, 120 of the 8th, 280 of the 10th: 2 h to noon, 160 min from 13:30
	same '2026-09-30T09:40:00Z,2026-10-10T08:10:00Z' "$(dues)"
	expect 0 kam ticket clock T1 --csv
	same 'day,weekday,hours,counted,minutes,sum,what
2026-09-30,wed,09:00-12:00 13:30-18:00,16:40-18:00,80,80,opened 16:40; response due 17:40
2026-10-01,thu,,,0,80,holiday National Day
2026-10-02,fri,,,0,80,holiday
2026-10-03,sat,,,0,80,
2026-10-04,sun,,,0,80,
2026-10-05,mon,,,0,80,holiday
2026-10-06,tue,,,0,80,holiday
2026-10-07,wed,,,0,80,holiday
2026-10-08,thu,09:00-12:00 13:30-18:00,09:00-11:00,120,200,acknowledged 09:05; waits 11:00 (asked for logs)
2026-10-09,fri,09:00-12:00 13:30-18:00,,0,200,
2026-10-10,sat,09:00-12:00 13:30-18:00,10:00-12:00 13:30-16:10,280,480,worked weekend; resumed 10:00; due 16:10' "$output"
	# an hour of today has passed: 260 used
	expect 0 kam ticket clock T1 --json
	same 'response 60 60 0 2026-09-30T09:40:00Z breached SL1 default Asia/Shanghai
resolution 480 260 220 2026-10-10T08:10:00Z running SL1 default Asia/Shanghai' \
		"$(/usr/bin/python3 -c '
import json, sys
for row in json.load(sys.stdin)["clocks"]: print(*row.values())' <<< "$output")"
	# who chooses columns or rows gets those of the days
	expect 0 kam ticket clock T1 --columns sum --sort=-sum --limit 1 --header none
	same 480 "$output"
	kam -q ticket add Acme other --severity 1
	expect 1 kam ticket clock T2
	holds "$errors" "no service level is for T2"
	expect 1 kam ticket clock T9
	expect 2 kam ticket clock
}

@test "clock: the change of the clock is told, nights and all, round the clock" {
	kam_db
	for day in sat sun mon; do
		kam -q config hours add night $day '00:00-06:00 22:00-24:00' --timezone Europe/Berlin
	done
	kam -q config sla add 3 30 600 --calendar night
	kam -q config sla add 1 30 2880 --clock always
	kam -q ticket add --title leak --opened-at 2026-10-24T23:00 --zone Europe/Berlin
	# an hour of Saturday, seven of Sunday's night (the hour from two to three twice), two of its evening
	expect 0 kam ticket clock T1 --csv --columns day,counted,minutes,what
	same 'day,counted,minutes,what
2026-10-24,23:00-24:00,60,opened 23:00; response due 23:30
2026-10-25,00:00-06:00 22:00-24:00,540,the clock goes back; due 24:00' "$output"
	kam -q ticket add --title leak --opened-at 2026-10-24T12:00 --severity 1
	expect 0 kam ticket clock T2 --csv --zone Europe/Berlin
	holds "$output" '2026-10-25,sun,00:00-24:00,00:00-24:00,1500,2100,the clock goes back
2026-10-26,mon,00:00-24:00,00:00-13:00,780,2880,due 13:00'
}

@test "db check runs the clocks of open tickets once more" {
	office
	kam -q ticket add Acme leak --opened-at 2026-07-13T09:00
	kam -q ticket add Acme leak --opened-at 2026-07-13T09:00
	kam -q ticket event add T2 resolve --happened-at 2026-07-13T12:00
	kam -q ticket event add T2 confirm --happened-at 2026-07-13T13:00
	sqlite3 kam.db "UPDATE ticket SET fix_due = '2026-07-13T18:00:00Z'"
	expect 3 kam db check --csv
	same 'ticket,T1,fix_due' "$(tail -n +2 <<< "$output" | cut -d, -f1-3)"
	kam -q ticket clock T1 --recompute > /dev/null
	expect 0 kam db check
}

@test "an import of events runs the clocks of all its tickets: the same as one by one" {
	office
	printf '%s\n' ref,title,opened_at R1,a,2026-07-13T09:00:00Z R2,b,2026-07-13T16:00:00Z R3,c,2026-07-12T12:00:00Z > tickets.csv
	kam -q ticket import tickets.csv
	printf '%s\n' ticket,happened_at,kind R2,2026-07-13T16:30:00Z,ack R1,2026-07-13T10:00:00Z,wait R3,2026-07-13T10:30:00Z,work \
		R1,2026-07-14T10:00:00Z,resume R3,2026-07-13T11:00:00Z,wait R2,2026-07-14T09:00:00Z,resolve > events.csv
	kam -q ticket event import events.csv
	# R1: 1 h gone, 7 h from Tuesday 10:00. R2: in time, 8 h from 16:00. R3: from Monday 09:00, waits since 11:00
	same '2026-07-14T10:00:00Z,2026-07-14T17:00:00Z
2026-07-13T17:00:00Z,2026-07-14T16:00:00Z
2026-07-13T10:00:00Z,' "$(dues)"
	cp kam.db copy.db
	kam -q ticket event import events.csv
	cmp kam.db copy.db
}

@test "resolved while it waits: it goes on in that moment, and stops" {
	office
	kam -q ticket add --title leak --opened-at 2026-07-13T09:00
	event ack 2026-07-13T09:10:00Z
	event wait 2026-07-13T10:00:00Z
	event resolve 2026-07-14T09:00:00Z
	# an hour was gone, seven were left
	same '2026-07-14T16:00:00Z,met' "$(dues fix_due,fix_state)"
}

@test "what happened before the ticket was opened takes no time" {
	office
	kam -q ticket add --title leak --opened-at 2026-07-13T10:00
	event ack 2026-07-13T09:30:00Z
	event wait 2026-07-13T09:40:00Z
	event resume 2026-07-13T11:00:00Z
	# taken at once; it waited for an hour, with all its time left: six hours of Monday, two of Tuesday
	same '2026-07-13T11:00:00Z,met,2026-07-14T11:00:00Z' "$(dues ack_due,ack_state,fix_due)"
}
