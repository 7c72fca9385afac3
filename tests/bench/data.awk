# Made-up data for the bench: awk -v what=invoices -v rows=10000 -f data.awk. The same for the same number of rows,
# whichever awk it is (its own rand() is not used).
#   accounts, products   name
#   invoices             ten columns of a million rows: three references, two days, three amounts;
#                        accounts=N: of how many accounts (200)
#   tickets              ref, title, account
#   deals                8,800 opportunities of a small seller, in the columns of tests/data/maven/pipeline.map
#   agents, customers    whom the deals name
#   events_tickets       the tickets that tests/data/events.awk names
#   tasks                tickets as `task import` reads them
# Invoices in the CSV form above become hledger's journal with what=journal, read from stdin.
BEGIN {
	FS = ","
	state = 20260715
	if (accounts == "")
		accounts = 200
	if (what == "accounts" || what == "products" || what == "customers" || what == "agents") {
		print "name"
		for (i = 1; i <= rows; i++)
			print toupper(substr(what, 1, 1)) substr(what, 2, length(what) - 2) " " i
	} else if (what == "invoices") {
		print "account,number,issued_on,amount,cost,product,bid,paid_on,paid_amount,ref"
		for (i = 1; i <= rows; i++) {
			amount = 100 + chance(900000) / 100
			day = chance(365 * 6)
			printf "A%d,N-%07d,%s,%.2f,%.2f,PR%d,B1,%s,%.2f,R%d\n", 1 + chance(accounts), i, date(day), amount,
				amount * 0.6, 1 + chance(20), date(day + chance(90)), amount, i
		}
	} else if (what == "tickets") {
		print "ref,title,account"
		for (i = 1; i <= rows; i++)
			printf "R%d,Pump %d leaks,A%d\n", i, chance(100000), 1 + chance(accounts)
	} else if (what == "events_tickets") {
		print "ref,title"
		for (i = 1; i <= rows; i++)
			printf "R%d,Pump %d leaks\n", i, i
	} else if (what == "deals") {
		print "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value"
		split("Won Lost Engaging Prospecting", stages, " ")
		for (i = 1; i <= rows; i++) {
			roll = chance(100)
			stage = roll < 48 ? 1 : roll < 76 ? 2 : roll < 94 ? 3 : 4
			day = chance(365)
			customer = stage > 2 && chance(2) ? "" : "Customer " (1 + chance(85))
			engaged = stage == 4 ? "" : date(day)
			closed = stage > 2 ? "" : date(day + chance(120))
			value = stage == 1 ? 30 + chance(30000) : stage == 2 ? 0 : ""
			printf "%08X,Agent %d,Product %d,%s,%s,%s,%s,%s\n", i * 7919, 1 + chance(35), 1 + chance(7), customer,
				stages[stage], engaged, closed, value
		}
	} else if (what == "tasks") {
		for (i = 1; i <= rows; i++)
			printf "{\"description\":\"Pump %d leaks\",\"entry\":\"20260101T000000Z\",\"status\":\"pending\"," \
				"\"uuid\":\"%08x-0000-4000-8000-%012x\"}\n", chance(100000), i, i
	}
	if (what != "journal")
		exit
}

NR > 1 { printf "%s %s\n    account:%s  %s\n    sales\n\n", $3, $2, $1, $4 }

# 0 … n − 1. (Multiplier and modulus keep all products exact in a double.)
function chance(n) {
	state = (state * 69069 + 12345) % 4294967296
	return int(state / 4294967296 * n)
}

# Day n from 2020-01-01 on; every month is taken to have 28 days, which spreads as well.
function date(n) {
	return sprintf("%04d-%02d-%02d", 2020 + int(n / 336), 1 + int(n % 336 / 28), 1 + n % 28)
}
