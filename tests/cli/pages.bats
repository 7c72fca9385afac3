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
		command=${command%.*}
		case $command in report) kam report --help > /dev/null 2>&1 || continue ;; esac
		# What a page of one command names is an option of it or of every command; other pages name any.
		case $command in
		*/* | map) sed 's/^[^ ]* //' all ;;
		*) sed -n "s/^\(-\|$command\) //p" all ;;
		esac | sort -u > known
		# macros, and command lines in the text
		{
			grep -o 'Fl Fl [a-z][a-z0-9-]*' "$page" | sed 's/Fl Fl //'
			sed '/pkg-config/d' "$page" | grep -oE '(^|[ `])--[a-z][a-z0-9-]*' | sed 's/.*--//'
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
