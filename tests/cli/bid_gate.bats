# What a stage asks of a bid: where a bid begins, what comes onto its list and by when, and what holds it up.

load helper

# Li owns the bids, Han is Li's manager, Sun has the seat of the solution at Acme, Wei that of the delivery.
fixture() {
	kam_db
	kam -q config person add Han --login han
	kam -q config person add Li --login "$(id -un)" --manager Han
	kam -q config person add Sun
	kam -q config person add Wei
	kam -q account add Acme
	kam -q account seat add Acme solution Sun --starts-on 2026-01-01
	kam -q account seat add Acme delivery Wei --starts-on 2026-01-01 --ends-on 2026-06-30
}

# Stage, title, role, owner, required and date of all items.
items() {
	kam bid checkitem list --csv --header none --columns stage,title,role,owner.name,required,needed_by --sort id "$@"
}

@test "a bid begins at the open stage with the lowest position, whatever it is called" {
	fixture
	kam -q bid add One
	kam -q config stage edit identified --name 接触
	kam -q bid add Two
	kam -q config stage edit 接触 --position 500
	kam -q bid add Three
	printf 'title\nFour\n' > bids.csv
	kam -q bid import bids.csv
	# a map that fills no stage is enough too
	printf 'name\nFive\n' > deals.csv
	echo 'title = name' > deals.map
	kam -q bid import deals.csv --map deals.map
	same '接触
接触
qualified
qualified
qualified' "$(kam bid list --csv --header none --columns stage --sort id)"
	# cleared, it begins anew
	kam -q bid edit B1 --stage ''
	same qualified "$(kam bid show B1 --csv --header none --columns stage)"
}

@test "as a bid enters a stage, what is asked there comes onto its list, dated back in working days" {
	fixture
	# Thursday 2026-12-24; one day before is Wednesday 23, two Tuesday 22, five Thursday 17, six Wednesday 16
	kam -q bid add Tender --account Acme --owner Li --submit-by 2026-12-24 --stage review
	same 'review,Price reviewed,manager,Han,yes,2026-12-16
review,Bid bond,account,Li,yes,2026-12-17
review,Authorisation letter,account,Li,yes,2026-12-17
review,Print and bind,account,Li,yes,2026-12-22
review,Seal,account,Li,yes,2026-12-23
review,Hand in,account,Li,,2026-12-24' "$(items)"
	# handed in on a Saturday: that is on the Friday before; a stage of its own
	kam -q bid add Other --account Acme --submit-by 2026-12-26 --stage qualified
	kam -q bid checkitem done 'B2/Go or no-go decided'
	kam -q bid advance B2
	# the account's part is nobody's without an owner; Sun has the seat, Wei has it no more, a resource waits
	# Friday 25: 15 working days before is Friday 4, 18 Tuesday 1, 10 Friday 11
	same 'solution,Questions to the buyer sent,account,,yes,2026-12-04
solution,Presales engineer,solution,,yes,2026-12-01
solution,Someone from delivery for effort and dates,delivery,,,2026-12-04
solution,Needs written down with the customer,solution,Sun,,
solution,Solution checked against the needs,solution,Sun,yes,2026-12-11
solution,Effort and dates confirmed,delivery,,yes,2026-12-11' "$(items --bid B2 --stage solution)"
	# back and forth again: nothing comes twice
	before=$(items)
	kam -q bid edit B2 --stage qualified
	kam -q bid edit B2 --stage lost --reason price
	same "$before" "$(items)"
}

@test "business without a tender gets only what has no date, and what is dated comes with the day" {
	fixture
	kam -q bid add Small --account Acme --owner Li
	for stage in qualified solution review submitted negotiation won; do
		kam -q bid edit B1 --stage "$stage"
	done
	same 'solution,Needs written down with the customer,solution,Sun,,
negotiation,Contract reviewed,manager,Han,,' "$(items)"
	kam -q bid add Later --account Acme --owner Li --stage review
	same '' "$(items --bid B2)"
	kam -q bid edit B2 --submit-by 2026-12-24
	same 6 "$(items --bid B2 | wc -l)"
}

