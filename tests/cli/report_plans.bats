# kam report plans: objectives, their actions, what they brought, what is not in order.

load helper

# Alpha: two open plans, one met. The open ones' actions: overdue, open, done, done; they brought leads L1 (twice) and L2.
# L1 became two bids won (1000 and 100 USD at 7) and one lost; L2 is open. The met plan brought L3, won 50.
company() {
	kam_db
	kam config rate add USD 7 --starts-on 2026-01-01 > /dev/null
	kam config person add Han > /dev/null
	kam config person add Gone --left-on 2026-06-30 > /dev/null
	kam account add Alpha > /dev/null
	kam account add Beta > /dev/null
	for name in one two three; do
		kam lead add "$name" --owner Han > /dev/null
	done
	kam lead edit L1 --status converted --account Alpha
	kam bid add b1 --account Alpha --lead L1 --value 1000 --stage won --closed-on 2026-05-01 > /dev/null
	kam bid add b2 --account Alpha --lead L1 --value 'USD 100' --stage won --closed-on 2026-05-01 > /dev/null
	kam bid add b3 --account Alpha --lead L1 --value 9999 --stage lost --closed-on 2026-05-01 > /dev/null
	kam bid add b4 --account Alpha --lead L3 --value 50 --stage won --closed-on 2026-05-01 > /dev/null
	kam bid add b5 --account Alpha --value 9999 --stage won --closed-on 2026-05-01 > /dev/null
	plan=(kam account plan add)
	"${plan[@]}" Alpha share "half of it" --starts-on 2026-05-01 --reviewed-on 2026-06-01 > /dev/null
	"${plan[@]}" Alpha trust "the board knows us" --starts-on 2026-07-01 > /dev/null
	"${plan[@]}" Alpha old "done" --status met > /dev/null
	action=(kam account planaction add)
	"${action[@]}" PL1 visit --owner Han --due-on 2026-07-14 > /dev/null
	"${action[@]}" PL1 offer --owner Han --due-on 2026-07-15 --lead L2 > /dev/null
	"${action[@]}" PL1 show --owner Han --due-on 2026-05-10 --done-on 2026-05-12 --lead L1 > /dev/null
	"${action[@]}" PL2 dinner --owner Han --due-on 2026-07-30 > /dev/null
	"${action[@]}" PL2 letter --owner Han --done-on 2026-07-02 --lead L1 > /dev/null
	"${action[@]}" PL3 fair --owner Han --done-on 2026-01-02 --lead L3 > /dev/null
}

@test "by customer: actions open, overdue, done, and what they brought" {
	company
	expect 0 kam report plans --csv
	# won: 1000 + 100 × 7; the lead that two actions name counts once
	same 'id,account,plans,open,overdue,done,leads,converted,bids,won,won_value,reviewed_on
A1,Alpha,2,3,1,2,2,1,3,2,1700.00,2026-06-01' "$output"
	expect 0 kam report plans --csv --status all --columns plans,done,leads,won,won_value --header none
	same 2,1,50.00 "$(kam report plans --csv --status met --columns leads,won,won_value --header none | sed 's/^1,/2,/')"
	same '3,3,3,3,1750.00' "$output"
	expect 0 kam report plans --explain A1 --csv --columns id,title,due_on,lead,lead_status,won,won_value
	same 'id,title,due_on,lead,lead_status,won,won_value
PA3,show,2026-05-10,L1,converted,2,1700.00
PA1,visit,2026-07-14,,,,
PA2,offer,2026-07-15,L2,open,0,
PA4,dinner,2026-07-30,,,,
PA5,letter,,L1,converted,2,1700.00' "$output"
}

@test "by objective: what is next, and how long ago it was looked at" {
	company
	expect 0 kam report plans --section objectives --csv --columns id,title,open,overdue,done,next,due_on,reviewed_on,days
	# 30 days of June less one, and 15
	same 'id,title,open,overdue,done,next,due_on,reviewed_on,days
PL1,share,2,1,1,visit,2026-07-14,2026-06-01,44
PL2,trust,1,0,1,dinner,2026-07-30,,' "$output"
}

findings() {
	kam report plans --section findings --csv --columns id,what,owner,since --header none "$@"
}

