# kam bid decide: six marks become a score, and somebody else than the owner says go. Figures worked out by hand.

load helper

# The user is Boss; B1 is 李雷's.
team() {
	kam_db
	kam -q config person add Boss --login "$(id -un)"
	kam -q config person add 李雷 --login lilei
	kam -q bid add Core --owner 李雷 --value 100万
}

# What the marks make: score,verdict,veto,missing.
judged() {
	expect 0 kam bid decide B1 --csv --header none --columns score,verdict,veto,missing "$@"
}

kept() {
	kam bid assessment list --csv --header none --sort id --columns "$@"
}

@test "marks become a score: (mark - 1) × 25, weighted over those that are given" {
	team
	# 20·75 + 20·50 + 15·25 + 15·100 + 15·75 + 15·50 = 1500 + 1000 + 375 + 1500 + 1125 + 750 = 6250 of 100
	judged --fit 4 --relationship 3 --competition 2 --margin 5 --delivery 4 --resources 3
	same '62.5,review,,' "$output"
	# (20·75 + 20·50 + 15·25) ÷ 55 = 2875 ÷ 55 = 52.2727…
	judged --fit 4 --relationship 3 --delivery 2
	same '52.27,review,,"competition, margin, resources"' "$output"
	judged --fit 1 --relationship 1 --competition 1 --margin 1 --delivery 2 --resources 1
	# 15·25 ÷ 100
	same '3.75,no,,' "$output"
	judged --fit 5 --relationship 5 --competition 5 --margin 5 --delivery 5 --resources 5
	same '100,go,,' "$output"
	# nothing of this is kept
	same '' "$(kept id)"
	holds "$errors" 'it takes 70 for a go, 50 for a review; nothing was written'
}

@test "exactly 70 is a go, exactly 50 a review, a hundredth less is not" {
	team
	kam -q config setting edit decide_weights --value 'fit 80 margin 20'
	# (80·75 + 20·50) ÷ 100 = 70
	judged --fit 4 --margin 3
	same '70,go,,' "$output"
	kam -q config setting edit decide_weights --value 'fit 799 margin 201'
	# (799·75 + 201·50) ÷ 1000 = 69.975 → 69.98
	judged --fit 4 --margin 3
	same '69.98,review,,' "$output"
	judged --fit 3
	same '50,review,,margin' "$output"
	kam -q config setting edit decide_weights --value 'fit 999 margin 1'
	# (999·50 + 1·25) ÷ 1000 = 49.975 → 49.98
	judged --fit 3 --margin 2
	same '49.98,no,,' "$output"
	kam -q config setting edit decide_breaks --value '60 40'
	judged --fit 3 --margin 2
	same '49.98,review,,' "$output"
	# a mark that weighs nothing is no score
	judged --delivery 4
	same ',,,"fit, margin"' "$output"
}

@test "a mark at or below its veto says no, whatever the score" {
	team
	# (20·100 + 15·0) ÷ 35 = 57.142857
	judged --fit 5 --delivery 1
	same '57.14,no,delivery 1,"relationship, competition, margin, resources"' "$output"
	kam -q config setting edit decide_vetoes --value 'fit 2 delivery 2'
	judged --fit 2 --delivery 2
	same '25,no,"fit 2, delivery 2","relationship, competition, margin, resources"' "$output"
	kam -q config setting edit decide_vetoes --value none
	judged --fit 5 --delivery 1
	same 57.14,review,, "${output%\"relation*}"
}

@test "a go that the score does not allow needs an override, which is kept" {
	team
	expect 1 kam bid decide B1 --fit 3 --decision go
	holds "$errors" 'go cannot be decided: the score is 50, and it takes 70'
	expect 1 kam bid decide B1 --fit 5 --relationship 5 --delivery 1 --decision go
	holds "$errors" 'delivery 1 forbids it'
	expect 1 kam bid decide B1 --decision go
	holds "$errors" 'no mark is given'
	expect 1 kam bid decide B1 --fit 5 --decision go --override 'to be sure'
	holds "$errors" 'leave --override out'
	same '' "$(kept id)"
	expect 0 kam bid decide B1 --fit 3 --decision go --override 'the door to the group'
	expect 0 kam bid decide B1 --fit 5 --decision go --csv --columns id,score,verdict,decision,override,value,done_by
	same 'id,score,verdict,decision,override,value,done_by
AS2,100,go,go,,1000000.00,Boss' "$output"
	same 'AS1,B1,go_no_go,50,go,the door to the group,PE1,1000000.00
AS2,B1,go_no_go,100,go,,PE1,1000000.00' "$(kept id,bid,kind,score,decision,override,done_by,value)"
	expect 0 kam undo
	same AS1 "$(kept id)"
	# no takes no override, and no score
	expect 1 kam bid decide B1 --decision no_go --override x
	expect 0 kam bid decide B1 --decision no_go
	holds "$errors" 'the bid stays open until it is withdrawn'
	expect 0 kam bid decide B1 --fit 5 --decision recycle --dry-run
	same 2 "$(kept id | wc -l)"
}

