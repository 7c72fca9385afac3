# The sweep: tickets go up by time and by reopens, once, and whoever has to know is told.

load helper

# Li works on tickets in the east, for Wang; Zhao heads the east, Chen is the executive. 480 minutes, 09-17 UTC.
desk() {
	kam_db
	kam -q config person add Wang > /dev/null
	kam -q config person add Li --manager Wang --dept 服务 > /dev/null
	kam -q config person add Zhao > /dev/null
	kam -q config person add Chen --level Executive > /dev/null
	kam -q config unit add East --kind region --head Zhao > /dev/null
	kam -q account add Acme --region East > /dev/null
	for day in mon tue wed thu fri; do
		kam -q config hours add default "$day" 09:00-17:00 --timezone UTC > /dev/null
	done
	kam -q config sla add 3 60 480 > /dev/null
	at 13T09:00
	kam -q ticket add Acme leak --dept 服务 --assignee Li > /dev/null
}

# July 2026; the 13th is a Monday.
at() {
	export KAM_NOW=2026-07-$1:00Z
}

sweep() {
	expect 0 kam ticket sweep --csv --header none
}

silent() {
	local operations
	operations=$(kam log --csv | wc -l)
	expect 0 kam ticket sweep
	same '' "$output$errors"
	same "$operations" "$(kam log --csv | wc -l)"
}

ticket() {
	kam ticket list --where 'id = T1' --columns "$1" --csv --header none
}

hook() {
	printf '#!/bin/sh\ncd "%s" || exit 9\n%s\n' "$PWD" "$1" > hook.sh
	chmod +x hook.sh
	mkdir -p "$XDG_CONFIG_HOME/kam"
	printf '[hooks]\nticket-escalated = %s\n' "$PWD/hook.sh" > "$XDG_CONFIG_HOME/kam/config"
}

@test "50, 100 and 150 % of the working time: the manager, the head of the region, an executive; each once" {
	desk
	# 240 of 480 minutes from 09:00 are used at 13:00.
	same 2026-07-13T13:00:00Z "$(ticket next_level_at)"
	at 13T12:59
	silent
	at 13T13:00
	expect 0 kam ticket sweep --dry-run --csv
	same "id,title,account,level,why,whom
T1,leak,Acme,1,50 % of 480 minutes used,Wang" "$output"
	same 0 "$(ticket level)"
	sweep
	same "T1,leak,Acme,1,50 % of 480 minutes used,Wang" "$output"
	# 480 minutes: Monday 17:00; 720: Tuesday 13:00, the night left out.
	same 1,2026-07-13T17:00:00Z "$(ticket level,next_level_at)"
	silent
	at 13T17:00
	sweep
	same "T1,leak,Acme,2,100 % of 480 minutes used,Zhao" "$output"
	same 2,2026-07-14T13:00:00Z "$(ticket level,next_level_at)"
	at 14T12:59
	silent
	at 14T13:00
	sweep
	same "T1,leak,Acme,3,150 % of 480 minutes used,Chen" "$output"
	same 3, "$(ticket level,next_level_at)"
	at 20T13:00
	silent
	expect 0 kam ticket event list --ticket T1 --columns happened_at,kind,done_by,body --csv --header none
	same "2026-07-13T13:00:00Z,escalate,,50 % of 480 minutes used; told: Wang
2026-07-13T17:00:00Z,escalate,,100 % of 480 minutes used; told: Zhao
2026-07-14T13:00:00Z,escalate,,150 % of 480 minutes used; told: Chen" "$output"
	expect 0 kam db check
}

@test "a sweep that comes late goes up by as many levels at once, and everybody is told" {
	desk
	at 14T10:00
	sweep
	same "T1,leak,Acme,1,50 % of 480 minutes used,Wang
T1,leak,Acme,2,100 % of 480 minutes used,Zhao" "$output"
	same 2,breached "$(ticket level,fix_state)"
}

