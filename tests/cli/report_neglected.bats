# kam report neglected: customers nobody has dealt with for too long, by tier. Days worked out by hand beside each.

load helper


# It is 15 July 2026. Alpha (key) 30 days ago, Beta (key) 29; Gamma (tail) 100; Delta (not scored) never, since 1 January;
# Echo (internal) 95; Foxtrot, a prospect, with an open bid, 90; Golf, a prospect without; Hotel is lost.
company() {
	kam_db
	for name in Alpha Beta Gamma; do
		kam account add "$name" --status active --since 2020-01-01 > /dev/null
	done
	kam account add Delta --status active --since 2026-01-01 > /dev/null
	kam account add Echo --kind internal --status active > /dev/null
	kam account add Foxtrot --since 2020-01-01 > /dev/null
	kam account add Golf --since 2020-01-01 > /dev/null
	kam account add Hotel --status lost --since 2020-01-01 > /dev/null
	kam config snapshot add --account Alpha --taken-on 2026-06-30 --score 90 --tier key > /dev/null
	kam config snapshot add --account Beta --taken-on 2026-06-30 --score 90 --tier key > /dev/null
	kam config snapshot add --account Gamma --taken-on 2026-06-30 --score 9 --tier tail > /dev/null
	kam bid add one --account Foxtrot --value 500 > /dev/null
	kam config person add Han > /dev/null
	kam account seat add Alpha account Han > /dev/null
	while read -r name day; do
		kam account touch add hello --account "$name" --happened-at "${day}T08:00:00Z" --channel call > /dev/null
	done <<- 'END'
		Alpha 2026-06-15
		Alpha 2026-05-15
		Beta 2026-06-16
		Gamma 2026-04-06
		Echo 2026-04-11
		Foxtrot 2026-04-16
	END
	kam account invoice add --account Alpha --number 1 --issued-on 2026-01-01 --amount 700 > /dev/null
}

@test "who was not touched for as long as the tier allows, internal customers too" {
	company
	expect 3 kam report neglected --csv --check
	# 1 January to 15 July are 195 days
	same 'id,name,tier,days,least,last_touch,owner,amount,open_value
A1,Alpha,key,30,30,2026-06-15,Han,700.00,
A4,Delta,not scored yet,195,90,,,0.00,
A6,Foxtrot,not scored yet,90,90,2026-04-16,,0.00,500.00
A5,Echo,internal,95,90,2026-04-11,,0.00,' "$output"
	expect 0 kam report neglected --section tiers --csv
	same 'tier,least,accounts,neglected,share,never,longest
key,30,2,1,50.00,0,30
major,45,0,0,,0,
standard,90,0,0,,0,
tail,180,1,0,0.00,0,100
not scored yet,90,2,2,100.00,1,195
internal,90,1,1,100.00,0,95' "$output"
	expect 0 kam report neglected --section tiers --explain key --csv
	same 'id,name,last_touch,days,least
A1,Alpha,2026-06-15,30,30' "$output"
	expect 0 kam report neglected --explain A1 --csv --columns happened_at
	same 'happened_at
2026-06-15T08:00:00Z
2026-05-15T08:00:00Z' "$output"
	expect 0 kam report neglected --explain
	holds "$output" 'left out: 2 prospects without an open bid, dormant or lost customers'
}

@test "other limits, other answers; a touch ends it" {
	company
	expect 3 kam report neglected --keys 29 --standards 196 --internals 96 --tails 100 --csv --columns name --check
	same 'name
Alpha
Beta
Gamma' "$output"
	kam account touch add hello --account Alpha --happened-at 2026-07-14T08:00:00Z --channel visit > /dev/null
	expect 0 kam report neglected --where 'name = Alpha' --csv --check
	# what is to come is no touch yet
	kam account touch add hello --account Delta --happened-at 2026-07-16T08:00:00Z --channel visit > /dev/null
	expect 3 kam report neglected --where 'name = Delta' --csv --check
}

@test "what has no rate is said" {
	company
	kam bid add two --account Foxtrot --value 'GBP 5' > /dev/null
	expect 0 kam report neglected --csv --columns name
	holds "$errors" '1 invoice or open bid in a currency without a rate, in no sum'
}

@test "an empty database gives headers only" {
	kam_db
	for section in tiers accounts; do
		expect 0 kam report neglected --section "$section" --csv --check
		same 1 "${#lines[@]}" "$section"
	done
}

@test "as of an earlier day, and what has changed since" {
	company
	export KAM_NOW=2026-07-16T09:00:00Z
	expect 0 kam report neglected --csv --columns name,days --where 'name = Beta'
	same 'name,days
Beta,30' "$output"
	expect 0 kam report neglected --csv --columns name,days --where 'name = Beta' --as-of 2026-07-15
	same 'name,days' "$output"
	kam account touch add hello --account Alpha --happened-at 2026-07-16T08:00:00Z --channel visit > /dev/null
	expect 0 kam report neglected --csv --columns id,name --diff 2026-07-15
	holds "$output" Alpha
	[[ $output != *Delta* ]]
}
