# A word in everything that is written down: any part of it, whatever its width and case.

load helper

setup_words() {
	kam_db
	kam -q account add 华为技术有限公司 --note 'ＡＢＣ 项目' --tag 级别=战略
	kam -q account contact add A1 张三 --phone 13800138000 --title 采购经理
	kam -q bid add 'Pilot for Huawei' --account A1 --note '第二期' --tender SZ-2026-031
	kam -q lead add 新能源 --company 华为数字能源
	kam -q ticket add --title '设备 故障' --body '华为现场'
}


@test "two Chinese characters are found in names, notes and bodies of every type" {
	setup_words
	same "A1
L1
T1" "$(kam find 华为 --ids)"
	same T1 "$(kam find 故障 --ids)"
	same B1 "$(kam find 二期 --ids)"
	same C1 "$(kam find 采购 --ids)"
}

@test "width and case are folded, in what is searched and in the word" {
	setup_words
	same A1 "$(kam find abc --ids)"
	same A1 "$(kam find ＡＢＣ --ids)"
	same B1 "$(kam find huaWEI --ids)"
	same B1 "$(kam find sz-2026 --ids)"
}

@test "tags are searched; the field and the text are told" {
	setup_words
	expect 0 kam find 战略 --csv
	same "id,record,name,field,text
A1,account,,tag.级别,战略" "$output"
	expect 0 kam find pilot --csv
	same "id,record,name,field,text
B1,bid,Pilot for Huawei,title,Pilot for Huawei" "$output"
}

@test "personal fields only with --unmask; nothing found is no error; a word is needed" {
	setup_words
	same "" "$(kam find 138001 --ids)"
	same C1 "$(kam find 138001 --ids --unmask)"
	expect 0 kam find nowhere --json
	same "[]" "$(tr -d '\n' <<< "$output")"
	expect 2 kam find
	expect 2 kam find ''
	# signs that mean something in SQL mean nothing here
	same "" "$(kam find % --ids)"
	same "" "$(kam find _ --csv --columns record --header none 2> /dev/null | grep -v setting)"
}

@test "as of an earlier day" {
	setup_words
	KAM_NOW=2026-07-16T09:00:00Z kam -q account edit A1 --note other
	same "" "$(kam find abc --ids)"
	same A1 "$(KAM_NOW=2026-07-17T09:00:00Z kam find abc --ids --as-of 2026-07-15)"
}