@test "the policy's own shares; an empty one is 50, 100 or 150" {
	desk
	kam -q config sla edit SL1 --l1-after 25 --l3-after 112.5
	# 120 minutes: 11:00; 540: Tuesday 10:00.
	same 2026-07-13T11:00:00Z "$(ticket next_level_at)"
	at 14T09:59
	sweep
	same "T1,leak,Acme,1,25 % of 480 minutes used,Wang
T1,leak,Acme,2,100 % of 480 minutes used,Zhao" "$output"
	at 14T10:00
	sweep
	same "T1,leak,Acme,3,112.5 % of 480 minutes used,Chen" "$output"
	# A policy for the response only: its time, until somebody answers.
	kam -q config sla add --severity 1 --ack-minutes 60 > /dev/null
	kam -q ticket add Acme stop --severity 1 > /dev/null
	at 14T10:30
	sweep
	same "T2,stop,Acme,1,50 % of 60 minutes used," "$output"
	kam -q ticket ack T2
	at 20T09:00
	silent
}

@test "while it waits for the customer its time stands" {
	desk
	at 13T12:00
	kam -q ticket wait T1 'which number?'
	same '""' "$(ticket next_level_at)"
	at 14T09:00
	silent
	kam -q ticket resume T1
	# 180 of 240 minutes were used: 60 more.
	same 2026-07-14T10:00:00Z "$(ticket next_level_at)"
	at 14T10:00
	sweep
	same "T1,leak,Acme,1,50 % of 480 minutes used,Wang" "$output"
	# What was due before it waits, is due.
	at 14T14:01
	kam -q ticket wait T1 'again'
	sweep
	same "T1,leak,Acme,2,100 % of 480 minutes used,Zhao" "$output"
}

@test "by reopens: one level for every two, whatever the time says; not for the same twice" {
	desk
	kam -q ticket resolve T1 'new seal'
	kam -q ticket reject T1 --why drips
	silent
	kam -q ticket resolve T1 'new pump'
	at 14T10:00
	silent
	kam -q ticket confirm T1
	kam -q ticket reopen T1 --why drips
	sweep
	same "T1,leak,Acme,1,reopened 2 times,Wang" "$output"
	silent
	# One level has been told: the first half of the time adds none. It stood from Monday 09:00 to Tuesday 10:00.
	same 1,2026-07-15T10:00:00Z "$(ticket level,next_level_at)"
	kam -q ticket resolve T1 'new pipe'
	same '""' "$(ticket next_level_at)"
	at 20T10:00
	silent
	# The setting decides, and a change of it counts for what is open; 0: not for that.
	kam -q ticket reject T1 --why drips
	kam -q config setting edit escalate_reopens --value 0
	silent
	kam -q config setting edit escalate_reopens --value 1
	sweep
	same "T1,leak,Acme,2,reopened 3 times,Zhao
T1,leak,Acme,3,reopened 3 times,Chen" "$output"
}

@test "what somebody escalated, or the third handoff did, is not gone up for by the first half of the time again" {
	desk
	kam -q ticket escalate T1 --why 'they call every hour'
	same 1,2026-07-13T17:00:00Z "$(ticket level,next_level_at)"
	at 13T13:00
	silent
	at 13T17:00
	sweep
	same "T1,leak,Acme,2,100 % of 480 minutes used,Zhao" "$output"
}

@test "whom: the customer's owner's manager where nobody works on it; who has left is not told" {
	desk
	kam -q config person add Sun --manager Zhao > /dev/null
	kam -q account seat add Acme Sun --role account > /dev/null
	kam -q ticket edit T1 --assignee ''
	kam -q config person edit Chen --left-on 2026-07-01
	at 20T09:00
	sweep
	same "T1,leak,Acme,1,50 % of 480 minutes used,Zhao
T1,leak,Acme,2,100 % of 480 minutes used,Zhao
T1,leak,Acme,3,150 % of 480 minutes used," "$output"
	expect 0 kam ticket event list --ticket T1 --columns body --csv --header none
	holds "$output" "150 % of 480 minutes used; told: nobody"
}

@test "two at the same moment: one does it, the other finds nothing to do" {
	desk
	hook 'cat >> told'
	at 13T13:00
	"$KAM" ticket sweep --csv --header none > one &
	first=$!
	"$KAM" ticket sweep --csv --header none > two &
	second=$!
	wait $first
	wait $second
	same "T1,leak,Acme,1,50 % of 480 minutes used,Wang" "$(cat one two)"
	same 1 "$(wc -l < told)"
	same 1 "$(kam ticket event list --ids | wc -l)"
}