@test "when submit_by moves, what is not done moves along; undo takes back all of it" {
	fixture
	kam -q bid add Tender --account Acme --owner Li --submit-by 2026-12-24 --stage review
	kam -q bid checkitem edit 'B1/Bid bond' --done-on 2026-07-15
	kam -q bid checkitem add B1 review 'Own item' --needed-by 2026-12-01
	before=$(items)
	# a week later is seven days later for each, for no holiday lies between
	kam -q bid edit B1 --submit-by 2026-12-31
	same 'review,Price reviewed,manager,Han,yes,2026-12-23
review,Bid bond,account,Li,yes,2026-12-17
review,Authorisation letter,account,Li,yes,2026-12-24
review,Print and bind,account,Li,yes,2026-12-29
review,Seal,account,Li,yes,2026-12-30
review,Hand in,account,Li,,2026-12-31
review,Own item,account,,,2026-12-01' "$(items)"
	kam -q undo
	same "$before" "$(items)"
	kam -q bid edit B1 --submit-by ''
	same ',,,2026-12-01,2026-12-17' "$(items --sort id | cut -d, -f6 | sort -u | paste -sd, | sed 's/^/,,/')"
}

@test "by whose working days: those of the setting bid_calendar, holidays and worked weekends too" {
	fixture
	# Thursday 2026-10-15; in China 1 to 8 October are off and Saturday the 10th is worked
	for day in 1 2 5 6 7 8; do
		kam -q config day add 中国 2026-10-0$day holiday
	done
	kam -q config day add 中国 2026-10-10 workday
	expect 2 kam config setting edit bid_calendar --value 美国
	holds "$errors" "there is no calendar '美国'; see kam config hours list"
	kam -q config setting edit bid_calendar --value 中国
	kam -q bid add Tender --submit-by 2026-10-15 --stage review
	# back: 14 13 12 10 9, then 30 September: 1 14th, 2 13th, 5 9th, 6 the 30th
	same '2026-09-30
2026-10-09
2026-10-09
2026-10-13
2026-10-14
2026-10-15' "$(items | cut -d, -f6)"
}

@test "a bid that gets another owner takes the owner's open part along" {
	fixture
	kam -q bid add Tender --account Acme --owner Li --submit-by 2026-12-24 --stage review
	kam -q bid checkitem edit B1/Seal --owner Wei
	kam -q bid checkitem edit 'B1/Bid bond' --done-on 2026-07-15
	kam -q bid edit B1 --owner Sun
	same 'Han
Li
Sun
Sun
Wei
Sun' "$(kam bid checkitem list --csv --header none --columns owner.name --sort id)"
}

@test "an import puts on what open stages ask; an export brings its lists along and derives nothing" {
	fixture
	kam -q config template add won task 'Kick-off' --role account
	printf 'ref,title,account,stage,submit_by\na,One,Acme,review,2026-12-24\nb,Two,Acme,won,2026-12-24\n' > bids.csv
	kam -q bid import bids.csv
	same 6 "$(items | wc -l)"
	# the same again, and one that has moved on
	kam -q bid import bids.csv
	same 6 "$(items | wc -l)"
	printf 'ref,stage\na,negotiation\n' > moved.csv
	kam -q bid import moved.csv
	same 7 "$(items | wc -l)"
	kam -q bid checkitem rm 'B1/Contract reviewed'
	kam db export all > said
	kam -q init --db other.db
	kam -q --db other.db db import all
	kam --db other.db db export again > said
	diff -r all again
	# by hand, a won bid gets what its stage asks
	kam -q bid add Three --stage won
	same 'won,Kick-off,account,,,' "$(items --stage won)"
}

# A bid of Wei's that is handed in on Thursday 2026-12-24, at review since Friday the 18th; Han lets me act for her.
tender() {
	fixture
	kam -q config person edit Han --approve-for "$(id -un)"
	kam -q bid add Tender --account Acme --owner Wei --submit-by 2026-12-24 --stage review
	export KAM_NOW=2026-12-18T09:00:00Z
}

