# kam report leads and sources: what came in, what of it is valid, what it became and cost, how much more is needed.

load helper

# Nine leads, asked on 2026-07-15. Four potentials, recognition, an owner and a dated next step: a and c. b has no date,
# d is converted and lacks all, e lies in the pool, f was dropped and nobody knows when it came. g only came last year.
leads() {
	local -a four=(--prospects 3 --market 4 --funds 2 --credit 0)
	kam_db
	kam -q config unit add 华南
	kam -q config person add 李雷 --unit 华南
	kam -q config person add Han
	kam -q lead source add outreach Fair --target-leads 8 --spent 3000
	kam -q lead source add merchant Fair --spent 500
	kam -q lead source add merchant Shop --spent 700 --currency USD
	kam -q lead add a --source outreach/Fair --owner 李雷 --trust recognition "${four[@]}" --next-step call --next-on 2026-07-18 \
		--arrived-on 2026-05-01 --region North --tag size=L
	kam -q lead add b --source outreach/Fair --owner 李雷 --trust recognition "${four[@]}" --next-step call --arrived-on 2026-07-01
	kam -q lead add c --source outreach/Fair --owner Han --trust trust "${four[@]}" --next-step call --next-on 2026-07-01 \
		--arrived-on 2026-02-01 --region North
	kam -q lead add d --source merchant/Fair --status converted --arrived-on 2026-03-01 --tag size=L
	kam -q lead add e --status pool --arrived-on 2026-07-14
	kam -q lead add f --status dropped
	kam -q lead add g --source outreach/Fair --status converted --arrived-on 2025-11-01
	kam -q lead add h --scene community --arrived-on 2026-01-01
	kam -q lead add i --source merchant/Shop --arrived-on 2026-07-15
}

@test "raw, valid and converted, of the period" {
	leads
	# all but g; f by the day of its entry
	expect 0 kam report leads --section total --csv
	same 'leads,valid,valid_rate,converted,rate,pool,dropped,rule_of
8,2,25.00,1,12.50,1,1,2026-01-01' "$output"
	holds "$errors" '1 lead without a day of arrival, counted by the day of their entry'
	expect 0 kam report leads --section total --csv --period all --columns leads,valid,converted,rate
	same 'leads,valid,converted,rate
9,2,2,22.22' "$output"
	same '' "$errors"
	expect 0 kam report leads --section total --csv --period 2026-07 --columns leads
	same 'leads
4' "$output"
}

@test "by source, scene, region, owner and tag; the leads behind a line" {
	leads
	expect 0 kam report leads --period all --csv
	same 'name,leads,valid,valid_rate,converted,rate
Fair,5,2,40.00,2,40.00
,3,0,0.00,0,0.00
Shop,1,0,0.00,0,0.00' "$output"
	expect 0 kam report leads --period all --by region --csv --columns name,leads,valid
	same 'name,leads,valid
,7,0
North,2,2' "$output"
	expect 0 kam report leads --period all --by owner --csv --columns name,leads,valid
	same 'name,leads,valid
,6,0
李雷,2,1
Han,1,1' "$output"
	expect 0 kam report leads --period all --by tag.size --csv --columns name,leads,converted,rate
	same 'name,leads,converted,rate
,7,1,14.29
L,2,1,50.00' "$output"
	expect 0 kam report leads --period all --by scene --csv --columns name,leads --where 'source is empty'
	same 'name,leads
manual,2
community,1' "$output"
	expect 0 kam report leads --by owner --explain 李雷 --csv --columns id,name,valid,next_on
	same 'id,name,valid,next_on
L1,a,yes,2026-07-18
L2,b,no,' "$output"
	expect 0 kam report leads --period all --by region --explain '' --ids
	same 7 "${#lines[@]}"
	expect 0 kam report leads --explain
	holds "$output" 'Conversion (rate) = Converted ÷ Leads × 100'
	holds "$output" 'beware: 1 lead without a day of arrival'
	holds "$output" 'lead_valid_rule'
}

