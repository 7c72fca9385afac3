# kam bid: opportunities and bids, what kam computes of them, and the record of each change.

load helper

fixture() {
	kam_db
	kam config person add 李雷 --login "$(id -un)" > /dev/null
	kam config person add 韩梅梅 --login hmm > /dev/null
	kam account add Acme > /dev/null
}

# The columns of the bids, as CSV without a header.
bids() {
	expect 0 kam bid list --csv --header none --columns "$@"
}

changes() {
	expect 0 kam bid change list --csv --header none --columns bid,field,old,new,done_by,happened_at "$@"
}

@test "the title is the operand; stage, category and offer have their defaults; the account may lack" {
	kam_db
	expect 0 kam bid add 'Core network'
	same B1 "$output"
	bids id,title,account,stage,category,offer,currency,value,probability
	same 'B1,Core network,,identified,pipeline,standard,CNY,,' "$output"
	expect 2 kam bid add
	holds "$errors" --title
	expect 2 kam bid add Core network
}

@test "every field is set by its option and comes back" {
	fixture
	kam config unit add 华东 > /dev/null
	kam config product add Router > /dev/null
	expect 0 kam bid add Core --account Acme --tender T-9 --lot 2 --unit 华东 --owner hmm --product Router --value 100万 \
		--list-value 125万 --floor-value 90万 --cost 70万 --stage Submitted --probability 70 --category commit \
		--offer custom --opened-on 2026-01-05 --submit-by +3d --close-on eom --closed-on yesterday --reason price \
		--reason2 'late' --competitor ZTE --pursuit-cost 3k --note n --ref x1
	expect 0 kam bid show B1 --csv --header none --columns id,account,title,tender,lot,unit,owner,product,value,list_value,floor_value,cost,stage,probability,category,offer,opened_on,submit_by,close_on,closed_on,reason,reason2,competitor,pursuit_cost,note,currency,ref,created_at,updated_at
	same 'B1,A1,Core,T-9,2,UN1,PE2,PR1,1000000.00,1250000.00,900000.00,700000.00,submitted,70.00,commit,custom,2026-01-05,2026-07-18,2026-07-31,2026-07-14,price,late,ZTE,3000.00,n,CNY,x1,2026-07-15T09:30:00Z,2026-07-15T09:30:00Z' "$output"
}

@test "a wrong value names field, value and what would do" {
	fixture
	for bad in 'probability 101' 'probability -1' 'probability 12.345' 'category sure' 'offer none' 'reason luck' \
		'opened-on 2026-02-29' 'close-on 2026-13-01' 'value 12.345' 'value 1万万万' 'value x' 'cost JPY'; do
		expect 2 kam bid add Core "--${bad% *}" "${bad#* }"
		holds "$errors" "'${bad#* }'"
	done
	expect 2 kam bid add Core --probability 100.01
	holds "$errors" 'from 0 to 100'
	for bad in 'stage nope' 'owner nobody' 'account nobody' 'product none' 'unit none'; do
		expect 1 kam bid add Core "--${bad% *}" "${bad#* }"
		holds "$errors" "'${bad#* }'"
	done
	bids id
	same '' "$output"
}

@test "what is computed: chance, weighted, discount, its band, days open and outcome" {
	fixture
	# 10 % of 1,000,000 = 100,000; 1 − 100 ÷ 125 = 20 %; 1 May to 15 July: 30 + 30 + 15 = 75 days
	kam bid add One --value 100万 --list-value 125万 --opened-on 2026-05-01 > /dev/null
	# typed 33.33 % of 99.99 = 33.326667 → 33.33; 1 − 99.99 ÷ 99.99 = 0; closed after 28 + 3 = 31 days
	kam bid add Two --value 99.99 --list-value 99.99 --probability 33.33 --stage submitted --opened-on 2026-01-31 \
		--closed-on 2026-03-03 > /dev/null
	# won counts whole, lost nothing, whatever was typed; 1 − 90 ÷ 100 = 10 %, 1 − 69.99 ÷ 100 = 30.01 %
	kam bid add Three --value 90 --list-value 100 --probability 5 --stage contracted > /dev/null
	kam bid add Four --value 69.99 --list-value 100 --probability 50 --stage lost > /dev/null
	# withdrawn; above the list price: a discount of −10 %
	kam bid add Five --value 110 --list-value 100 --probability 50 --stage withdrawn > /dev/null
	# neither value nor list price
	kam bid add Six --list-value 0 --value 5 > /dev/null
	kam bid add Seven --stage negotiation > /dev/null
	bids id,chance,weighted,discount,discount_band,days_open,outcome
	same 'B1,10.00,100000.00,20.00,10-20,75,open
B2,33.33,33.33,0.00,0,31,open
B3,100.00,90.00,10.00,0-10,0,won
B4,0.00,0.00,30.01,30+,0,lost
B5,0.00,0.00,-10.00,0,0,withdrawn
B6,10.00,0.50,,,0,open
B7,80.00,,,,0,open' "$output"
}