@test "gate prints the list by role: what is done, late, waived, and what keeps the bid where it is" {
	tender
	kam -q bid checkitem edit B1/Seal --role delivery --owner Sun
	kam -q bid checkitem done 'B1/Print and bind' --on yesterday
	kam -q bid checkitem waive 'B1/Price reviewed' --why 'price list' --as Han
	kam -q bid checkitem add B1 negotiation Later --required yes
	# the bid bond was due on Thursday the 17th
	expect 0 kam bid gate B1 --csv
	same 'role,id,title,state,needed_by,owner,blocks,stage,on,waived_by,why
account,CK2,Bid bond,late,2026-12-17,Wei,yes,review,,,
account,CK3,Authorisation letter,late,2026-12-17,Wei,yes,review,,,
account,CK4,Print and bind,done,2026-12-22,Wei,,review,2026-12-17,,
account,CK6,Hand in,open,2026-12-24,Wei,,review,,,
account,CK7,Later,open,,,,negotiation,,,
delivery,CK5,Seal,open,2026-12-23,Sun,yes,review,,,
manager,CK1,Price reviewed,waived,2026-12-16,,,review,,Han,price list' "$output"
	same 'kam: B1 is at review; 3 items keep it there' "$errors"
	COLUMNS=80 expect 0 kam bid gate B1
	[ "$(wc -L <<< "$output")" -le 80 ]
	holds "$output" 'Waived by'
	# only arranged as any answer is
	expect 0 kam bid gate Tender --columns id,blocks --sort -id --limit 2 --csv
	same 'id,blocks
CK7,
CK6,' "$output"
	kam -q bid edit B1 --stage lost --reason price
	expect 0 kam bid gate B1 --csv --columns blocks
	holds "$errors" 'B1 is at lost; nothing keeps it any more'
	kam -q bid add Small
	expect 0 kam bid gate B2 --csv --columns id
	holds "$errors" 'nothing is asked of B2 at identified'
	expect 2 kam bid gate
	expect 1 kam bid gate B9
}

@test "no way forward past what is required and open, whichever command is used; every item is named" {
	tender
	for words in 'edit B1 --stage submitted' 'advance B1' 'edit --where id=B1 --stage negotiation' 'edit B1 --stage won'; do
		# shellcheck disable=SC2086 # several words
		expect 1 kam bid $words
		holds "$errors" 'B1 does not leave review while these are open: CK1 Price reviewed (manager); CK2 Bid bond (account); CK3 Authorisation letter (account); CK4 Print and bind (account); CK5 Seal (account); get them done (kam bid checkitem done CK1)'
	done
	same review "$(kam bid show B1 --csv --header none --columns stage)"
	for item in CK1 CK2 CK3 CK4; do
		kam -q bid checkitem done $item
	done
	expect 1 kam bid advance B1
	holds "$errors" 'while these are open: CK5 Seal (account); get'
	expect 2 kam bid checkitem edit CK5 --done-on 2026-12-19
	holds "$errors" 'done_on 2026-12-19 is still to come'
	expect 2 kam bid checkitem done CK5 --on tomorrow
	kam -q bid checkitem edit CK5 --done-on 2026-12-18
	expect 0 kam bid edit B1 --stage submitted
	# what is required by hand counts too, and what a stage that lies behind it still lacks
	kam -q bid checkitem edit CK5 --done-on ''
	expect 1 kam bid advance B1
	holds "$errors" 'CK5 Seal'
}

@test "back, lost and withdrawn are free of gates, and so is a bid that arrives" {
	tender
	for stage in solution withdrawn qualified; do
		expect 0 kam bid edit B1 --stage $stage
	done
	expect 0 kam bid edit B1 --stage lost --reason price
	expect 0 kam bid add Old --submit-by 2026-12-01 --stage submitted
	printf 'ref,title,stage,submit_by\nx,Other,review,2026-12-24\n' > bids.csv
	kam -q bid import bids.csv
	printf 'ref,stage\nx,won\n' > bids.csv
	expect 0 kam bid import bids.csv
	same won "$(kam bid show x --csv --header none --columns stage)"
}

