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

@test "--unmask leaves nothing behind where nothing is shown, and shows nothing where nothing can be written down" {
	person
	cp kam.db before.db
	expect 1 kam account contact show C9 --unmask
	expect 2 kam account contact list --unmask --columns nonsense
	expect 0 kam account contact list --unmask --dry-run --csv --columns phone --header none
	same "" "${output//[$'\n\"']/}"
	holds "$errors" "stay masked"
	expect 0 kam db export out --unmask --dry-run
	cmp kam.db before.db
	chmod a-w kam.db .
	if [ ! -w kam.db ]; then
		expect 77 kam account contact list --unmask --csv
		same "" "$output"
		holds "$errors" "--unmask is written down, and cannot be"
		expect 0 kam account contact list --csv
	fi
	chmod u+w . kam.db
	# asked for, noted, but not delivered
	# shellcheck disable=SC2016 # for the shell
	expect 4 bash -c '"$1" account contact list --unmask --csv > /dev/full' - "$KAM"
	holds "$(kam log --limit 1)" "contact read"
}

@test "what was read is noted once, of an earlier day too, with who asked; the log tells it by its number" {
	person
	count=$(kam log --ids | wc -l)
	KAM_NOW=2026-07-16T09:00:00Z expect 0 kam --as lilei account contact list --as-of 2026-07-15 --unmask --csv --columns phone
	holds "$output" 13911139111
	same $((count + 1)) "$(kam log --ids | wc -l)"
	same "lilei,,contact read" "$(kam log --limit 1 --csv --header none | cut -d, -f4-6)"
	expect 0 kam log "$(kam log --limit 1 --ids)" --csv --header none
	same "contact,read,,," "$(cut -d, -f4- <<< "$output")"
	# --diff asks twice and is noted once; a log of all records has no type
	KAM_NOW=2026-07-16T09:00:00Z expect 0 kam account contact list --diff 2026-07-15 --unmask
	expect 0 kam log C1 --unmask
	same $((count + 3)) "$(kam log --ids | wc -l)"
	# the day before shows what it showed
	same "$(kam account contact list --csv)" "$(KAM_NOW=2026-07-16T09:00:00Z kam account contact list --as-of 2026-07-15 --csv)"
	# an export is written down before it has its name
	expect 0 kam db export out --unmask
	same $((count + 4)) "$(kam log --ids | wc -l)"
	holds "$(kam log --limit 1)" "kam db export out --unmask"
	# a write shows nothing of the kind, and notes nothing
	kam -q account edit A1 --region North --unmask
	same "account ~1" "$(kam log --limit 1 --csv --header none | cut -d, -f6)"
}

@test "who was removed, or made one with another, is erased by the id they had" {
	kam_db
	kam -q account add Acme
	kam -q account add Twin
	kam -q account contact add Acme Zhang
	kam -q account contact add Twin Zhang --phone 13911112222 --tag vip=13911112222
	kam -q account contact add Twin Li --phone 13911112222
	kam -q account merge Acme Twin > /dev/null
	kam -q account contact rm C3
	for id in C1 C2 C3; do
		expect 0 kam account contact erase $id --why "asked for it"
	done
	run ! grep -qa 13911112222 kam.db
	expect 0 kam db check
	expect 1 kam account contact erase C3 --why again
	holds "$errors" "C3 was erased already"
	expect 1 kam account contact erase C9 --why "never there"
	holds "$errors" "no contact matches 'C9'"
}

# Ann's faith and her marital status are hers; that she plays golf is not.
tagged() {
	kam_db
	kam -q account add Acme --tag size=big
	kam -q account contact add Acme Ann --tag faith=Shaker --tag 'Marital status=widow' --tag hobby=golf
	kam -q lead add Bob --kind consumer --phone 13800138000 --tag faith=Quaker --tag hobby=tea
	kam -q config setting edit personal_tags --value 'Faith; Marital status'
}

