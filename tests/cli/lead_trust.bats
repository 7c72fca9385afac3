# kam lead advance, qualify, drop, valid, show: how far a lead trusts us, what it lacks, and what becomes of it.

load helper

team() {
	kam_db
	kam -q config person add Li --login "$(id -un)"
	kam -q lead add Ningbo --company East --owner Li --phone 13800000000
}

lead() {
	kam lead list --csv --header none --columns id,status,trust,forced_by
}

@test "one step at a time, and no further than trust" {
	team
	expect 0 kam lead advance L1 --csv
	same 'id,name,status,trust,forced_by,valid,lacks
L1,Ningbo,open,recognition,,no,prospects market funds credit next_step next_on' "$output"
	expect 0 kam lead advance L1 --force
	same 'L1,open,trust,' "$(lead)"
	expect 1 kam lead advance L1
	holds "$errors" 'L1 trusts us already'
	expect 0 kam undo
	expect 0 kam undo
	same 'L1,open,interest,' "$(lead)"
	# the record knows the rule too; down it goes at once
	expect 1 kam lead edit L1 --trust trust
	holds "$errors" 'trust grows one step at a time: L1 goes from interest to recognition first'
	kam -q lead edit L1 --trust recognition
	kam -q lead edit L1 --trust trust
	kam -q lead edit L1 --trust interest
	same 'L1,open,interest,' "$(lead)"
}

@test "trust needs concerns cleared, or somebody who says so" {
	team
	kam -q lead advance L1
	kam -q lead concern add L1 "who services it at night?"
	kam -q lead concern add L1 "too dear"
	kam -q lead concern add L1 "old" --cleared-on 2026-07-01
	expect 1 kam lead advance L1
	holds "$errors" 'L1 has concerns that are not cleared: CN1 who services it at night?; CN2 too dear; clear them'
	expect 1 kam lead edit L1 --trust trust
	same 'L1,open,recognition,' "$(lead)"
	kam -q config person edit Li --login other
	expect 1 kam lead advance L1 --force
	holds "$errors" 'it is not known who forces L1'
	expect 0 kam lead advance L1 --force --as Li
	same 'L1,open,trust,PE1' "$(lead)"
	expect 0 kam undo
	same 'L1,open,recognition,' "$(lead)"
	kam -q lead concern edit CN1 --cleared-on today --how "24 h hotline"
	expect 1 kam lead advance L1
	kam -q lead concern edit CN2 --cleared-on today --how "a discount"
	expect 0 kam lead advance L1
	same 'L1,open,trust,' "$(lead)"
}

@test "who forced it is forgotten where trust is lost, and must say so again" {
	team
	kam -q lead advance L1
	kam -q lead concern add L1 "too dear"
	kam -q lead advance L1 --force
	kam -q lead edit L1 --trust recognition
	same 'L1,open,recognition,' "$(lead)"
	expect 1 kam lead advance L1
	# what an import states is so
	printf 'ref,name,trust\nx,Far,interest\n' > leads.csv
	kam -q lead import leads.csv
	kam -q lead concern add L2 "unknown"
	sed -i 's/interest/trust/' leads.csv
	expect 0 kam lead import leads.csv
	same 'L2,open,trust,' "$(lead | sed -n 2p)"
}

@test "what leads lack, and by which rule" {
	team
	kam -q lead add Full --owner Li --prospects 3 --market 3 --funds 0 --credit 1 --trust trust --next-step call --next-on +1d
	kam -q lead add Some --owner Li --prospects 3 --market 3 --next-step call
	kam -q lead add Away --status pool
	expect 0 kam lead valid --csv
	same 'id,name,owner,valid,lacks
L1,Ningbo,PE1,no,prospects market funds credit recognition next_step next_on
L2,Full,PE1,yes,
L3,Some,PE1,no,funds credit recognition next_on' "$output"
	same 'kam: 1 of 3 leads are valid by the rule of 2026-01-01: owner prospects market funds credit recognition next_step next_on' "$errors"
	expect 0 kam lead valid L4 --csv --header none
	same 'L4,Away,,no,owner prospects market funds credit recognition next_step next_on' "$output"
	same L3 "$(kam lead valid --where 'name = Some' --ids)"
	same L4 "$(kam lead valid --status pool --ids)"
	expect 2 kam lead valid L1 --status pool
	expect 1 kam lead valid L9
	# another rule, and its day
	KAM_NOW=2026-07-16T00:00:00Z kam -q config setting edit lead_valid_rule --value 'owner trust'
	expect 0 kam lead valid --csv --header none --columns id,lacks
	same 'L1,trust
L2,
L3,trust' "$output"
	holds "$errors" 'by the rule of 2026-07-16: owner trust'
}