@test "a bid that lives again goes on from the open stage it was in last" {
	fixture
	kam -q bid add Core --stage solution --submit-by 2026-12-31
	for way in '--stage lost --reason price' '--stage withdrawn'; do
		# shellcheck disable=SC2086 # several words
		kam -q bid edit B1 $way
		expect 1 kam bid edit B1 --stage negotiation
		holds "$errors" 'B1 does not leave solution while these are open'
		expect 1 kam bid edit B1 --stage won
		expect 0 kam bid reopen B1
	done
	same solution "$(kam bid list --csv --header none --columns stage)"
}

@test "what is required stays so while a bid is lost, and nothing else stands for it" {
	fixture
	kam -q bid add Core --stage qualified --submit-by 2026-12-31
	id=$(kam bid checkitem list --where "title = 'Go or no-go decided'" --ids)
	kam -q bid edit B1 --stage lost --reason price
	expect 1 kam bid checkitem edit "$id" --required no
	holds "$errors" 'is required and open'
	expect 1 kam bid checkitem rm "$id"
	kam -q bid reopen B1
	# of that title at that stage there is none that is not required
	kam -q bid add Early --submit-by 2026-12-31
	expect 1 kam bid checkitem add B2 --stage qualified --kind review --title 'Go or no-go decided' --role manager
	same "kam: stage 'qualified' requires 'Go or no-go decided', so an item of that title is required: --required yes" "$errors"
	expect 0 kam bid checkitem add B2 --stage qualified --kind review --title 'Go or not' --role manager
	expect 1 kam bid checkitem edit 'B2/Go or not' --title 'Go or no-go decided'
	expect 1 kam bid edit B2 --stage solution
	holds "$errors" 'qualified: Go or no-go decided (manager)'
}

@test "nothing of a bid without an owner is let pass: that would be the way to approve one's own" {
	fixture
	kam -q bid add Core --stage qualified --submit-by 2026-12-31 --owner Li
	id=$(kam bid checkitem list --where "title = 'Go or no-go decided'" --ids)
	expect 1 kam bid checkitem waive "$id" --why x
	kam -q bid edit B1 --owner ''
	expect 1 kam bid checkitem waive "$id" --why x
	holds "$errors" 'B1 has no owner, so nobody can tell whether this is their own approval'
}

@test "a stage that asks for something is not passed over; one that asks for nothing is" {
	fixture
	kam -q bid add Small --account Acme
	expect 0 kam bid edit B1 --stage submitted
	kam -q bid add Tender --account Acme --submit-by 2026-12-24
	expect 1 kam bid edit B2 --stage review
	holds "$errors" 'B2 would pass over what is asked for on the way: qualified: Go or no-go decided (manager); solution: Questions to the buyer sent (account); solution: Presales engineer (solution);'
	holds "$errors" 'go there first: kam bid advance B2 --to qualified'
	# the tender comes to light with the move
	kam -q bid add Late --account Acme --stage review
	expect 1 kam bid edit B3 --stage submitted --submit-by 2026-12-24
	holds "$errors" 'kam bid edit B3 --submit-by DATE, then move on'
	# one that is won without it passes over what is asked for there, too
	expect 1 kam bid edit B2 --stage won
	expect 0 kam bid edit B2 --stage won --submit-by ''
}