@test "tags whose keys are declared personal are masked on every way out" {
	tagged
	# told by hand: empty to programs, dots where people read
	expect 0 kam account contact list --csv --columns 'name,tag.faith,tag."Marital status",tag.hobby'
	same 'name,tag.faith,tag.Marital status,tag.hobby
Ann,,,golf' "$output"
	expect 0 kam account contact list --json --columns name,tag.faith
	holds "$output" '"tag.faith":null'
	expect 0 kam account contact list --columns name,tag.faith,tag.hobby
	holds "$output" '•••'
	holds "$output" golf
	for way in 'account contact list' 'account contact list --csv' 'account contact list --jsonl' 'account contact list --html' \
		'account contact show C1' 'account contact show C1 --json' 'find widow' 'find Shaker' 'find Quaker' 'lead list --csv' \
		'log C1' 'lead list --columns id,tag.faith' 'lead list --diff 2026-07-14 --csv' 'lead list --as-of 2026-07-15 --csv' \
		'account contact list --columns name,reports_to.tag.faith' 'lead convert L1 --new'; do
		run "$KAM" $way
		for secret in Shaker widow Quaker; do
			case $output in
			*$secret*) echo "$way shows $secret: $output"; return 1 ;;
			esac
		done
	done
	expect 0 kam find golf
	holds "$output" 'tag.hobby'
	kam -q db export out
	run ! grep -rE 'Shaker|widow|Quaker' out
	grep -q golf out/contact.csv
	# a report does not show what is personal, as with a field
	expect 2 kam report leads --by tag.faith
	holds "$errors" 'tag.faith is personal, which a report does not show'
	expect 0 kam report leads --by tag.hobby --csv --columns name,leads
	# which tag a value is of is not known to SQL before it is read
	expect 0 kam db sql "SELECT key, value FROM tag WHERE record = 'contact' AND record_id = 1 AND key = 'faith'" --csv
	same 'key,value
faith,' "$output"
}

@test "with --unmask personal tags are shown, and that is written down; declared no more, they are as others" {
	tagged
	expect 0 kam account contact list --unmask --csv --columns name,tag.faith
	same 'name,tag.faith
Ann,Shaker' "$output"
	holds "$(kam log --limit 1)" 'contact read'
	expect 0 kam find widow --unmask
	holds "$output" widow
	expect 0 kam account contact list --csv --columns name --where 'tag.faith = Shaker'
	same 'name
Ann' "$output"
	kam -q db export out --unmask
	kam -q init --db new.db
	kam -q --db new.db db import out
	same 'Ann,Shaker' "$(kam --db new.db account contact list --unmask --csv --header none --columns name,tag.faith)"
	same "Ann," "$(kam --db new.db account contact list --csv --header none --columns name,tag.faith)"
	kam -q config setting edit personal_tags --value ''
	same 'Ann,Shaker' "$(kam account contact list --csv --header none --columns name,tag.faith)"
	for wrong in 'a=b' ';' 'a;;b' 'a;'; do
		expect 2 kam config setting edit personal_tags --value "$wrong"
		holds "$errors" "'$wrong': expected keys of tags"
	done
}

@test "what has been declared personal since is masked on an earlier day, too" {
	kam_db
	kam -q account add Acme
	kam -q account contact add Acme Ann --tag faith=Shaker
	export KAM_NOW=2026-07-20T09:00:00Z
	for way in 'account contact list --columns name,tag.faith' 'account contact show C1' 'find Shaker' 'db sql SELECT+value+FROM+tag'; do
		local -a words
		read -ra words <<< "$way"
		expect 0 kam "${words[@]//+/ }" --as-of 2026-07-16
		holds "$output" Shaker
	done
	kam -q config setting edit personal_tags --value Faith
	for way in 'account contact list --columns name,tag.faith' 'account contact show C1' 'find Shaker' 'db sql SELECT+value+FROM+tag'; do
		read -ra words <<< "$way"
		expect 0 kam "${words[@]//+/ }" --as-of 2026-07-16
		run ! grep -q Shaker <<< "$output"
	done
}
