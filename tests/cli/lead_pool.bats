# The pool: who has a lead, who may take it, and when it goes back.

load helper

team() {
	kam_db
	kam -q config person add Li --region east
	kam -q config person add Wang --region east
	kam -q config person add Sun --region south
	kam -q lead add Foo --owner Li
	kam -q lead add Bar --status pool --region east
	kam -q lead add Baz --status pool --region south
	kam -q lead add Far --status pool --region north
}

whose() {
	kam lead list --csv --header none --columns id,owner.name,status,owner_since
}

@test "claim takes what is nobody's, from today on; who has it is named to the next" {
	team
	expect 1 kam lead claim L2
	holds "$errors" "nobody has the login"
	expect 0 kam lead claim L2 --as Li
	same '' "$output"
	same "L2,Li,open,2026-07-15" "$(whose | sed -n 2p)"
	expect 0 kam lead claim L2 --as Li
	holds "$errors" "yours already"
	expect 1 kam lead claim L2 --as Wang
	same "kam: L2 Bar is not in the pool: Li has it since 2026-07-15" "$errors"
	# a login of one's own needs no --as
	kam -q config person edit Sun --login "$(id -un)"
	expect 0 kam lead claim L3
	same "L3,Sun,open,2026-07-15" "$(whose | sed -n 3p)"
	kam -q lead edit L4 --status dropped
	expect 1 kam lead claim L4
	holds "$errors" "L4 Far is dropped"
	expect 1 kam lead claim L99 --as Li
}

@test "two who claim at the same moment: one gets it, the other is told who" {
	team
	"$KAM" lead claim L2 --as Li > one 2>&1 &
	first=$!
	"$KAM" lead claim L2 --as Wang > two 2>&1 &
	second=$!
	a=0 b=0
	wait $first || a=$?
	wait $second || b=$?
	same 1 $((a + b))
	holds "$(cat one two)" "L2 Bar is not in the pool: "
	same 1 "$(whose | grep -c '^L2,\(Li\|Wang\),open')"
}

@test "release gives back one's own, and no one else's" {
	team
	expect 1 kam lead release L1 --as Wang
	holds "$errors" "L1 Foo is not yours to release: Li has it"
	expect 0 kam lead release L1 --as Li
	same "L1,,pool," "$(whose | sed -n 1p)"
	expect 1 kam lead release L1 --as Li
	holds "$errors" "in the pool already"
	expect 0 kam undo
	same "L1,Li,open,2026-07-15" "$(whose | sed -n 1p)"
}

@test "assign: named leads to a person; more than 3 only with --yes" {
	team
	expect 0 kam lead assign L1 L2 --to Sun --csv
	same "id,name,was,owner
L1,Foo,Li,Sun
L2,Bar,,Sun" "$output"
	# what is theirs already is not assigned again
	expect 0 kam lead assign L1 --to Sun --csv
	same "id,name,was,owner" "$output"
	kam -q lead add Four
	before=$(whose)
	expect 1 kam lead assign L1 L2 L3 L5 --to Wang
	holds "$errors" "4 leads would be assigned"
	same "$before" "$(whose)"
	expect 0 kam lead assign L1 L2 L3 L5 --to Wang --yes
	kam -q config person edit Li --left-on 2026-07-01
	expect 1 kam lead assign L1 --to Li
	holds "$errors" "Li has left on 2026-07-01"
	kam -q lead edit L3 --status converted
	before=$(whose)
	expect 1 kam lead assign L4 L3 --to Sun
	holds "$errors" "L3 Baz is converted"
	same "$before" "$(whose)"
	expect 2 kam lead assign L1
	expect 2 kam lead assign --by size
}

@test "assign --by region: to those of the region, the fewest open leads first; who is for nobody stays" {
	team
	# east has Li with one open lead and Wang with none: Bar goes to Wang; north has nobody
	expect 0 kam lead assign --by region --csv
	same "id,name,was,owner
L2,Bar,,Wang
L3,Baz,,Sun" "$output"
	holds "$errors" "there is nobody for 1 lead in the pool"
	same "L4,,pool," "$(whose | sed -n 4p)"
	# round robin: Li 1, Wang 1, Sun 1 by now; the first of them gets it
	expect 0 kam lead assign --by round_robin --csv
	same "id,name,was,owner
L4,Far,,Li" "$output"
}

