# kam report occasions: festivals, birthdays, anniversaries of the days to come, and by when a gift has to be ordered.
# Asked on Wednesday 2026-07-15.

load helper

occasions() {
	local record
	kam_db
	for record in catalogue festival; do
		# shellcheck disable=SC2046 # ids
		kam -q config $record rm $(kam config $record list --ids) > /dev/null
	done
	kam config catalogue add tea --lead-days 3 > /dev/null
	kam config catalogue add pen --lead-days 10 > /dev/null
	kam config catalogue add card --lead-days 60 --cash-equivalent yes > /dev/null
	kam config festival add Today 2026-07-15 > /dev/null
	kam config festival add Moon 2026-08-14 --calendar lunar > /dev/null
	kam config festival add Late 2026-08-15 > /dev/null
	kam config festival add Gone 2026-07-14 > /dev/null
	kam config person add Han > /dev/null
	kam account add Acme --since 2020-07-20 > /dev/null
	kam account add Beta --since 2026-07-16 > /dev/null
	kam account add Lost --since 2020-07-21 --status lost > /dev/null
	kam account seat add Acme account Han > /dev/null
	kam account contact add Acme Zhang --birthday 1980-08-01 > /dev/null
	kam account contact add Acme Chen --birthday 1990-08-02 --opt-out yes > /dev/null
	kam account contact add Acme Liu --birthday 1990-08-03 --left-on 2026-07-01 > /dev/null
	kam account contact add Beta Rao --birthday 1990-12-01 > /dev/null
	kam bid add Meters --account Acme > /dev/null
	kam bid contract add B1 HT-1 --live-on 2024-08-10 > /dev/null
}

@test "what is near, and by when to order; birthdays only with --unmask" {
	occasions
	# 10 days before: 5 July is a Sunday: Friday the 3rd; 20 July: 10 July, a Friday; 10 August: 31 July, a Friday;
	# 14 August: 4 August, a Tuesday
	expect 0 kam report occasions --next 30d --csv
	same 'id,day,days,kind,name,account,years,owner,order_by
FE120,2026-07-15,0,festival,Today,,,,2026-07-03
A1,2026-07-20,5,anniversary,customer since 2020-07-20,Acme,6,Han,2026-07-10
CT1,2026-08-10,26,anniversary,in use since 2024-08-10: HT-1,Acme,2,Han,2026-07-31
FE121,2026-08-14,30,festival,Moon,,,,2026-08-04
C1,,,birthday,Zhang,Acme,,Han,' "$output"
	# 1 August less 10 days is Wednesday the 22nd
	expect 0 kam report occasions --next 30d --csv --where 'name = Acme' --unmask --columns id,day,days,years,order_by
	same 'id,day,days,years,order_by
FE120,2026-07-15,0,,2026-07-03
A1,2026-07-20,5,6,2026-07-10
C1,2026-08-01,17,46,2026-07-22
CT1,2026-08-10,26,2,2026-07-31
FE121,2026-08-14,30,,2026-08-04' "$output"
	holds "$(kam log --limit 1 --csv)" 'report occasions'
	holds "$(kam report occasions --section occasions)" '•••'
}

@test "how far, and of which calendar" {
	occasions
	expect 0 kam report occasions --next 4d --ids
	same FE120 "$output"
	expect 0 kam report occasions --next +5d --ids
	same 'FE120
A1' "$output"
	expect 0 kam report occasions --next 2026-12-31 --ids --calendar lunar
	same 'A1
CT1
FE121
C4
C1' "$output"
	# what is masked is last, by name. A year on, the new customer has been one for a year; the other days come again
	expect 0 kam report occasions --next 1y --csv --header none --columns id,day,years --where 'name = Beta' --calendar none
	same 'C4,,' "$output"
	expect 0 kam report occasions --next 53w --csv --header none --columns id,day,years --where 'name = Beta' --calendar none
	same 'A2,2027-07-16,1
C4,,' "$output"
	expect 2 kam report occasions --next soon
	expect 2 kam report occasions --next 30x
}

@test "a birthday on 29 February is on the 28th where there is none; the days across a new year" {
	kam_db
	kam account add Acme --since 2021-01-03 > /dev/null
	kam account contact add Acme Leap --birthday 1992-02-29 > /dev/null
	export KAM_NOW=2026-12-28T09:00:00Z
	expect 0 kam report occasions --next 90d --calendar none --csv --unmask --columns id,day,years
	same 'id,day,years
A1,2027-01-03,6
C1,2027-02-28,35' "$output"
	export KAM_NOW=2028-02-01T09:00:00Z
	expect 0 kam report occasions --next 30d --calendar none --csv --unmask --columns id,day
	same 'id,day
C1,2028-02-29' "$output"
}

@test "one orders on a day on which one works: holidays, worked weekends, hours of one's own" {
	occasions
	# 4 August is a holiday, 3 August too; the 2nd is a Sunday, the 1st a Saturday that is worked
	kam config day add default 2026-08-04 > /dev/null
	kam config day add default 2026-08-03 > /dev/null
	expect 0 kam report occasions --where 'name = nobody' --csv --columns id,order_by
	same 'FE121,2026-07-31' "${lines[2]}"
	kam config day add default 2026-08-01 workday > /dev/null
	expect 0 kam report occasions --where 'name = nobody' --csv --columns id,order_by
	same 'FE121,2026-08-01' "${lines[2]}"
	# open on Sundays only
	kam config hours add default sun 09:00-12:00 > /dev/null
	expect 0 kam report occasions --where 'name = nobody' --csv --columns id,order_by
	same 'FE120,2026-07-05
FE121,2026-08-02' "${lines[1]}
${lines[2]}"
}

@test "behind an occasion: each item and its day; gifts that are planned, and which are late" {
	occasions
	expect 0 kam report occasions --explain FE121 --csv --columns title,lead_days,order_by
	same 'title,lead_days,order_by
pen,10,2026-08-04
tea,3,2026-08-11' "$output"
	expect 0 kam report occasions --explain C1 --csv --columns title,order_by
	same 'title,order_by
pen,
tea,' "$output"
	kam account gift add Zhang birthday 80 --item pen --planned-on 2026-08-01 > /dev/null
	kam account gift add Zhang thanks 90 --item pen --planned-on 2026-07-20 > /dev/null
	kam account gift add Zhang thanks 90 --item pen --planned-on 2026-09-20 > /dev/null
	kam account gift add Zhang thanks 70 --title book --planned-on 2026-07-17 --status declined > /dev/null
	# 20 July less 10 days was Friday the 10th
	expect 0 kam report occasions --section planned --csv --columns id,day,what,order_by,late
	same 'id,day,what,order_by,late
GF2,2026-07-20,pen,2026-07-10,yes
GF1,2026-08-01,pen,2026-07-22,no' "$output"
}

@test "an empty database gives headers only, and no finding" {
	kam_db
	export KAM_NOW=2040-01-01T00:00:00Z
	for section in occasions planned; do
		expect 0 kam report occasions --section "$section" --csv --check
		same 1 "${#lines[@]}" "$section"
	done
}
