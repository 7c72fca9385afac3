# kam report segments: customers by the tier of their last snapshot.

load helper

# Key: Alpha 6,000 invoiced (USD 1,000 less, in fact 100 USD at 7 are 700 of it), 800 open. Major: Beta, pinned, 2,000.
# Tail: Gamma, whose pin is over, nothing. Not scored: Delta 1,300, 200 open.
company() {
	kam_db
	kam config rate add USD 7 --starts-on 2026-01-01 > /dev/null
	kam config person add Han > /dev/null
	for name in Alpha Beta Gamma Delta; do
		kam account add "$name" --status active > /dev/null
	done
	kam config snapshot add --account Alpha --taken-on 2026-01-31 --score 50 --tier standard > /dev/null
	kam config snapshot add --account Alpha --taken-on 2026-06-30 --score 90 --tier key > /dev/null
	kam config snapshot add --account Beta --taken-on 2026-06-29 --score 20 --tier tail --pinned-tier major \
		--pinned-why new --pinned-by Han --pinned-until 2026-12-31 > /dev/null
	kam config snapshot add --account Gamma --taken-on 2026-06-30 --score 10 --tier tail --pinned-tier key \
		--pinned-why once --pinned-by Han --pinned-until 2026-07-14 > /dev/null
	kam account invoice add --account Alpha --number 1 --issued-on 2026-02-01 --amount 5300 > /dev/null
	kam account invoice add --account Alpha --number 2 --issued-on 2026-03-01 --amount 'USD 100' > /dev/null
	kam account invoice add --account Alpha --number 3 --issued-on 2025-03-01 --amount 9999 > /dev/null
	kam account invoice add --account Alpha --number 4 --issued-on 2026-03-01 --amount 9999 --status void > /dev/null
	kam account invoice add --account Beta --number 5 --issued-on 2026-02-01 --amount 2000 > /dev/null
	kam account invoice add --account Delta --number 6 --issued-on 2026-02-01 --amount 1300 > /dev/null
	kam account invoice add --account Delta --number 7 --issued-on 2026-02-01 --amount 700 > /dev/null
	kam bid add one --account Alpha --value 800 --probability 50 > /dev/null
	kam bid add two --account Delta --value 200 --probability 10 > /dev/null
	kam bid add three --account Alpha --value 9999 --stage won --closed-on 2026-02-01 > /dev/null
}

@test "by tier: customers, invoiced, open, shares, and of which day the score is" {
	company
	expect 0 kam report segments --csv --columns tier,accounts,share,revenue,revenue_share,pipeline,pipeline_share,scored_on,oldest_on,pinned,weighted
	# 6,000 + 2,000 + 2,000; 800 + 200
	same 'tier,accounts,share,revenue,revenue_share,pipeline,pipeline_share,scored_on,oldest_on,pinned,weighted
key,1,25.00,6000.00,60.00,800.00,80.00,2026-06-30,2026-06-30,0,400.00
major,1,25.00,2000.00,20.00,0.00,0.00,2026-06-29,2026-06-29,1,0.00
standard,0,0.00,0.00,0.00,0.00,0.00,,,0,0.00
tail,1,25.00,0.00,0.00,0.00,0.00,2026-06-30,2026-06-30,0,0.00
not scored yet,1,25.00,2000.00,20.00,200.00,20.00,,,0,20.00' "$output"
	expect 0 kam report segments --explain key --csv
	same 'id,name,industry,score,scored_on,revenue,pipeline
A1,Alpha,,90,2026-06-30,6000.00,800.00' "$output"
	expect 0 kam report segments --period 2025 --csv --columns tier,revenue --where 'name = Alpha'
	holds "$output" 'key,9999.00'
}

@test "an active customer without a score is a finding" {
	company
	expect 3 kam report segments --section unscored --csv --columns id,name --check
	same 'id,name
A4,Delta' "$output"
	kam config snapshot add --account Delta --taken-on 2026-07-15 --score 30 --tier standard > /dev/null
	expect 0 kam report segments --section unscored --csv --check
	expect 0 kam report segments --csv --columns tier,accounts
	same 'tier,accounts
key,1
major,1
standard,1
tail,1' "$output"
}

@test "an empty database gives headers only" {
	kam_db
	for section in tiers unscored; do
		expect 0 kam report segments --section "$section" --csv --check
		same 1 "${#lines[@]}" "$section"
	done
}
