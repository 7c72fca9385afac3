# Which records: --FIELD VALUE and --where, each operator over each kind of value, and errors that point at their place.

load helper

# A1…A5; the last has nothing but its name.
fixture() {
	kam_db
	kam config rate add USD 7 --starts-on 2026-01-01 > /dev/null
	kam config rate add USD 8 --starts-on 2026-08-01 > /dev/null # not yet
	kam config rate add JPY 0.05 --starts-on 2020-01-01 > /dev/null
	kam account add 'Alpha Steel' --region 华南 --industry steel --since 2025-12-31 --wallet 700 --employees 10 \
		--kind channel > /dev/null
	kam account add Beta --region 华北 --industry Bank --since 2026-01-01 --wallet 'USD 100' --employees 200 \
		--parent A1 --lat 31.5 > /dev/null
	kam account add Gamma --region 华南 --since 2026-07-31 --wallet 'JPY 14000' --employees 3000 --parent A2 > /dev/null
	kam account add 'Delta 钢铁' --region 西南 --since 2026-08-01 --wallet 'EUR 90' --note "it's a \"note\"" > /dev/null
	kam account add Epsilon > /dev/null
}

# where EXPRESSION ID…
where() {
	local expression=$1
	shift
	expect 0 kam account list --ids --where "$expression" || return 1
	same "$*" "${lines[*]}" "$expression"
}

# wrong EXPRESSION COLUMN PART: refused (2); the caret stands under the column; the message has the part.
wrong() {
	expect 2 kam account list --where "$1" || return 1
	holds "$errors" "$3" || return 1
	# the last line is two blanks, and a caret under the column
	same "$(printf '  %*s^' $(($2 - 1)) '')" "${stderr_lines[-1]}" "$1"
	same "  $1" "${stderr_lines[-2]}" "$1"
}

@test "text: equal, not equal, order, contains" {
	fixture
	where 'industry = steel' A1
	where 'industry = Steel'
	where 'industry != steel' A2 A3 A4 A5
	where 'industry < a' A2
	where 'industry >= Bank' A1 A2
	where 'name ~ STEEL' A1
	where 'name ~ "Ａlpha"' A1
	where 'name ~ 钢' A4
	where 'name ~ "a s"' A1
	where 'name !~ a' A5
	where 'name = "Delta 钢铁"' A4
	where "note = 'it''s a \"note\"'" A4
	where 'note = "it'"'"'s a ""note"""' A4
}

@test "empty satisfies no comparison but !=" {
	fixture
	where 'industry is empty' A3 A4 A5
	where 'industry is not empty' A1 A2
	where "industry = ''" A3 A4 A5
	where "industry != ''" A1 A2
	where 'industry > a' A1
	where 'not industry > a' A2 A3 A4 A5
	where 'industry ~ a' A2
	where 'employees < 100' A1
	where 'employees != 10' A2 A3 A4 A5
	where 'since < 9999' A1 A2 A3 A4
	where 'wallet <= 999999999' A1 A2 A3
	where 'wallet != 1' A1 A2 A3 A4 A5
	where 'parent != A1' A1 A3 A4 A5
	where 'kind != b2b' A1
}

@test "and binds closer than or; not closer still; brackets first; keywords in any case" {
	fixture
	where 'region = 华南 or region = 华北 and industry = Bank' A1 A2 A3
	where '(region = 华南 or region = 华北) and industry = Bank' A2
	where 'not region = 华南 and industry = Bank' A2
	where 'not (region = 华南 and industry = steel)' A2 A3 A4 A5
	where 'NOT (region = 华南 AND industry IS Empty) Or region IN (西南)' A1 A2 A4 A5
	where 'region=华南 and(industry=steel)' A1
}

@test "in takes a list" {
	fixture
	where 'region in (华南, 西南)' A1 A3 A4
	where 'region in (华北)' A2
	where 'not region in (华南, 西南)' A2 A5
	where "industry in (steel, '')" A1 A3 A4 A5
	where 'employees in (10, 3000)' A1 A3
	where 'since in (2025, 2026-08)' A1 A4
	where 'parent in (A1, Beta)' A2 A3
}

@test "numbers are numbers, percent, flags and choices what they are" {
	fixture
	where 'employees > 9' A1 A2 A3
	where 'employees >= 200' A2 A3
	where 'employees <= "1,000"' A1 A2
	where 'lat = 31.50' A2
	where 'lat > -90' A2
	where 'kind = CHANNEL' A1
	kam account contact add A1 Ann --opt-out yes --stance -2 > /dev/null
	kam account contact add A1 Bob --opt-out no --stance +1 > /dev/null
	kam account contact add A1 Cid > /dev/null
	expect 0 kam account contact list --ids --where 'opt_out = yes'
	same C1 "$output"
	expect 0 kam account contact list --ids --where 'opt_out != yes'
	same 'C2
C3' "$output"
	expect 0 kam account contact list --ids --where 'stance < 0'
	same C1 "$output"
	expect 0 kam account contact list --ids --where 'stance = +1'
	same C2 "$output"
}