@test "weighted is rounded half away from zero, in the minor unit of the currency" {
	fixture
	# 0.05 × 10 % = 0.005 → 0.01; −0.05 → −0.01; JPY 5 × 10 % = 0.5 → 1
	kam bid add One --value 0.05 > /dev/null
	kam bid add Two --value -0.05 > /dev/null
	kam bid add Three --value 'JPY 5' > /dev/null
	bids id,weighted
	same 'B1,0.01
B2,-0.01
B3,1' "$output"
}

@test "computed fields filter and sort like any other" {
	fixture
	kam bid add One --value 100 --list-value 125 > /dev/null
	kam bid add Two --value 500 --list-value 500 --stage won > /dev/null
	kam bid add Three --stage lost > /dev/null
	expect 0 kam bid list --ids --outcome open --outcome lost
	same 'B1 B3' "${lines[*]}"
	expect 0 kam bid list --ids --where 'weighted > 10'
	same B2 "${lines[*]}"
	expect 0 kam bid list --ids --where 'weighted = 10 and chance < 50%'
	same B1 "${lines[*]}"
	expect 0 kam bid list --ids --where 'discount >= 20 or discount is empty'
	same 'B1 B3' "${lines[*]}"
	expect 0 kam bid list --ids --sort -weighted
	same 'B2 B1 B3' "${lines[*]}"
	expect 2 kam bid edit B1 --weighted 5
	expect 2 kam bid edit B1 --outcome won
}

@test "add writes no change; each change of stage, value, close_on, owner and probability is one" {
	fixture
	kam bid add Core --value 100万 --close-on 2026-10-15 --owner 李雷 --account Acme > /dev/null
	changes
	same '' "$output"
	export KAM_NOW=2026-07-16T01:02:03Z
	kam bid edit B1 --stage Submitted > /dev/null
	export KAM_NOW=2026-07-17T01:02:03Z
	kam bid edit B1 --value 90万 --close-on 2026-11-30 --owner hmm --probability 70 --note 'not a change' > /dev/null
	export KAM_NOW=2026-07-18T01:02:03Z
	kam bid edit B1 --probability '' --owner '' > /dev/null
	kam bid edit B1 --title Other --category commit > /dev/null
	changes --sort happened_at,field
	same 'B1,stage,identified,submitted,PE1,2026-07-16T01:02:03Z
B1,close_on,2026-10-15,2026-11-30,PE1,2026-07-17T01:02:03Z
B1,owner,PE1,PE2,PE1,2026-07-17T01:02:03Z
B1,probability,,70.00,PE1,2026-07-17T01:02:03Z
B1,value,1000000.00,900000.00,PE1,2026-07-17T01:02:03Z
B1,owner,PE2,,PE1,2026-07-18T01:02:03Z
B1,probability,70.00,,PE1,2026-07-18T01:02:03Z' "$output"
}

@test "the same value again is no change, however it is written" {
	fixture
	kam bid add Core --value 100万 --stage submitted --close-on 2026-10-15 --owner 李雷 > /dev/null
	kam bid edit B1 --value 1,000,000.00 --stage SUBMITTED --close-on 20261015 --owner "$(id -un)" 2> /dev/null
	changes
	same '' "$output"
}

@test "who changed it: the person whose login is the real user, or the one acted for" {
	fixture
	kam bid add Core > /dev/null
	kam bid edit B1 --value 1 > /dev/null
	kam bid edit B1 --value 2 --as 韩梅梅 > /dev/null
	kam bid edit B1 --value 3 --as 'No Body' > /dev/null
	changes --sort new
	same 'PE1
PE2' "$(cut -d, -f5 <<< "$output")"
}

