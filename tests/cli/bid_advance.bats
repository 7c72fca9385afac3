# A bid moves on stage by stage, and who lets it pass is written down.

load helper

fixture() {
	kam_db
	kam -q config person add Han --approve-for "$(id -un)"
	kam -q config person add Li --login "$(id -un)"
	kam -q config person add Sun
	kam -q account add Acme
}

@test "one open stage on, and what is to be done there; at the last one it is told what comes" {
	fixture
	kam -q bid add Small --account Acme --owner Sun
	expect 0 kam bid advance B1 --csv
	same 'id,title,was,stage,items,needed_by
B1,Small,identified,qualified,0,' "$output"
	expect 0 kam bid advance Small --csv --header none
	same 'B1,Small,qualified,solution,1,' "$output"
	kam -q bid advance B1 --to negotiation
	expect 1 kam bid advance B1
	holds "$errors" 'B1 is at the last open stage'
	expect 1 kam bid advance B1 --to negotiation
	holds "$errors" 'B1 is at negotiation already'
	expect 1 kam bid advance B1 --to nowhere
	expect 0 kam bid advance B1 --to review
	expect 0 kam bid advance B1 --to won
	expect 1 kam bid advance B1
	holds "$errors" 'B1 is won already'
	expect 2 kam bid advance
	same 5 "$(kam bid change list --field stage --ids | wc -l)"
}

@test "items are let pass as it moves on: each reason is that of the items before it" {
	fixture
	# Thursday 2026-12-24: price 16th, bond and letter 17th, print 22nd, seal 23rd
	kam -q bid add Tender --account Acme --owner Sun --submit-by 2026-12-24 --stage review
	kam -q bid checkitem done CK1
	kam -q bid checkitem done CK2
	expect 1 kam bid advance B1 --waive CK3 --why 'sent last year'
	holds "$errors" 'CK4 Print and bind (account); CK5 Seal (account)'
	# nothing of it was kept
	same , "$(kam bid checkitem show CK3 --csv --header none --columns waived_by,waive_reason)"
	expect 2 kam bid advance B1 --waive CK3
	holds "$errors" 'why is CK3 let pass? --why TEXT'
	expect 2 kam bid advance B1 --why x
	expect 2 kam bid advance B1 --waive CK3 --why x --why y
	expect 0 kam bid advance B1 --waive CK3 --why 'sent last year' --waive 'Print and bind' --waive Seal --why electronic \
		--as Han --csv --header none
	same 'B1,Tender,review,submitted,0,' "$output"
	same 'CK3,Han,sent last year
CK4,Han,electronic
CK5,Han,electronic' "$(kam bid checkitem list --csv --header none --where 'waived_by is not empty' --sort id \
	--columns id,waived_by.name,waive_reason)"
	kam -q undo
	same review "$(kam bid show B1 --csv --header none --columns stage)"
	same '' "$(kam bid checkitem list --ids --where 'waived_by is not empty')"
}

@test "nobody lets their own bid pass, nor an item of another bid" {
	fixture
	kam -q bid add Mine --account Acme --owner Li --submit-by 2026-12-24 --stage review
	kam -q bid add Other --account Acme --owner Sun --submit-by 2026-12-24 --stage review
	expect 1 kam bid advance B1 --waive CK1 --why x
	holds "$errors" 'nobody approves what is their own'
	expect 1 kam bid advance B1 --waive CK1 --why x --as Han
	expect 1 kam bid advance B2 --waive CK1 --why x
	holds "$errors" 'CK1 is an item of B1, not of B2'
	# of a title that both have, it is that of the bid in question
	expect 1 kam bid advance B2 --waive Seal --why x
	holds "$errors" 'while these are open: CK7 Price reviewed (manager); CK8 Bid bond (account); CK9 Authorisation letter (account); CK10 Print and bind (account); get'
	expect 1 kam bid advance B2 --waive Nothing --why x
}

@test "two that advance one bid at the same moment: it moves two stages, one after the other, and nothing is lost" {
	fixture
	kam -q bid add Small --account Acme --owner Sun
	kam -q bid advance B1 &
	kam -q bid advance B1 &
	wait
	same solution "$(kam bid show B1 --csv --header none --columns stage)"
	same 'identified,qualified
qualified,solution' "$(kam bid change list --csv --header none --columns old,new --sort id)"
}