@test "money without a currency compares in the base currency, at the rate of the day; without a rate it is empty" {
	fixture
	# all three are worth 700.00: 700, 100 × 7, 14000 × 0.05; there is no rate for EUR
	where 'wallet = 700' A1 A2 A3
	where 'wallet > 699.99' A1 A2 A3
	where 'wallet < 700.01' A1 A2 A3
	where 'wallet > 700'
	where 'wallet >= 0.07万' A1 A2 A3
	where 'not wallet = 700' A4 A5
	where 'wallet is empty' A5
	KAM_NOW=2026-08-01T00:00:00Z where 'wallet > 700' A2
	KAM_NOW=2025-12-31T00:00:00Z where 'wallet = 700' A1 A3
}

@test "money with a currency compares with amounts of that currency" {
	fixture
	where "wallet = 'USD 100'" A2
	where "wallet = '100 usd'" A2
	where "wallet > 'USD 100'"
	where "wallet >= 'JPY 14000'" A3
	where "wallet = 'CNY 700'" A1
	where "wallet != 'USD 100'" A1 A3 A4 A5
	where "wallet in ('USD 100', 'EUR 90')" A2 A4
}

@test "a date compared with a period is inside it, before or after it" {
	fixture
	where 'since = 2026' A2 A3 A4
	where 'since != 2026' A1 A5
	where 'since < 2026' A1
	where 'since <= 2026' A1 A2 A3 A4
	where 'since > 2026'
	where 'since >= 2026' A2 A3 A4
	where 'since = 2026-Q3' A3 A4
	where 'since = 2026-07' A3
	where 'since > 2026-07' A4
	where 'since <= 2026-07' A1 A2 A3
	where 'since = 2026-07-31' A3
	where 'since = 2026-01-01..2026-08-01' A2 A3
	where 'since = ..2026-01-01' A1
	where 'since = 2026-08-01..' A4
	where "since = 'this month'" A3
	where "since = 'this year'" A2 A3 A4
	where "since = 'last year'" A1
	where "since = 'this quarter'" A3 A4
	where 'since = all' A1 A2 A3 A4 A5
	where 'since = +17d' A4
	where 'since > today' A3 A4
	where 'since < tomorrow' A1 A2
	where 'since = eom' A3
}

@test "an instant is inside a day of the zone, not of UTC" {
	kam_db
	KAM_NOW=2026-07-14T15:59:59Z kam account add One > /dev/null
	KAM_NOW=2026-07-14T16:00:00Z kam account add Two > /dev/null
	expect 0 kam account list --ids --where 'created_at = 2026-07-14'
	same 'A1
A2' "$output"
	expect 0 kam account list --ids --where 'created_at = 2026-07-15' --zone Asia/Shanghai
	same A2 "$output"
	expect 0 kam account list --ids --where 'created_at = yesterday' --zone Asia/Shanghai
	same A1 "$output"
	expect 0 kam account list --ids --where 'created_at.month = 2026-07 and created_at < 2026-07-15' --zone Asia/Shanghai
	same A1 "$output"
}

@test "parts of a date: year, quarter, month and ISO week" {
	fixture
	where 'since.year = 2026' A2 A3 A4
	where 'since.year < 2026' A1
	where 'since.quarter = 2026-Q3' A3 A4
	where 'since.month = 2025-12' A1
	# 2025-12-31 is a Wednesday, 2026-01-01 the Thursday after: both in the week of that Thursday
	where 'since.week = 2026-W01' A1 A2
	# 2026-07-31 is a Friday, 2026-08-01 a Saturday: ISO week 31
	where 'since.week = 2026-W31' A3 A4
	where 'since.year is empty' A5
}

@test "a reference is named in any way, and a path goes on from it" {
	fixture
	where 'parent = A1' A2
	where 'parent = ALPHA' A2
	where 'parent = "alpha steel"' A2
	where 'parent = alph' A2
	where 'parent.parent = A1' A3
	where 'parent.parent.name = "Alpha Steel"' A3
	where 'parent.region = 华北' A3
	where 'parent.region != 华北' A1 A2 A4 A5
	where 'parent.since.year = 2025' A2
	where 'parent ~ STEEL' A2
	where 'parent is empty' A1 A4 A5
	where 'parent.wallet > 600' A2 A3
	where 'id = A2' A2
	where 'id in (A2, A4)' A2 A4
	where 'group_root = A1' A1 A2 A3
	kam account contact add A3 Ann > /dev/null
	expect 0 kam account contact list --ids --where 'account.parent.parent.industry = steel'
	same C1 "$output"
}

