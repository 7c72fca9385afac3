# The Big List of Naughty Strings as names, notes and tags: stored as they are, found, shown harmlessly, exported and back.

load ../cli/helper

file=${KAM_REAL_DATA:-}/nasty_csv/blns/blns.json

setup_file() {
	[ -f "$file" ] || skip "no nasty_csv/blns in KAM_REAL_DATA"
	command -v jq > /dev/null || skip 'no jq'
}

# Each string as an account's name, note and tag; the JSON of those that are no empty text is left in strings.json.
fill() {
	local cache=$BATS_FILE_TMPDIR/filled
	if [ -d "$cache" ]; then
		cp "$cache"/* .
		return
	fi
	kam_db
	jq -c '[.[] | select(. != "")]' "$file" > strings.json
	# base64, for the strings hold whatever a shell makes something of
	jq -r '.[] | @base64' strings.json > encoded
	number=0
	while read -r text; do
		number=$((number + 1))
		text=$(base64 -d <<< "$text" && echo .)
		text=${text%.}
		"$KAM" account add "--name=$text" "--note=$text" --code "C$number" "--tag=t=$text" > /dev/null || {
			printf 'refused: %q\n' "$text"
			return 1
		}
	done < encoded
	mkdir "$cache"
	cp kam.db strings.json encoded "$cache"
}

@test "there are 515 strings, one of them empty: that one is refused as a name" {
	same 515 "$(jq length "$file")"
	same 1 "$(jq '[.[] | select(. == "")] | length' "$file")"
	kam_db
	expect 2 kam account add --name=
}

@test "all are stored as they are: names, notes and tags" {
	fill
	kam account list --json --columns name,note,tag.t > got.json
	same 514 "$(jq length got.json)"
	jq -c '[.[].name]' got.json | cmp - strings.json
	jq -c '[.[].note]' got.json | cmp - strings.json
	# a tag's value `yes` is the tag without one, and is written so
	jq -c '[.[]["tag.t"]]' got.json | cmp - strings.json
}

@test "each is found by a filter and by a reference" {
	fill
	number=0
	while read -r text; do
		number=$((number + 1))
		text=$(base64 -d <<< "$text" && echo .)
		text=${text%.}
		kam account list --ids --where "name = \"${text//\"/\"\"}\"" | grep -qx "A$number" || {
			printf 'not found by --where: %q\n' "$text"
			return 1
		}
		kam account list --ids --name="$text" --code "C$number" | grep -qx "A$number" || {
			printf 'not found by --name: %q\n' "$text"
			return 1
		}
		# found, or one of several, or hidden by the id, code or name of another: never an error of another kind
		run --separate-stderr kam account show --ids -- "$text"
		[ "$status" -le 1 ] || {
			printf 'show: status %s: %q\n' "$status" "$text"
			return 1
		}
	done < encoded
}

@test "no table, page or message holds a control character, and a table has a line for each" {
	fill
	for words in 'account list --columns id,name,note' 'account list --columns id,name --md'; do
		# shellcheck disable=SC2086
		kam $words > shown
		same 516 "$(wc -l < shown | tr -d ' ')" "$words"
		same '' "$(LC_ALL=C grep -an $'[\x01-\x09\x0b-\x1f\x7f]' shown)"
		# C1 as UTF-8, and bidirectional controls
		same '' "$(LC_ALL=C grep -anP '\xc2[\x80-\x9f]|\xe2\x80[\x8e\x8f\xaa-\xae]|\xe2\x81[\xa6-\xa9]' shown)"
	done
}

@test "exported as CSV and imported into a new database they are the same, plain and --excel" {
	fill
	kam account list --json --columns code,name,note,tag.t > wanted.json
	for option in '' --excel; do
		# shellcheck disable=SC2086
		kam account list --csv --columns code,name,note,tag.t $option -o out.csv
		kam init --db again.db
		expect 0 kam account import out.csv --db again.db
		kam account list --json --columns code,name,note,tag.t --db again.db | cmp - wanted.json
		rm again.db
	done
}