@test "an item is let pass by whoever approves and with a reason, and by no edit without a word" {
	tender
	kam -q bid edit B1 --owner Li
	# it is my own, even in Han's name
	for words in 'waive CK1 --why x' 'waive CK1 --why x --as Han' 'edit CK1 --waive-reason x' \
		'edit CK1 --waived-by Han --waive-reason x'; do
		# shellcheck disable=SC2086 # several words
		expect 1 kam bid checkitem $words
		holds "$errors" 'nobody approves what is their own'
	done
	kam -q bid edit B1 --owner Wei
	expect 1 kam bid checkitem edit CK1 --waived-by Li
	holds "$errors" 'why is it let pass?'
	expect 1 kam bid checkitem edit CK1 --waived-by Sun --waive-reason x
	holds "$errors" 'it is PE2 who lets it pass, not PE3'
	expect 2 kam bid checkitem waive CK1
	for words in '--required no' '--kind task --title x' '--stage won'; do
		# shellcheck disable=SC2086 # several words
		expect 1 kam bid checkitem edit CK1 $words
		holds "$errors" 'CK1 is required and open'
	done
	for words in 'rm CK1' 'rm CK1 --cascade'; do
		# shellcheck disable=SC2086 # several words
		expect 1 kam bid checkitem $words
		holds "$errors" 'CK1 is required and open, so it stays on the list'
	done
	expect 0 kam bid rm B1 --cascade --dry-run
	expect 0 kam bid checkitem rm 'B1/Hand in'
	expect 0 kam bid checkitem edit CK1 --waive-reason x
	same PE2,x "$(kam bid checkitem show CK1 --csv --header none --columns waived_by,waive_reason)"
	expect 1 kam bid checkitem waive CK1 --why y
	expect 1 kam bid checkitem done CK1
	holds "$errors" "kam bid checkitem edit CK1 --waived-by ''"
	# not let pass after all: the reason goes along
	expect 0 kam bid checkitem edit CK1 --waived-by ''
	same , "$(kam bid checkitem show CK1 --csv --header none --columns waived_by,waive_reason)"
	# imports state facts
	printf 'id,bid,stage,title,required,waived_by,waive_reason\n,B1,review,Bid bond,yes,Sun,by phone\n' > items.csv
	expect 0 kam bid checkitem import items.csv
	same PE3 "$(kam bid checkitem show CK2 --csv --header none --columns waived_by)"
}

@test "a resource is asked for by a day and granted by somebody else than the bid's owner, who names a person" {
	tender
	expect 0 kam bid checkitem ask B1 'Test bench' --needed-by +3d --required --note 'two days' --csv --columns id,state,needed_by,blocks
	same 'id,state,needed_by,blocks
CK7,open,2026-12-21,yes' "$output"
	same 'resource,solution,review,two days' "$(kam bid checkitem show CK7 --csv --header none --columns kind,role,stage,note)"
	expect 2 kam bid checkitem ask B1 Crane
	holds "$errors" 'by when is it needed?'
	expect 1 kam bid checkitem ask B1 'Test bench' --needed-by +3d
	expect 1 kam bid checkitem done CK7
	holds "$errors" 'kam bid checkitem grant CK7'
	expect 1 kam bid checkitem edit CK7 --done-on today
	expect 1 kam bid checkitem grant CK2
	holds "$errors" 'CK2 is no resource'
	expect 1 kam bid checkitem edit CK2 --granted-on today
	kam -q bid edit B1 --owner Li
	expect 1 kam bid checkitem grant CK7 --to Sun
	expect 1 kam bid checkitem edit CK7 --granted-on today
	holds "$errors" 'nobody approves what is their own'
	kam -q bid edit B1 --owner Wei
	expect 2 kam bid checkitem grant CK7 --on tomorrow
	expect 0 kam bid checkitem grant CK7 --to Sun --csv --columns state,owner,on,blocks
	same 'state,owner,on,blocks
granted,Sun,2026-12-18,' "$output"
	expect 1 kam bid checkitem grant CK7
	holds "$errors" 'CK7 is granted already'
	kam -q bid checkitem edit CK7 --granted-on ''
	same , "$(kam bid checkitem show CK7 --csv --header none --columns granted_on,done_on)"
	kam -q bid edit B1 --stage lost --reason price
	expect 1 kam bid checkitem ask B1 Crane --needed-by +3d
}
