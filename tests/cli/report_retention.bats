# kam report retention: what became of the customers of the period before. Figures worked out by hand beside each.

load helper

# In 2024 Alpha 10,000, Beta 8,000, Gamma 1,200, Delta 800 (20,000). In 2025 Alpha 13,000 (expansion 3,000), Beta 7,200
# (contraction 800), Gamma nothing (churn 1,200), Delta 800, and Echo 500, which is new.
company() {
	kam_db
	for name in Alpha Beta Gamma Delta Echo Foxtrot; do
		kam account add "$name" --industry "$([[ $name < C ]] && echo steel || echo power)" > /dev/null
	done
	while read -r -a row; do
		kam account invoice add --account "${row[0]}" --number "$((++number))" --issued-on "${row[1]}" --amount "${row[2]}" "${row[@]:3}" > /dev/null
	done <<- 'END'
		Alpha 2024-03-01 10000
		Beta 2024-12-31 8000
		Gamma 2024-01-01 1200
		Delta 2024-06-01 800
		Alpha 2025-01-01 9000 --cost 5400
		Alpha 2025-12-31 4000 --cost 2400
		Beta 2025-05-01 7200 --cost 4320
		Delta 2025-06-01 800
		Echo 2025-07-01 500 --cost 300
		Gamma 2023-12-31 7777
		Gamma 2026-01-01 7777
		Gamma 2025-05-01 7777 --status void
	END
}

@test "start 20,000, churn 1,200, contraction 800, expansion 3,000: GRR 90 %, NRR 105 %" {
	company
	expect 0 kam report retention --section total --csv
	# 18,000 and 21,000 of 20,000; one of four customers, 6 % of the revenue
	same 'customers,lost,logo_churn,start_value,churn,contraction,expansion,grr,nrr,churn_rate,new_customers,new_value
4,1,25.00,20000.00,1200.00,800.00,3000.00,90.00,105.00,6.00,1,500.00' "$output"
	# steel (Alpha, Beta): 18,000 less 800 and plus 3,000; power (Gamma, Delta): 800 of 2,000
	expect 0 kam report retention --csv
	same 'name,customers,lost,logo_churn,start_value,churn,contraction,expansion,grr,nrr
steel,2,0,0.00,18000.00,0.00,800.00,3000.00,95.56,112.22
power,2,1,50.00,2000.00,1200.00,0.00,0.00,40.00,40.00' "$output"
	expect 0 kam report retention --explain power --csv
	same 'id,name,what,old_amount,amount,change
A3,Gamma,lost,1200.00,0.00,-1200.00
A4,Delta,same,800.00,800.00,0.00' "$output"
}

@test "a lost customer is a finding; another period, another answer" {
	company
	expect 3 kam report retention --section lost --csv --check
	same 'id,name,industry,old_amount,last_on
A3,Gamma,power,1200.00,2024-01-01' "$output"
	# 2024 against 2023: only Gamma was there, 1,200 of 7,777 stayed
	expect 0 kam report retention --period 2024 --section total --csv --columns customers,lost,start_value,contraction,grr,nrr,new_customers,new_value --check
	same 'customers,lost,start_value,contraction,grr,nrr,new_customers,new_value
1,0,7777.00,6577.00,15.43,15.43,3,18800.00' "$output"
	# 2026 up to 15 July against 1 January to 15 July of 2025: Alpha, Beta, Delta, Echo bought then, nobody does now
	expect 3 kam report retention --period 2026 --section lost --csv --columns name,old_amount --check
	same 'name,old_amount
Alpha,9000.00
Beta,7200.00
Delta,800.00
Echo,500.00' "$output"
	expect 0 kam report retention --period 2026 --explain
	holds "$output" 'left out: 1 account not invoiced in the period before, but earlier'
}

# Winning: a lost bid at Foxtrot (300) and effort at Echo before its first invoice (2 days, 100). Keeping: a bid at Alpha
# (200), effort at Beta (1.5 days, 50).
pursuits() {
	company
	kam bid add one --account Foxtrot --value 9 --stage lost --closed-on 2025-03-01 --pursuit-cost 300 > /dev/null
	kam bid add two --account Alpha --value 9 --stage won --opened-on 2025-01-15 --closed-on 2025-03-01 --pursuit-cost 200 > /dev/null
	kam bid add three --account Alpha --value 9 --stage won --closed-on 2026-03-01 --pursuit-cost 9999 > /dev/null
	kam bid add four --account Alpha --value 9 --pursuit-cost 9999 > /dev/null
	kam account effort add Echo --spent-on 2025-06-30 --days 2 --cost 100 > /dev/null
	kam account effort add Beta --spent-on 2025-06-30 --days 1.5 --cost 50 > /dev/null
	kam account effort add Beta --spent-on 2024-06-30 --days 99 --cost 9999 > /dev/null
}

