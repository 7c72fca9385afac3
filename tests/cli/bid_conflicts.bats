# Bids in one another's way: partners and opponents, who decides, groups that become one, imports, and kam bid conflicts.

load helper

houses() {
	kam_db
	kam -q config unit add East
	kam -q config unit add South --kind agent
	kam -q config unit add Head
	kam -q config person add Li --unit East
	kam -q config person add Wang --unit South
	kam -q config person add Zhao --unit Head --login "$(id -un)"
	kam -q account add Acme > /dev/null
	kam -q account add 'Acme China' --parent A1 > /dev/null
	kam -q account add Other > /dev/null
	kam -q bid add Core --account A1 --tender T-1 --as Li > /dev/null
}

registrations() {
	kam bid registration list --sort id --csv --header none --columns "${1:-id,bid,unit.name,person.name,status,share}"
}

conflicts() {
	kam bid conflicts --csv --header none --columns id,what,other,todo "$@"
}

@test "a second unit joins the bid that has it, or its own bid does; shares are at most the whole" {
	houses
	expect 0 kam bid claim B1 --join --share 30 --as Wang
	same 'RG1,B1,East,Li,granted,
RG2,B1,South,Wang,joined,30.00' "$(registrations)"
	expect 1 kam bid claim B1 --join --as Li
	holds "$errors" 'B1 has this tender itself, by East (Li)'
	kam -q bid add Part --account A2 --as Zhao > /dev/null
	expect 1 kam bid claim B2 --tender T-1 --as Zhao
	holds "$errors" 'is held by East (Li) with B1 Core'
	expect 1 kam bid claim B2 --tender t1 --join --share 70.01 --as Zhao
	same 'kam: the shares of one tender are at most 100 %; 70.00 % is left' "$errors"
	expect 0 kam bid claim B2 --tender t1 --join --share 70 --as Zhao
	same 'RG3,B2,Head,Zhao,joined,70.00' "$(registrations | tail -1)"
	same t1 "$(kam bid show B2 --columns tender --csv --header none)"
	expect 1 kam bid registration edit RG2 --share 31
	expect 0 kam bid claim B2 --join --share 20 --as Zhao
	expect 0 kam bid claim B2 --join --share 20 --as Zhao
	holds "$errors" 'nothing was changed'
	expect 0 kam bid registration edit RG2 --share 31
	# nobody's tender is nobody's to join
	expect 1 kam bid claim B2 --tender T-9 --join
	holds "$errors" 'nobody has this tender'
	expect 2 kam bid claim B2 --share 5
	expect 2 kam bid claim B2 --join --dispute x
	same '' "$(conflicts)"
}

@test "a dispute is no grant, is told to the hook, and is settled by who is no party to it" {
	houses
	mkdir -p "$XDG_CONFIG_HOME/kam"
	printf '#!/bin/sh\ncat >> "%s/told"\n' "$PWD" > hook.sh
	chmod +x hook.sh
	printf '[hooks]\nbid-conflict = %s\n' "$PWD/hook.sh" > "$XDG_CONFIG_HOME/kam/config"
	kam -q bid add Mine --account A2 --as Wang > /dev/null
	expect 2 kam bid claim B2 --tender T-1 --dispute '' --as Wang
	expect 0 kam bid claim B2 --tender T-1 --dispute 'we met them first' --as Wang
	holds "$(cat told)" '"event":"bid-conflict","bid":"B2","holder":"B1","tender":"T-1","lot":null,"why":"disputed"'
	same 'RG2,B2,South,Wang,disputed,' "$(registrations | tail -1)"
	expect 1 kam bid submit B2
	holds "$errors" 'is held by East (Li) with B1 Core'
	same 'B2,disputed,B1,kam bid settle RG2 (or RG1) --why …' "$(conflicts)"
	# not by either side, nor by somebody of their units
	kam -q config person edit Li --approve-for "$(id -un)"
	kam -q config person edit Wang --approve-for "$(id -un)"
	for person in Li Wang; do
		expect 1 kam bid settle B2 --why because --as $person
		holds "$errors" "$person is a party to it"
	done
	kam -q config person edit Zhao --unit South
	expect 1 kam bid settle B2 --why because
	holds "$errors" 'Zhao is a party to it, by RG2'
	kam -q config person edit Zhao --unit Head
	expect 2 kam bid settle B2
	export KAM_NOW=2026-07-20T08:00:00Z
	expect 0 kam bid settle B2 --why 'they did' --csv
	same 'id,bid,title,status,unit,person,share,since,until
RG2,B2,Mine,granted,South,Wang,,2026-07-15,2026-10-18
RG1,B1,Core,refused,East,Li,,2026-07-15,2026-10-13' "$output"
	same 'settled by Zhao on 2026-07-20: they did
we met them first; settled by Zhao on 2026-07-20: they did' "$(registrations body)"
	expect 1 kam bid settle B2 --why again
	holds "$errors" 'B2 is in no dispute'
	# and back, in one step
	kam -q undo > /dev/null
	same 'granted
disputed' "$(registrations status)"
	# the other way
	expect 0 kam bid settle RG1 --why 'they did not'
	same 'granted
refused' "$(registrations status)"
	expect 0 kam db check
}

