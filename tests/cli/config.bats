# kam config: people, units, products, rates, stages and settings.

load helper

@test "a person has a login of his own, a unit and a manager above him" {
	kam_db
	kam config unit add 华东 --kind region > /dev/null
	expect 0 kam config person add 李雷 --login lilei --unit 华东 --dept 销售 --region 华东 --level P7 --email l@x.cn \
		--approve-for 'hmm zhao' --left-on 2026-12-31
	same PE1 "$output"
	expect 0 kam config person add 韩梅梅 --login hmm --manager lilei
	expect 0 kam config person list --csv
	same 'id,name,login,dept,unit,region,manager,level,email,approve_for,left_on,ref,created_at,updated_at
PE1,李雷,lilei,销售,UN1,华东,,P7,l@x.cn,hmm zhao,2026-12-31,,2026-07-15T09:30:00Z,2026-07-15T09:30:00Z
PE2,韩梅梅,hmm,,,,PE1,,,,,,2026-07-15T09:30:00Z,2026-07-15T09:30:00Z' "$output"
	expect 1 kam config person add Other --login hmm
	holds "$errors" PE2
	expect 1 kam config person edit 李雷 --manager 韩梅梅
	expect 2 kam config person add
	expect 1 kam config person add X --unit 华北
	holds "$errors" 华北
}

@test "a unit has a kind, a head and an account; its name is its own" {
	kam_db
	kam account add 'Agent Co' > /dev/null
	kam config person add Ann > /dev/null
	expect 0 kam config unit add North
	expect 0 kam config unit add South --kind agent --head Ann --account A1
	expect 0 kam config unit list --columns id,name,kind,account,head --csv --header none
	same 'UN1,North,group,,
UN2,South,agent,A1,PE1' "$output"
	expect 1 kam config unit add North
	holds "$errors" UN1
	expect 2 kam config unit add East --kind country
	expect 1 kam account rm A1
	expect 1 kam config person rm Ann
	holds "$errors" UN2
}

@test "a product has prices in one currency" {
	kam_db
	expect 0 kam config product add Router --line core --list-price 1万 --floor-price 8000 --cost 6,000.50
	expect 0 kam config product add Switch --list-price 'USD 12'
	expect 0 kam config product list --csv --columns id,name,line,list_price,floor_price,cost,currency --header none
	same 'PR1,Router,core,10000.00,8000.00,6000.50,CNY
PR2,Switch,,12.00,,,USD' "$output"
	expect 2 kam config product add Hub --list-price 'USD 12' --cost 'EUR 3'
	holds "$errors" "'EUR 3'"
	expect 1 kam config product add Router
}

@test "a rate is above 0, of a real currency, and one a day" {
	kam_db
	expect 0 kam config rate add USD 7.1 --starts-on 2026-01-01
	expect 0 kam config rate add usd 7.2 --starts-on 2026-07-01
	expect 0 kam config rate add JPY 0.05
	expect 0 kam config rate list --columns id,currency,rate,starts_on --csv --header none
	same 'RA3,JPY,0.05,2026-07-15
RA1,USD,7.1,2026-01-01
RA2,USD,7.2,2026-07-01' "$output"
	expect 1 kam config rate add USD 7.3 --starts-on 2026-07-01
	holds "$errors" 'RA2 is the same rate already (the same currency, starts_on)'
	expect 2 kam config rate add EUR 0
	expect 2 kam config rate add EUR -- -7
	expect 2 kam config rate add XYQ 2
	holds "$errors" "'XYQ'"
	expect 2 kam config rate add EUR
	holds "$errors" --rate
}

@test "a stage has a place, a chance between 0 and 100 and an outcome" {
	kam_db
	expect 0 kam config stage add pilot 11 --probability 55.5 --expected-days 10
	expect 0 kam config stage list --where 'name = pilot' --columns name,position,probability,expected_days,outcome --csv \
		--header none
	same pilot,11,55.50,10,open "$output"
	expect 2 kam config stage add x 5 --probability 101
	holds "$errors" "'101'"
	holds "$errors" 'from 0 to 100'
	expect 2 kam config stage add x 5 --probability -1
	expect 2 kam config stage add x 0
	expect 2 kam config stage add x 5 --outcome maybe
	expect 2 kam config stage add x
	holds "$errors" --position
	expect 1 kam config stage add pilot 6
}

@test "settings are those there are; each takes a value of its kind, and its standard back" {
	kam_db
	expect 0 kam config setting edit stalled_days --value 30
	expect 0 kam config setting list --where 'name = stalled_days' --columns value,standard --csv --header none
	same 30,21 "$output"
	expect 0 kam config setting edit stalled_days --value ''
	expect 0 kam config setting list --where 'name = stalled_days' --columns value,standard --csv --header none
	same ,21 "$output"
	expect 2 kam config setting edit stalled_days --value soon
	holds "$errors" "'soon'"
	expect 2 kam config setting edit zone --value Mars/Olympus
	holds "$errors" "'Mars/Olympus'"
	expect 1 kam config setting edit no_such --value 1
	expect 1 kam config setting add mine 1
	expect 1 kam config setting rm zone
	expect 1 kam config setting edit zone --name timezone
}

@test "the base currency is chosen once: not after anything was written in it" {
	kam_db
	expect 0 kam config setting edit base_currency --value EUR
	expect 2 kam config setting edit base_currency --value EURO
	kam account add Acme --wallet 5 > /dev/null
	expect 1 kam config setting edit base_currency --value USD
	expect 0 kam account list --columns wallet,currency --csv --header none
	same 5.00,EUR "$output"
}
