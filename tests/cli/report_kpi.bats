# kam report kpi: targets against what the records say, and one score by weight.

load helper

# Alpha with its daughter Beta, and Gamma beside them. Han (North) and Li (South) and Wang sit at Alpha.
company() {
	kam_db
	kam config unit add North > /dev/null
	kam config unit add South > /dev/null
	kam config person add Han --unit North > /dev/null
	kam config person add Li --unit South > /dev/null
	kam config person add Wang > /dev/null
	kam account add Alpha > /dev/null
	kam account add Beta --parent Alpha > /dev/null
	kam account add Gamma > /dev/null
	kam account seat add Alpha account Han --share 60 > /dev/null
	kam account seat add Alpha solution Li --share 40 > /dev/null
	kam account seat add Alpha delivery Wang > /dev/null
	# 2026: Alpha 500 + 100 (not void), Beta 200; costs 400, none, 164
	invoice=(kam account invoice add --number)
	"${invoice[@]}" 1 --account Alpha --issued-on 2026-01-01 --amount 500 --cost 400 > /dev/null
	"${invoice[@]}" 2 --account Alpha --issued-on 2026-04-01 --amount 100 > /dev/null
	"${invoice[@]}" 3 --account Beta --issued-on 2026-12-31 --amount 200 --cost 164 > /dev/null
	"${invoice[@]}" 4 --account Alpha --issued-on 2026-04-01 --amount 9999 --status void > /dev/null
	"${invoice[@]}" 5 --account Alpha --issued-on 2025-12-31 --amount 9999 > /dev/null
	"${invoice[@]}" 6 --account Alpha --issued-on 2027-01-01 --amount 9999 > /dev/null
	"${invoice[@]}" 7 --account Gamma --issued-on 2026-04-01 --amount 9999 > /dev/null
}

target() {
	kam account target add "$@" > /dev/null
}

# the score as it stands in the first line
score() {
	kam report kpi --section targets --columns score --limit 1 --csv --header none
}

@test "(80·2 + 70.5·3 + 90·3 + 54·2) ÷ 10 = 74.95: 75, the same for all three owners" {
	company
	kam config setting edit lead_valid_rule --value owner > /dev/null
	kam lead source add merchant Partner --account Beta > /dev/null
	kam account edit Alpha --kind channel
	# 800 of 1000
	target --account Alpha 2026 revenue 1000 --weight 2
	# (500 - 400 + 200 - 164) ÷ 700 = 19.42857… %, of 27.5582573454914 it is 70.5 %
	kam account invoice edit IV2 --cost 10.4
	# now (100 + 89.6 + 36) ÷ 800 = 28.2 % of 40 %
	target --account Alpha 2026 margin 40 --weight 3
	# 1350 + 450 of 2000
	kam bid add one --account Alpha --value 1350 --stage won --closed-on 2026-02-01 --owner Li > /dev/null
	kam bid add two --account Beta --value 450 --stage won --closed-on 2026-03-01 > /dev/null
	kam bid add three --account Beta --value 9999 --stage lost --closed-on 2026-03-01 > /dev/null
	target --account Alpha 2026 won_value 2000 --weight 3
	# 27 of 50, of a merchant that is a daughter; one without an owner is not valid
	{
		echo name,source,owner,arrived_on
		for i in $(seq 27); do echo "lead $i,merchant/Partner,Wang,2026-05-01"; done
		echo none,merchant/Partner,,2026-05-01
		echo late,merchant/Partner,Wang,2027-05-01
	} > leads.csv
	kam -q lead import leads.csv
	target --account Alpha 2026 valid_leads 50 --weight 2
	expect 0 kam report kpi --section targets --csv --columns id,name,metric,goal,actual,reached,weight,score
	same 'id,name,metric,goal,actual,reached,weight,score
TG1,Alpha,revenue,1000,800,80.00,2,75
TG2,Alpha,margin,40,28.2,70.50,3,75
TG3,Alpha,won_value,2000,1800,90.00,3,75
TG4,Alpha,valid_leads,50,27,54.00,2,75' "$output"
	expect 0 kam report kpi --section owners --csv
	same 'id,account,role,person,share,targets,score
SE1,Alpha,account,Han,60.00,4,75
SE2,Alpha,solution,Li,40.00,4,75
SE3,Alpha,delivery,Wang,,4,75' "$output"
	expect 0 kam report teams --section teams --csv --columns id,targets,score
	same 'id,targets,score
A1,4,75' "$output"
}

