# kam report gates: what keeps open bids where they are, by bid and role, and what was let pass. Asked on 2026-12-18, a Friday.

load helper

# Three bids that are handed in on Thursday 2026-12-24, at review since Wednesday the 16th, two days ago:
#   price reviewed 16th (manager Han), bid bond and letter 17th, print 22nd, seal 23rd (account: the owner), hand in (not required)
#   B1 of Li: the bond is done, the price let pass           letter late (17th: one day), print and seal open
#   B2 of Sun: all but the seal is done                      seal open
#   B3 of Sun: nothing is done, but it is lost               nothing holds it
# and B4 of Li, without a tender, B5 of nobody that was imported beyond what it lacks.
bids() {
	kam_db
	kam -q config person add Han --login "$(id -un)"
	kam -q config person add Li --manager Han
	kam -q config person add Sun --manager Han
	kam -q account add Acme
	export KAM_NOW=2026-12-16T09:00:00Z
	kam -q bid add One --account Acme --owner Li --submit-by 2026-12-24 --stage review
	kam -q bid add Two --account Acme --owner Sun --submit-by 2026-12-24 --stage review
	kam -q bid add Three --account Acme --owner Sun --submit-by 2026-12-24 --stage review
	kam -q bid add Four --account Acme --owner Li
	kam -q bid checkitem done 'B1/Bid bond'
	kam -q bid checkitem waive 'B1/Price reviewed' --why 'list prices'
	for title in 'Price reviewed' 'Bid bond' 'Authorisation letter' 'Print and bind'; do
		kam -q bid checkitem done "B2/$title"
	done
	kam -q bid edit B3 --stage lost --reason price
	printf 'ref,title,stage\nx,Five,submitted\n' > bids.csv
	kam -q bid import bids.csv
	kam -q bid checkitem add B5 review Seal --role delivery --required yes
	# what a later stage asks for holds nothing up yet
	kam -q bid checkitem add B5 negotiation Talks --required yes
	export KAM_NOW=2026-12-18T09:00:00Z
}

@test "open required items by bid and role, late first; the days they wait" {
	bids
	expect 0 kam report gates --csv
	same 'id,title,owner,stage,role,items,late,waiting,needed_by,what
B1,One,Li,review,account,3,1,2,2026-12-17,"Authorisation letter, Print and bind, Seal"
B2,Two,Sun,review,account,1,0,2,2026-12-23,Seal
B5,Five,,submitted,delivery,1,0,2,,Seal' "$output"
	expect 0 kam report gates --csv --where 'owner = Sun' --columns id
	same 'id
B2' "$output"
	COLUMNS=80 expect 0 kam report gates
	[ "$(wc -L <<< "$output")" -le 80 ]
}

@test "by owner: bids held up of those that are open, items, late, let pass; the rows behind a line" {
	bids
	expect 0 kam report gates --section total --csv
	same 'name,all_bids,bids,share,items,late,waived
Li,2,1,50.00,3,1,1
Sun,1,1,100.00,1,0,0
,1,1,100.00,1,0,0' "$output"
	expect 0 kam report gates --section total --explain Li --csv
	same 'id,bid,title,role,owner,needed_by,late
CK3,B1,Authorisation letter,account,Li,2026-12-17,1
CK4,B1,Print and bind,account,Li,2026-12-22,
CK5,B1,Seal,account,Li,2026-12-23,' "$output"
	expect 0 kam report gates --section total --by stage --csv --columns name,bids
	same 'name,bids
review,2
submitted,1
identified,0' "$output"
}

@test "findings are what is required and late; what was let pass names by whom and why" {
	bids
	expect 3 kam report gates --check --section late --csv
	same 'id,bid,bid_title,title,role,owner,needed_by,days
CK3,B1,One,Authorisation letter,account,Li,2026-12-17,1' "$output"
	expect 0 kam report gates --section waived --csv
	same 'id,bid,bid_title,title,role,waived_by,why
CK1,B1,One,Price reviewed,manager,Han,list prices' "$output"
	kam -q bid checkitem done CK3
	expect 0 kam report gates --check --csv
	# an empty database has nothing to say
	kam -q init --db empty.db
	expect 0 kam --db empty.db report gates --check --csv
}
