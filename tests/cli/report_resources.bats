# kam report resources: what bids ask for, by when, and what of it is granted. Asked on Wednesday 2026-07-15.

load helper

#         needed     granted          owner of the bid
#   CK1   07-20      -                Li    5 days left
#   CK2   07-10      -                Li    5 days late
#   CK3   07-18      07-13 to Chen    Sun   in time, asked on the 10th: 3 days
#   CK4   07-12      07-15 to nobody  Sun   granted 3 days late, asked on the 10th: 5 days
#   CK5   08-30      -                Sun   46 days left
#   CK6   07-16      let pass         Sun
#   CK7   07-01      -                Sun   of a bid that is lost
#   CK8   -          -                Li    without a day
resources() {
	kam_db
	kam -q config person add Han --login "$(id -un)"
	kam -q config person add Li
	kam -q config person add Sun
	kam -q config person add Chen --dept Presales
	export KAM_NOW=2026-07-10T09:00:00Z
	kam -q bid add One --owner Li
	kam -q bid add Two --owner Sun
	kam -q bid add Three --owner Sun
	kam -q bid checkitem ask B1 Bench --needed-by 2026-07-20 --required
	kam -q bid checkitem ask B1 Crane --needed-by 2026-07-10 --role delivery
	kam -q bid checkitem ask B2 Engineer --needed-by 2026-07-18
	kam -q bid checkitem ask B2 Van --needed-by 2026-07-12 --role delivery
	kam -q bid checkitem ask B2 Lab --needed-by 2026-08-30
	kam -q bid checkitem ask B2 Visa --needed-by 2026-07-16
	kam -q bid checkitem ask B3 Lift --needed-by 2026-07-01
	kam -q bid checkitem add B1 identified Guide --kind resource --role solution
	kam -q bid checkitem waive CK6 --why 'online'
	kam -q bid edit B3 --stage lost --reason price
	export KAM_NOW=2026-07-15T09:30:00Z
	kam -q bid checkitem grant CK3 --to Chen --on 2026-07-13
	kam -q bid checkitem grant CK4
}

@test "asked for and not granted: what is needed soon, is late or has no day is a finding" {
	resources
	expect 3 kam report resources --check --csv
	same 'id,title,bid,bid_title,bid_owner,role,needed_by,days,waiting,required
CK2,Crane,B1,One,Li,delivery,2026-07-10,-5,5,
CK1,Bench,B1,One,Li,solution,2026-07-20,5,5,yes
CK8,Guide,B1,One,Li,solution,,,5,' "$output"
	expect 0 kam report resources --ahead 60 --csv --columns id --where 'bid.owner = Sun'
	same 'id
CK5' "$output"
	COLUMNS=80 expect 0 kam report resources
	[ "$(wc -L <<< "$output")" -le 80 ]
}

@test "granted, but nobody is named; and who is where" {
	resources
	expect 3 kam report resources --check --section unnamed --csv
	same 'id,title,bid,bid_title,role,granted_on,needed_by
CK4,Van,B2,Two,delivery,2026-07-15,2026-07-12' "$output"
	expect 0 kam report resources --section named --csv
	same 'id,person,dept,title,bid,bid_title,needed_by
CK3,Chen,Presales,Engineer,B2,Two,2026-07-18' "$output"
	kam -q bid checkitem edit CK4 --owner Chen
	expect 0 kam report resources --section unnamed --csv
	same 1 "${#lines[@]}"
}

@test "asked, granted, late and the days to the grant: by role, person, department, week" {
	resources
	# solution: CK1 CK3 CK5 CK7 CK8, one granted after three days, none late (the bid of CK7 is lost);
	# delivery: CK2 CK4, one granted after five days, both late
	expect 0 kam report resources --section total --csv
	same 'name,asked,granted,share,late,wait
solution,5,1,20.00,0,3
delivery,2,1,50.00,2,5' "$output"
	expect 0 kam report resources --section total --by owner.dept --csv --columns name,asked,granted
	same 'name,asked,granted
,6,1
Presales,1,1' "$output"
	# 2026-07-13 to 19 is week 29
	expect 0 kam report resources --section total --by needed_by.week --period 2026-07-13..2026-07-20 --csv --columns name,asked,late
	same 'name,asked,late
2026-W29,1,0' "$output"
	expect 0 kam report resources --section total --explain delivery --csv
	same 'id,bid,title,role,owner,needed_by,granted_on
CK2,B1,Crane,delivery,,2026-07-10,
CK4,B2,Van,delivery,,2026-07-12,2026-07-15' "$output"
	kam -q init --db empty.db
	expect 0 kam --db empty.db report resources --check --csv
}
