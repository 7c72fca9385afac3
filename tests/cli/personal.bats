# A person can be erased: out of the record, the journal and the file; ids and counts stay.

load helper

person() {
	kam_db
	kam -q account add Acme
	kam -q account contact add A1 "Zhang Secret" --phone 13800138000 --email zs@example.com --tag hobby=golf
	kam -q account contact edit C1 --title Boss --phone 13911139111
	kam -q account contact edit C1 --untag hobby
	kam -q account contact add A1 "Li Stays" --reports-to C1
}

@test "erase blanks the record, its history and the command lines; nothing of it is left in the file" {
	person
	# it is there before
	strings -a kam.db | grep -q 'Zhang Secret'
	expect 0 kam account contact erase C1 --why "asked for it"
	same "id,account,name,title,phone
C1,A1,(erased),,
C2,A1,Li Stays,," "$(kam account contact list --csv --unmask --columns id,account,name,title,phone)"
	for secret in 'Zhang Secret' zhangsecret 13800138000 13911139111 zs@example.com Boss golf; do
		run ! grep -qaF "$secret" kam.db
	done
	# why and who are kept
	holds "$(kam log --limit 2)" "asked for it"
	same 2 "$(kam account contact list --ids | wc -l)"
	same C1 "$(kam account contact list --csv --columns reports_to --header none | tail -n 1)"
}

@test "an erasure needs a reason, is done once, and cannot be undone; nor can what came before it" {
	person
	expect 2 kam account contact erase C1
	kam -q account contact erase C1 --why law
	expect 1 kam account contact erase C1 --why again
	holds "$errors" "erased already"
	expect 1 kam undo 7
	holds "$errors" "cannot be undone"
	expect 1 kam undo 3
	holds "$errors" C1
	# my last operation is the one before it
	kam -q account edit A1 --region North
	kam -q undo
	same "" "$(kam account list --csv --columns region --header none | tr -d '"')"
}

@test "an earlier day shows nothing of an erased person either" {
	person
	KAM_NOW=2026-07-20T09:00:00Z kam -q account contact erase C1 --why law
	holds "$(KAM_NOW=2026-07-21T09:00:00Z kam account contact list --as-of 2026-07-15 --csv --unmask)" '(erased)'
	run ! grep -q Secret <(KAM_NOW=2026-07-21T09:00:00Z kam account contact list --as-of 2026-07-15 --csv --unmask)
}

@test "reading with --unmask is written down: who, when, with which command; it is never undone" {
	person
	expect 0 kam account contact list --unmask --csv
	holds "$(kam log --limit 1)" "contact read"
	holds "$(kam log --limit 1)" "kam account contact list --unmask --csv"
	number=$(kam log --limit 1 --ids)
	expect 1 kam undo "$number"
	holds "$errors" "only read"
	# undo passes over it
	expect 0 kam undo
	holds "$errors" "operation $((number - 1)) is undone"
	# without --unmask nothing is written
	cp kam.db copy.db
	kam account contact list > /dev/null
	cmp kam.db copy.db
}
