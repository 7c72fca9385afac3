# kam account: added, shown, changed, listed, removed; what is required and what is refused.

load helper

@test "add prints the id and nothing else; ids count up and are never given twice" {
	kam_db
	expect 0 kam account add 'Acme Ltd'
	same A1 "$output"
	same '' "$errors"
	expect 0 kam account add --name 'Beta GmbH'
	same A2 "$output"
	expect 0 kam account rm A2
	same '' "$output"
	holds "$errors" removed
	expect 0 kam account add Gamma
	same A3 "$output"
}

@test "a new account has the defaults of its choices and its times, all else is empty" {
	kam_db
	kam account add 'Acme Ltd' > /dev/null
	# whatever fields there are: filled are only these
	expect 0 kam account show A1 --json
	same '{"id":"A1","code":"ACME","name":"Acme Ltd","kind":"b2b","status":"prospect","currency":"CNY","created_at":"2026-07-15T09:30:00Z","updated_at":"2026-07-15T09:30:00Z"}' \
		"$(jq -c 'with_entries(select(.value != null))' <<< "$output")"
	expect 0 kam account show A1 --csv
	same 2 "${#lines[@]}"
}

@test "every field is set by its option and comes back as it was meant" {
	kam_db
	expect 0 kam account add --code HW --name 华为技术有限公司 --former-names '华为通信; Shenzhen Huawei' \
		--tax-id 914403001922038216 --kind channel --status active --industry 通信 --region 华南 --since 1987-9-15 \
		--wallet 1.2亿 --wallet-source 'annual report' --wallet-on 20260101 --employees 207,000 --founded 1987 \
		--revenue 8600亿 --credit-limit 500万 --rating AAA --lat 22.6543 --lon -114.05 --note 'a "quoted", note' --ref crm/7
	expect 0 kam account list --csv --header none --columns id,code,name,former_names,tax_id,kind,status,industry,region,parent,since,wallet,wallet_source,wallet_on,employees,founded,revenue,credit_limit,rating,lat,lon,note,currency,ref,created_at,updated_at
	same 'A1,HW,华为技术有限公司,华为通信; Shenzhen Huawei,914403001922038216,channel,active,通信,华南,,1987-09-15,120000000.00,annual report,2026-01-01,207000,1987,860000000000.00,5000000.00,AAA,22.6543,-114.05,"a ""quoted"", note",CNY,crm/7,2026-07-15T09:30:00Z,2026-07-15T09:30:00Z' "$output"
}

@test "the name is required: by add, and when edit would clear it" {
	kam_db
	expect 2 kam account add
	holds "$errors" --name
	expect 2 kam account add ''
	holds "$errors" --name
	expect 2 kam account add --region 华南
	holds "$errors" --name
	kam account add Acme > /dev/null
	expect 2 kam account edit A1 --name ''
	holds "$errors" --name
	expect 0 kam account list --columns name --csv --header none
	same Acme "$output"
}

@test "a word too many is refused and shows how to say it" {
	kam_db
	expect 2 kam account add Acme Beta
	holds "$errors" "'Beta'"
	holds "$errors" 'kam account add NAME'
	expect 2 kam account show
	holds "$errors" 'kam account show ACCOUNT'
	expect 2 kam account show A1 A2
	expect 2 kam account list A1
	expect 2 kam account rm
	expect 2 kam account edit --region x
	expect 0 kam account list --ids
	same '' "$output"
}

@test "a wrong value names the field, the value and what would do, and writes nothing" {
	kam_db
	expect 2 kam account add Acme --kind bank
	holds "$errors" kind
	holds "$errors" "'bank'"
	holds "$errors" 'b2b consumer channel internal'
	expect 2 kam account add Acme --since 2026-02-29
	holds "$errors" since
	holds "$errors" "'2026-02-29'"
	expect 2 kam account add Acme --employees many
	holds "$errors" employees
	holds "$errors" "'many'"
	expect 2 kam account add Acme --employees -1
	expect 2 kam account add Acme --founded 10000
	holds "$errors" 'from 1 to 9999'
	expect 2 kam account add Acme --lat north
	expect 2 kam account add Acme --note $'bad \xff byte'
	holds "$errors" UTF-8
	expect 0 kam account list --ids
	same '' "$output"
}

@test "choices are taken in any case and kept in their own" {
	kam_db
	expect 0 kam account add Acme --kind INTERNAL --status Dormant
	expect 0 kam account list --columns kind,status --csv --header none
	same internal,dormant "$output"
}

