# kam report weekly: what moved, adding up from the changes; what needs a decision or a resource.

load helper

# on DAY WORDS…: at noon of that day of 2026.
on() {
	local day=$1
	shift
	KAM_NOW=2026-${day}T12:00:00Z kam "$@" > /dev/null 2> on.log || {
		cat on.log
		return 1
	}
}

# A quarter through the command line, April to June; the refs are for those who import it. USD at 7.
quarter() {
	kam_db
	on 01-02 config rate add USD 7 --starts-on 2026-01-01
	on 01-02 account add Acme
	on 03-02 bid add Alpha --ref a --account Acme --value 1000 --opened-on 2026-03-02 --close-on 2026-06-01
	on 03-10 bid add Beta --ref b --account Acme --value 2000 --opened-on 2026-03-10
	on 03-20 bid add Gamma --ref c --account Acme --value 500 --opened-on 2026-03-20
	on 04-08 bid add Delta --ref d --account Acme --value 800 --opened-on 2026-04-08
	on 04-14 bid edit B1 --value 1300
	on 04-21 bid edit B2 --stage qualified
	on 04-23 bid lose B3 --reason price
	on 05-05 bid add Epsilon --ref e --account Acme --value 'USD 100' --opened-on 2026-05-05
	on 05-06 bid edit B4 --value 650
	on 05-07 bid win B4 --value 600
	on 05-12 bid reopen B3
	on 05-19 bid edit B3 --value 900
	on 05-20 bid edit B1 --close-on 2026-06-20
	on 05-27 bid withdraw B2 --why 'too far away'
	on 06-02 bid add Zeta --ref f --account Acme --value 300 --opened-on 2026-06-02
	on 06-04 bid lose B6 --reason timing
	on 06-10 bid edit B5 --value 'USD 150'
	on 06-16 bid win B1
	on 06-24 bid lose B3 --reason no_decision
	on 06-30 bid add Eta --ref g --account Acme --opened-on 2026-06-30
}

mondays='04-06 04-13 04-20 04-27 05-04 05-11 05-18 05-25 06-01 06-08 06-15 06-22 06-29 07-06'

# The bridge of each week, as it is told on the Monday after it, and that of the quarter, told in July.
bridges() {
	local monday from=2026-03-30
	for monday in $mondays; do
		echo "week before $monday"
		KAM_NOW=2026-${1:-$monday}T09:00:00Z kam report weekly --section bridge --csv --period "$from..2026-$monday"
		from=2026-$monday
	done
	KAM_NOW=2026-07-06T09:00:00Z kam report weekly --section bridge --csv --period 2026-Q2
}

# line NAME < BRIDGE: its bids and its value in cents.
line() {
	awk -F, -v name="$1" '$1 == name { printf "%d %.0f", $2, $3 * 100 }'
}

@test "a quarter adds up: open at start + new + reopened ± changed − won − lost − withdrawn = open at end" {
	quarter
	export KAM_NOW=2026-07-06T09:00:00Z
	# start 1,000 + 2,000 + 500; new 800 + USD 100 + 300 + nothing; grown 300 + 400 + USD 50; shrunk 800 → 600;
	# won 600 + 1,300; lost 300 + 900; withdrawn 2,000; at the end USD 150 and one without a value
	expect 0 kam report weekly --section bridge --period 2026-Q2 --csv
	same 'line,bids,value
open at start,3,3500.00
new,4,1800.00
reopened,0,0.00
grown,,1050.00
shrunk,,-200.00
won,-2,-1900.00
lost,-2,-1200.00
withdrawn,-1,-2000.00
open at end,2,1050.00' "$output"
	# a week of it: 1,300 + 2,000 + 800 were open
	expect 0 kam report weekly --section bridge --period 2026-05-04..2026-05-11 --csv
	same 'line,bids,value
open at start,3,4100.00
new,1,700.00
reopened,0,0.00
grown,,0.00
shrunk,,-200.00
won,-1,-600.00
lost,0,0.00
withdrawn,0,0.00
open at end,3,4000.00' "$output"
	# and the next one, in which Gamma came back
	expect 0 kam report weekly --section bridge --period 2026-05-11..2026-05-18 --csv --columns line,bids,value
	holds "$output" 'open at start,3,4000.00'
	holds "$output" 'reopened,1,500.00'
	holds "$output" 'open at end,4,4500.00'
	expect 0 kam report weekly --section bridge --period 2026-Q2 --explain won --csv --columns id,title,amount
	same 'id,title,amount
B1,Alpha,-1300.00
B4,Delta,-600.00' "$output"
}

