# Tags: KEY or KEY=VALUE, one value a key; set, taken off, filtered by, and a column each.

load helper

rows() {
	expect 0 kam account list --csv --header none "$@" || return 1
}

@test "a tag is a key, or a key with a value; a later value takes the place of the earlier" {
	kam_db
	kam account add Acme --tag vip --tag tier=gold > /dev/null
	rows --columns tag.vip,tag.tier
	same yes,gold "$output"
	expect 0 kam account edit A1 --tag tier=silver --tag new
	rows --columns tag.vip,tag.tier,tag.new
	same yes,silver,yes "$output"
	expect 0 kam account edit A1 --tag tier
	rows --columns tag.tier
	same yes "$output"
}

@test "untag takes a key off, whatever its value; what is not there changes nothing" {
	kam_db
	kam account add Acme --tag vip --tag tier=gold > /dev/null
	expect 0 kam account edit A1 --untag tier
	rows --columns tag.vip,tag.tier
	same yes, "$output"
	expect 0 kam account edit A1 --untag tier
	holds "$errors" A1
	expect 0 kam account edit A1 --untag vip --tag vip=2
	rows --columns tag.vip
	same 2 "$output"
}

@test "a key is any text without = and control characters; a value may hold anything" {
	kam_db
	kam account add Acme > /dev/null
	for bad in '' '=x' $'a\nb' $'a\tb' $'\e[1m' $'bad\xff'; do
		expect 2 kam account edit A1 --tag "$bad"
	done
	kam account edit A1 --tag 'Lead Quality=very hot' --tag '战略=是' --tag 'x=a=b,"c"' --tag 'a,b=1' --tag 'a.b=2' --tag 'select=3'
	rows --columns 'tag."Lead Quality",tag.战略,tag.x,tag."a,b",tag.a.b,tag.select'
	same 'very hot,是,"a=b,""c""",1,2,3' "$output"
}

@test "CSV has a column for each key in use, sorted, and JSON a member" {
	kam_db
	kam account add One --tag b=2 --tag 战略 > /dev/null
	kam account add Two --tag a > /dev/null
	kam account add Three > /dev/null
	expect 0 kam account list --csv
	same tag.a,tag.b,tag.战略 "$(grep -o 'tag\..*' <<< "${lines[0]}")"
	same ',2,yes' "$(grep -o ',,2,yes$' <<< "${lines[1]}" | cut -c2-)"
	same 'yes,,' "$(grep -o 'yes,,$' <<< "${lines[2]}")"
	expect 0 kam account list --json
	same '[{"a":null,"b":"2","s":"yes"},{"a":"yes","b":null,"s":null},{"a":null,"b":null,"s":null}]' \
		"$(jq -c '[.[] | {a: .["tag.a"], b: .["tag.b"], s: .["tag.战略"]}]' <<< "$output")"
}

@test "--tag filters by key or value; repeated it is and, empty is none at all" {
	kam_db
	kam account add One --tag vip --tag tier=gold > /dev/null
	kam account add Two --tag vip --tag tier=silver > /dev/null
	kam account add Three --tag tier=yes > /dev/null
	kam account add Four > /dev/null
	rows --ids --tag vip
	same 'A1
A2' "$output"
	rows --ids --tag vip --tag tier=gold
	same A1 "$output"
	rows --ids --tag tier=gold --tag tier=silver
	same '' "$output"
	rows --ids --tag tier=yes
	same A3 "$output"
	rows --ids --tag tier
	same 'A1
A2
A3' "$output"
	rows --ids --tag ''
	same A4 "$output"
	rows --ids --tag Vip
	same '' "$output"
}

@test "in --where: tag = WORD is a key or a value, tag.KEY its value" {
	kam_db
	kam account add One --tag vip --tag 'Lead Quality=hot' > /dev/null
	kam account add Two --tag hot > /dev/null
	kam account add Three --tag 'Lead Quality=cold' > /dev/null
	kam account add Four > /dev/null
	where() {
		rows --ids --where "$1" || return 1
		same "$2" "$(tr '\n' ' ' <<< "$output" | sed 's/ $//')" "$1"
	}
	where 'tag = hot' 'A1 A2'
	where 'tag = "Lead Quality"' 'A1 A3'
	where 'tag != hot' 'A3 A4'
	where 'not tag = hot' 'A3 A4'
	where 'tag in (vip, cold)' 'A1 A3'
	where 'tag is empty' A4
	where 'tag is not empty' 'A1 A2 A3'
	where 'tag.vip = yes' A1
	where 'tag.vip is empty' 'A2 A3 A4'
	where 'tag."Lead Quality" = hot' A1
	where 'tag."Lead Quality" != hot' 'A2 A3 A4'
	where 'tag."Lead Quality" ~ O' 'A1 A3'
	where "tag.'Lead Quality' is not empty and not tag.'Lead Quality' = cold" A1
	expect 2 kam account list --where 'tag > hot'
	holds "$errors" tag.KEY
}

@test "lists are sorted by a tag, those without it last in either direction" {
	kam_db
	kam account add One --tag t=b > /dev/null
	kam account add Two > /dev/null
	kam account add Three --tag t=a > /dev/null
	rows --ids --sort tag.t
	same 'A3
A1
A2' "$output"
	rows --ids --sort -tag.t
	same 'A1
A3
A2' "$output"
}

@test "tags go with their record, and each record type has its own" {
	kam_db
	kam account add Acme --tag vip > /dev/null
	kam account contact add A1 Ann --tag vip=2 --tag likes > /dev/null
	expect 0 kam account contact list --columns tag.vip,account.tag.vip,tag.likes --csv --header none
	same 2,yes,yes "$output"
	expect 0 kam account contact rm C1
	expect 0 kam account rm A1
	kam account add Beta > /dev/null
	expect 0 kam account list --csv
	[[ $output != *tag.* ]]
	same 0 "$(sqlite3 kam.db "SELECT count(*) FROM tag WHERE record <> 'catalogue'")"
}

@test "a type that takes no tags says so" {
	kam_db
	expect 2 kam config unit add North --tag x
	expect 2 kam config unit list --columns tag.x
	holds "$errors" tag
}