@test "a conditional go needs the score of a review, conditions, and a day" {
	team
	expect 2 kam bid decide B1 --fit 3 --decision conditional
	holds "$errors" --conditions
	expect 2 kam bid decide B1 --fit 3 --decision conditional --conditions 'two engineers'
	holds "$errors" --due-on
	expect 2 kam bid decide B1 --fit 5 --decision go --due-on +7d
	holds "$errors" --conditions
	expect 0 kam bid decide B1 --fit 3 --decision conditional --conditions 'two engineers' --due-on +7d
	same 'conditional,two engineers,2026-07-22' "$(kept decision,conditions,due_on)"
	expect 1 kam bid decide B1 --fit 2 --decision conditional --conditions x --due-on +7d
	holds "$errors" 'conditional cannot be decided: the score is 25, and it takes 50'
	# a go may have conditions too
	expect 0 kam bid decide B1 --fit 5 --decision go --conditions 'price list first' --due-on tomorrow
}

@test "nobody says go to their own bid; no they may say" {
	team
	kam -q config person edit 李雷 --login "$(id -un)x"
	kam -q bid edit B1 --owner Boss
	expect 1 kam bid decide B1 --fit 5 --decision go
	holds "$errors" "nobody approves what is their own"
	expect 1 kam bid decide B1 --fit 5 --decision conditional --conditions x --due-on +1d
	# another's name does not help, unless that person lets this login
	expect 1 kam bid decide B1 --fit 5 --decision go --as 李雷
	holds "$errors" 'approve_for'
	kam -q config person edit 李雷 --approve-for "$(id -un)"
	expect 1 kam bid decide B1 --fit 5 --decision go --as 李雷
	holds "$errors" "nobody approves what is their own"
	expect 0 kam bid decide B1 --fit 5 --decision no_go
	# the record knows the rule too
	expect 1 kam bid assessment add B1 go --fit 5 --done-by 李雷
	expect 1 kam bid assessment add B1 go --fit 5 --done-by Boss
	expect 1 kam bid assessment edit AS1 --decision go
	# nor is an approval somebody else's than the approver's
	kam -q bid edit B1 --owner 李雷
	expect 1 kam bid assessment add B1 go --fit 5 --done-by 李雷
	holds "$errors" 'an approval is given by the approver'
	expect 0 kam bid assessment add B1 go --fit 5 --done-by Boss
	# what nobody owns nobody can approve
	kam -q bid edit B1 --owner ''
	expect 1 kam bid decide B1 --fit 5 --decision go
	holds "$errors" 'B1 has no owner'
}

@test "somebody judges, somebody else decides by it" {
	team
	kam -q bid assessment add B1 --fit 4 --relationship 4 --delivery 3 --done-by 李雷
	# (20·75 + 20·75 + 15·50) ÷ 55 = 3750 ÷ 55 = 68.1818
	same 'AS1,68.18,' "$(kept id,score,decision)"
	expect 0 kam bid decide B1 --csv --header none --columns score,verdict
	same 68.18,review "$output"
	holds "$errors" 'the marks are those of AS1'
	expect 1 kam bid decide B1 --decision go
	expect 0 kam bid decide B1 --decision go --override 'they asked for us'
	same 'AS2,4,4,3,68.18,go' "$(kept id,fit,relationship,delivery,score,decision | tail -1)"
	# of several the latest are taken, whatever the order they were written in
	kam -q bid assessment add B1 --fit 2 --done-by 李雷 --happened-at 2026-07-14T00:00:00Z
	judged
	holds "$errors" 'the marks are those of AS2'
	# marks of one's own are taken alone
	judged --fit 5
	same '100,go,,"relationship, competition, margin, delivery, resources"' "$output"
}