@test "told on the Monday after it, each week ends where the next one begins, and with what the pipeline holds" {
	# the quarter again, but stopped at each Monday to be asked
	local monday last='' week open waiting="$mondays "
	eval "$(declare -f quarter | sed '1s/quarter/whole/')"
	on() { # as above, and before what happens on or after a Monday the meeting of that Monday
		local day=$1
		shift
		while [ -n "$waiting" ] && [[ ! $day < ${waiting%% *} ]]; do
			meeting "${waiting%% *}"
			waiting=${waiting#* }
		done
		KAM_NOW=2026-${day}T12:00:00Z kam "$@" > /dev/null 2>&1
	}
	meeting() {
		monday=$1
		export KAM_NOW=2026-${monday}T09:00:00Z
		week=$(kam report weekly --section bridge --csv)
		open=$(kam report pipeline --section total --csv --header none --columns bids,value | awk -F, '{ printf "%d %.0f", $1, $2 * 100 }')
		same "$open" "$(line 'open at end' <<< "$week")" "$monday: the pipeline"
		[ -z "$last" ] || same "$last" "$(line 'open at start' <<< "$week")" "$monday: the week before"
		last=$(line 'open at end' <<< "$week")
		# the lines add up, in number and in value
		awk -F, 'NR > 1 { if ($1 == "open at end") { bids -= $2; value -= $3 } else { bids += $2; value += $3 } }
			END { exit bids != 0 || value < -0.001 || value > 0.001 }' <<< "$week"
		printf 'week before %s\n%s\n' "$monday" "$week" >> told
	}
	whole
	while [ -n "${waiting% }" ]; do
		meeting "${waiting%% *}"
		waiting=${waiting#* }
	done
	[ "$(grep -c week told)" -eq 14 ]
	# asked again in July, each week says what it said then
	bridges 07-06 > again
	head -n "$(wc -l < told)" again | diff told -
}

@test "the same from a new database into which it was exported" {
	quarter
	bridges 07-06 > here
	export KAM_NOW=2026-07-06T09:00:00Z
	kam -q db export out
	mv kam.db old.db
	kam_db
	expect 0 kam db import out
	bridges 07-06 | diff here -
	# and what the changes tell beside the bridge
	for section in stages slippage growth speed; do
		kam --db old.db report velocity --section "$section" --csv > old
		kam report velocity --section "$section" --csv | diff old -
	done
}

@test "the same from a history that was imported: bids as they are, and their changes" {
	quarter
	bridges 07-06 > here
	export KAM_NOW=2026-07-06T09:00:00Z
	kam bid list --csv --columns ref,title,account,stage,value,currency,opened_on,closed_on,reason > bids.csv
	{
		echo bid,happened_at,field,old,new
		kam bid change list --csv --header none --columns bid.ref,happened_at,field,old,new --limit 1000
	} > changes.csv
	rm kam.db
	kam_db
	kam config rate add USD 7 --starts-on 2026-01-01 > /dev/null
	sed -i 's/,A1,/,Acme,/' bids.csv
	kam account add Acme > /dev/null
	expect 0 kam bid import bids.csv
	# without the changes it is another quarter: nobody knows what was before
	bridges 07-06 > without
	[ "$(diff here without | wc -l)" -gt 10 ]
	expect 0 kam bid change import changes.csv
	bridges 07-06 | diff here -
}

@test "a decision that is entered late counts on its day; a bid that was taken up again was closed before" {
	kam_db
	on 06-01 account add Acme
	on 06-01 bid add late --account Acme --value 100 --opened-on 2026-06-01
	on 06-01 bid add back --account Acme --value 10 --opened-on 2026-06-01
	on 06-09 bid lose B2 --reason price
	on 06-23 bid reopen B2
	on 07-01 bid win B2
	# won on Friday 12 June, written down on the Tuesday after it
	on 06-16 bid win B1 --on 2026-06-12
	bridge() {
		KAM_NOW=2026-07-13T09:00:00Z kam report weekly --section bridge --csv --period "$1" |
			awk -F, 'NR > 1 && $2 + 0 != 0 { printf "%s %d %s; ", $1, $2, $3 }'
	}
	same 'open at start 2 110.00; won -1 -100.00; lost -1 -10.00; ' "$(bridge 2026-06-08..2026-06-15)"
	same '' "$(bridge 2026-06-15..2026-06-22)"
	same 'reopened 1 10.00; open at end 1 10.00; ' "$(bridge 2026-06-22..2026-06-29)"
	same 'open at start 1 10.00; won -1 -10.00; ' "$(bridge 2026-06-29..2026-07-06)"
	same 'new 2 110.00; won -2 -110.00; ' "$(bridge 2026)"
	# what `decided` lists is what the bridge counts
	KAM_NOW=2026-07-13T09:00:00Z expect 0 kam report weekly --section decided --period 2026-06-08..2026-06-15 --csv --columns id,outcome
	same 'id,outcome
B1,won' "$output"
}

@test "a week begins and ends at midnight where one is" {
	kam_db
	on 06-01 bid add one --value 100 --opened-on 2026-06-01
	# Monday 8 June, 01:00 in Shanghai, is Sunday in UTC
	KAM_NOW=2026-06-07T17:00:00Z kam bid edit B1 --value 150 > /dev/null
	export KAM_NOW=2026-06-15T09:00:00Z
	grown() { kam report weekly --section bridge --csv --columns line,value "$@" | grep grown; }
	same 'grown,0.00' "$(grown)"
	same 'grown,50.00' "$(grown --zone Asia/Shanghai)"
	same 'grown,50.00' "$(grown --period 2026-06-01..2026-06-08)"
}

@test "a bid whose expected decision moved in the week is named, by how many days" {
	quarter
	export KAM_NOW=2026-05-25T09:00:00Z
	expect 0 kam report weekly --section slipped --csv --columns id,old,new,days
	same 'id,old,new,days
B1,2026-06-01,2026-06-20,19' "$output"
}

# Asked on 2026-07-15; Han owns all, Li decides. The bids and what is to be decided on:
#   tender   due on 20 July, nobody said go                          go or no-go, with the score of the marks
#   small    no tender, no day to hand in                            nothing
#   missed   was to be handed in on 10 July                          nothing to decide any more
#   going    go                                                      nothing
#   when     go on conditions that are due on 20 July                conditions
#   later    conditions due on 20 August, beyond the fortnight       nothing
#   again    recycled                                                look again
#   cheap    90, floor 95, nobody approved                           below its floor
#   approved 90, floor 95, approved down to 80                       nothing
#   refused  90, floor 95, and the answer was no                     nothing
#   over     lost, with a day to hand in                             nothing
decisions() {
	kam_db
	kam config person add Han > /dev/null
	kam config person add Li --login "$(id -un)" > /dev/null
	kam account add Acme > /dev/null
	kam bid add tender --owner Han --submit-by 2026-07-20 --value 10 > /dev/null
	kam bid add small --owner Han > /dev/null
	kam bid add missed --owner Han --submit-by 2026-07-10 > /dev/null
	kam bid add going --owner Han --submit-by 2026-07-21 > /dev/null
	kam bid add when --owner Han --submit-by 2026-07-22 --value 500 > /dev/null
	kam bid add later --owner Han --submit-by 2026-09-22 > /dev/null
	kam bid add again --owner Han > /dev/null
	kam bid add cheap --owner Han --value 90 --floor-value 95 > /dev/null
	kam bid add approved --owner Han --value 90 --floor-value 95 > /dev/null
	kam bid add refused --owner Han --value 90 --floor-value 95 > /dev/null
	cat > over.csv <<- 'CSV'
		title,stage,submit_by,closed_on
		over,lost,2026-07-20,2026-07-02
	CSV
	kam -q bid import over.csv
	cat > assessments.csv <<- 'CSV'
		bid,happened_at,kind,fit,decision,conditions,due_on,value,done_by
		B1,2026-07-01T08:00:00Z,go_no_go,3,,,,,Li
		B4,2026-07-01T08:00:00Z,go_no_go,5,go,,,,Li
		B5,2026-07-01T08:00:00Z,go_no_go,5,no_go,,,,Li
		B5,2026-07-02T08:00:00Z,go_no_go,4,conditional,two engineers,2026-07-20,,Li
		B6,2026-07-02T08:00:00Z,go_no_go,4,conditional,a partner,2026-08-20,,Li
		B7,2026-07-02T08:00:00Z,go_no_go,3,recycle,,,,Li
		B9,2026-07-02T08:00:00Z,price,,go,,,80,Li
		B10,2026-07-02T08:00:00Z,price,,no_go,,,,Li
	CSV
	kam -q bid assessment import assessments.csv
}

@test "what needs a decision: go or no-go, conditions that fall due, what comes back, prices below the floor" {
	decisions
	expect 0 kam report weekly --section decide --csv --columns due_on,what,said,title,value
	same 'due_on,what,said,title,value
2026-07-20,conditions,two engineers,when,500.00
2026-07-20,go or no-go,score 50,tender,10.00
,below its floor,,cheap,90.00
,look again,,again,' "$output"
	# further ahead
	expect 0 kam report weekly --section decide --ahead 60 --csv --columns due_on,what,title
	holds "$output" '2026-08-20,conditions,later'
	# once decided, it is gone
	kam -q bid assessment add B1 --kind go_no_go --decision no_go --done-by Li > /dev/null
	expect 0 kam report weekly --section decide --csv --columns title
	[[ $output != *tender* ]]
	# an approval holds down to its amount; what is offered below that is to be decided again
	kam bid edit B9 --value 79 > /dev/null
	expect 0 kam report weekly --section decide --csv --columns what,title
	holds "$output" 'below its floor,approved'
	# handed in: whether to bid is no question any more
	kam bid add handed --owner Han --submit-by 2026-07-30 --stage submitted > /dev/null
	expect 0 kam report weekly --section decide --csv --columns title
	[[ $output != *handed* ]]
}

@test "resources that were asked for and not granted, until they are granted, done or waived" {
	decisions
	kam bid checkitem add B1 engineer --stage identified --kind resource --needed-by 2026-07-18 > /dev/null
	kam bid checkitem add B2 bench --stage identified --kind resource > /dev/null
	kam bid checkitem add B2 van --stage identified --kind resource --needed-by 2026-07-16 > /dev/null
	expect 0 kam report weekly --section asked --csv --columns needed_by,what,title
	same 'needed_by,what,title
2026-07-16,van,small
2026-07-18,engineer,tender
,bench,small' "$output"
	kam bid checkitem edit B2/van --granted-on 2026-07-15 > /dev/null
	expect 0 kam report weekly --section asked --csv --columns what
	same 'what
engineer
bench' "$output"
}

@test "explained, and on a screen of 80 columns" {
	quarter
	export KAM_NOW=2026-05-25T09:00:00Z
	COLUMNS=80 expect 0 kam report weekly --period 2026-Q2
	for line in "${lines[@]:1}"; do
		[ "${#line}" -le 80 ]
	done
	expect 0 kam report weekly --explain
	holds "$output" 'open at start + new + reopened + grown and shrunk − won − lost'
	holds "$output" 'kam report weekly --section bridge --explain <line>'
}
