# kam report stalled: no touch or move, next step missing or overdue, by value at risk. Asked on 2026-07-15.

load helper

# Each was opened on 1 May, 75 days ago, but for `young`.
#   still     300  never touched                                    quiet, no next step
#   stepped   500  touched on 10 July, next step on 20 July         in order
#   missed    200  touched on 10 July, next step on 12 July         overdue
#   open-ended 100 touched on 14 July, without a next step          no next step (the older touch had one)
#   moved      50  its stage moved on 13 July, never touched        no next step
#   young       -  opened on 14 July                                no next step
#   won      9000  decided
bids() {
	kam_db
	kam config person add Han > /dev/null
	kam config person add Li > /dev/null
	kam account add Acme > /dev/null
	kam bid add still --account Acme --owner Han --value 300 --opened-on 2026-05-01 > /dev/null
	kam bid add stepped --account Acme --owner Han --value 500 --opened-on 2026-05-01 > /dev/null
	kam bid add missed --account Acme --owner Li --value 200 --opened-on 2026-05-01 > /dev/null
	kam bid add open-ended --account Acme --owner Li --value 100 --opened-on 2026-05-01 > /dev/null
	kam bid add moved --account Acme --owner Li --value 50 --opened-on 2026-05-01 > /dev/null
	kam bid add young --account Acme --owner Li --opened-on 2026-07-14 > /dev/null
	kam bid add won --account Acme --owner Li --value 9000 --stage won --opened-on 2026-05-01 --closed-on 2026-07-01 > /dev/null
	kam account touch add --account Acme --bid B2 --happened-at 2026-07-10T08:00Z --next-step call --next-on 2026-07-20 > /dev/null
	kam account touch add --account Acme --bid B3 --happened-at 2026-07-10T08:00Z --next-step call --next-on 2026-07-12 > /dev/null
	kam account touch add --account Acme --bid B4 --happened-at 2026-07-01T08:00Z --next-step call --next-on 2026-07-30 > /dev/null
	kam account touch add --account Acme --bid B4 --happened-at 2026-07-14T08:00Z > /dev/null
	kam bid change add --bid B5 --happened-at 2026-07-13T08:00Z --field stage --old identified --new qualified > /dev/null
	# one on the customer is none on the bid, and one of tomorrow is none yet
	kam account touch add --account Acme --happened-at 2026-07-14T08:00Z --next-on 2026-07-20 > /dev/null
	kam account touch add --account Acme --bid B1 --happened-at 2026-07-16T08:00Z --next-on 2026-07-20 > /dev/null
}

@test "which bids stand still, and why, the dearest first" {
	bids
	expect 3 kam report stalled --days 30 --csv --columns id,value,days,why,next_on --check
	same 'id,value,days,why,next_on
B1,300.00,75,"quiet, no next step",
B3,200.00,5,overdue,2026-07-12
B4,100.00,1,no next step,
B5,50.00,2,no next step,
B6,,1,no next step,' "$output"
	# after 5 days two more are quiet
	expect 0 kam report stalled --days 5 --csv --columns id,why
	same 'id,why
B2,quiet
B1,"quiet, no next step"
B3,"quiet, overdue"
B4,no next step
B5,no next step
B6,no next step' "$output"
	expect 0 kam report stalled --where 'title = stepped' --days 30 --check --csv
	same 1 "${#lines[@]}"
}

@test "how long is too long is a setting" {
	bids
	kam config setting edit stalled_days --value 80
	expect 0 kam report stalled --where 'title = still' --csv --columns why
	same 'why
no next step' "$output"
	kam config setting edit stalled_days --value 75
	expect 0 kam report stalled --where 'title = still' --csv --columns why
	same 'why
"quiet, no next step"' "$output"
}

@test "how much is at risk, by cause and by owner" {
	bids
	expect 0 kam report stalled --days 30 --section total --csv
	# of 6 open bids with 1,150: 300 + 100 + 50 without a next step, 650 in all
	same 'cause,bids,all_bids,share,value,all_value,value_share
quiet,1,6,16.67,300.00,1150.00,26.09
no next step,4,6,66.67,450.00,1150.00,39.13
overdue,1,6,16.67,200.00,1150.00,17.39
any of these,5,6,83.33,650.00,1150.00,56.52' "$output"
	expect 0 kam report stalled --days 30 --section lines --csv
	same 'name,bids,all_bids,share,value,all_value,value_share
Li,4,4,100.00,350.00,350.00,100.00
Han,1,2,50.00,300.00,800.00,37.50' "$output"
	expect 0 kam report stalled --days 30 --section total --explain overdue --csv --columns id,next_step
	same 'id,next_step
B3,call' "$output"
	expect 0 kam report stalled --days 30 --section lines --explain Han --csv --columns id
	same 'id
B1' "$output"
	expect 0 kam report stalled --explain B5 --csv --columns what,said
	same 'what,said
stage,identified → qualified' "$output"
}

@test "as of an earlier day it stood still since then only" {
	bids
	kam bid edit B1 --value 400
	export KAM_NOW=2026-07-25T09:00:00Z
	kam account touch add --account Acme --bid B3 --next-step call --next-on 2026-08-01 > /dev/null
	expect 0 kam report stalled --days 30 --csv --columns id,value,days,why --where 'title in (missed, stepped)'
	same 'id,value,days,why
B2,500.00,15,overdue' "$output"
	expect 0 kam report stalled --days 30 --csv --columns id,value,days,why --where 'title in (missed, stepped)' --as-of 2026-07-15
	same 'id,value,days,why
B3,200.00,5,overdue' "$output"
	expect 0 kam report stalled --days 30 --csv --columns id,why --where 'title in (missed, stepped)' --diff 2026-07-15
	# both days seen from today: what was entered since is all the difference
	same 'diff,id,why
gone,B3,overdue' "$output"
}

@test "an empty database gives headers only, and no finding" {
	kam_db
	for section in total stalled lines; do
		expect 0 kam report stalled --section "$section" --csv --check
		same 1 "${#lines[@]}" "$section"
	done
	expect 0 kam report stalled --if-findings
	same '' "$output"
}
