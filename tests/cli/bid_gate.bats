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
review,Hand in,account,Li,yes,2026-12-24' "$(items)"
	# handed in on a Saturday: that is on the Friday before; a stage of its own
	kam -q bid add Other --account Acme --submit-by 2026-12-26 --stage qualified
	kam -q bid edit B2 --stage solution
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
	kam -q bid edit B2 --stage lost
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
review,Hand in,account,Li,yes,2026-12-31
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
	kam -q config template add won task 'Kick-off'
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
	kam -q bid edit B1 --stage won
	same 'won,Kick-off,account,,,' "$(items --stage won)"
}