@test "sweep: what nobody touched for pool_days goes to the pool, once, and is told to the hook" {
	team
	kam -q lead claim L2 --as Wang
	mkdir -p "$XDG_CONFIG_HOME/kam"
	printf '#!/bin/sh\ncat >> "%s/told"\n' "$PWD" > hook.sh
	chmod +x hook.sh
	printf '[hooks]\nlead-pooled = %s\n' "$PWD/hook.sh" > "$XDG_CONFIG_HOME/kam/config"
	# the 13th of August is day 29 after the 15th of July
	export KAM_NOW=2026-08-13T09:00:00Z
	expect 0 kam lead sweep
	same '' "$output$errors"
	kam -q account touch add "call" --lead L2
	export KAM_NOW=2026-08-14T09:00:00Z
	expect 0 kam lead sweep --dry-run --csv
	same "id,name,owner,last_touch,days,why
L1,Foo,Li,,30,untouched" "$output"
	[ ! -e told ]
	expect 0 kam lead sweep --csv
	same "id,name,owner,last_touch,days,why
L1,Foo,Li,,30,untouched" "$output"
	same "L1,,pool," "$(whose | sed -n 1p)"
	holds "$(cat told)" '"event":"lead-pooled","lead":"L1","owner":"Li","why":"untouched","days":30'
	operations=$(kam log --csv | wc -l)
	expect 0 kam lead sweep
	same '' "$output$errors"
	same "$operations" "$(kam log --csv | wc -l)"
	same 1 "$(wc -l < told)"
	# thirty days after the touch of the 13th it is Bar's turn; one whose owner has left goes at once
	kam -q lead claim L3 --as Sun
	kam -q config person edit Sun --left-on 2026-08-14
	expect 0 kam lead sweep --csv --columns id,why
	same "id,why
L3,owner has left" "$output"
	export KAM_NOW=2026-09-12T09:00:00Z
	expect 0 kam lead sweep --csv
	same "id,name,owner,last_touch,days,why
L2,Bar,Wang,2026-08-13,30,untouched" "$output"
	expect 0 kam undo
	same "L2,Wang,open,2026-07-15" "$(whose | sed -n 2p)"
	# the setting decides
	kam -q config setting edit pool_days --value 31
	expect 0 kam lead sweep
	same '' "$output"
}

@test "each change of status, owner and trust is written down with who and why; the reason goes when it leaves the pool" {
	team
	kam -q lead release L1 --as Li
	same "released" "$(kam lead show L1 --csv --columns pool_reason --header none)"
	KAM_NOW=2026-07-16T10:00:00Z kam -q lead claim L1 --as Wang
	KAM_NOW=2026-07-17T10:00:00Z kam -q lead advance L1 --as Wang > /dev/null
	KAM_NOW=2026-09-01T10:00:00Z kam -q lead sweep > /dev/null
	KAM_NOW=2026-09-02T10:00:00Z kam -q lead drop L1 --reason "no budget"
	same '""' "$(kam lead show L1 --csv --columns pool_reason --header none)"
	same "2026-07-15T09:30:00Z,status,open,pool,released,Li
2026-07-15T09:30:00Z,owner,PE1,,,Li
2026-07-16T10:00:00Z,status,pool,open,,Wang
2026-07-16T10:00:00Z,owner,,PE2,,Wang
2026-07-17T10:00:00Z,trust,interest,recognition,,Wang
2026-09-01T10:00:00Z,status,open,pool,untouched,
2026-09-01T10:00:00Z,owner,PE2,,,
2026-09-02T10:00:00Z,status,pool,dropped,no budget," \
		"$(kam lead leadchange list --lead L1 --csv --header none --columns happened_at,field,old,new,why,done_by.name)"
	expect 0 kam undo
	same "7" "$(kam lead leadchange list --lead L1 --ids | wc -l)"
	same "untouched" "$(kam lead show L1 --csv --columns pool_reason --header none)"
}

@test "a lead that is imported anew has its changes written down; one that carries kam's id derives nothing" {
	kam_db
	printf 'ref,name,status\n1,a,open\n' > one.csv
	printf 'ref,status\n1,pool\n' > two.csv
	printf 'id,status\nL1,open\n' > three.csv
	kam -q lead import one.csv
	same '' "$(kam lead leadchange list --ids)"
	kam -q lead import two.csv
	same 'status,open,pool' "$(kam lead leadchange list --csv --header none --columns field,old,new)"
	kam -q lead import three.csv
	same 'LC1' "$(kam lead leadchange list --ids)"
}
