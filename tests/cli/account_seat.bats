# Seats of a customer's team over time, and kam account seat even.

load helper

company() {
	kam_db
	for name in Han Li Wang Zhao; do
		kam config person add "$name" > /dev/null
	done
	kam account add Alpha > /dev/null
}

@test "three seats: 33.34, 33.33, 33.33, in the order account, solution, delivery" {
	company
	kam account seat add A1 delivery Han > /dev/null
	kam account seat add A1 solution Li --share 90 > /dev/null
	kam account seat add A1 account Wang > /dev/null
	expect 0 kam account seat even Alpha --csv
	same 'id,role,person,share
SE3,account,Wang,33.34
SE2,solution,Li,33.33
SE1,delivery,Han,33.33' "$output"
	same 100.00 "$(kam db sql "SELECT printf('%.2f', sum(share) / 100.0) AS sum FROM seat" --csv --header none)"
	expect 0 kam account seat even Alpha --csv
	holds "$errors" 'even already'
	expect 0 kam undo
	same 'SE1,
SE2,90.00
SE3,' "$(kam account seat list --columns id,share --sort id --csv --header none)"
}

@test "of one, two, six and seven seats" {
	company
	kam account seat add A1 account Han > /dev/null
	expect 0 kam account seat even A1 --csv --columns share --header none
	same 100.00 "$output"
	kam account seat add A1 account Li > /dev/null
	expect 0 kam account seat even A1 --csv --columns share --header none
	same "50.00
50.00" "$output"
	for person in Wang Zhao; do
		kam account seat add A1 solution "$person" > /dev/null
		kam account seat add A1 delivery "$person" > /dev/null
	done
	# 10000 = 6 × 1666 + 4
	expect 0 kam account seat even A1 --csv --columns share --header none
	same "16.67 16.67 16.67 16.67 16.66 16.66" "${output//$'\n'/ }"
	# 10000 = 7 × 1428 + 4
	kam account seat add A1 delivery Li > /dev/null
	expect 0 kam account seat even A1 --csv --columns share --header none
	same "14.29 14.29 14.29 14.29 14.28 14.28 14.28" "${output//$'\n'/ }"
}

@test "only the seats of the day share; an earlier day can be put right" {
	company
	kam account seat add A1 account Han --starts-on 2025-01-01 --ends-on 2026-06-30 > /dev/null
	kam account seat add A1 account Li --starts-on 2026-07-01 > /dev/null
	kam account seat add A1 solution Wang > /dev/null
	kam account seat add A1 delivery Zhao --starts-on 2026-08-01 > /dev/null
	expect 0 kam account seat even A1 --csv --columns id,share --header none
	same "SE2,50.00 SE3,50.00" "${output//$'\n'/ }"
	expect 0 kam account seat even A1 --on 2026-08-01 --csv --columns id,share --header none
	same "SE2,33.34 SE3,33.33 SE4,33.33" "${output//$'\n'/ }"
	expect 0 kam account seat even A1 --on 2026-06-30 --csv --columns id,share --header none
	same "SE1,50.00 SE3,50.00" "${output//$'\n'/ }"
}

@test "refused: a customer without seats, a day that is none, and nothing is left behind" {
	company
	expect 1 kam account seat even A1
	holds "$errors" 'nobody sits at A1 on 2026-07-15'
	kam account seat add A1 account Han --starts-on 2026-08-01 > /dev/null
	expect 1 kam account seat even A1
	expect 2 kam account seat even A1 --on someday
	expect 1 kam account seat even Nobody
	expect 2 kam account seat even
	same '""' "$(kam account seat list --columns share --csv --header none)"
}

@test "nobody sits twice in one role at a time, and no seat ends before it begins" {
	company
	kam account seat add A1 account Han --starts-on 2026-01-01 --ends-on 2026-06-30 > /dev/null
	expect 1 kam account seat add A1 account Han --starts-on 2026-06-30
	holds "$errors" 'Han sits there in that role already, from 2026-01-01 to 2026-06-30 (SE1)'
	expect 1 kam account seat add A1 account Han --ends-on 2026-01-01
	expect 1 kam account seat add A1 account Han
	expect 1 kam account seat add A1 account Li --starts-on 2026-02-01 --ends-on 2026-01-31
	holds "$errors" 'before it begins'
	same 1 "$(kam account seat list --ids | wc -l)"
	# The day after, another role, another person, another customer
	kam account seat add A1 account Han --starts-on 2026-07-01 > /dev/null
	kam account seat add A1 delivery Han --starts-on 2026-06-30 > /dev/null
	kam account seat add A1 account Li > /dev/null
	kam account add Beta > /dev/null
	kam account seat add Beta account Han > /dev/null
	expect 1 kam account seat edit SE1 --ends-on 2026-07-01
	expect 1 kam account seat edit SE2 --starts-on 2026-06-30
	expect 0 kam account seat edit SE1 --ends-on 2026-06-29
}

@test "what an import brings twice stands, and can be put right" {
	company
	printf '%s\n' account,role,person,starts_on,ends_on \
		A1,account,Han,2026-01-01, A1,account,Han,2026-03-01, > seats.csv
	expect 0 kam account seat import seats.csv
	expect 0 kam account seat edit SE1 --share 40
	expect 1 kam account seat edit SE2 --starts-on 2026-02-01
	expect 0 kam account seat edit SE1 --ends-on 2026-02-28
	expect 1 kam account seat edit SE1 --ends-on 2026-03-01
}