@test "what it costs to win one and to keep one, from pursuit costs and effort" {
	pursuits
	# one customer won for 300 + 100; three kept (Alpha, Beta, Delta) for 200 + 50
	expect 0 kam report retention --section costs --csv --columns what,customers,pursuit,effort,days,cost,mean
	same 'what,customers,pursuit,effort,days,cost,mean
winning,1,300.00,100.00,2,400.00,400.00
keeping,3,200.00,50.00,1.5,250.00,83.33' "$output"
	holds "$errors" '2 records of effort whose days cost nothing; give --workday'
	# with 1,000 a day: 2,400; 1,750 ÷ 3 = 583.33; 4.11 times
	expect 0 kam report retention --section ratio --workday 1000 --csv
	same 'winning,won,winning_mean,keeping,kept,keeping_mean,times
2400.00,1,2400.00,1750.00,3,583.33,4.11' "$output"
	same '' "$errors"
	expect 0 kam report retention --section costs --explain winning --csv
	same 'day,account,pursuit,effort,days
2025-03-01,Foxtrot,300.00,,
2025-06-30,Echo,,100.00,2' "$output"
}

@test "what five points less churn are worth here, from this company's own figures" {
	company
	# 5 % of 20,000 are 1,000; of the 20,700 with a cost 12,420 are cost: margin 40 %; 400 of 8,600 (40 % of 21,500).
	# Churn would be 200 instead of 1,200: they stay 6 times as long.
	expect 0 kam report retention --section worth --csv
	same 'start_value,churn,churn_rate,points,kept_value,gross,costed,margin,kept_profit,amount,profit,more,churn_then,longer
20000.00,1200.00,6.00,5,1000.00,8280.00,20700.00,40.00,400.00,21500.00,8600.00,4.65,200.00,500.00' "$output"
	expect 0 kam report retention --section worth --csv --points 6 --columns kept_value,churn_then,longer
	same 'kept_value,churn_then,longer
1200.00,0.00,' "$output"
	expect 0 kam report retention --section worth --explain
	holds "$output" 'left out: 1 invoice without a cost, in no margin'
	holds "$output" 'What 5 points less churn are worth here'
}

@test "amounts go by the rate of their day; what has none is said" {
	company
	kam config rate add USD 7 --starts-on 2024-01-01 > /dev/null
	kam config rate add USD 8 --starts-on 2025-06-01 > /dev/null
	kam account invoice add --account Delta --number 91 --issued-on 2024-06-01 --amount 'USD 100' > /dev/null
	kam account invoice add --account Delta --number 92 --issued-on 2025-06-01 --amount 'USD 100' > /dev/null
	kam account invoice add --account Delta --number 93 --issued-on 2025-06-01 --amount 'GBP 100' > /dev/null
	# Delta: 800 + 700 before, 800 + 800 now
	expect 0 kam report retention --explain power --csv --columns name,old_amount,amount
	same 'name,old_amount,amount
Gamma,1200.00,0.00
Delta,1500.00,1600.00' "$output"
	expect 0 kam report retention --section total --csv --columns start_value,expansion
	same 'start_value,expansion
20700.00,3100.00' "$output"
	holds "$errors" '1 invoice in a currency without a rate, in no sum'
}

@test "an empty database gives headers only" {
	kam_db
	for section in total lines costs ratio worth lost; do
		expect 0 kam report retention --section "$section" --csv --check
		same 1 "${#lines[@]}" "$section"
	done
}

@test "as of an earlier day, and what has changed since" {
	company
	export KAM_NOW=2026-07-16T09:00:00Z
	kam account invoice add --account Gamma --number 99 --issued-on 2025-05-01 --amount 1200 > /dev/null
	expect 0 kam report retention --section total --csv --columns lost,grr
	same 'lost,grr
0,96.00' "$output"
	expect 0 kam report retention --section total --csv --columns lost,grr --as-of 2026-07-15
	same 'lost,grr
1,90.00' "$output"
	expect 0 kam report retention --csv --columns name,lost --diff 2026-07-15
	holds "$output" power
	[[ $output != *steel* ]]
}
