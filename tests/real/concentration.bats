# Whom does a company depend on, what does it lose, what does it expect: from its own files, against plain arithmetic over
# them (awk) and the figures published beside the data (TRUTH.json).

load ../cli/helper

data=${KAM_REAL_DATA:-}/maven_crm
maps=$BATS_TEST_DIRNAME/../data/maven

setup_file() {
	[ -d "$data" ] || skip "no maven_crm in KAM_REAL_DATA"
}

company() {
	kam_db --currency USD
	kam -q config person import "$data/sales_teams.csv" --map "$maps/sales_teams.map"
	kam -q account import "$data/accounts.csv" --map "$maps/accounts.map"
	kam -q config product import "$data/products.csv" --map "$maps/products.map"
	kam -q bid import "$data/sales_pipeline.csv" --map "$maps/pipeline.map"
}

# "count value largest top_share hhi": won value by account, or with `groups` by the account's parent where it has one.
worked_out() {
	awk -F, -v level="$1" -v without="$2" '
		{ sub(/\r$/, "") }
		FILENAME ~ /accounts/ { if (FNR > 1 && $7 != "") parent[$1] = $7; next }
		FNR > 1 && $5 == "Won" && $4 != without {
			name = level == "groups" && ($4 in parent) ? parent[$4] : $4
			sum[name] += $8
			all += $8
		}
		END {
			for (name in sum) {
				count++
				squares += (sum[name] / all) ^ 2
				if (sum[name] > largest)
					largest = sum[name]
				sorted[count] = sum[name]
			}
			for (i = 1; i <= 10; i++) {
				best = 0
				for (j = 1; j <= count; j++)
					if (sorted[j] > sorted[best])
						best = j
				top += sorted[best]
				sorted[best] = -1
			}
			printf "%d,%.2f,%.2f,%.2f,%.4f", count, all, largest, 100 * top / all, squares
		}' "$data/accounts.csv" "$data/sales_pipeline.csv"
}

@test "concentration of what was won, by account and by group" {
	company
	columns=level,customers,value,largest_value,top_share,hhi
	expect 0 kam report concentration --period all --section total --csv --columns $columns
	same "$columns
accounts,$(worked_out accounts)
groups,$(worked_out groups)" "$output"
	holds "$output" '10005534.00'
	# what if the largest were lost
	expect 0 kam report concentration --period all --section total --csv --columns $columns --drop 'Kan-code'
	same "$columns
accounts,$(worked_out accounts)
groups,$(worked_out groups)
accounts without,$(worked_out accounts Kan-code)
groups without,$(worked_out groups Kan-code)" "$output"
}

@test "each customer's won value is as published" {
	command -v python3 > /dev/null || skip "no python3"
	company
	expect 0 kam report concentration --period all --n 1000 --csv --columns name,value
	printf '%s\n' "$output" > listed.csv
	expect 0 python3 - "$data/TRUTH.json" listed.csv <<- 'END'
		import csv, json, sys
		wanted = json.load(open(sys.argv[1]))["by_account"]["value"]
		rows = {row["name"]: float(row["value"]) for row in csv.DictReader(open(sys.argv[2]))}
		wrong = [name for name, line in wanted.items() if name and abs(rows.get(name, 0) - line["won_value"]) > 0.001]
		print(len(rows), "customers,", len(wrong), "wrong", *wrong)
	END
	same '85 customers, 0 wrong' "$output"
}

@test "losses: 2,473 of 6,711, by product as published" {
	company
	expect 0 kam report losses --period all --section total --csv --columns lost,decided,loss_rate,value
	# 1 - 0.631501
	same 'lost,decided,loss_rate,value
2473,6711,36.85,0.00' "$output"
	tr -d '\r' < "$data/sales_pipeline.csv" | awk -F, -v OFS=, '
		NR > 1 && ($5 == "Lost" || $5 == "Won") { sub("GTXPro", "GTX Pro", $3); decided[$3]++; lost[$3] += $5 == "Lost" }
		END { for (name in lost) printf "%s,%d,%.2f,%d,%.2f\n", name, lost[name], 100 * lost[name] / 2473, decided[name], 100 * lost[name] / decided[name] }' |
		sort > expected
	expect 0 kam report losses --period all --section products --csv --columns name,lost,share,decided,loss_rate --header none
	printf '%s\n' "$output" | sort | diff expected -
	# nobody says why
	expect 3 kam report losses --period all --section unexplained --ids --check
	same 2473 "${#lines[@]}"
}

@test "forecast of a quarter that is over is what was won in it; stalled: all 2,089 open ones lack a next step" {
	company
	# of the published pivot: 1,254 deals won in the second quarter
	expect 0 kam report forecast --period 2017-Q2 --section categories --csv --columns category,bids,value
	won=$(tr -d '\r' < "$data/sales_pipeline.csv" |
		awk -F, '$5 == "Won" && $7 >= "2017-04-01" && $7 < "2017-07-01" { n++; v += $8 } END { printf "%d,%.2f", n, v }')
	holds "$won" '1254,'
	holds "$output" "won,$won"
	expect 0 kam report stalled --section total --csv --columns cause,bids,all_bids
	holds "$output" 'no next step,2089,2089'
	expect 3 kam report stalled --ids --check
	same 2089 "${#lines[@]}"
}

@test "concentration of what was invoiced, from 2,466 invoices" {
	file=${KAM_REAL_DATA:-}/ibm_accounts_receivable/WA_Fn-UseC_-Accounts-Receivable.csv
	[ -f "$file" ] || skip "no ibm_accounts_receivable in KAM_REAL_DATA"
	kam_db --currency USD
	kam -q account invoice import "$file" --map "$BATS_TEST_DIRNAME/../data/receivables/invoices.map"
	expect 0 kam report concentration --period all --of invoiced --section total --csv --columns level,customers,value,largest_value,hhi
	worked=$(tr -d '\r' < "$file" | awk -F, 'NR > 1 { sum[$2] += $7; all += $7 }
		END {
			for (name in sum) { count++; squares += (sum[name] / all) ^ 2; if (sum[name] > largest) largest = sum[name] }
			printf "%d,%.2f,%.2f,%.4f", count, all, largest, squares
		}')
	same "level,customers,value,largest_value,hhi
accounts,$worked
groups,$worked" "$output"
	holds "$worked" '100,147703.18'
}