@test "qualify takes what is valid; drop says why and leaves nothing to be done" {
	team
	expect 1 kam lead qualify L1
	holds "$errors" 'L1 is not valid yet; it lacks: prospects market funds credit recognition next_step next_on'
	kam -q lead edit L1 --prospects 1 --market 1 --funds 1 --credit 1 --trust recognition --next-step call --next-on +1d
	expect 0 kam lead qualify L1 --csv --header none --columns id,status,valid
	same 'L1,qualified,yes' "$output"
	expect 1 kam lead qualify L1
	expect 2 kam lead drop L1
	expect 2 kam lead drop L1 --reason ''
	expect 0 kam lead drop L1 --reason "bought elsewhere"
	same 'dropped,bought elsewhere,,' "$(kam lead list --csv --header none --columns status,drop_reason,next_step,next_on)"
	expect 1 kam lead drop L1 --reason again
	expect 1 kam lead advance L1
	expect 1 kam lead qualify L1
	expect 0 kam undo
	same 'qualified,,call,2026-07-16' "$(kam lead list --csv --header none --columns status,drop_reason,next_step,next_on)"
	# what nobody wants out of the pool may go too
	kam -q lead add Junk --status pool
	expect 1 kam lead advance L2
	holds "$errors" 'L2 lies in the pool'
	expect 0 kam lead drop L2 --reason "no such company"
}

@test "a lead on one screen; as CSV every field" {
	team
	kam -q lead concern add L1 "who services it at night?"
	kam -q lead touch L1 "wants a trial" --next-step "send offer" --next-on +3d
	expect 0 kam lead show L1
	for part in 'Ningbo' 'Lacks       prospects market funds credit recognition' 'CN1  who services it at night?' \
		'wants a trial' 'Next step   send offer' 'Next on     2026-07-18'; do
		holds "$output" "$part"
	done
	case $output in *13800000000*) false ;; esac
	expect 0 kam lead show L1 --unmask
	holds "$output" 13800000000
	expect 0 kam lead show L1 --fields
	holds "$output" 'Created'
	expect 0 kam lead show L1 --csv
	holds "${lines[0]}" 'id,name,company,kind'
	expect 1 kam lead show L9
}

@test "a lead from a source is of its scene" {
	kam_db
	kam -q lead source add outreach Fair
	kam -q lead source add merchant Shop
	kam -q lead add a --source Fair
	expect 0 kam lead add b --source Fair --scene outreach
	expect 1 kam lead add c --source Fair --scene community
	holds "$errors" 'the source is one of the scene outreach, not of community; leave --scene out'
	kam -q lead add d --scene community
	same 'L1,outreach
L2,outreach
L3,community' "$(kam lead list --csv --header none --columns id,scene)"
	# where only the source changes, the scene follows
	kam -q lead edit L1 --source Shop
	same merchant "$(kam lead list --csv --header none --columns scene --where 'id = L1')"
	expect 1 kam lead edit L1 --scene manual
	kam -q lead edit L1 --source ''
	kam -q lead edit L1 --scene manual
	# files: sources that are there, and those that are made
	printf 'name,src\ne,Fair\nf,Web\ng,\n' > leads.csv
	printf 'name = name\nsource = src\n!create source scene=outreach\n' > web.map
	expect 0 kam lead import leads.csv --map web.map
	same 'e,outreach
f,outreach
g,manual' "$(kam lead list --csv --header none --columns name,scene --where 'name in (e, f, g)')"
	expect 0 kam lead import leads.csv --map web.map
	holds "$errors" '3 unchanged'
}