@test "nothing is rounded on the way: 80.4, 80.4 and 80.8 are 80.53, which is 81" {
	company
	kam bid add one --account Alpha --value 804 --stage won --closed-on 2026-02-01 > /dev/null
	target --account Alpha 2026 won_value 1000
	target --account Alpha 2026-Q1 won_value 1000
	kam account invoice add --account Alpha --number 8 --issued-on 2026-03-01 --amount 8 > /dev/null
	target --account Alpha 2026 revenue 1000
	expect 0 kam report kpi --on 2026-03-31 --section targets --csv --columns reached,score --header none
	same '80.40,81 80.40,81 80.80,81' "${output//$'\n'/ }"
	# In July the first quarter is over: (80.4 + 80.8) ÷ 2
	same 81 "$(score)"
	expect 0 kam report kpi --section targets --csv --columns period --header none
	same '2026 2026' "${output//$'\n'/ }"
	# Weight 0 counts nothing
	kam account target edit TG3 --weight 0
	same 80 "$(score)"
}

@test "what is beyond the cap counts no more: one figure does not hide another" {
	company
	kam bid add one --account Alpha --value 5000 --stage won --closed-on 2026-02-01 > /dev/null
	target --account Alpha 2026 won_value 1000
	target --account Alpha 2026 revenue 2000
	expect 0 kam report kpi --csv --columns reached --header none --section targets
	same '500.00 40.00' "${output//$'\n'/ }"
	# (120 + 40) ÷ 2, (200 + 40) ÷ 2
	same 80 "$(score)"
	kam config setting edit kpi_cap --value 200
	same 120 "$(score)"
}

@test "a person has their share of what is invoiced, and what is theirs of the rest" {
	company
	for person in Han Li Wang; do
		target --person "$person" 2026-Q1 revenue 1000
	done
	# 60 %, 40 % and, without a share, the whole of 500
	expect 0 kam report kpi --on 2026-02-01 --csv --columns whose,name,actual,reached
	same 'whose,name,actual,reached
PE1,Han,300,30.00
PE2,Li,200,20.00
PE3,Wang,500,50.00' "$output"
	expect 0 kam report kpi --on 2026-02-01 --explain TG2 --csv
	same 'id,name,account,day,share,num,den
IV1,1,Alpha,2026-01-01,40.00,500,' "$output"
	# Two seats of one person are no more than the whole; none on that day is nothing.
	kam account seat add Alpha delivery Han > /dev/null
	kam account seat edit SE2 --starts-on 2026-01-02
	expect 0 kam report kpi --on 2026-02-01 --csv --columns actual --header none
	same '500 0 500' "${output//$'\n'/ }"
}

@test "a unit has its bids and people, and customers whose account owner is of it" {
	company
	target --unit North 2026-Q1 revenue 500
	target --unit South 2026-Q1 revenue 500
	target --unit North 2026 won_value 100
	target --unit South 2026 won_value 100
	kam bid add one --account Gamma --value 30 --stage won --closed-on 2026-02-01 --owner Han > /dev/null
	kam bid add two --account Gamma --value 70 --stage won --closed-on 2026-02-01 --owner Han --unit South > /dev/null
	expect 0 kam report kpi --on 2026-02-01 --csv --columns name,metric,actual --sort metric,name --header none
	same 'North,revenue,500 South,revenue,0 North,won_value,30 South,won_value,70' "${output//$'\n'/ }"
}

