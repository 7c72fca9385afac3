# A database somebody else prepared: nothing in it is run, and no hook is taken from it.

load helper

@test "a trigger does nothing: neither a function with effects nor a change that nobody sees" {
	kam_db
	kam account add Acme --region 华南 > /dev/null
	sqlite3 kam.db <<- 'SQL'
		CREATE TRIGGER one BEFORE INSERT ON account BEGIN
			SELECT load_extension('./evil.so');
		END;
		CREATE TRIGGER two AFTER UPDATE ON account BEGIN
			SELECT writefile('written', 'x');
		END;
		CREATE TRIGGER three AFTER INSERT ON contact BEGIN
			UPDATE account SET region = 'stolen';
		END;
		CREATE TRIGGER four BEFORE DELETE ON contact BEGIN
			SELECT RAISE(ABORT, 'kept');
		END;
	SQL
	expect 0 kam account add Beta
	expect 0 kam account edit A1 --note x
	expect 0 kam account contact add A1 Ann
	expect 0 kam account contact rm C1
	expect 0 kam account list --columns name,region,note --csv --header none
	same 'Acme,华南,x
Beta,,' "$output"
	same kam.db "$(ls)"
}

@test "a view in a table's place is not read as the table" {
	kam_db
	kam account add Acme > /dev/null
	sqlite3 kam.db <<- 'END'
		PRAGMA foreign_keys = off;
		ALTER TABLE account RENAME TO real_account;
		CREATE VIEW account AS SELECT * FROM real_account WHERE load_extension('./evil.so') IS NULL;
	END
	run --separate-stderr kam account list
	[ "$status" -ne 0 ] && [ "$status" -lt 128 ]
	same '' "$output"
	run --separate-stderr kam account add Beta
	[ "$status" -ne 0 ] && [ "$status" -lt 128 ]
	same kam.db "$(ls)"
}

@test "a virtual table and a generated column with effects are not run" {
	kam_db
	sqlite3 kam.db "ALTER TABLE account ADD COLUMN trap TEXT GENERATED ALWAYS AS (kam_fold(name)) VIRTUAL" 2> /dev/null || true
	sqlite3 kam.db "CREATE INDEX trap ON account (length(hex(name)))"
	run --separate-stderr kam account add Beta
	[ "$status" -lt 128 ]
	run --separate-stderr kam account list --ids
	[ "$status" -lt 128 ]
	same kam.db "$(ls)"
}

@test "a schema that was written over is refused or read rightly, never a crash" {
	kam_db
	kam account add Acme > /dev/null
	cp kam.db good.db
	for statement in "UPDATE sqlite_schema SET sql = 'CREATE TABLE account (x)' WHERE name = 'account'" \
		"UPDATE sqlite_schema SET sql = 'garbage' WHERE name = 'account'" \
		"UPDATE sqlite_schema SET rootpage = 99999 WHERE name = 'account'" \
		"UPDATE sqlite_schema SET rootpage = 1 WHERE name = 'account'" \
		"DELETE FROM sqlite_schema WHERE name = 'account'" \
		"UPDATE sqlite_schema SET sql = replace(sql, 'TEXT', 'INTEGER') WHERE name = 'account'" \
		"UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'bid') WHERE name = 'account'"; do
		cp good.db kam.db
		sqlite3 kam.db "PRAGMA writable_schema = on; $statement" 2> /dev/null || true
		for words in 'account list' 'account add Beta' 'account show A1' 'log'; do
			# shellcheck disable=SC2086
			run --separate-stderr kam $words
			[ "$status" -lt 128 ]
			[ "$status" -eq 0 ] || [ -n "$stderr" ]
		done
	done
}

@test "values of the wrong kind in the tables are shown or refused, never a crash" {
	kam_db
	kam account add Acme > /dev/null
	kam account contact add A1 Ann > /dev/null
	kam bid add Core --value 5 > /dev/null
	sqlite3 kam.db <<- 'END'
		PRAGMA writable_schema = on;
		PRAGMA ignore_check_constraints = on;
		UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ')') WHERE type = 'table';
	END
	sqlite3 kam.db <<- 'END'
		PRAGMA ignore_check_constraints = on;
		PRAGMA foreign_keys = off;
		UPDATE account SET since = 'no day', wallet = 'much', currency = 'XXXXXX', name = x'ff00fe', created_at = 7, lat = x'00';
		UPDATE contact SET account = 99, stance = 'high', opt_out = 7, birthday = '2026-99-99';
		UPDATE bid SET stage = 99, value = 9e99, probability = 'x', close_on = '', currency = '';
	END
	for words in 'account list' 'account list --csv' 'account list --json' 'account show A1' 'account contact list' \
		'account contact show C1 --unmask' 'bid list' 'bid list --columns weighted,chance,days_open,close_on.week' \
		'bid list --where value>1' 'account list --where since=2026' 'account list --sort wallet' 'account edit A1 --note x' \
		'bid edit B1 --stage won' 'account rm A1'; do
		# shellcheck disable=SC2086
		run --separate-stderr kam $words
		[ "$status" -lt 128 ]
	done
}

@test "settings in the file start nothing" {
	kam_db
	for name in pager PAGER hook ticket-escalated bid-stage editor; do
		sqlite3 kam.db "INSERT INTO setting (name, value, kind, about, created_at, updated_at)
			VALUES ('$name', 'touch $PWD/started', 'text', 'x', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z')"
	done
	kam account add Acme > /dev/null
	kam bid add Core --account A1 > /dev/null
	kam bid edit B1 --stage won > /dev/null
	kam bid list > /dev/null
	[ ! -e started ]
}

@test "SQL in any argument is text" {
	kam_db
	kam account add Acme > /dev/null
	# shellcheck disable=SC1003
	for text in "'; DROP TABLE account; --" '" OR 1=1 --' "x' UNION SELECT * FROM setting --" '%' '_' '\' '$(touch pwned)' '`touch pwned`'; do
		run --separate-stderr kam account list --where "$text"
		same 2 "$status"
		run --separate-stderr kam account list --where "name = \"${text//\"/\"\"}\"" --ids
		same '0 ' "$status $output"
		run --separate-stderr kam account list --columns "$text"
		same 2 "$status"
		run --separate-stderr kam account list --sort "$text"
		same 2 "$status"
		run --separate-stderr kam account list --name "$text" --ids
		same '0 ' "$status $output"
		run --separate-stderr kam account list --tag "$text" --ids
		same '0 ' "$status $output"
		run --separate-stderr kam account list --columns "tag.$text" --ids
		same '0 A1' "$status $output"
		run --separate-stderr kam account show "$text"
		same 1 "$status"
		run --separate-stderr kam account list --limit "$text"
		same 2 "$status"
		run --separate-stderr kam account list --zone "$text"
		same 2 "$status"
		run --separate-stderr kam account list --since "$text"
		same 2 "$status"
		run --separate-stderr kam account add "$text" --as "$text" --once "$text"
		same 0 "$status"
		run --separate-stderr kam account rm "$text"
		same 0 "$status"
	done
	[ ! -e pwned ]
	expect 0 kam account list --ids
	same A1 "$output"
}
