# The manual pages say what the program does: their tables are made from its rows, their words are checked against them.

load helper

root=$BATS_TEST_DIRNAME/../..

setup_file() {
	export PAGES=${PAGES:-$BATS_TEST_DIRNAME/../../build/tests/pages}
	[ -x "$PAGES" ] || make -s -C "$BATS_TEST_DIRNAME/../.." build/tests/pages
}

# What was found, or nothing: `none WHAT < LIST` fails with the list.
none() {
	local found
	found=$(cat)
	[ -z "$found" ] || {
		printf '%s\n' "$1" "$found"
		return 1
	}
}

# The part of a page between two comment lines, as a reader sees it: no macros, no escapes.
part() {
	sed -n "/^\.\\\\\" $2\$/,/^\.\\\\\" end/p" "$root/man/$1" | sed '/^\./d; s/\\e/\\/g; s/\\&//g'
}

@test "every table in the pages is what make pages would write" {
	for page in "$root"/man/*.[1-9]; do
		"$PAGES" < "$page" > written
		cmp written "$page" || {
			echo "run make pages"
			return 1
		}
	done
}

@test "every command, record and verb with options has its page and its table" {
	"$PAGES" topics | while read -r page topic; do
		grep -qxF ".\\\" begin $topic" "$root/man/$page" || echo "$page lacks: .\\\" begin $topic"
	done > lacking
	none "tables that are missing" < lacking
}

@test "every option that a page names exists" {
	"$PAGES" options | sort -u > all
	for page in "$root"/man/*.[1-9]; do
		command=${page##*/kam-}
		case $command in *.5 | completion.1) command=map ;; esac
		command=${command%.*}
		case $command in report) kam report --help > /dev/null 2>&1 || continue ;; esac
		# What a page of one command names is an option of it or of every command; other pages name any.
		case $command in
		*/* | map) sed 's/^[^ ]* //' all ;;
		*) sed -n "s/^\(-\|$command\) //p" all ;;
		esac | sort -u > known
		# macros, and words in the text; examples are run
		{
			grep -o 'Fl Fl [a-z][a-z0-9-]*' "$page" | sed 's/Fl Fl //'
			sed '/pkg-config/d; /^kam /d; /^    /d' "$page" | grep -oE '(^|[ `])--[a-z][a-z0-9-]*' | sed 's/.*--//'
		} | sort -u | comm -23 - known | sed "s|^|${page##*/}: --|"
	done > unknown
	none "options that do not exist" < unknown
}

@test "the help of every verb names options that exist, and fits 80 columns" {
	"$PAGES" options | sed 's/.* //' | sort -u > known
	"$PAGES" verbs > all
	[ "$(wc -l < all)" -gt 10 ]
	while read -r -a words; do
		kam "${words[@]}" --help > help < /dev/null || echo "kam ${words[*]} --help: status $?"
		grep -oE '(^ *|, )--[a-z][a-z0-9-]*' help | sed 's/.*--//' | sort -u | comm -23 - known | sed "s|^|${words[*]}: --|"
		[ "$(wc -L < help)" -le 80 ] || echo "${words[*]}: wider than 80 columns"
		grep -qF "usage: kam ${words[*]}" help || echo "${words[*]}: no usage line of its own"
	done < all > wrong
	none "help that is not right" < wrong
}

@test "the help of kam, of every command, record and report fits 80 columns" {
	"$PAGES" topics | sed -n 's/.* fields //p' > types
	{
		echo
		"$PAGES" verbs | sed 's/ .*//' | sort -u
		# a record's help is asked for where it is, under its command
		while read -r type; do
			"$PAGES" verbs | sed -n "s/^\([a-z]*\) $type add\$/\1 $type/p"
		done < types
		kam report list --csv --header none | sed 's/,.*//; s/^/report /'
	} > all
	[ "$(wc -l < all)" -gt 50 ]
	while read -r -a words; do
		kam "${words[@]}" --help > help < /dev/null || echo "kam ${words[*]} --help: status $?"
		[ "$(wc -L < help)" -le 80 ] || echo "kam ${words[*]} --help: wider than 80 columns"
		grep -q "^usage: kam" help || echo "kam ${words[*]} --help: no usage"
	done < all > wrong
	none "help that is not right" < wrong
}