@test "a probability typed by hand survives stage moves; cleared, the stage's is back" {
	fixture
	kam bid add Core --account A1 --value 100 --probability 35 > /dev/null
	for stage in qualified submitted negotiation; do
		kam bid edit B1 --stage $stage > /dev/null
		bids stage,probability,chance,weighted
		same "$stage,35.00,35.00,35.00" "$output"
	done
	kam bid edit B1 --stage won > /dev/null
	bids probability,chance,weighted
	same 35.00,100.00,100.00 "$output"
	kam bid edit B1 --stage review --probability '' > /dev/null
	bids probability,chance,weighted
	same ,50.00,50.00 "$output"
}

@test "a change can be written by hand, for what happened before kam" {
	fixture
	kam bid add Core > /dev/null
	expect 0 kam bid change add B1 stage won --old review --happened-at 2025-12-24T10:00:00+08:00 --done-by hmm
	same CH1 "$output"
	changes
	same 'B1,stage,review,won,PE2,2025-12-24T02:00:00Z' "$output"
	expect 2 kam bid change add B1 title
	holds "$errors" "'title'"
	expect 2 kam bid change add B1
	expect 1 kam bid change add B9 stage won
	bids stage
	same identified "$output"
	expect 0 kam bid change rm CH1
	expect 0 kam bid rm B1
}

@test "all amounts of a bid are in one currency, given beside them or in one" {
	fixture
	expect 0 kam bid add One --value 'USD 100' --cost 50
	expect 0 kam bid add Two --value 100 --currency eur
	expect 0 kam bid add Three --value '100 USD' --currency USD
	bids id,value,cost,currency
	same 'B1,100.00,50.00,USD
B2,100.00,,EUR
B3,100.00,,USD' "$output"
	expect 2 kam bid add Four --value 'USD 1' --cost 'EUR 1'
	holds "$errors" "'EUR 1'"
	expect 2 kam bid add Four --value 'USD 1' --currency EUR
	expect 2 kam bid add Four --value 'XYQ 1'
	expect 2 kam bid add Four --currency XYQ
	# what stays keeps its currency: an amount in another is refused, unless it is the only one
	expect 2 kam bid edit B1 --value 'EUR 5'
	expect 0 kam bid edit B2 --value 'CNY 5'
	expect 0 kam bid edit B1 --value 'EUR 5' --cost 'EUR 4'
	bids id,value,cost,currency
	same 'B1,5.00,4.00,EUR
B2,5.00,,CNY
B3,100.00,,USD' "$output"
}

@test "another currency keeps the figures, whatever decimals it has, or is refused" {
	fixture
	kam bid add One --value 1,200 --cost 70 > /dev/null
	expect 0 kam bid edit B1 --currency JPY
	bids value,cost,currency
	same 1200,70,JPY "$output"
	expect 0 kam bid edit B1 --currency BHD
	bids value,cost,currency
	same 1200.000,70.000,BHD "$output"
	expect 0 kam bid edit B1 --currency '' --cost 70.5
	bids value,cost,currency
	same 1200.00,70.50,CNY "$output"
	expect 2 kam bid edit B1 --currency JPY
	holds "$errors" cost
	expect 0 kam bid edit B1 --currency JPY --cost 71
	bids value,cost,currency
	same 1200,71,JPY "$output"
}

@test "money is read as people write it" {
	fixture
	while IFS='|' read -r typed stored; do
		expect 0 kam bid add X --value "$typed"
		expect 0 kam bid show "$output" --csv --header none --columns value,currency
		same "$stored" "$output" "$typed"
	done <<- 'END'
		12.5万|125000.00,CNY
		1.2亿|120000000.00,CNY
		1,200.50|1200.50,CNY
		3k|3000.00,CNY
		2.5M|2500000.00,CNY
		-7|-7.00,CNY
		０.５|0.50,CNY
		1054.0|1054.00,CNY
		1054.000|1054.00,CNY
		0.01|0.01,CNY
		USD 12|12.00,USD
		12 usd|12.00,USD
		JPY 1.5万|15000,JPY
		BHD 1.234|1.234,BHD
		92233720368547758.07|92233720368547758.07,CNY
	END
	for bad in '' 1.234 'JPY 0.5' 92233720368547758.08 1e5 0x10 12,34 1.2.3 '1 2' '￥' --; do
		[ -n "$bad" ] || continue
		expect 2 kam bid add X "--value=$bad"
		holds "$errors" "'$bad'"
	done
}

@test "show takes the columns of a list" {
	kam_db
	kam bid add One --value 5 > /dev/null
	expect 0 kam bid show B1 --csv --columns id,weighted
	same 'id,weighted
B1,0.50' "$output"
}