@test "what valid means is a setting, and its day is printed" {
	leads
	same 'L1 L3' "$(kam lead list --where 'valid = yes' --ids | paste -sd' ')"
	expect 0 kam config setting edit lead_valid_rule --value 'owner recognition next_step'
	expect 0 kam report leads --section total --csv --columns valid,rule_of
	same 'valid,rule_of
3,2026-07-15' "$output"
	expect 0 kam report leads --section lacks --csv
	same 'what,leads,open,share
owner,3,6,50.00
recognition,3,6,50.00
next_step,3,6,50.00' "$output"
	expect 0 kam config setting edit lead_valid_rule --value 'trust'
	expect 0 kam report leads --section total --csv --columns valid
	same 'valid
1' "$output"
	for wrong in 'owner,trust' 'owner  trust' 'owner wallet' ' owner' 'owner '; do
		expect 2 kam config setting edit lead_valid_rule --value "$wrong"
		holds "$errors" "'$wrong': expected words with one blank between them"
	done
	expect 0 kam config setting edit lead_valid_rule --value ''
	expect 0 kam report leads --section lacks --csv --columns what,leads
	same 'what,leads
owner,3
prospects,3
market,3
funds,3
credit,3
recognition,3
next_step,3
next_on,4' "$output"
	expect 0 kam report leads --section lacks --explain next_on --ids
	same 'L2
L5
L8
L9' "$output"
}

@test "valid leads needed: the target over the lead-to-win rate times the mean deal" {
	leads
	# Of a, c, d and g (valid or converted) d won twice, 1,000 and 500: a quarter wins, a deal is 750 on average.
	kam -q bid add one --lead d --stage won --value 1000 --closed-on 2026-04-01
	kam -q bid add two --lead d --stage won --value 500 --closed-on 2026-05-01
	kam -q bid add three --lead g --stage lost --value 9000 --closed-on 2026-05-01
	kam -q bid add four --stage won --value 9000 --closed-on 2026-05-01
	kam -q account target add --unit 华南 2026-Q3 won_value 3000
	kam -q account target add --person Han 2026 revenue 1875
	kam -q account target add --person Han 2025-Q4 won_value 1000
	kam -q account target add --person Han 2026-08 nps 40
	# 3000 ÷ (1/4 × 750) = 16; 1875 ÷ 187.5 = 10
	expect 0 kam report leads --section needed --csv
	same 'id,whose,span,goal,leads,won,deals,won_value,needed,have,gap,win_rate,mean_deal,metric
TG2,Han,2026,1875.00,4,1,2,1500.00,10,1,9,25.00,750.00,revenue
TG1,华南,2026-Q3,3000.00,4,1,2,1500.00,16,1,15,25.00,750.00,won_value' "$output"
	expect 0 kam report leads --section needed --target 1.5万 --csv --columns id,goal,needed,have
	same 'id,goal,needed,have
,15000.00,80,2' "$output"
	for wrong in much 'USD 500' 1.234; do
		expect 2 kam report leads --target "$wrong"
		holds "$errors" "--target '$wrong': expected an amount"
	done
	# those that came this year: a, c and d
	expect 0 kam report leads --section needed --basis 2026 --target 1000 --csv --columns leads,needed
	same 'leads,needed
3,4' "$output"
	# nothing won: no number
	expect 0 kam report leads --section needed --basis 2025 --target 1000 --csv --columns leads,won,needed,win_rate
	same 'leads,won,needed,win_rate
1,0,,0.00' "$output"
}

@test "open leads by age" {
	leads
	kam -q account touch add --lead h --channel call
	# e 1 and i 0 days, b 14, a 75, c 164, h 195
	expect 0 kam report leads --section ageing --csv
	same 'days,leads,valid,untouched,overdue,no_step
0-7,2,0,2,0,2
8-30,1,0,1,0,1
31-90,1,1,1,0,0
91-180,1,1,1,1,0
over 180,1,0,0,0,1' "$output"
	expect 0 kam report leads --section ageing --explain 91-180 --csv --columns id,age
	same 'id,age
L3,164' "$output"
}

@test "sources: leads, valid, converted, and what a conversion cost; plan against done" {
	leads
	expect 0 kam report sources --period all --csv
	same 'scene,source,leads,valid,converted,rate,spent,cost_per_conversion,planned,done
manual,manual/,2,0,0,0.00,,,,
community,community/,1,0,0,0.00,,,,
merchant,Shop,1,0,0,0.00,,,,
merchant,merchant/Fair,1,0,1,100.00,500.00,500.00,,
outreach,outreach/Fair,4,2,1,25.00,3000.00,3000.00,8,50.00' "$output"
	holds "$errors" '1 source in a currency without a rate, in no sum'
	kam -q config rate add USD 7 --starts-on 2026-01-01
	expect 0 kam report sources --period all --section scenes --csv
	same 'scene,sources,leads,valid,converted,rate,spent,cost_per_conversion
manual,0,2,0,0,0.00,,
community,0,1,0,0,0.00,,
merchant,2,2,0,1,50.00,5400.00,5400.00
outreach,1,4,2,1,25.00,3000.00,3000.00' "$output"
	same '' "$errors"
	expect 0 kam report sources --explain outreach/Fair --ids
	same 'L3
L1
L2' "$output"
	expect 0 kam report sources --explain manual/ --period all --ids
	same 'L5
L6' "$output"
	expect 0 kam report sources --explain merchant --section scenes --ids
	same 'L4
L9' "$output"
	expect 1 kam report sources --explain nowhere
	# what a conversion costs is there on a narrow terminal, too
	COLUMNS=80 expect 0 kam report sources --section sources --period all
	holds "$output" '3,000.00'
	holds "$output" 'Cost per'
}