@test "every command that an example shows exists" {
	"$PAGES" verbs > all
	for page in "$root"/man/*.[1-9]; do
		# `kam WORD WORD [WORD] …` at the beginning of a line: the longest of three, two or one words is a verb.
		grep -hE '^kam [a-z]' "$page" | while read -r _ one two three _; do
			grep -qxE "$one( $two( $three)?)?" all || [ "$one" = report ] || echo "${page##*/}: kam $one $two $three"
		done
	done > unknown
	none "commands that do not exist" < unknown
}

@test "every exit status is in the table of kam(1)" {
	"$PAGES" statuses > numbers
	[ "$(wc -l < numbers)" -gt 10 ]
	sed -n '/^\.Sh EXIT STATUS/,/^\.Sh EXAMPLES/s/^\.It \([0-9]*\)$/\1/p' "$root/man/kam.1" | diff numbers -
}

@test "every page is sound, fits 80 columns and refers to pages that are there" {
	command -v mandoc > /dev/null || skip "no mandoc"
	for page in "$root"/man/*.[1-9]; do
		mandoc -Tlint -Wwarning "$page" || true
		mandoc -Tutf8 -Owidth=78 "$page" | sed 's/.\x08//g' | while IFS= read -r line; do
			[ "$(wc -L <<< "$line")" -le 80 ] || echo "${page##*/}: $line"
		done
		grep -o 'Xr kam[a-z-]* [1-9]' "$page" | while read -r _ name section; do
			[ -f "$root/man/$name.$section" ] || echo "${page##*/}: there is no $name($section)"
		done
	done > wrong 2>&1
	none "pages that are not right" < wrong
}

@test "the program in kam(3) builds, runs and prints what the page says" {
	[ -z "$KAM_SANITIZED" ] || skip "the sanitizers' library needs their runtime"
	part kam.3 program > program.c
	library=$(cd "$(dirname "$KAM")" && pwd)
	cc -std=c11 -Wall -Wextra -Werror -I"$root/include" -o program program.c -L"$library" -lkam -Wl,-rpath,"$library"
	expect 0 ./program
	same "$output" "$(part kam.3 output)"
}

@test "no example is used wrongly: each is tried on the sample company" {
	kam init --sample > /dev/null
	for page in "$root"/man/*.[1-9]; do
		# One that ends in a backslash goes on; what stands in a table is no example; init makes what is there already,
		# and --unmask takes no dry run.
		sed '/^\.\\" begin/,/^\.\\" end/d; s/\\e$/\\/' "$page" | sed -e ':a' -e '/\\$/N; s/\\\n//; ta' | grep -E '^kam [a-z]' | sort -u |
			while IFS= read -r line; do
				case $line in 'kam init'* | *--unmask*) continue ;; esac
				status=0
				echo "$line" >> tried
				eval "$line --dry-run" > out 2> errors < /dev/null || status=$?
				# What it names need not be there (1, 66); what it says must be understood.
				case $status in 0 | 1 | 66) ;; *) echo "${page##*/}: $line: status $status, $(cat errors)" ;; esac
			done
	done > wrong
	none "examples that do not work" < wrong
	[ "$(wc -l < tried)" -gt 30 ]
}

# The examples of a page, a line each: those under EXAMPLES, without tables.
examples() {
	sed -n '/^\.Sh EXAMPLES/,$p' "$1" | sed '/^\.\\" file/,/^\.\\" end/d; s/\\e$/\\/' | sed -e ':a' -e '/\\$/N; s/\\\n//; ta' |
		grep -E '^[A-Z_]*=? ?kam [a-z]'
}

@test "the examples of every command's page run as they stand, one after the other, on the sample company" {
	# The examples keep a file for each day of the week; today is Tuesday.
	date() {
		echo 2
	}
	for page in "$root"/man/*.1; do
		rm -rf "$scratch/work/try"
		mkdir "$scratch/work/try"
		cd "$scratch/work/try"
		sed -n 's/^\.\\" file //p' "$page" | while read -r name; do
			part "${page##*/}" "file $name" > "$name"
		done
		examples "$page" > ../lines || echo "${page##*/}: no examples"
		# A page that begins with kam init makes its database itself.
		[[ "$(head -n 1 ../lines)" == 'kam init'* ]] || kam init --sample > /dev/null
		while IFS= read -r line; do
			status=0
			echo "$line" >> ../ran
			eval "$line" > ../out 2> ../errors < /dev/null || status=$?
			case $status in 0 | 3) ;; *) echo "${page##*/}: $line: status $status, $(cat ../errors)" ;; esac
		done < ../lines
	done > wrong
	none "examples that do not run" < "$scratch/work/wrong"
	[ "$(wc -l < "$scratch/work/ran")" -gt 60 ]
}