@test "overdue is from the day after" {
	company
	expect 3 findings --check
	same 'PA1,overdue,Han,2026-07-14' "$output"
	kam account planaction edit PA1 --done-on today
	expect 0 findings --check
	KAM_NOW=2026-07-16T00:00:00Z expect 3 findings --check
	same 'PA2,overdue,Han,2026-07-15' "$output"
}

@test "an objective without an action, an action without owner or date, or of someone who has left" {
	company
	kam account planaction edit PA1 --done-on today
	kam account plan add Beta empty nothing > /dev/null
	kam account plan add Beta finished nothing > /dev/null
	kam account planaction add PL5 once --owner Han --done-on 2026-07-01 > /dev/null
	kam account planaction edit PA2 --owner ''
	kam account planaction edit PA4 --due-on '' --owner Gone
	expect 3 findings --check
	same 'PA2/owner,action without an owner,,
PA4/due,action without a date,Gone,
PA4/left,the owner has left,Gone,2026-06-30
PL4,objective without an action,,
PL5,objective without a next action,,' "$output"
	expect 0 findings --status met --check
	expect 3 findings --where 'account = Beta' --check
	same 2 "${#lines[@]}"
}

@test "unreviewed for as many days as the setting says, and open after its end" {
	company
	kam account planaction edit PA1 --done-on today
	# 2026-06-01 and 90 days is 2026-08-30
	KAM_NOW=2026-08-29T09:00:00Z expect 3 findings --check --where 'id = PL1'
	same 'PA2,overdue,Han,2026-07-15' "$output"
	KAM_NOW=2026-08-30T09:00:00Z expect 3 findings --check --where 'id = PL1'
	same 'PA2,overdue,Han,2026-07-15
PL1/review,not reviewed for 90 days,,2026-06-01' "$output"
	kam config setting edit plan_review_days --value 14
	expect 3 findings --check
	same 'PL1/review,not reviewed for 14 days,,2026-06-01
PL2/review,never reviewed,,2026-07-01' "$output"
	kam account plan review PL1 > /dev/null
	kam account plan review PL2 > /dev/null
	expect 0 findings --check
	kam account plan edit PL1 --ends-on 2026-07-15
	expect 0 findings --check
	kam account plan edit PL1 --ends-on 2026-07-14
	expect 3 findings --check
	same 'PL1/end,open after its end,,2026-07-14' "$output"
}

@test "insights, rivals and effort have an age in days; an expired insight is named" {
	company
	kam account planaction edit PA1 --done-on today
	kam account insight add Alpha "freeze" --kind risk --seen-on 2026-05-01 --expires-on 2026-07-14 > /dev/null
	kam account insight add Alpha "growth" --seen-on 2026-07-05 --expires-on 2026-07-15 > /dev/null
	kam account insight add Alpha "unknown day" > /dev/null
	KAM_NOW=2026-07-01T00:00:00Z kam account rival add Alpha Rex > /dev/null
	kam account effort add Alpha 3 --spent-on 2026-07-08 > /dev/null
	kam account effort add Alpha 2.5 --spent-on 2026-01-08 > /dev/null
	kam account effort add Alpha 9 --spent-on 2025-07-15 > /dev/null
	# 31 days of May less one, 30, 15
	expect 0 kam account insight list --csv --columns body,age,expired --sort body --header none
	same 'freeze,75,yes
growth,10,no
unknown day,0,no' "$output"
	holds "$(kam account insight list)" 'Days old'
	same 'Rex,14' "$(kam account rival list --csv --columns name,age --header none)"
	same '7
188
365' "$(kam account effort list --csv --columns age --sort age --header none)"
	expect 0 kam report plans --section known --csv
	same 'id,account,insights,newest,expired,rivals,rival_age,effort_age,effort_days
A1,Alpha,2,0,1,1,14,7,5.5' "$output"
	expect 0 kam report plans --section known --explain A1 --csv --columns id,age,expired
	same 'id,age,expired
IN3,0,no
EF1,7,
IN2,10,no
RV1,14,
IN1,75,yes
EF2,188,
EF3,365,' "$output"
	expect 3 findings --check
	same 'IN1,expired insight,,2026-07-14' "$output"
}

@test "an empty database gives headers only" {
	kam_db
	for section in accounts objectives known findings; do
		expect 0 kam report plans --section "$section" --csv --check
		same 1 "${#lines[@]}" "$section"
	done
}