@test "release gives back what is one's own, and no one else's" {
	houses
	expect 1 kam bid release B1 --as Wang
	holds "$errors" 'B1 is not yours to release: Li has registered its tender'
	expect 0 kam bid release B1 --why 'not ours' --as Li --csv --columns id,status
	same 'id,status
RG1,released' "$output"
	same 'not ours' "$(registrations body)"
	expect 1 kam bid release B1 --as Li
	holds "$errors" 'nothing to give back'
	expect 0 kam bid claim B1 --as Wang
}

@test "a parent that would join two live grants is refused with both names; else registrations follow their group" {
	houses
	kam -q bid add Mine --account A3 --tender T/1 --as Wang > /dev/null
	kam -q account add Top > /dev/null
	cp kam.db before.db
	expect 1 kam account edit A3 --parent A1
	holds "$errors" 'B1 Core (East) and B2 Mine (South)'
	expect 1 kam account edit A1 --parent A3
	cmp before.db kam.db
	kam -q account edit A1 --parent A4
	same 'RG1,A4
RG2,A3' "$(registrations id,group_root)"
	expect 1 kam account edit A3 --parent A2
	kam -q undo > /dev/null
	same 'RG1,A1
RG2,A3' "$(registrations id,group_root)"
	# what has lapsed gives way
	export KAM_NOW=2026-10-20T00:00:00Z
	kam -q bid registration edit RG2 --protected-until 2026-12-31
	kam -q account edit A3 --parent A1
	same 'RG1,A1,expired
RG2,A1,granted' "$(registrations id,group_root,status)"
	expect 0 kam db check
	# a group leaves: the grant leaves with it
	kam -q account edit A3 --parent ''
	same 'RG2,A3,granted' "$(registrations id,group_root,status | tail -1)"
}

@test "undo puts customers back into their groups, and registrations with them, also those that came since" {
	houses
	kam -q account edit A3 --parent A1
	kam -q bid add Since --account A3 --tender T-7 > /dev/null
	expect 0 kam undo "$(kam log --csv --header none --columns operation | sed -n 2p)"
	same A3 "$(kam bid registration list --where "tender_key = t7" --csv --header none --columns group_root)"
	expect 1 kam bid add Again --account A3 --tender T-7
	holds "$errors" 'with B2 Since'
	# A2 left its group, both have the tender since: together they would have it twice
	kam -q account edit A2 --parent ''
	kam -q bid add One --account A1 --tender T-8 > /dev/null
	kam -q bid add Two --account A2 --tender T-8 > /dev/null
	expect 1 kam undo "$(kam log --csv --header none --columns operation | sed -n 3p)"
	holds "$errors" 'one group would have two grants of tender T-8: B3 One (Head) and B4 Two (Head)'
	expect 0 kam db check
}

@test "a parent that goes for good leaves the grants of its group's customers with these" {
	houses
	kam -q bid add Below --account A2 --tender T-7 > /dev/null
	kam -q account rm A1 --cascade > /dev/null
	same granted,A2 "$(kam bid registration list --where "tender_key = t7" --csv --header none --columns status,group_root)"
	expect 1 kam bid add Again --account A2 --tender T-7
	holds "$errors" 'with B2 Below'
}

@test "a merge that would join two live grants is refused with both names; else the grant goes along" {
	houses
	kam -q bid add Mine --account A3 --tender T/1 --as Wang > /dev/null
	cp kam.db before.db
	for merge in 'A1 A3' 'A3 A1' 'A2 A3' 'A3 A2'; do
		case $merge in
		'A3 A2')
			# A2 has no grant of its own, but A3 would come under A1
			;;
		esac
		expect 1 kam account merge $merge
		holds "$errors" 'Core (East)'
		holds "$errors" 'Mine (South)'
		cmp before.db kam.db
	done
	kam -q bid edit B2 --tender T-2
	kam -q account merge A3 A1 > /dev/null
	same 'RG1,A3,t1,granted,2026-07-15T09:30:00Z