@test "a tax number of 18 characters must have the right check character" {
	kam_db
	# Huawei's own; its last character changed
	expect 0 kam account add A --tax-id 914403001922038216
	expect 2 kam account add B --tax-id 914403001922038217
	holds "$errors" 914403001922038217
	# no number of that kind: not checked
	expect 0 kam account add C --tax-id DE123456789
}

@test "code, ref and tax_id are each one account's only" {
	kam_db
	kam account add Acme --code AC --ref r1 --tax-id T1 > /dev/null
	expect 1 kam account add Beta --code AC
	holds "$errors" "'AC'"
	holds "$errors" A1
	expect 1 kam account add Beta --ref r1
	holds "$errors" "'r1'"
	expect 1 kam account add Beta --tax-id T1
	expect 0 kam account add Acme
	same A2 "$output"
	expect 1 kam account edit A2 --code AC
	holds "$errors" A1
	expect 0 kam account edit A1 --code AC --ref r2
}

@test "edit changes what is said and no more; the empty text clears" {
	kam_db
	kam account add Acme --region 华南 --industry steel --wallet 5 > /dev/null
	export KAM_NOW=2026-07-16T00:00:00Z
	expect 0 kam account edit A1 --region 华北 --industry ''
	same '' "$output"
	same '' "$errors"
	expect 0 kam account list --columns region,industry,wallet,created_at,updated_at --csv --header none
	same '华北,,5.00,2026-07-15T09:30:00Z,2026-07-16T00:00:00Z' "$output"
}

@test "edit with nothing to change is refused; an edit that changes nothing says so" {
	kam_db
	kam account add Acme --region 华南 > /dev/null
	expect 2 kam account edit A1
	holds "$errors" 'kam: nothing to change'
	export KAM_NOW=2026-07-16T00:00:00Z
	expect 0 kam account edit A1 --region 华南
	holds "$errors" A1
	expect 0 kam account list --columns updated_at --csv --header none
	same 2026-07-15T09:30:00Z "$output"
}

@test "what kam keeps itself cannot be set" {
	kam_db
	expect 2 kam account add Acme --created-at 2020-01-01
	expect 2 kam account add Acme --id A7
	expect 2 kam account add Acme --group-root A1
}

@test "a group is a tree: no account comes under itself" {
	kam_db
	kam account add Top > /dev/null
	kam account add Middle --parent Top > /dev/null
	kam account add Leaf --parent Middle > /dev/null
	expect 1 kam account edit Top --parent Top
	holds "$errors" A1
	expect 1 kam account edit Top --parent Leaf
	holds "$errors" A3
	expect 1 kam account edit Middle --parent Leaf
	expect 0 kam account edit Leaf --parent Top
	expect 0 kam account list --columns id,parent,group_root --csv --header none
	same 'A1,,A1
A2,A1,A1
A3,A1,A1' "$output"
}

@test "what others refer to is not removed, and they are named; several go together or none" {
	kam_db
	kam account add Acme > /dev/null
	kam account add Beta --parent Acme > /dev/null
	kam account add Gamma > /dev/null
	kam account contact add Gamma Ann > /dev/null
	expect 1 kam account rm Acme
	holds "$errors" A2
	expect 1 kam account rm Gamma
	holds "$errors" C1
	expect 1 kam account rm Beta Gamma
	expect 0 kam account list --ids
	same 'A1
A2
A3' "$output"
	expect 0 kam account rm Beta A1
	expect 0 kam account list --ids
	same A3 "$output"
}

@test "show prints what is there, in words, on any number of lines" {
	kam_db
	kam account add 华为 --region 华南 --wallet 1,200.50 --tag 战略 > /dev/null
	kam account add Sub --parent 华为 > /dev/null
	expect 0 kam account show A1 --fields
	holds "$output" 'ID        A1'
	holds "$output" 'Name      华为'
	holds "$output" 'Wallet    1,200.50'
	[[ $output != *Industry* ]]
	expect 0 kam account show A2 --fields
	holds "$output" 'Parent    华为'
	expect 0 kam account show A1 --json
	same 1200.5 "$(jq .wallet <<< "$output")"
	same null "$(jq .industry <<< "$output")"
	same '"yes"' "$(jq '.["tag.战略"]' <<< "$output")"
}
