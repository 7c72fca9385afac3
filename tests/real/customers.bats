# How customers' revenue swings, grows and stays, and who buys what: from files of a company, against plain arithmetic over them.

load ../cli/helper

invoices=${KAM_REAL_DATA:-}/ibm_accounts_receivable/WA_Fn-UseC_-Accounts-Receivable.csv
data=${KAM_REAL_DATA:-}/maven_crm
maps=$BATS_TEST_DIRNAME/../data

billed() {
	[ -f "$invoices" ] || skip "no ibm_accounts_receivable in KAM_REAL_DATA"
	command -v python3 > /dev/null || skip "no python3"
	kam_db --currency USD
	kam -q account invoice import "$invoices" --map "$maps/receivables/invoices.map"
}

# Reads the file: rows of (customer, year, month, day, cents).
reader='
import collections, csv, statistics, sys
rows = []
for row in csv.DictReader(open(sys.argv[1], encoding="utf-8-sig")):
    month, day, year = map(int, row["InvoiceDate"].split("/"))
    rows.append((row["customerID"], year, month, day, round(float(row["InvoiceAmount"]) * 100)))
def two(cents):
    return "%.2f" % (cents / 100)
'

@test "volatility of 100 customers in 2013: as many coefficients as the library of statistics computes" {
	billed
	expect 0 kam report volatility --period 2013 --csv --header none --columns name,parts,revenue,deviation,variation
	printf '%s\n' "$output" > listed.csv
	same 100 "${#lines[@]}"
	expect 0 python3 -c "$reader"'
listed = {line.split(",")[0]: line.strip().split(",")[1:] for line in open(sys.argv[2])}
wrong = 0
for name, (parts, revenue, deviation, variation) in listed.items():
    first = min((y, m) for n, y, m, d, c in rows if n == name)
    months = [sum(c for n, y, m, d, c in rows if n == name and (y, m) == (2013, month))
              for month in range(1, 13) if (2013, month) >= first]
    spread = statistics.pstdev(months)
    wrong += (int(parts) != len(months) or revenue != two(sum(months)) or abs(float(deviation) - spread / 100) > 0.0051
              or abs(float(variation) - spread / statistics.mean(months)) > 0.0051)
print(len(listed), "customers,", wrong, "wrong")' "$invoices" listed.csv
	same '100 customers, 0 wrong' "$output"
}

@test "growth and retention of 2013 against 2012" {
	billed
	expect 0 python3 -c "$reader"'
old, new, ever = collections.Counter(), collections.Counter(), set()
for name, year, month, day, cents in rows:
    (old if year == 2012 else new)[name] += cents
start = sum(old.values())
churn = sum(c for n, c in old.items() if n not in new)
down = sum(max(0, c - new[n]) for n, c in old.items() if n in new)
up = sum(max(0, new[n] - c) for n, c in old.items() if n in new)
print(len(old), sum(n not in new for n in old), two(start), two(churn), two(down), two(up),
      "%.2f" % (100 * (start - churn - down) / start), "%.2f" % (100 * (start - churn - down + up) / start), sep=",")
print(two(start), two(sum(new.values())), "%.2f" % (100 * (sum(new.values()) - start) / start), sep=",")' "$invoices"
	worked=("${lines[@]}")
	expect 0 kam report retention --period 2013 --section total --csv --header none \
		--columns customers,lost,start_value,churn,contraction,expansion,grr,nrr
	same "${worked[0]}" "$output"
	expect 0 kam report growth --period 2013 --section total --csv --header none --columns old_amount,amount,growth
	same "${worked[1]}" "$output"
}

@test "on 10 May 2013, the year so far against the same days of 2012, customer by customer" {
	billed
	export KAM_NOW=2013-05-10T12:00:00Z
	expect 0 kam report growth --period 2013 --csv --header none --columns name,what,old_amount,amount
	sort <<< "$output" > listed.csv
	expect 0 python3 -c "$reader"'
old, new, ever = collections.Counter(), collections.Counter(), set()
for name, year, month, day, cents in rows:
    if (month, day) <= (5, 10):
        (old if year == 2012 else new)[name] += cents
    if year == 2012:
        ever.add(name)
for name in sorted(set(old) | set(new)):
    what = ("new" if name not in ever else "returned") if name not in old else "lost" if name not in new else \
        "grown" if new[name] > old[name] else "shrunk" if new[name] < old[name] else "same"
    print(name, what, two(old[name]), two(new[name]), sep=",")' "$invoices"
	sort <<< "$output" | diff - listed.csv
	grep -q . listed.csv
}

@test "whitespace of maven_crm: buyers of each product, and what who could be worth" {
	[ -d "$data" ] || skip "no maven_crm in KAM_REAL_DATA"
	command -v python3 > /dev/null || skip "no python3"
	kam_db --currency USD
	kam -q config person import "$data/sales_teams.csv" --map "$maps/maven/sales_teams.map"
	kam -q account import "$data/accounts.csv" --map "$maps/maven/accounts.map"
	kam -q config product import "$data/products.csv" --map "$maps/maven/products.map"
	kam -q bid import "$data/sales_pipeline.csv" --map "$maps/maven/pipeline.map"
	expect 0 kam report whitespace --period all --of won --section products --csv --header none --columns product,buyers,customers,value
	sort <<< "$output" > products.csv
	expect 0 kam report whitespace --period all --of won --n 10000 --csv --header none --columns name,product,buyers,peers,mean
	sort <<< "$output" > white.csv
	cat > worked.py <<- 'END'
		import collections, csv, sys
		folder = sys.argv[1]
		industry = {row["account"]: row["sector"].replace("technolgy", "technology")
		            for row in csv.DictReader(open(folder + "/accounts.csv", encoding="utf-8-sig"))}
		products = {row["product"] for row in csv.DictReader(open(folder + "/products.csv", encoding="utf-8-sig"))}
		value = collections.Counter()
		for row in csv.DictReader(open(folder + "/sales_pipeline.csv", encoding="utf-8-sig")):
		    if row["deal_stage"] == "Won" and row["account"]:
		        value[row["account"], row["product"].replace("GTXPro", "GTX Pro")] += round(float(row["close_value"]) * 100)
		buyers = {name for name, product in value}
		with open("worked_products.csv", "w") as out:
		    for product in products:
		        mine = [v for (name, p), v in value.items() if p == product]
		        print(product, len(mine), len(buyers), "%.2f" % (sum(mine) / 100), sep=",", file=out)
		with open("worked_white.csv", "w") as out:
		    for name in buyers:
		        peers = [other for other in buyers if industry[other] == industry[name]]
		        for product in products:
		            mine = [value[peer, product] for peer in peers if (peer, product) in value]
		            if (name, product) not in value and mine and len(mine) * 100 >= 20 * len(peers):
		                print(name, product, len(mine), len(peers), "%.2f" % (sum(mine) // len(mine) / 100), sep=",", file=out)
	END
	python3 worked.py "$data"
	sort worked_products.csv | diff - products.csv
	sort worked_white.csv | diff - white.csv
	grep -q . white.csv
}