@test "a reference that is not found or ambiguous is refused (1), not an empty answer" {
	fixture
	kam account add Beta > /dev/null
	expect 1 kam account list --where 'parent = Nobody'
	holds "$errors" "'Nobody'"
	expect 1 kam account list --where 'parent = Beta'
	holds "$errors" A2
	expect 1 kam account list --parent Nobody
}

@test "errors point at their column and say what was expected" {
	fixture
	wrong 'foo = 1' 1 "'foo'"
	wrong 'region = 1 and foo = 1' 16 "'foo'"
	wrong 'parent.foo = 1' 1 "'foo'"
	wrong 'name.foo = 1' 1 name
	wrong 'since.day = 1' 1 "'day'"
	wrong 'wallet > abc' 10 "'abc'"
	wrong 'employees = ten' 13 "'ten'"
	wrong 'since = soon' 9 "'soon'"
	wrong 'since = 2026-02-30' 9 "'2026-02-30'"
	wrong 'kind = bank' 8 'b2b consumer channel internal'
	wrong 'employees in (1, two)' 18 "'two'"
	wrong 'parent > A1' 10 '!='
	wrong 'region 华南' 8 '华南'
	wrong 'region =' 9 'the end'
	wrong 'region = a b' 12 quotes
	wrong "region = 'a" 10 "'"
	wrong '(region = a' 12 ')'
	wrong 'region = a)' 11 ')'
	wrong 'region = a and' 15 'the end'
	wrong 'not' 4 'the end'
	wrong 'not not region = a' 5 not
	wrong 'employees = 1,000' 14 quotes
	wrong '' 1 'the end'
	wrong 'region is full' 11 empty
	wrong '区域 = 华南' 1 "'区域'"
}

@test "the column is counted in what is seen: two for a Chinese character, escapes for controls" {
	fixture
	expect 2 kam account list --where 'region = 华南 and foo = 1'
	# "region = 华南 and " takes 18 columns
	same "$(printf '  %18s^' '')" "${stderr_lines[-1]}"
	expect 2 kam account list --where $'region = "\e" and foo = 1'
	[[ $errors != *$'\e'* ]]
	# "region = "\e" and " takes 18 columns, \e being shown as two letters
	same "$(printf '  %18s^' '')" "${stderr_lines[-1]}"
}

@test "a field's option is equality; repeated it is or, different fields are and, '' is empty" {
	fixture
	list() {
		expect 0 kam account list --ids "$@" || return 1
		output=${lines[*]}
	}
	list --region 华南
	same 'A1 A3' "$output"
	list --region 华南 --region 西南
	same 'A1 A3 A4' "$output"
	list --region 华南 --region 西南 --since 2026
	same 'A3 A4' "$output"
	list --industry ''
	same 'A3 A4 A5' "$output"
	list --industry '' --industry Bank
	same 'A2 A3 A4 A5' "$output"
	list --wallet 700
	same 'A1 A2 A3' "$output"
	list --wallet 'USD 100'
	same A2 "$output"
	list --parent A1 --parent 'Beta'
	same 'A2 A3' "$output"
	list --group-root A1 --region 华南
	same 'A1 A3' "$output"
	list --region 华南 --where 'employees > 10'
	same A3 "$output"
	list --kind B2B --where 'since is empty'
	same A5 "$output"
	expect 2 kam account list --kind bank
	holds "$errors" --kind
	holds "$errors" "'bank'"
	holds "$errors" 'b2b consumer channel internal'
	expect 2 kam account list --employees few
	expect 2 kam account list --since soon
	expect 2 kam account list --credit-limit lots
}

@test "many values and deep brackets are taken or refused in words, never a crash" {
	fixture
	list=$(printf 'x%s, ' $(seq 1 5000))
	run kam account list --ids --where "region in (${list%, })"
	[ "$status" -eq 0 ] || [ "$status" -eq 2 ]
	open=$(printf '(%.0s' $(seq 1 20000))
	run kam account list --ids --where "${open}region = a"
	[ "$status" -eq 2 ]
	run kam account list --ids --where "$(printf 'not %.0s' $(seq 1 20000)) region = 华南"
	[ "$status" -eq 0 ] || [ "$status" -eq 2 ]
	run kam account list --ids --where "region = a$(printf ' or region = a%.0s' $(seq 1 3000))"
	[ "$status" -eq 0 ] || [ "$status" -eq 2 ]
	run kam account list --ids --where "region = $(head -c 100000 /dev/zero | tr '\0' x)"
	[ "$status" -eq 0 ]
}