RG2,A3,t2,granted,2026-07-15T09:30:00Z' "$(registrations id,group_root,tender_key,status,claimed_at)"
	expect 0 kam db check
	kam -q undo > /dev/null
	same 'RG1,A1
RG2,A3' "$(registrations id,group_root)"
	expect 0 kam db check
}

@test "an account that goes with all that hangs on it takes the grant along" {
	houses
	expect 0 kam account rm A1 --cascade
	same 'RG1,,released' "$(registrations id,group_root,status)"
	expect 0 kam db check
}

@test "an import takes a grant where it is free; else the bid has none, is told of and listed; in either order" {
	houses
	kam -q config stage list --ids > /dev/null
	printf 'title,account,tender,stage,ref\nOne,Acme,T-1,identified,a\nTwo,Other,T-1,review,b\nThree,Acme,T 1,lost,c\nFour,Acme,T-7,identified,d\nFive,Acme China,T_7,qualified,e\n' > bids.csv
	expect 0 kam bid import bids.csv
	holds "$errors" '2 bids have no grant, for others of our bids hold their tenders: kam bid conflicts'
	same 'RG1,B1,granted
RG2,B2,refused
RG3,B3,granted
RG4,B5,granted
RG5,B6,refused' "$(registrations id,bid,status)"
	same 'B2,no_grant,B1,"kam bid claim B2 --join, or --dispute WHY"
B6,no_grant,B5,"kam bid claim B6 --join, or --dispute WHY"
B3,two_customers,B1,if they are one: kam account merge A1 A3' "$(conflicts)"
	# the same file again changes nothing
	cp kam.db before.db
	kam -q bid import bids.csv
	cmp before.db kam.db
	# a change that comes in a file moves the grant, or loses it
	printf 'ref,tender\nb,T-8\nd,T-1\n' > more.csv
	kam -q bid import more.csv
	same 't8,granted
t1,refused' "$(kam bid registration list --where "id = RG3 or id = RG4" --sort id --csv --header none --columns tender_key,status)"
	expect 1 kam bid submit B5
	expect 0 kam bid conflicts --only lapsed
	holds "$errors" 'no bid is in another'
	expect 3 kam report conflicts --check
	expect 0 kam db check
}

@test "an import of accounts that joins two grants: the younger is in dispute" {
	houses
	KAM_NOW=2026-07-16T00:00:00Z kam -q bid add Mine --account A3 --tender T-1 --as Wang > /dev/null
	printf 'name,parent\nOther,Acme\n' > accounts.csv
	expect 0 kam account import accounts.csv
	holds "$errors" '1 bid has no grant, for another of our bids holds its tender: kam bid conflicts'
	same 'RG1,B1,A1,granted
RG2,B2,A1,disputed' "$(registrations id,bid,group_root,status)"
	same 'B2,disputed,B1,kam bid settle RG2 (or RG1) --why …' "$(conflicts)"
	kam -q undo > /dev/null
	same 'RG1,B1,A1,granted
RG2,B2,A3,granted' "$(registrations id,bid,group_root,status)"
	expect 0 kam db check
}

@test "what is exported and imported into a new database has the same grants, and takes no others" {
	houses
	kam -q bid claim B1 --join --share 30 --as Wang > /dev/null
	kam -q bid add Mine --account A3 --tender T-1 --as Wang > /dev/null
	kam db export one > /dev/null
	kam init --db new.db > /dev/null 2>&1
	export KAM_DB=$PWD/new.db
	kam -q db import one > /dev/null
	kam db export two > /dev/null
	diff -r one two
	expect 1 kam bid add Again --account A2 --tender t.1
	holds "$errors" 'is held by East (Li) with B1 Core'
	# two grants of one tender are no export of kam's
	sed -i 's/^RG2,\(.*\),joined,/RG2,\1,granted,/' one/registration.csv
	kam init --db bad.db > /dev/null 2>&1
	KAM_DB=$PWD/bad.db expect 65 kam db import one
	holds "$errors" 'is held by East (Li) with B1 Core'
}

@test "conflicts: what lapsed, whose it is, one kind only" {
	houses
	kam -q bid edit B1 --owner Li
	export KAM_NOW=2026-10-14T00:00:00Z
	same 'B1,lapsed,,kam bid claim B1' "$(conflicts)"
	same 'B1,lapsed,,kam bid claim B1' "$(conflicts --owner Li)"
	same '' "$(conflicts --owner Wang)"
	same '' "$(conflicts --only disputed)"
	expect 2 kam bid conflicts --only none
	kam -q bid lose B1 --reason price > /dev/null
	same '' "$(conflicts)"
	kam report conflicts > /dev/null
	kam report conflicts --explain > /dev/null
}
