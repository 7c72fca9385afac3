# kam report nps: promoters less detractors. Figures worked out by hand beside each.

load helper

company() {
	kam_db
	for name in Alpha Beta Gamma; do
		kam account add "$name" --status active > /dev/null
	done
	kam account contact add Alpha Wang > /dev/null
	printf '%s\n' account,asked_on,score Alpha,2026-01-10,10 Alpha,2026-02-10,9 Alpha,2026-03-31,6 Alpha,2026-04-01,7 \
		Beta,2026-04-10,8 Beta,2026-05-10,0 Beta,2026-05-11,3 Beta,2025-12-31,10 > answers.csv
	kam -q account survey import answers.csv
	kam account touch add "called them" --account Alpha --happened-at 2026-04-02T08:00:00Z --channel call > /dev/null
	kam account touch add "on the day" --account Beta --happened-at 2026-05-10T08:00:00Z --channel call > /dev/null
}

@test "9 and 10 less those up to 6, in percent of all answers" {
	company
	# of seven: 10, 9; 7, 8; 6, 0, 3: (2 - 3) ÷ 7; their mean 43 ÷ 7 = 6.14
	expect 0 kam report nps --section total --csv
	same 'answers,accounts,promoters,passives,detractors,nps,mean
7,2,2,2,3,-14.29,6.1' "$output"
	# Beta (0 - 2) ÷ 3, Alpha (2 - 1) ÷ 4
	expect 0 kam report nps --csv
	same 'name,answers,promoters,passives,detractors,nps,last_on
Beta,3,0,1,2,-66.67,2026-05-11
Alpha,4,2,1,1,25.00,2026-04-01' "$output"
	# first quarter 10, 9, 6; second 7, 8, 0, 3
	expect 0 kam report nps --section spans --csv --columns span,answers,nps
	same 'span,answers,nps
2026-Q1,3,33.33
2026-Q2,4,-50.00' "$output"
	expect 0 kam report nps --section spans --each month --csv --columns span,answers --where 'account = Beta'
	same 'span,answers
2026-04,1
2026-05,2' "$output"
	expect 0 kam report nps --explain Beta --csv --columns asked_on,score
	same 'asked_on,score
2026-04-10,8
2026-05-10,0
2026-05-11,3' "$output"
	expect 0 kam report nps --explain
	holds "$output" 'left out: 1 active customer without an answer in the period'
}

@test "a detractor nobody has talked to since is a finding" {
	company
	# Alpha was called after the 6; Beta on the day of the 0, not after it
	expect 3 kam report nps --section unheard --csv --columns account,asked_on,score,days --check
	same 'account,asked_on,score,days
Beta,2026-05-10,0,66
Beta,2026-05-11,3,65' "$output"
	kam account touch add "went there" --account Beta --happened-at 2026-06-01T08:00:00Z --channel visit > /dev/null
	expect 0 kam report nps --section unheard --csv --check
}

@test "an empty database gives headers only" {
	kam_db
	for section in total lines spans unheard; do
		expect 0 kam report nps --section "$section" --csv --check
		same 1 "${#lines[@]}" "$section"
	done
}

@test "as of an earlier day, and what has changed since" {
	company
	export KAM_NOW=2026-07-16T09:00:00Z
	kam account survey add --account Alpha --asked-on 2026-07-01 --score 10 > /dev/null
	# 3 - 3 of 8
	expect 0 kam report nps --section total --csv --columns answers,nps
	same 'answers,nps
8,0.00' "$output"
	expect 0 kam report nps --section total --csv --columns answers,nps --as-of 2026-07-15
	same 'answers,nps
7,-14.29' "$output"
	expect 0 kam report nps --csv --columns name,answers --diff 2026-07-15
	holds "$output" Alpha
	[[ $output != *Beta* ]]
}
