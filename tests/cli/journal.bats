# The journal: every write is one numbered operation that says who, when, with which words, and what was there before.
# Looked at with sqlite3, not with kam.

load helper

journal() {
	sqlite3 -cmd '.timeout 5000' "${2:-kam.db}" "$1"
}

operations() {
	journal 'SELECT count(*) FROM operation'
}

@test "each write is one operation: its number, time, real user and words" {
	kam_db
	KAM_NOW=2026-07-15T10:00:00+08:00 kam account add 华为 --region 华南 > /dev/null
	same "2|2026-07-15T02:00:00Z|$(id -un)||kam account add 华为 --region 华南" \
		"$(journal 'SELECT id, happened_at, real_user, claimed, command FROM operation WHERE id > 1')"
	same '2|account|insert|1|1|' \
		"$(journal 'SELECT operation, record, action, first_id, last_id, before FROM journal WHERE operation = 2')"
}

@test "init is the first operation" {
	kam_db
	same '1|kam init' "$(journal 'SELECT id, command FROM operation')"
}

@test "the words are written so that a shell would read them again" {
	kam_db
	kam account add "O'Neil & \"Sons\" \$1" --note '' --industry $'two\nlines' > /dev/null
	command=$(journal 'SELECT command FROM operation WHERE id = 2')
	eval "set -- $command"
	same 'kam|account|add|O'"'"'Neil & "Sons" $1|--note||--industry|two
lines' "$(IFS='|'; echo "$*")"
}

@test "--as is claimed, beside the real user" {
	kam_db
	kam account add Acme --as 李雷 > /dev/null
	same "$(id -un)|李雷" "$(journal 'SELECT real_user, claimed FROM operation WHERE id = 2')"
}

@test "LOGNAME and USER do not decide who the real user is" {
	kam_db
	LOGNAME=boss USER=boss kam account add Acme > /dev/null
	same "$(id -un)" "$(journal 'SELECT real_user FROM operation WHERE id = 2')"
}

@test "an edit and a removal keep the whole record as it was" {
	kam_db
	kam account add Acme --region 华南 --wallet 'USD 12.5' --tag vip=1 --note $'say "hi"\n' > /dev/null
	before=$(journal 'SELECT json_object('"$(journal "SELECT group_concat('''' || name || ''', ' || name, ', ')
		FROM pragma_table_info('account')")"') FROM account')
	kam account edit A1 --region 华北 > /dev/null
	same 'account|update|1|1' "$(journal 'SELECT record, action, first_id, last_id FROM journal WHERE operation = 3')"
	same "$(jq -S . <<< "$before")" "$(journal 'SELECT before FROM journal WHERE operation = 3' | jq -S .)"
	kam account rm A1 2> /dev/null
	same 'account|delete|1
tag|delete|21' "$(journal 'SELECT record, action, first_id FROM journal WHERE operation = 4 ORDER BY record')"
	same '"华北"' "$(journal "SELECT before FROM journal WHERE operation = 4 AND record = 'account'" | jq .region)"
	same '"vip" "1" 1' "$(journal "SELECT before FROM journal WHERE operation = 4 AND record = 'tag'" |
		jq -r '"\(.key | tojson) \(.value | tojson) \(.record_id)"')"
}

@test "several records in one command are one operation" {
	kam_db
	kam account add One > /dev/null
	kam account add Two > /dev/null
	kam account rm A1 A2 2> /dev/null
	same '4|2' "$(journal 'SELECT operation, count(*) FROM journal WHERE operation > 3 GROUP BY operation')"
}

@test "what changes nothing has no operation, and leaves the file as it is" {
	kam_db
	kam account add Acme --region 华南 --tag vip --wallet 5 > /dev/null
	before=$(sha256sum < kam.db)
	number=$(operations)
	export KAM_NOW=2026-08-01T00:00:00Z
	kam account edit A1 --region 华南 2> /dev/null
	kam account edit A1 --tag vip --wallet 5.00 2> /dev/null
	kam account edit A1 --untag none 2> /dev/null
	kam account edit A1 --kind B2B --name Acme 2> /dev/null
	same "$number" "$(operations)"
	same "$before" "$(sha256sum < kam.db)"
}

@test "a refused write has none, and leaves the file as it is" {
	kam_db
	kam account add Acme --code AC > /dev/null
	kam account contact add A1 Ann > /dev/null
	before=$(sha256sum < kam.db)
	expect 1 kam account add Beta --code AC --tag x
	expect 2 kam account add Beta --kind x
	expect 2 kam account add Beta --tag =
	expect 1 kam account rm A1
	expect 1 kam account edit A1 --parent A1
	expect 1 kam account edit A9 --note x
	expect 2 kam account edit A1 --note x --tag ''
	same "$before" "$(sha256sum < kam.db)"
}

@test "reading has none, and leaves the file as it is" {
	kam_db
	kam account add Acme > /dev/null
	before=$(sha256sum < kam.db)
	kam account list > /dev/null
	kam account show A1 > /dev/null
	kam account list --csv --where 'name ~ a' > /dev/null
	kam log > /dev/null
	same "$before" "$(sha256sum < kam.db)"
	same kam.db "$(ls)"
}

@test "--dry-run says what it would do and leaves the file as it is" {
	kam_db
	kam account add Acme --region 华南 --tag vip > /dev/null
	before=$(sha256sum < kam.db)
	expect 0 kam account add Beta --dry-run
	same A2 "$output"
	holds "$errors" 'nothing was written'
	expect 0 kam --dry-run account edit A1 --region 华北 --tag new --untag vip
	holds "$errors" 'nothing was written'
	expect 0 kam account --dry-run rm A1
	expect 2 kam account add Beta --kind x --dry-run
	same "$before" "$(sha256sum < kam.db)"
	expect 0 kam account add Beta
	same A2 "$output"
}

@test "a dry init makes no file" {
	expect 0 kam init --dry-run
	same 'kam: dry run: nothing was written' "$errors"
	same '' "$(ls)"
}

@test "a bid's edit and the changes it makes are one operation" {
	kam_db
	kam bid add Core --value 100 > /dev/null
	kam bid edit B1 --stage qualified --value 90 > /dev/null
	same 'bid|update|1|1
change|insert|1|2' "$(journal 'SELECT record, action, first_id, last_id FROM journal WHERE operation = 3 ORDER BY record')"
}