@test "while one sweep tells, another does not tell the same" {
	desk
	mkfifo started go
	hook 'cat >> told; echo > started; read -r line < go'
	at 13T13:00
	"$KAM" ticket sweep > /dev/null &
	first=$!
	exec 4<> started
	read -r -t 20 _ <&4
	at 13T13:01
	silent
	echo > go
	wait $first
	same 1 "$(wc -l < told)"
	silent
}

@test "a failing hook is reported, loses nothing, and the next sweep tells it again" {
	desk
	hook 'echo x >> tried; [ -e works ] && cat >> told'
	at 13T13:00
	expect 4 kam ticket sweep --csv --header none
	same "T1,leak,Acme,1,50 % of 480 minutes used,Wang" "$output"
	holds "$errors" "ended with status 1; not delivered: "'{"event":"ticket-escalated","ticket":"T1","account":"A1","level":1,"why":"50 % of 480 minutes used","whom":"Wang","person":"PE1","id":"EV1","operation":'
	same 1 "$(ticket level)"
	same 1 "$(wc -l < tried)"
	# It fails again a minute later, and is there yet; it is not another level.
	at 13T13:01
	expect 4 kam ticket sweep
	same '' "$output"
	same 2 "$(wc -l < tried)"
	same 1 "$(ticket level)"
	# A dry run tells nobody.
	touch works
	kam -q ticket sweep --dry-run
	[ ! -e told ]
	expect 0 kam ticket sweep
	same '' "$output"
	holds "$(cat told)" '"ticket":"T1"'
	silent
	same 1 "$(wc -l < told)"
	# A new one beside what is to be told again.
	rm works
	at 13T17:00
	expect 4 kam ticket sweep
	touch works
	at 14T13:00
	expect 0 kam ticket sweep --csv --header none
	same "T1,leak,Acme,3,150 % of 480 minutes used,Chen" "$output"
	same 2,3 "$(tail -n 2 told | sed 's/.*"level":\([0-9]\).*/\1/' | paste -sd,)"
	silent
}

@test "what was not told because kam was ended is told by a sweep a quarter of an hour later" {
	desk
	mkfifo started go
	hook 'cat >> told; echo > started; read -r line < go'
	at 13T13:00
	"$KAM" ticket sweep > /dev/null &
	first=$!
	exec 4<> started
	read -r -t 20 _ <&4
	kill -9 $first
	wait $first || :
	echo > go
	hook 'cat >> told'
	# Until then it may be telling it still.
	at 13T13:14
	silent
	same 1 "$(ticket level)"
	at 13T13:15
	expect 0 kam ticket sweep
	same '' "$output"
	same 2 "$(wc -l < told)"
	same 1 "$(sort -u told | wc -l)"
	silent
}

@test "undo takes the level back, and what was not delivered of it is not told any more; what was told again is no step to undo" {
	desk
	hook 'exit 1'
	at 13T13:00
	expect 4 kam ticket sweep
	expect 4 kam ticket sweep
	hook 'cat >> told'
	expect 0 kam undo
	same 0,2026-07-13T13:00:00Z "$(ticket level,next_level_at)"
	expect 0 kam ticket sweep --csv --header none
	same "T1,leak,Acme,1,50 % of 480 minutes used,Wang" "$output"
	same 1 "$(wc -l < told)"
	silent
}

@test "a closed one, or one that nobody has promised a time for, stays where it is" {
	desk
	kam -q ticket add Acme slight --severity 4 > /dev/null
	kam -q ticket resolve T1 'new seal'
	kam -q ticket confirm T1
	same '""' "$(ticket next_level_at)"
	at 31T09:00
	silent
}

@test "of a ticket that came in from before, the first sweep finds out when it goes up" {
	command -v sqlite3 > /dev/null || skip "no sqlite3"
	desk
	# As the upgrade leaves it.
	sqlite3 kam.db "UPDATE ticket SET next_level_at = opened_at"
	at 13T10:00
	expect 0 kam ticket sweep
	same '' "$output$errors"
	same 0,2026-07-13T13:00:00Z "$(ticket level,next_level_at)"
	# One that is due too late is a fault; one that is due too soon costs a look.
	sqlite3 kam.db "UPDATE ticket SET next_level_at = NULL"
	expect 3 kam db check
	holds "$output$errors" next_level_at
}