@test "the maps in kam-map(5) read what the page says they read" {
	for map in pipeline dates customers people history; do
		part kam-map.5 "map $map" > "$map.map"
		[ -s "$map.map" ]
	done
	kam_db

	part kam-map.5 "file pipeline" > pipeline.csv
	expect 0 kam bid import pipeline.csv --map pipeline.map
	same '1C1I7A6R,Cancity GTX Basic,Cancity,Moses Frase,GTX Basic,won,1054.00,2017-03-01
Z063OYW0,Isdom GTXPro,Isdom,Darcel Schlecht,GTX Pro,qualified,,' \
		"$(kam bid list --csv --header none --columns ref,title,account.name,owner.name,product.name,stage,value,closed_on)"
	expect 0 kam bid import pipeline.csv --map pipeline.map
	holds "$errors" "2 unchanged"

	printf '%s\n' 'Deal #;Subject;Customer;Expected Close;Created;Amount' \
		'7;Pumps;Acme;3/7/2027;05-Oct-26;1,200.50' '8;Valves;Acme;-;6-nov-26;n/a' > dates.csv
	expect 0 kam bid import dates.csv --map dates.map
	same '7,Pumps,Acme,unknown,2027-03-07,2026-10-05,1200.50,USD
8,Valves,Acme,unknown,,2026-11-06,,USD' \
		"$(kam bid list --where 'ref in (7, 8)' --csv --header none \
			--columns ref,title,account.name,account.industry,close_on,opened_on,value,currency)"

	# Two of the columns are in millions or misspelt; a parent comes after its child; what has no field is a tag.
	printf '%s\n' account,sector,year_established,revenue,employees,office_location,subsidiary_of,colour \
		'Bluth,technolgy,1993,1242.32,3027,Kenya,Umbrella,blue' 'Umbrella,retail,2001,,2448,Japan,,' > customers.csv
	expect 0 kam account import customers.csv --map customers.map
	same 'Bluth,technology,1993,1242320000.00,3027,Kenya,Umbrella,USD,blue
Umbrella,retail,2001,,2448,Japan,,USD,' \
		"$(kam account list --where 'region in (Kenya, Japan)' --sort name --csv --header none \
			--columns name,industry,founded,revenue,employees,region,parent.name,currency,tag.colour)"

	printf '%s\n' sales_agent,manager,regional_office 'Anna Snelling,Dustin Brinkmann,Central' \
		'Dustin Brinkmann,Cara Losch,East' > people.csv
	expect 0 kam config person import people.csv --map people.map
	same 'Anna Snelling,Dustin Brinkmann,Central
Cara Losch,,
Dustin Brinkmann,Cara Losch,East' \
		"$(kam config person list --where "name ~ s and not name in ('Moses Frase', 'Darcel Schlecht')" --sort name \
			--csv --header none --columns name,manager.name,region | grep -E 'Snelling|Losch|Brinkmann')"

	# 9:30 in Shanghai is 1:30 UTC; 23:05 is 15:05.
	printf '%s\n' 'B1,05/03/2017,9:30,review,won' 'B1,1/2/2017,23:05,qualified,review' > history.csv
	expect 0 kam bid change import history.csv --map history.map --header none
	same 'B1,2017-02-01T15:05:00Z,stage,qualified,review
B1,2017-03-05T01:30:00Z,stage,review,won' \
		"$(kam bid change list --csv --header none --columns bid,happened_at,field,old,new)"
}

@test "the file in kam-csv(5) is read and printed as the page says" {
	part kam-csv.5 "file customers.csv" > customers.csv
	kam_db
	expect 0 kam account import customers.csv --decimal ,
	expect 0 kam account list --csv --columns name,region,wallet,currency,tag.segment
	same "$output" "$(part kam-csv.5 "file customers.out")"
}

