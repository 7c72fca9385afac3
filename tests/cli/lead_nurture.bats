# kam lead nurture apply: a plan's dated steps, the next of which comes as each is touched.

load helper

plan() {
	kam_db
	kam -q config person add Li --login "$(id -un)"
	kam -q lead nurture add welcome 7 "ask what they think" --channel call
	kam -q lead nurture add welcome 0 "send the brochure" --channel email
	kam -q lead nurture add welcome 21 "invite them" --channel visit
	kam -q lead nurture add other 3 "wait"
	kam -q lead add One --owner Li
	kam -q lead add Two --owner Li --next-step "call back" --next-on +2d
}

at() {
	kam lead list --csv --header none --columns id,next_step,next_on,nurture,nurture_on
}

@test "each touch brings the step after it; the last one asks what then" {
	plan
	expect 0 kam lead nurture apply welcome L1 L2 --csv
	same 'id,name,next_step,next_on,instead
L1,One,send the brochure,2026-07-15,
L2,Two,send the brochure,2026-07-15,call back' "$output"
	same 'L1,send the brochure,2026-07-15,NU2,2026-07-15
L2,send the brochure,2026-07-15,NU2,2026-07-15' "$(at)"
	expect 0 kam lead touch L1 sent --channel email --csv --header none
	same 'TC1,L1,One,ask what they think,2026-07-22,welcome' "$output"
	# a step of one's own comes first, and the plan goes on after it
	export KAM_NOW=2026-07-22T10:00:00Z
	expect 0 kam lead touch L1 "want a price" --channel call --next-step "send a price" --next-on +1d
	same 'L1,send a price,2026-07-23,NU1,2026-07-15' "$(at | head -n 1)"
	export KAM_NOW=2026-07-23T10:00:00Z
	expect 0 kam lead touch L1 "sent it" --channel email --csv --header none --columns next_step,next_on
	same 'invite them,2026-08-05' "$output"
	expect 1 kam lead touch L1 "they come" --channel visit
	holds "$errors" 'the plan that L1 is on ends here; what comes next?'
	expect 0 kam lead touch L1 "they come" --channel visit --no-next "waits for their board"
	same 'L1,,,,' "$(at | head -n 1)"
	expect 0 kam undo
	same 'L1,invite them,2026-08-05,NU3,2026-07-15' "$(at | head -n 1)"
}

@test "what is late is due today, and a plan may begin another day" {
	plan
	expect 0 kam lead nurture apply welcome L1 --on 2026-08-01
	same 'L1,send the brochure,2026-08-01,NU2,2026-08-01' "$(at | head -n 1)"
	expect 0 kam undo
	expect 0 kam lead nurture apply welcome L1 --on 2026-07-01
	same 'L1,send the brochure,2026-07-15,NU2,2026-07-01' "$(at | head -n 1)"
	expect 0 kam lead touch L1 sent
	same 'L1,ask what they think,2026-07-15,NU1,2026-07-01' "$(at | head -n 1)"
	expect 0 kam lead touch L1 asked
	same 'L1,invite them,2026-07-22,NU3,2026-07-01' "$(at | head -n 1)"
	expect 0 kam lead show L1
	holds "$output" 'welcome (2026-07-01)'
}

@test "refused by name, and nothing is left behind; undo takes back all of it" {
	plan
	kam -q lead add Pool --status pool
	kam -q lead add Mute --opt-out yes
	before=$(at)
	expect 1 kam lead nurture apply wellcome L1
	holds "$errors" "there is no nurture plan 'wellcome'; there are: other, welcome"
	expect 1 kam lead nurture apply welcome L1 L3
	holds "$errors" 'L3 lies in the pool'
	expect 1 kam lead nurture apply welcome L1 L4
	holds "$errors" 'L4 does not want to be contacted'
	expect 1 kam lead nurture apply welcome L1 L1
	holds "$errors" "L1 is on the plan 'welcome' already, at 'send the brochure'"
	expect 1 kam lead nurture apply welcome L9
	expect 2 kam lead nurture apply welcome
	expect 2 kam lead nurture apply welcome L1 --on soon
	same "$before" "$(at)"
	expect 0 kam lead nurture apply welcome L1 L2
	# a step that a lead is at stays
	expect 1 kam lead nurture rm NU2
	expect 0 kam undo
	same "$before" "$(at)"
	kam -q lead nurture apply welcome L1
	expect 0 kam lead drop L1 --reason "gone"
	same 'L1,,,,' "$(at | head -n 1)"
}
