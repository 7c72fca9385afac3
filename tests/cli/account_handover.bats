# kam account handover: all that one person holds goes to another, in one operation, and nothing falls back.

load helper

# Han holds at Alpha: a seat, a bid, a ticket, an action; at Beta a bid and a seat to come; a lead of nobody's customer.
# What is over stays his: a bid lost, a ticket closed, an action done or of a plan that is met, a lead dropped, a seat ended.
company() {
	kam_db
	kam config person add Han > /dev/null
	kam config person add Li > /dev/null
	kam config person add Gone --left-on 2026-07-15 > /dev/null
	kam account add Alpha > /dev/null
	kam account add Beta > /dev/null
	kam account contact add Alpha Chen > /dev/null
	kam account seat add Alpha account Han --starts-on 2026-01-01 --share 60 > /dev/null
	kam account seat add Beta delivery Han --starts-on 2026-08-01 --ends-on 2026-12-31 --share 25 > /dev/null
	kam account seat add Alpha solution Han --ends-on 2026-07-14 > /dev/null
	kam bid add one --account Alpha --owner Han --stage solution --note "as agreed" --value 1000 > /dev/null
	kam bid add two --account Beta --owner Han --stage submitted > /dev/null
	kam bid add three --account Alpha --owner Han --stage lost --closed-on 2026-07-01 > /dev/null
	kam lead add Zhou --owner Han > /dev/null
	kam lead add Wu --owner Han --status dropped > /dev/null
	kam ticket add "pump leaks" --account Alpha --assignee Han > /dev/null
	kam ticket add "pump is loud" --account Alpha --assignee Han --status closed > /dev/null
	kam account plan add Alpha "three years" "twice the share" > /dev/null
	kam account planaction add PL1 "visit" --owner Han --due-on 2026-07-20 > /dev/null
	kam account planaction add PL1 "kick-off" --owner Han --done-on 2026-01-09 > /dev/null
	kam account plan add Alpha "last year" "as before" --status met > /dev/null
	kam account planaction add PL2 "never done" --owner Han > /dev/null
}

held() {
	kam db sql "SELECT 'B' || id AS id, owner FROM bid UNION ALL SELECT 'L' || id, owner FROM lead
		UNION ALL SELECT 'T' || id, assignee FROM ticket UNION ALL SELECT 'PA' || id, owner FROM planaction
		ORDER BY id" --csv --header none | paste -s -d ' ' -
}

seats() {
	kam account seat list --sort id --columns id,account,role,person,starts_on,ends_on,share --csv --header none
}

@test "a preview lists all that moves and writes nothing; --yes moves it in one operation" {
	company
	kam db sql "SELECT max(id) AS id FROM operation" --csv --header none > before
	expect 1 kam account handover --from Han --to Li --csv --columns id,record,account,name
	list='id,record,account,name
SE1,seat,Alpha,account
SE2,seat,Beta,delivery
B1,bid,Alpha,one
B2,bid,Beta,two
L1,lead,,Zhou
T1,ticket,Alpha,pump leaks
PA1,planaction,Alpha,visit'
	same "$list" "$output"
	holds "$errors" '7 records would be handed over, as shown; nothing was written: say --yes'
	kam db sql "SELECT max(id) AS id FROM operation" --csv --header none | cmp - before
	expect 0 kam account handover --from Han --to Li --dry-run
	same 'B1,1 B2,1 B3,1 L1,1 L2,1 PA1,1 PA2,1 PA3,1 T1,1 T2,1' "$(held)"
	expect 0 kam account handover --from Han --to Li --yes --csv --columns id,record,account,name
	same "$list" "$output"
	same 'B1,2 B2,2 B3,1 L1,2 L2,1 PA1,2 PA2,1 PA3,1 T1,2 T2,1' "$(held)"
	same "$(($(cat before) + 1))" "$(kam db sql "SELECT max(id) AS id FROM operation" --csv --header none)"
}

