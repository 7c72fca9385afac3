# kam … import: what is said of bad rows, where they go, and what the options take. How files are read: tests/unit.

load helper

setup_rows() {
	kam_db
	cat > rows.csv <<- 'END'
		name,wallet,parent
		One,12,
		Two,many,
		Three,5,Nobody GmbH
		Four,1.5,
	END
}

@test "one bad row, and nothing is imported; each is said with its line, column and what was expected (65)" {
	setup_rows
	expect 65 kam account import rows.csv
	holds "$errors" "kam: rows.csv:3: wallet 'many': expected an amount such as 1200.50"
	holds "$errors" "kam: rows.csv:4: parent 'Nobody GmbH': no account matches 'Nobody GmbH'"
	holds "$errors" 'kam: 2 of 4 rows are bad; nothing was imported'
	same '' "$(kam account list --ids)"
}

@test "--skip-bad keeps the good rows and says so (3); --rejects has the others, to be mended and read again" {
	setup_rows
	expect 3 kam account import rows.csv --skip-bad --rejects rejects.csv
	holds "$errors" 'kam: 2 bad rows were left out'
	same 'One
Four' "$(kam account list --csv --columns name --header none --sort id)"
	same 'name,wallet,parent,problem' "$(head -1 rejects.csv)"
	same 3 "$(wc -l < rejects.csv)"
	grep -q '^Two,many,,wallet: expected' rejects.csv
	sed -i -e 's/many/7/; s/Nobody GmbH/One/' rejects.csv
	expect 0 kam account import rejects.csv
	same 'One,12.00,
Four,1.50,
Two,7.00,
Three,5.00,One' "$(kam account list --csv --columns name,wallet,parent.name --header none --sort id)"
}

@test "the first twenty bad rows are said, and how many more there are" {
	kam_db
	{ echo name,wallet && seq -f 'N%.0f,x' 25; } > many.csv
	expect 65 kam account import many.csv
	same 20 "$(grep -c '^kam: many.csv:' <<< "$errors")"
	holds "$errors" 'kam: … and 5 more bad rows'
	{ echo name,wallet && seq -f 'N%.0f,x' 21; } > many.csv
	expect 65 kam account import many.csv
	holds "$errors" 'kam: … and 1 more bad row'
}

@test "without bad rows there are no rejects, and a place for them that cannot be made stops it all (73)" {
	setup_rows
	expect 73 kam account import rows.csv --skip-bad --rejects none/rejects.csv
	holds "$errors" none/rejects.csv
	same '' "$(kam account list --ids)"
	sed -i -e '/Two/d; /Three/d' rows.csv
	expect 0 kam account import rows.csv --skip-bad --rejects rejects.csv
	[ ! -e rejects.csv ]
	expect 2 kam account import rows.csv --rejects rejects.csv
	holds "$errors" --skip-bad
}

@test "standard input, a tabulator, a comma in numbers" {
	kam_db
	printf 'name\twallet\nTab\t"1.234,5"\n' > rows.tsv
	expect 0 kam account import - --delimiter TAB --decimal , < rows.tsv
	same 'Tab,1234.50' "$(kam account list --csv --columns name,wallet --header none)"
	for option in '--delimiter ;;' '--delimiter 华' '--decimal ;'; do
		# shellcheck disable=SC2086 # option and value
		expect 2 kam account import rows.tsv $option
		holds "$errors" "${option#* }"
	done
}

@test "what is no file says so (66), and no file at all is not standard input (2)" {
	kam_db
	expect 2 kam account import
	holds "$errors" '- is standard input'
	expect 66 kam account import none.csv
	holds "$errors" "'none.csv'"
	expect 66 kam account import .
	holds "$errors" folder
}

@test "a name twice in one file is said: the later row has changed what the earlier one made" {
	kam_db
	printf 'name,wallet\nDup,1\nDup,2\n' > rows.csv
	expect 0 kam account import rows.csv
	holds "$errors" '1 row names the same account as an earlier row and changed it again'
	same 'Dup,2.00' "$(kam account list --csv --columns name,wallet --header none)"
}

@test "--loose takes a reference that differs in case and width, and says how many" {
	kam_db
	kam -q account add 'Acme Holding' > /dev/null
	printf 'name,parent\nSub,ａｃｍｅ　holding\n' > rows.csv
	expect 65 kam account import rows.csv
	expect 0 kam account import rows.csv --loose
	holds "$errors" '1 reference was found by the folded name only'
	same 'Sub,A1' "$(kam account list --csv --columns name,parent --header none --where 'name = Sub')"
}