@test "the report in kam-report(5) runs, alone and by its line, and its figures are right" {
	part kam-report.5 "report regions" > regions.sql
	kam_db
	kam -q account add North1 --region North
	kam -q account add South1 --region South
	# 100 and 200 USD at 7 are 700 and 1,400; 500 in the base currency: 2,600 in the north, mean 866.67.
	kam -q config rate add USD 7 --starts-on 2026-01-01
	kam -q bid add One --account North1 --value 'USD 100'
	kam -q bid add Two --account North1 --value 'USD 200'
	kam -q bid add Three --account North1 --value 500
	kam -q bid add Four --account South1 --value 40
	kam -q bid add Five --account South1 --value 9999 --stage lost
	expect 0 kam report check ./regions.sql
	expect 0 kam report ./regions.sql --csv
	same 'region,bids,value,mean
North,3,2600.00,866.67
South,1,40.00,40.00' "$output"
	expect 0 kam report ./regions.sql --explain South --csv
	same 'id,title,value
B4,Four,40.00' "$output"
	# 3 bids over 2,600 and 1 over 40, none of them of a unit; one that is
	part kam-report.5 "report units" > units.sql
	expect 0 kam report check ./units.sql
	kam -q config unit add East
	kam -q bid add Six --unit East --value 60
	expect 0 kam report ./units.sql --section all --csv
	same 'bids,value
5,2700.00' "$output"
	expect 0 kam report ./units.sql --section lines --csv
	same 'unit,bids,value
,4,2640.00
East,1,60.00' "$output"
}

@test "kam-schema(5) lists every table and column of a database, and no others" {
	command -v sqlite3 > /dev/null || skip "no sqlite3"
	kam_db
	# name_key, imported and likeness are named as what nothing is promised of.
	sqlite3 kam.db "SELECT m.name || ' ' || c.name FROM sqlite_schema AS m, pragma_table_info(m.name) AS c
		WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT IN ('imported', 'likeness') AND c.name <> 'name_key'" | sort > there
	awk '$1 == ".Ss" { table = $2 } $1 == ".It" && $2 == "Va" { for (i = 3; i <= NF; i++) if ($i != "," && $i != "Va") print table, $i }' \
		"$root/man/kam-schema.5" | sort > listed
	diff there listed
	[ "$(wc -l < there)" -gt 500 ]
	same "" "$(sqlite3 kam.db "SELECT name FROM sqlite_schema WHERE type IN ('view', 'trigger')")"
	holds "$(tr '\n' ' ' < "$root/man/kam-schema.5")" "which is $(sqlite3 kam.db 'PRAGMA application_id'), and"
}

@test "the questions in kam-schema(5) run in another program, and their answers are right" {
	command -v sqlite3 > /dev/null || skip "no sqlite3"
	kam_db
	{
		kam account add North1 --region North
		kam account add South1 --region South
		kam config rate add USD 7 --starts-on 2026-01-01
		kam config rate add USD 7.5 --starts-on 2026-04-01
		kam config rate add JPY 0.05 --starts-on 2026-01-01
		kam bid add One --account North1 --value 100.50
		kam bid add Two --account North1 --value 200
		kam bid add Three --account South1 --value 40
		kam bid add Four --account South1 --value 'USD 10' --stage won --closed-on 2026-03-31
		kam bid add Five --account South1 --value 'USD 10' --stage won --closed-on 2026-04-01
		kam bid add Six --account South1 --value 'JPY 1000' --stage won --closed-on 2026-04-01
		kam bid add Seven --account South1 --value 'GBP 1' --stage won --closed-on 2026-04-01
		kam bid add Eight --account South1 --value 3 --stage won --closed-on 2026-04-01
		kam bid edit One --value 120
		kam bid edit One --value 150 --note dearer
	} > ids
	ask() {
		part kam-schema.5 "file $1.sql" | eval "$(part kam-schema.5 "file open")"
	}
	# 150 + 200; 40: what is in dollars is left out
	same 'North|2|350.0
South|1|40.0' "$(ask open)"
	# 10 USD at 7 and at 7.5; 1000 JPY at 0.05, and a yen has no smaller unit; no rate for GBP
	same '4|7000
5|7500
6|5000
7|
8|300' "$(ask won)"
	same "2026-07-15T09:30:00Z|$(id -un)|10050
2026-07-15T09:30:00Z|$(id -un)|12000" "$(ask changes)"
}

@test "README and kam(1) name every page" {
	for page in "$root"/man/*.[1-9]; do
		name=${page##*/}
		section=${name##*.}
		name=${name%.*}
		[ "$name.$section" != kam.1 ] || continue
		grep -qF "$name($section)" "$root/README.md" || echo "README: $name($section)"
		sed -n '/^\.Sh SEE ALSO/,$p' "$root/man/kam.1" | grep -qE "^\.Xr $name $section( ,)?$" || echo "kam.1: $name($section)"
	done > unnamed
	none "pages that nobody finds" < unnamed
}