@test "win rate, tickets fixed in time, recommendation" {
	company
	target --account Alpha 2026 win_rate 50
	target --account Alpha 2026 on_time_fix 80
	target --account Alpha 2026 nps 40
	# No figure at all: left out of the score, and no score of nothing
	expect 0 kam report kpi --csv --columns metric,actual,reached,score --header none
	same 'win_rate,,, on_time_fix,,, nps,,,' "${output//$'\n'/ }"
	# 1 of 4: withdrawn and open ones do not count
	kam bid add 1 --account Alpha --stage won --closed-on 2026-02-01 > /dev/null
	for title in 2 3 4; do
		kam bid add "$title" --account Alpha --stage lost --closed-on 2026-02-01 > /dev/null
	done
	kam bid add 5 --account Alpha --stage withdrawn --closed-on 2026-02-01 > /dev/null
	kam bid add 6 --account Alpha > /dev/null
	# In time, late, overdue (now is 2026-07-15 09:30), still running, without a clock: 1 of 3
	cat > tickets.csv <<-'END'
		id,title,account,status,fix_due,resolved_at
		T1,a,A1,resolved,2026-07-15T09:00:00Z,2026-07-15T08:59:00Z
		T2,b,A1,resolved,2026-07-15T09:00:00Z,2026-07-15T09:01:00Z
		T3,c,A1,working,2026-07-15T09:29:00Z,
		T4,d,A1,working,2026-07-15T09:31:00Z,
		T5,e,A1,working,,
	END
	kam -q ticket import tickets.csv
	# 9 and 10 recommend, up to 6 do not: (3 - 1) ÷ 5
	for answer in 10 9 9 7 6; do
		kam account survey add Alpha "$answer" --asked-on 2026-05-01 > /dev/null
	done
	expect 0 kam report kpi --csv --columns metric,actual,reached --header none
	same 'win_rate,25,50.00 on_time_fix,33.33,41.67 nps,40,100.00' "${output//$'\n'/ }"
	# (50 + 41.67 + 100) ÷ 3 = 63.9
	same 64 "$(score)"
	kam account survey add Alpha 0 --asked-on 2026-05-01 > /dev/null
	kam account survey add Alpha 0 --asked-on 2026-05-01 > /dev/null
	kam account survey add Alpha 0 --asked-on 2026-05-01 > /dev/null
	# (3 - 4) ÷ 8 is -12.5: it counts 0, and takes nothing from the others: 91.67 ÷ 3 = 30.6
	same 31 "$(score)"
}

@test "foreign amounts at their rate; without one they are named and in no sum" {
	company
	kam config rate add USD 7 --starts-on 2026-01-01 > /dev/null
	kam account invoice add --account Alpha --number 8 --issued-on 2026-05-01 --amount 'USD 10' > /dev/null
	kam account invoice add --account Alpha --number 9 --issued-on 2026-05-01 --amount 'EUR 10' > /dev/null
	target --account Alpha 2026 revenue 1000
	expect 0 kam report kpi --csv --columns actual --header none
	same 870 "$output"
	holds "$errors" '1 invoice in a currency without a rate'
}

@test "how much of the period is gone; an empty database has headers only" {
	company
	target --account Alpha 2026 revenue 1000
	target --account Alpha 2026-07 revenue 1000
	target --account Alpha all won_value 1000
	# 15 of 31 days; 196 of 365 (31 + 28 + 31 + 30 + 31 + 30 + 15)
	expect 0 kam report kpi --csv --columns period,elapsed --header none
	same 'all, 2026,53.70 2026-07,48.39' "${output//$'\n'/ }"
	rm kam.db
	kam_db
	for section in targets owners; do
		expect 0 kam report kpi --section "$section" --csv --check
		same 1 "${#lines[@]}" "$section"
	done
}