# Fair: 8 planned, 4 came of which one last year; 3,000 of 4,000 spent; 1 July to 30 August are 61 days, of which 15 are gone.
# Shop ended in June: 2 planned, 1 came, USD 700 at 7 of a budget of USD 600. Tour has no dates; Old ran in 2025.
plans() {
	leads
	kam -q config rate add USD 7 --starts-on 2026-01-01
	kam -q lead source edit outreach/Fair --budget 4000 --starts-on 2026-07-01 --ends-on 2026-08-30
	kam -q lead source edit Shop --target-leads 2 --budget 600 --starts-on 2026-06-01 --ends-on 2026-06-30 --manager Han
	kam -q lead source add outreach Tour --target-leads 0 --budget 0
	kam -q lead source add outreach Old --target-leads 5 --starts-on 2025-06-01 --ends-on 2025-06-30
}

@test "an outreach plan's plan against done; a plan of nothing has no share" {
	plans
	expect 0 kam report sources --section plans --csv
	# 15 of 61 days; 4,000 for 8 leads; Shop's 4,900 of 4,200
	same 'id,name,starts_on,ends_on,planned,leads,done,budget,spent,used,gone,days,time,converted,planned_cost,lead_cost
SO3,Shop,2026-06-01,2026-06-30,2,1,50.00,4200.00,4900.00,116.67,30,30,100.00,0,2100.00,4900.00
SO1,Fair,2026-07-01,2026-08-30,8,4,50.00,4000.00,3000.00,75.00,15,61,24.59,1,500.00,750.00
SO4,Tour,,,0,0,,0.00,,,,,,0,,' "$output"
	expect 0 kam report sources --section plans --explain SO3 --ids
	same L9 "$output"
	expect 0 kam report sources --section plans --period 2025 --csv --columns id
	same 'id
SO5
SO4' "$output"
	expect 0 kam report sources --section plans --where 'region = North' --csv --columns id,leads
	same 'id,leads
SO3,0
SO1,2
SO4,0' "$output"
}

@test "plans that are not kept are findings" {
	plans
	expect 3 kam report sources --section behind --check --csv
	same 'id,name,why,manager,ends_on,planned,leads,budget,spent
SO3,Shop,"short of leads, over its budget",Han,2026-06-30,2,1,4200.00,4900.00' "$output"
	# 4 of 8 on day 30 of 61 is ahead of 49.18 %, on day 31 (50.82 %) behind
	KAM_NOW=2026-07-30T08:00:00Z expect 3 kam report sources --section behind --check --ids
	same SO3 "$output"
	KAM_NOW=2026-07-31T08:00:00Z expect 3 kam report sources --section behind --check --csv --columns id,why
	holds "$output" 'SO1,behind its time'
	kam -q lead source edit Shop --target-leads 1 --spent 600
	expect 0 kam report sources --section behind --check
	expect 3 kam report sources --section behind --check --period 2025 --csv --columns id,why
	same 'id,why
SO5,"short of leads, nothing spent is written down"' "$output"
}

@test "as of an earlier day, and what is different since" {
	leads
	export KAM_NOW=2026-07-20T09:30:00Z
	kam -q lead edit b --next-on 2026-07-25
	kam -q lead edit e --status dropped
	expect 0 kam report leads --section total --csv --columns leads,valid,dropped
	same 'leads,valid,dropped
8,3,2' "$output"
	expect 0 kam --as-of 2026-07-16 report leads --section total --csv --columns leads,valid,dropped
	same 'leads,valid,dropped
8,2,1' "$output"
	expect 0 kam --diff 2026-07-16 report sources --csv --columns source,valid
	same 'diff,source,valid
was,outreach/Fair,2
is,outreach/Fair,3' "$output"
}

@test "a database without leads" {
	kam_db
	expect 0 kam report leads --csv
	same 'name,leads,valid,valid_rate,converted,rate' "$output"
	expect 0 kam report leads --section total --csv --columns leads,valid,rate
	same 'leads,valid,rate
0,0,' "$output"
	expect 0 kam report sources --csv --columns source,leads
	same 'source,leads' "$output"
	expect 0 kam report leads
	expect 0 kam report sources
}
