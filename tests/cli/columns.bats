# Which columns, in which order, how many rows: --columns, --sort, --limit.

load helper

fixture() {
	kam_db
	kam account add Top --region 华南 --since 2025-12-29 --wallet 300 > /dev/null
	kam account add Middle --parent Top --region 华北 --since 2026-02-28 --wallet 20 > /dev/null
	kam account add Leaf --parent Middle > /dev/null
}

@test "columns come in the order asked for, twice if asked twice" {
	fixture
	expect 0 kam account list --csv --columns name,id,name --limit 1
	same 'name,id,name
Top,A1,Top' "$output"
}

@test "a path goes over references, any number of them" {
	fixture
	kam account contact add Leaf Ann > /dev/null
	expect 0 kam account contact list --csv --columns name,account.name,account.parent,account.parent.parent.name,account.parent.parent.wallet
	same 'name,account.name,account.parent,account.parent.parent.name,account.parent.parent.wallet
Ann,Leaf,A2,Top,300.00' "$output"
	expect 0 kam account list --csv --columns id,parent.parent.region --header none
	same 'A1,
A2,
A3,华南' "$output"
	expect 2 kam account list --columns "name$(printf '.parent%.0s' $(seq 1 3))"
	expect 2 kam account list --columns "$(printf 'parent.%.0s' $(seq 1 40))name"
}

@test "a date has year, quarter, month and ISO week" {
	fixture
	# 2025-12-29 is a Monday: week 1 of 2026. 2026-02-28 is a Saturday: week 9.
	expect 0 kam account list --csv --header none --columns since,since.year,since.quarter,since.month,since.week
	same '2025-12-29,2025,2025-Q4,2025-12,2026-W01
2026-02-28,2026,2026-Q1,2026-02,2026-W09
,,,,' "$output"
	expect 2 kam account list --columns since.day
	holds "$errors" 'year, quarter, month and week'
}

@test "an instant is shown by its day in the zone" {
	KAM_NOW=2026-12-31T16:30:00Z kam_db
	KAM_NOW=2026-12-31T16:30:00Z kam account add Acme > /dev/null
	expect 0 kam account list --csv --header none --columns created_at.year,created_at.month
	same 2026,2026-12 "$output"
	expect 0 kam account list --csv --header none --columns created_at.year,created_at.month --zone Asia/Shanghai
	same 2027,2027-01 "$output"
}

@test "references are ids in CSV and JSON, names in tables" {
	fixture
	expect 0 kam account list --csv --header none --columns id,parent --limit 2
	same 'A1,
A2,A1' "$output"
	expect 0 kam account list --json --columns parent
	same '[null,"A1","A2"]' "$(jq -c '[.[].parent]' <<< "$output")"
	expect 0 kam account list --columns id,parent --header key
	[[ ${lines[3]} == *Top* ]]
}

@test "a column that is not there names the nearest, and no column at all is refused" {
	fixture
	expect 2 kam account list --columns id,regoin
	holds "$errors" "'regoin'"
	holds "$errors" region
	expect 2 kam account list --columns ''
	expect 2 kam account list --columns id,,name
	expect 2 kam account list --columns ,id
	expect 2 kam account list --columns 'id; DROP TABLE account'
	expect 2 kam account list --columns 'id FROM account --'
	expect 2 kam account list --columns 'rowid'
	expect 2 kam account list --columns 'name_key'
}

@test "sorted by several, down with -, empties last either way, ties in the order of ids" {
	kam_db
	kam account add One --region b --employees 9 > /dev/null
	kam account add Two --region a --employees 10 > /dev/null
	kam account add Three > /dev/null
	kam account add Four --region b --employees 100 > /dev/null
	kam account add Five --region a --employees 10 > /dev/null
	sorted() {
		expect 0 kam account list --ids --sort "$1" || return 1
		same "$2" "${lines[*]}" "$1"
	}
	sorted region 'A2 A5 A1 A4 A3'
	sorted -region 'A1 A4 A2 A5 A3'
	sorted employees 'A1 A2 A5 A4 A3'
	sorted -employees 'A4 A2 A5 A1 A3'
	sorted region,-employees 'A2 A5 A4 A1 A3'
	sorted -region,employees 'A1 A4 A2 A5 A3'
	sorted -id 'A5 A4 A3 A2 A1'
	expect 2 kam account list --sort regoin
	holds "$errors" region
	expect 2 kam account list --sort --region
}

@test "sorted by amounts of several currencies: by their worth, without a rate last" {
	kam_db
	kam config rate add USD 7 --starts-on 2026-01-01 > /dev/null
	kam account add One --wallet 100 > /dev/null
	kam account add Two --wallet 'USD 20' > /dev/null
	kam account add Three --wallet 'EUR 1000' > /dev/null
	kam account add Four --wallet 'CNY 150' > /dev/null
	expect 0 kam account list --ids --sort -wallet
	same 'A4 A2 A1 A3' "${lines[*]}"
}

@test "sorted by the name of a reference, and by a path" {
	fixture
	kam account add Aside --parent Leaf > /dev/null
	# parents: none, Top, Middle, Leaf
	expect 0 kam account list --ids --sort parent
	same 'A4 A3 A2 A1' "${lines[*]}"
	expect 0 kam account list --ids --sort -parent.since
	same 'A3 A2 A1 A4' "${lines[*]}"
}

@test "limit is at most so many rows, after the order; 0 is none" {
	fixture
	expect 0 kam account list --ids --sort -id --limit 2
	same 'A3 A2' "${lines[*]}"
	expect 0 kam account list --ids --limit 99
	same 'A1 A2 A3' "${lines[*]}"
	expect 0 kam account list --csv --columns id --limit 0
	same id "$output"
	expect 2 kam account list --limit -1
	expect 2 kam account list --limit few
	holds "$errors" "'few'"
	expect 2 kam account list --limit ''
}

@test "nothing found is a header or an empty list, and a success" {
	kam_db
	expect 0 kam account list --csv --columns id,name
	same id,name "$output"
	expect 0 kam account list --json
	same '[]' "$(jq -c . <<< "$output")"
	expect 0 kam account list --jsonl
	same '' "$output"
	expect 0 kam account list --ids
	same '' "$output"
}
