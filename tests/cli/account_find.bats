# kam account find: is it there already, under whatever spelling, and whose is it?

load helper

# found NAME: id and why of each, best first.
found() {
	kam account find "$1" --columns id,why --csv --header none
}

names() {
	kam_db
	kam -q account add 华为技术有限公司 --code HW --former-names '深圳华为通信有限公司; Shenzhen Huawei Communication Co., Ltd.' \
		--tax-id 914403001922038216
	kam -q account add '聚光科技（杭州）股份有限公司'
	kam -q account add 北京银行股份有限公司
	kam -q account add 宁波银行股份有限公司
	kam -q account add 'Siemens AG' --ref crm/7
	kam -q account add 邵阳维克液压股份有限公司
	kam -q account add 海尔智家股份有限公司
}

@test "by name, letter by letter, folded, and by code, reference and tax number" {
	names
	same 'A1,same name' "$(found 华为技术有限公司)"
	same 'A2,same name' "$(found '聚光科技（杭州）股份有限公司')"
	same 'A2,"same but for width, case, blanks or brackets"' "$(found '聚光科技(杭州) 股份有限公司')"
	same 'A5,"same but for width, case, blanks or brackets"' "$(found 'ＳＩＥＭＥＮＳ ag')"
	same 'A1,its code or reference' "$(found HW)"
	same 'A5,its code or reference' "$(found crm/7)"
	same 'A1,same tax number' "$(found 914403001922038216)"
	same 'A1,same tax number' "$(found '９１４４０３００ 1922038216')"
}

@test "by a former name, by the name without legal form, without region" {
	names
	same 'A1,a former name' "$(found 深圳华为通信有限公司)"
	same 'A1,a former name' "$(found 'shenzhen huawei communication')"
	same 'A1,same but for legal form' "$(found 华为技术股份有限公司)"
	same 'A1,same but for region' "$(found 深圳市华为技术有限责任公司)"
	same 'A5,same but for legal form' "$(found 'Siemens GmbH & Co. KG')"
	same 'A5,same but for region' "$(found 'Siemens (China) Ltd.')"
	same 'A2,same but for region' "$(found '聚光科技（北京）有限公司')"
}

@test "北京银行 and 宁波银行 are not one, nor like one another" {
	names
	same 'A3,same but for legal form' "$(found 北京银行)"
	same 'A4,same but for legal form' "$(found 宁波银行)"
	same '' "$(found 南京银行)"
}

@test "by a part of the name, its characters in order, and when it is nearly the name" {
	names
	same 'A1,part of its name' "$(found 华为)"
	same 'A6,short for its name' "$(found 邵阳液压)"
	same 'A7,its name is part of it' "$(found 海尔智家重庆物流)"
	# 维克液压 and a character more
	same 'A6,its name is part of it' "$(found 维克液压件)"
	# five characters, one of them another: 80 %
	kam -q account add 国信达通信
	same 'A8,similar 80 %' "$(found 国信达通讯)"
	same '' "$(found 国信联通讯)"
	kam config setting edit similar_from --value 60
	same 'A8,similar 60 %' "$(found 国信联通讯)"
}

@test "what comes first is what is nearest" {
	kam_db
	for name in 江苏常宝钢管股份有限公司 宝钢特钢长材有限公司 宝钢 上海宝钢集团公司; do
		kam -q account add "$name"
	done
	same 'A3,same name
A4,same but for region
A2,part of its name
A1,part of its name' "$(found 宝钢)"
}

@test "it says whose it is, and no more" {
	names
	kam -q config unit add 华南大区
	kam -q config person add 李雷 --unit 华南大区
	kam -q config person add 韩梅梅
	kam -q bid add 5G --account A1 --owner 韩梅梅
	same 'id,name,owner,unit,why,likeness
A1,华为技术有限公司,韩梅梅,,part of its name,50.00' "$(kam account find 华为 --csv)"
	# the seat counts for more than a bid, as long as it lasts
	kam -q account seat add A1 account 李雷 --starts-on 2026-01-01 --ends-on 2026-07-15
	same '李雷,华南大区' "$(kam account find 华为 --columns owner,unit --csv --header none)"
	same '韩梅梅,' "$(KAM_NOW=2026-07-16T09:30:00Z kam account find 华为 --columns owner,unit --csv --header none)"
}