@test "a preview takes --columns and the like as any list does" {
	company
	expect 1 kam account handover --from Han --to Li --csv --columns name --sort -name --limit 2
	same 'name
visit
two' "$output"
	expect 2 kam account handover --from Han --to Li --columns weight
	holds "$errors" weight
	same '' "$output"
	expect 2 kam account handover --from Han --to Li --where 'name = visit'
}

@test "seats end yesterday and begin anew today; one that has not begun changes hands as a whole" {
	company
	expect 0 kam account handover --from Han --to Li --yes
	same 'SE1,A1,account,PE1,2026-01-01,2026-07-14,60.00
SE2,A2,delivery,PE2,2026-08-01,2026-12-31,25.00
SE3,A1,solution,PE1,,2026-07-14,
SE4,A1,account,PE2,2026-07-15,,60.00' "$(seats)"
}

@test "nothing falls back: stage, value and note stay, the change of owner is a change" {
	company
	kam bid list --columns id,stage,value,note,opened_on,probability,closed_on --csv > before
	kam account contact list --columns id,account,name --csv >> before
	expect 0 kam account handover --from Han --to Li --yes
	kam bid list --columns id,stage,value,note,opened_on,probability,closed_on --csv > after
	kam account contact list --columns id,account,name --csv >> after
	cmp before after
	same 'B1,owner,PE1,PE2
B2,owner,PE1,PE2' "$(kam bid change list --columns bid,field,old,new --csv --header none)"
}

@test "undo takes it all back" {
	company
	seats > before
	expect 0 kam account handover --from Han --to Li --yes
	expect 0 kam undo
	same 'B1,1 B2,1 B3,1 L1,1 L2,1 PA1,1 PA2,1 PA3,1 T1,1 T2,1' "$(held)"
	seats | diff before -
	same 0 "$(kam bid change list --ids | wc -l)"
}

@test "one customer only: up to 3 records go without --yes" {
	company
	expect 0 kam account handover --from Han --to Li --account Beta --csv --columns id --header none
	same "SE2 B2" "${output//$'\n'/ }"
	holds "$errors" '2 records handed over to Li'
	same 'B1,1 B2,2 B3,1 L1,1 L2,1 PA1,1 PA2,1 PA3,1 T1,1 T2,1' "$(held)"
	expect 1 kam account handover --from Han --to Li --account Beta
	holds "$errors" 'Han holds nothing at Beta'
}

@test "where the other one sits in that role already, the shares are added from today on" {
	company
	kam account seat add Alpha account Li --starts-on 2026-03-01 --share 40 > /dev/null
	kam account seat add Beta delivery Li --starts-on 2026-08-01 --share 10 > /dev/null
	expect 0 kam account handover --from Han --to Li --yes
	same 'SE1,A1,account,PE1,2026-01-01,2026-07-14,60.00
SE3,A1,solution,PE1,,2026-07-14,
SE4,A1,account,PE2,2026-03-01,2026-07-14,40.00
SE5,A2,delivery,PE2,2026-08-01,,35.00
SE6,A1,account,PE2,2026-07-15,,100.00' "$(seats)"
	expect 0 kam undo
	same 5 "$(seats | wc -l)"
}

@test "refused by name: the same person, someone who has left, someone who holds nothing" {
	company
	expect 1 kam account handover --from Han --to PE1 --yes
	holds "$errors" 'Han and PE1 are the same person'
	expect 1 kam account handover --from Han --to Gone --yes
	holds "$errors" 'Gone (PE3) has left'
	expect 1 kam account handover --from Li --to Han --yes
	holds "$errors" 'Li holds nothing'
	expect 1 kam account handover --from Nobody --to Han
	expect 2 kam account handover --from Han
	expect 2 kam account handover --to Han
	same 'B1,1 B2,1 B3,1 L1,1 L2,1 PA1,1 PA2,1 PA3,1 T1,1 T2,1' "$(held)"
	# Who has left may well hand over.
	kam account seat add Alpha delivery Gone > /dev/null
	expect 0 kam account handover --from Gone --to Li
}
