# References: the first class with a hit decides — id, code, ref, tax number, exact name, former name, folded name and,
# for reading only, the beginning of a name.

load helper

# What a reference finds, for reading.
finds() {
	expect 0 kam account show "$1" --ids || return 1
	same "$2" "$output" "show '$1'"
}

@test "id, code, ref, tax_id, exact name, former name and folded name each find their account" {
	kam_db
	kam account add 'Other' > /dev/null
	kam account add 'Foo (Bar) Ltd' --code FB --ref crm-7 --tax-id 914403001922038216 --former-names 'Old Foo; Foo & Sons' \
		> /dev/null
	for name in A2 FB crm-7 914403001922038216 'Foo (Bar) Ltd' 'Old Foo' 'Foo & Sons' 'foo bar ltd' 'FOOBARLTD' \
		'ｆｏｏ（ＢＡＲ）Ltd' ' A2 ' $'\tFB'; do
		finds "$name" A2
		expect 0 kam account edit "$name" --note "by $name"
	done
}

@test "an earlier class hides a later one" {
	kam_db
	# each account is called what the one before is found by
	kam account add 'First' --code X1 > /dev/null
	kam account add 'Second' --code A1 --ref X1 > /dev/null
	kam account add 'Third' --code X3 --ref r3 --tax-id t3 > /dev/null
	kam account add 'Fourth' --code X4 --tax-id r3 > /dev/null
	kam account add 't3' --code X5 > /dev/null
	kam account add 'Sixth' --code X6 --former-names 'First' > /dev/null
	kam account add 'SIXTH' --code X7 --former-names 'Seventh' > /dev/null
	kam account add 'SEVENTH' --code X8 > /dev/null
	kam account add 'Seventh Day' --code X9 > /dev/null
	finds A1 A1        # an id before the code A1 of A2
	finds X1 A1        # a code before the ref X1 of A2
	finds r3 A3        # a ref before the tax number of A4
	finds t3 A3        # a tax number before the name of A5
	finds First A1     # an exact name before a former one of A6
	finds Sixth A6     # an exact name before a folded one
	finds Seventh A7   # a former name before a folded one
	finds seventh A8   # a folded name before the beginning of one
	finds 'seventh d' A9
}

@test "an id is its prefix and number, exactly; what only looks like one is looked for as a name" {
	kam_db
	kam account add Acme > /dev/null
	expect 1 kam account show a1
	expect 1 kam account show A01
	expect 1 kam account show A1x
	expect 1 kam account show A99999999999999999999999
	expect 1 kam account show A-1
	kam account add A3 > /dev/null
	finds A3 A2
}

@test "legal form and region are never folded" {
	kam_db
	kam account add 北京银行股份有限公司 > /dev/null
	kam account add 宁波银行股份有限公司 > /dev/null
	expect 1 kam account edit 北京银行 --note x
	expect 1 kam account edit 银行股份有限公司 --note x
	finds 北京银行 A1
	finds '北京 银行（股份）有限公司' A1
}

@test "the beginning of a name serves for reading only, from two characters on, and only when it is unique" {
	kam_db
	kam account add 华为技术有限公司 --code HW > /dev/null
	kam account add 华润集团 --code CR > /dev/null
	finds 华为 A1
	expect 1 kam account show 华
	expect 1 kam account edit 华为 --note x
	holds "$errors" A1
	expect 1 kam account rm 华为
	expect 1 kam account contact add 华为 张三
	expect 0 kam account list --parent 华为 --ids
	kam account add 华为终端 --code HWD > /dev/null
	expect 1 kam account show 华为
	holds "$errors" A1
	holds "$errors" A3
	[[ $errors != *A2* ]]
}

@test "several hits of one class are named with their ids, and nothing is done" {
	kam_db
	kam account add Acme --code AC1 > /dev/null
	kam account add Acme --code AC2 > /dev/null
	expect 1 kam account edit Acme --note x
	holds "$errors" 'AC1 Acme (A1)'
	holds "$errors" 'AC2 Acme (A2)'
	expect 1 kam account rm Acme
	expect 0 kam account list --where 'note is empty' --ids
	same 'A1
A2' "$output"
	kam account add Acme --code AC3 > /dev/null
	kam account add Acme --code AC4 > /dev/null
	expect 1 kam account show Acme
	holds "$errors" '…'
}

@test "what is not found names the nearest, if any is near, else where to look" {
	kam_db
	kam account add 华为技术有限公司 --code HUAWEI > /dev/null
	kam account add 北京银行 > /dev/null
	expect 1 kam account show Huawie
	same "kam: no account matches 'Huawie'; nearest: HUAWEI 华为技术有限公司 (A1)" "$errors"
	expect 1 kam account show A77
	holds "$errors" "'A77'"
	[[ $errors != *nearest* ]]
	expect 1 kam account show 'Completely Different'
	holds "$errors" 'kam account list'
	expect 1 kam account contact show Nobody
	holds "$errors" 'kam account contact list'
}

@test "a contact is also ACCOUNT/NAME, the account named in any way" {
	kam_db
	kam account add 华为技术有限公司 --code HW > /dev/null
	kam account add 'A/S Nord' --code AS > /dev/null
	kam account contact add HW 张三 > /dev/null
	kam account contact add AS 张三 > /dev/null
	for name in HW/张三 A1/张三 华为技术有限公司/张三 华为/张三; do
		expect 0 kam account contact show "$name" --ids
		same C1 "$output" "$name"
	done
	expect 0 kam account contact show 'A/S Nord/张三' --ids
	same C2 "$output"
	expect 1 kam account contact show 张三
	holds "$errors" C1
	holds "$errors" C2
	expect 0 kam account contact edit HW/张三 --title CFO
	expect 1 kam account contact show HW/李四
}

@test "a person is found by login before name" {
	kam_db
	kam config person add lilei --login other > /dev/null
	kam config person add 李雷 --login lilei > /dev/null
	expect 0 kam config person show lilei --ids
	same PE2 "$output"
	expect 0 kam config person show other --ids
	same PE1 "$output"
}

@test "an empty reference is refused, not taken for all or none" {
	kam_db
	kam account add Acme > /dev/null
	expect 1 kam account show ''
	expect 1 kam account edit ' ' --note x
	expect 1 kam account rm ''
	expect 2 kam account contact add '' Ann
	expect 0 kam account list --ids
	same A1 "$output"
}

@test "names with the letters of SQL and of patterns are text" {
	kam_db
	for name in "'; DROP TABLE account; --" '%' '_' '100% _x_' '*' 'a"b' 'a\b' "O'Neil"; do
		kam account add "$name" > /dev/null
	done
	expect 0 kam account show '%' --columns name --csv --header none
	expect 0 kam account show "'; DROP TABLE account; --" --ids
	same A1 "$output"
	expect 0 kam account show '%' --ids
	same A2 "$output"
	expect 0 kam account show '_' --ids
	same A3 "$output"
	expect 0 kam account show '100% _X_' --ids
	same A4 "$output"
	expect 0 kam account show "o'neil" --ids
	same A8 "$output"
	expect 0 kam account list --where 'name ~ "%"' --ids
	same 'A2
A4' "$output"
	expect 0 kam account list --where 'name ~ "_"' --ids
	same 'A3
A4' "$output"
}