@test "nobody is found: an empty list, and exit 0; no name is none" {
	names
	expect 0 kam account find 格力电器 --csv --header none
	same '' "$output"
	expect 2 kam account find
	expect 2 kam account find ''
	expect 2 kam account find $'\xff'
	expect 2 kam account find a b
	# a single character, and what is no name at all
	same '' "$(found 华)"
	same '' "$(found '()')"
	same '' "$(found "'; DROP TABLE account")"
}

@test "names follow what is done: edit, rm, undo and redo, import, export and import into a new database" {
	names
	kam account edit A1 --name 荣耀终端有限公司 --former-names ''
	same 'A1,same but for legal form' "$(found 荣耀终端)"
	same '' "$(found 华为)"
	kam -q undo > /dev/null
	same '' "$(found 荣耀终端)"
	same 'A1,part of its name' "$(found 华为)"
	kam account rm A1 > /dev/null
	same '' "$(found 华为)"
	kam -q undo > /dev/null
	same 'A1,part of its name' "$(found 华为)"
	expect 0 kam db check
	printf 'id,name\nA1,荣耀终端有限公司\n,比亚迪股份有限公司\n' > more.csv
	kam -q account import more.csv
	same '' "$(found 华为技术)"
	same 'A8,same but for legal form' "$(found 比亚迪)"
	expect 0 kam db check
	kam -q undo > /dev/null
	same '' "$(found 比亚迪)"
	kam db export out > /dev/null
	kam init --db other.db > /dev/null
	kam --db other.db -q db import out
	same 'A1,part of its name' "$(kam --db other.db account find 华为 --columns id,why --csv --header none)"
	expect 0 kam --db other.db db check
}

@test "a dry run and a refused import leave no names behind" {
	names
	kam account edit A1 --name 荣耀终端有限公司 --dry-run > /dev/null
	same '' "$(found 荣耀终端)"
	printf 'name,kind\n格力电器,b2b\n美的,nonsense\n' > bad.csv
	expect 65 kam account import bad.csv
	same '' "$(found 格力电器)"
	expect 0 kam db check
}

@test "as of an earlier day, the names of that day" {
	names
	KAM_NOW=2026-07-16T09:30:00Z kam account edit A1 --name 荣耀终端有限公司 --former-names ''
	KAM_NOW=2026-07-17T09:30:00Z
	export KAM_NOW
	same '' "$(found 华为)"
	same A1 "$(kam account find 华为 --as-of 2026-07-15 --ids)"
	same '' "$(kam account find 荣耀终端 --as-of 2026-07-15 --ids)"
}

@test "db check finds names that were tampered with" {
	command -v sqlite3 > /dev/null || skip "no sqlite3"
	names
	sqlite3 kam.db "DELETE FROM likeness WHERE account = 1 AND part = '技术'; INSERT INTO likeness VALUES ('格力', 2)"
	expect 3 kam db check --columns id,finding --csv --header none
	same 'A2,is found by a name that it has not
A1,is not found by names that are like its own' "$output"
}

@test "a database of before is given the names of its accounts" {
	command -v sqlite3 > /dev/null || skip "no sqlite3"
	names
	{
		cat "$BATS_TEST_DIRNAME"/../../lib/store/migrations/000[1-9]_*.sql
		echo "PRAGMA application_id = $(sqlite3 kam.db 'PRAGMA application_id'); PRAGMA user_version = 9;"
		echo "INSERT INTO account (code, name, name_key, kind, status, currency, created_at, updated_at) VALUES
			('HW', '华为技术有限公司', '华为技术有限公司', 'b2b', 'active', 'CNY', '2026-07-01T00:00:00Z', '2026-07-01T00:00:00Z');"
	} | sqlite3 old.db
	same A1 "$(kam --db old.db account find 华为 --ids)"
	expect 0 kam --db old.db db check
}