@test "the score is that of the marks, also by the record's own verbs; a score without marks stands" {
	team
	expect 1 kam bid assessment add B1 --fit 3 --score 90 --done-by Boss
	holds "$errors" 'the marks make a score of 50'
	expect 0 kam bid assessment add B1 no_go --fit 3 --done-by Boss
	expect 0 kam bid assessment edit AS1 --fit 5
	same 'AS1,100' "$(kept id,score)"
	expect 1 kam bid assessment edit AS1 --score 10
	# other weights later change nothing of what was decided
	kam -q config setting edit decide_weights --value 'delivery 1'
	kam -q bid assessment edit AS1 --body 'not our field'
	same 'AS1,100' "$(kept id,score)"
	expect 1 kam bid assessment add B1 go --score 69.99 --done-by Boss
	expect 0 kam bid assessment add B1 go --score 70 --done-by Boss
}

@test "price and contract are decided by somebody else too, without a score" {
	team
	expect 0 kam bid decide B1 --kind price --decision go --value 85万 --csv --header none --columns id,kind,score,decision,value
	same AS1,price,,go,850000.00 "$output"
	expect 2 kam bid decide B1 --decision go --value 1
	holds "$errors" '--value goes with --kind price'
	expect 1 kam bid decide B1 --kind price --decision go --override x
	kam -q bid edit B1 --owner Boss
	expect 1 kam bid decide B1 --kind price --decision go
	expect 1 kam bid decide B1 --kind contract --decision go
	kam -q bid edit B1 --owner 李雷
	# another currency than the bid's is refused
	kam -q bid edit B1 --value 'USD 90000'
	expect 0 kam bid decide B1 --kind price --decision go --value 8万 --csv --header none --columns value
	same 80000.00 "$output"
	same 'AS2,80000.00,USD' "$(kept id,value,currency | tail -1)"
	expect 2 kam bid decide B1 --kind price --decision go --value 'EUR 5'
}

@test "what is over is not decided on; of what is won the contract is" {
	team
	kam -q account add Acme
	kam -q bid edit B1 --account Acme
	kam -q bid edit B1 --stage won
	expect 1 kam bid decide B1 --fit 5
	holds "$errors" 'B1 is won already'
	expect 1 kam bid decide B1 --kind price --decision go
	expect 0 kam bid decide B1 --kind contract --decision go
	kam -q bid edit B1 --stage lost --reason price
	expect 1 kam bid decide B1 --kind contract --decision go
}

@test "mistakes name what would do" {
	team
	for bad in 'fit 0' 'fit 6' 'delivery x' 'margin 2.5' 'decision maybe' 'kind luck'; do
		expect 2 kam bid decide B1 "--${bad% *}" "${bad#* }"
		holds "$errors" "'${bad#* }'"
	done
	expect 2 kam bid decide B1
	holds "$errors" 'what is B1 to be judged by?'
	expect 2 kam bid decide
	expect 2 kam bid decide B1 --fit 4 --conditions x
	holds "$errors" 'what is decided?'
	expect 1 kam bid decide B9 --fit 4
	for bad in 'decide_weights fit' 'decide_weights fit x' 'decide_weights luck 5' 'decide_weights fit 5 fit 5' \
		'decide_weights fit 0' 'decide_weights fit 1001' 'decide_breaks 70' 'decide_breaks 50 70' 'decide_breaks 101 50' \
		'decide_breaks 70 50 30' 'decide_vetoes fit 0' 'decide_vetoes fit 6' 'decide_vetoes no'; do
		expect 2 kam config setting edit "${bad%% *}" --value "${bad#* }"
		holds "$errors" "'${bad#* }'"
	done
}

@test "files state what was decided; kam's own rows derive nothing" {
	team
	printf 'bid,decision,fit,delivery,score,done_by\nB1,go,1,1,,李雷\nB1,go,3,,12,Boss\nB1,go,,,,李雷\n' > old.csv
	expect 0 kam bid assessment import old.csv
	same 'AS1,go,0,
AS2,go,12,
AS3,go,,' "$(kept id,decision,score,value)"
	kam db export out
	rm kam.db
	kam_db
	kam -q db import out
	same 'AS1,go,0
AS2,go,12
AS3,go,' "$(kept id,decision,score)"
	printf 'id,bid,decision,fit,done_by\nAS9,B1,go,1,PE1\n' > more.csv
	kam -q bid assessment import more.csv
	same AS9,, "$(kept id,score,value | tail -1)"
}

@test "an item answers a need of its own bid" {
	team
	kam -q bid add Edge
	kam -q bid need add B1 'calls at any time'
	kam -q bid item add B1 Hotline --need ND1
	expect 1 kam bid item add B2 Hotline --need ND1
	holds "$errors" 'ND1 is a need of B1'
	expect 1 kam bid item edit IT1 --bid B2
	expect 0 kam bid item edit IT1 --bid B2 --need ''
}
