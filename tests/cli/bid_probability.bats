# The probability of a bid: typed by hand it stays, else it is the stage's; won is 100, lost 0.

load helper

# Two bids with a typed one, one without.
bids() {
	kam_db
	kam account add Acme > /dev/null
	kam bid add typed --account Acme --value 1000 --probability 65 > /dev/null
	kam bid add zero --account Acme --value 1000 --probability 0 > /dev/null
	kam bid add plain --account Acme --value 1000 > /dev/null
}

chances() {
	kam bid list --csv --header none --columns title,probability,chance,weighted --sort id
}

@test "typed by hand it survives every move of the stage, the stage's own does not" {
	bids
	same 'typed,65.00,65.00,650.00
zero,0.00,0.00,0.00
plain,,10.00,100.00' "$(chances)"
	for stage in qualified=25 submitted=60 negotiation=80 identified=10; do
		for bid in B1 B2 B3; do
			kam bid edit $bid --stage "${stage%=*}" > /dev/null
		done
		same "typed,65.00,65.00,650.00
zero,0.00,0.00,0.00
plain,,${stage#*=}.00,${stage#*=}0.00" "$(chances)" "$stage"
	done
	# one change each time, none of them of the probability
	same '' "$(kam bid change list --field probability --ids)"
}

@test "won counts whole and lost nothing; taken up again it counts as it was typed" {
	bids
	kam bid win B1 > /dev/null
	kam bid lose B2 --reason price > /dev/null
	kam bid win B3 > /dev/null
	same 'typed,65.00,100.00,1000.00
zero,0.00,0.00,0.00
plain,,100.00,1000.00' "$(chances)"
	kam bid reopen B1 > /dev/null
	kam bid reopen B2 > /dev/null
	same 'typed,65.00,65.00,650.00
zero,0.00,0.00,0.00' "$(chances | head -2)"
}

@test "bulk edits of other fields, of the stage and of the value leave it" {
	bids
	expect 0 kam bid edit --where 'stage = identified' --category commit --yes
	expect 0 kam bid edit --where 'category = commit' --stage submitted --yes
	expect 0 kam bid edit --where 'stage = submitted' --value 500 --yes
	same 'typed,65.00,65.00,325.00
zero,0.00,0.00,0.00
plain,,60.00,300.00' "$(chances)"
	# the same by a file that does not name it, and by one that leaves it blank
	printf 'id,stage\nB1,qualified\nB2,qualified\nB3,qualified\n' > stages.csv
	kam -q bid import stages.csv
	printf 'id,stage,probability\nB1,review,\nB2,review,\nB3,review,\n' > blank.csv
	kam -q bid import blank.csv
	same 'typed,65.00,65.00,325.00
zero,0.00,0.00,0.00
plain,,50.00,250.00' "$(chances)"
}

@test "it is emptied by hand only, which is a change; then the stage's holds, and undo brings it back" {
	bids
	kam bid edit B1 --stage submitted --probability '' > /dev/null
	same 'typed,,60.00,600.00' "$(chances | head -1)"
	same 'probability,65.00,' "$(kam bid change list --bid B1 --field probability --csv --header none --columns field,old,new)"
	kam undo > /dev/null
	same 'typed,65.00,65.00,650.00' "$(chances | head -1)"
	# what the forecast and the pipeline weigh is the typed one
	kam bid edit B1 --close-on 2026-08-01 > /dev/null
	expect 0 kam report pipeline --period all --where 'title = typed' --section total --csv --columns weighted
	same 'weighted
650.00' "$output"
}
