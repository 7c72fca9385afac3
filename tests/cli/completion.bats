# The Tab key: what the program answers, and what then stands on the line in bash, zsh and fish, each in a terminal.
# shellcheck disable=SC2016 # what is typed there is for the shell in the terminal to expand

load helper

# The words that may stand in place of the last one, without what they are.
words() {
	kam completion words -- "$@" | cut -f 1
}

# What bash is told for a line.
line() {
	kam completion line --breaks $' \t\n"\'><=;|&(:' -- "$@"
}

# begin SHELL…: it runs in a terminal of its own, where kam is the one that is tested.
begin() {
	command -v "$1" > /dev/null || skip "no $1"
	command -v script > /dev/null || skip "no script(1)"
	PATH=$(cd "$(dirname "$KAM")" && pwd):$PATH
	unset -f kam
	export TERM=dumb SHELL=/bin/sh
	coproc terminal { script -q -c "$*" /dev/null 2>&1; }
	screen=
}

# keys TEXT: typed, with \t for Tab and \r for Return.
keys() {
	printf '%b' "$1" >&"${terminal[1]}"
}

# appears TEXT: on the screen, after what appeared before.
appears() {
	local letter
	until [[ $screen == *"$1"* ]]; do
		IFS= read -r -d '' -n 1 -t 20 letter <&"${terminal[0]}" || {
			printf 'did not appear: %s\non the screen: %s\n' "$1" "$screen"
			return 1
		}
		screen+=$letter
	done
	screen=${screen#*"$1"}
}

# The shell reads the line and ends; what it wrote is there then.
finish() {
	keys '\rexit\r'
	wait "$terminal_PID" || true
}

# Two people, two customers whose names a shell would take apart, two bids: PE1 PE2 A1 A2 B1 B2.
people() {
	kam_db
	{
		kam -q config person add 'Anna Keller' --login anna
		kam -q config person add "Pat O'Neil" --login pat
		kam -q account add '北方钢铁有限责任公司'
		kam -q account add '北方 "水务" & $HOME'
		kam -q bid add One --account A1 --owner anna
		kam -q bid add Two --account A2 --owner pat
	} > ids
}

@test "commands, records, verbs and reports are offered by their rows" {
	same bid "$(words bi)"
	holds "$(words '')" account
	same list "$(words bid li)"
	same change "$(words bid cha)"
	same "$(printf '%s\n' erase edit)" "$(words account contact e)"
	same winrate "$(words report winr)"
	holds "$(kam completion words -- report winr)" $'winrate\tWin rate'
	same verb "$(words help bid change '' > verbs; grep -qx list verbs && ! grep -qx change verbs && echo verb)"
}

@test "an option of a verb that is one of several words: those of the bid, or of the touch that is written" {
	people
	same 'price solution relationship delivery timing status_quo no_decision other' "$(words bid lose B1 --reason '' | paste -sd' ')"
	same no_decision "$(words bid win B1 --reason no)"
	same 'email event' "$(words bid touch B1 hello --channel e | paste -sd' ')"
	same interested "$(words lead touch L1 hello --response in)"
}

@test "options are offered by the rows of the verb, the fields and the globals" {
	same --stage "$(words bid list --sta)"
	same --next-step "$(words lead add x --next-st)"
	same "" "$(words bid list --cascade)"
	same --cascade "$(words bid rm --ca)"
	same --as-of "$(words --as-)$(words --as- | sed 1d)"
	same --by "$(words report winrate --b)"
	# behind -- a word with dashes is no option
	same "" "$(words bid list -- --sta)"
}

@test "values are offered: choices, days, formats, columns, conditions, a report's parameters" {
	same "$(printf '%s\n' prospect active dormant lost)" "$(words account list --status '')"
	same --status=dormant "$(words account list --status=do)"
	same yes "$(words account contact add A1 x --opt-out y)"
	same tomorrow "$(words bid add x --close-on tom)"
	same "$(printf '%s\n' json jsonl)" "$(words bid list --format j)"
	same never "$(words --color n)"
	same id,title,stage "$(words bid list --columns id,title,stag)"
	same -value,-stage "$(words bid list --sort -value,-stag)"
	same account.industry "$(words bid list --columns account.ind)"
	same closed_on.quarter "$(words bid list --columns closed_on.q)"
	same 'value > 3 and account' "$(words bid list --where 'value > 3 and acc')"
	same '(status = dormant' "$(words account list --where '(status = d')"
	same "" "$(words account list --where "name = 'sta")"
	same 'last quarter' "$(words report winrate --period 'last q')"
	same owner.manager "$(words report winrate --by owner.man)"
	same rate "$(words report winrate --section rat)"
	same $'\tfiles' "$(kam completion words -- bid import x)"
	same $'\tfiles' "$(kam completion words -- -o x)"
}

@test "records are offered by id and by name, tags by key" {
	people
	same "$(printf '%s\n' B1 B2)" "$(words bid show B)"
	same "$(printf 'A2\t北方 "水务" & $HOME')" "$(kam completion words -- account show A2)"
	same '北方钢铁有限责任公司' "$(words bid add x --account 北方钢铁有)"
	same "Pat O'Neil" "$(words bid list --owner "Pat O'")"
	same "Anna Keller" "$(words bid list --owner An)"
	same anna "$(words bid list --owner an)"
	holds "$(words bid list --owner '')" "Pat O'Neil"
	# the operands of add stand for fields: the account is the first, unless an option says it
	same "$(printf '%s\n' A2 A1)" "$(words account contact add '')"
	same '北方钢铁有限责任公司' "$(words account contact add 北方钢铁有)"
	same '' "$(words account contact add A1 '')"
	same '' "$(words account contact add --account A1 '')"
	same won "$(words bid edit B1 --stage wo)"
	same 'stage = won' "$(words bid list --where 'stage = wo')"
	kam -q account edit A1 --tag 战略
	same 战略 "$(words account list --tag '')"
	# --db is heeded, also where it comes first
	kam init --db other.db > /dev/null
	kam -q --db other.db account add Elsewhere
	same Elsewhere "$(words --db other.db account show El)"
	same "" "$(words account show El)"
}

@test "among many records those are offered that begin with what is typed" {
	kam_db
	{
		echo name
		seq -f 'Customer %05g' 3000
	} > customers.csv
	kam -q account import customers.csv
	same "$(printf '%s\n' A42 A420 A421 A422 A423 A424 A425 A426 A427 A428 A429)" "$(words account show A42)"
	same "Customer 02999" "$(words account show 'Customer 02999')"
	same 10 "$(words account show 'Customer 0123' | wc -l)"
	[ "$(words account show Cust | wc -l)" -le 200 ]
}

@test "what lists mask is not offered, and nothing is said where nothing can be read" {
	expect 0 kam completion words -- bid show ''
	same "" "$output$errors"
	people
	kam -q account contact add A1 张三 --phone 13800000000 --email zhang@example.com
	kam -q lead add Pumps --contact-name 李四 --phone 13900000000
	expect 0 kam completion words -- account contact show ''
	same $'C1\t张三' "$output"
	for word in 1 13 z zhang 李; do
		same "" "$(words account contact show "$word")$(words lead show "$word")$(words lead list --contact-name "$word")"
	done
	printf 'not a database, and long enough not to be taken for an empty one' > broken.db
	expect 0 kam --db broken.db completion words -- --db broken.db bid show ''
	same "" "$output$errors"
	# A text with a line break would be two words for a shell.
	kam -q account add $'two\nlines'
	same "" "$(words account show two)"
	# Nor does a name beside an id begin a line of its own, or say anything to the terminal.
	same $'A3\ttwo\\nlines' "$(kam completion words -- account show A3)"
	kam -q account add $'C1 \u009b31m bidi \u202e back\\slash \e[2J'
	same $'A4\tC1 \\u{9B}31m bidi \\u{202E} back\\slash \\e[2J' "$(kam completion words -- account show A4)"
	same "" "$(words account show 'C1 ')"
}

@test "a database of an older version is not brought up to date by a Tab" {
	command -v sqlite3 > /dev/null || skip "no sqlite3"
	kam_db
	{
		cat "$BATS_TEST_DIRNAME"/../../lib/store/migrations/0001_*.sql
		echo "PRAGMA application_id = $(sqlite3 kam.db 'PRAGMA application_id'); PRAGMA user_version = 1;"
		echo "INSERT INTO account (code, name, name_key, kind, status, currency, created_at, updated_at) VALUES
			('OLD', 'Old customer', 'oldcustomer', 'b2b', 'active', 'CNY', '2026-07-01T00:00:00Z', '2026-07-01T00:00:00Z');"
	} | sqlite3 old.db
	cp old.db before.db
	same "" "$(words --db old.db account show O)"
	cmp before.db old.db
	# another command would: then it is offered
	same OLD "$(kam --db old.db account list --columns code --csv --header none)"
	same $'OLD\nOld customer' "$(words --db old.db account show O)"
}

@test "aliases are offered, and followed" {
	mkdir -p "$XDG_CONFIG_HOME/kam"
	printf '%s\n' '[alias]' 'wins = bid list --stage won' > "$XDG_CONFIG_HOME/kam/config"
	same wins "$(words wi)"
	same --owner "$(words wins --own)"
	same "" "$(words nosuchcommand '' | tr -d '\t' | grep -v files || true)"
}

@test "maps of one's own are offered beside files" {
	mkdir -p "$XDG_CONFIG_HOME/kam/maps"
	touch "$XDG_CONFIG_HOME/kam/maps/pipeline.map" "$XDG_CONFIG_HOME/kam/maps/notes.txt"
	same "$(printf 'pipeline\ta map of yours\n\tfiles')" "$(kam completion words -- bid import x --map '')"
}

@test "a line of bash is taken apart and put together as bash does it" {
	people
	same list "$(line 'kam bid li')"
	same 'Anna\ Keller' "$(line 'kam bid list --owner An')"
	same 'Anna\ Keller' "$(line 'kam bid list --owner Anna\ K')"
	same 'Anna\ Keller' "$(line 'kam bid list --owner=An')"
	same 'Anna Keller' "$(line "kam bid list --owner 'Anna K")"
	same "Pat\\ O\\'Neil" "$(line 'kam bid list --owner Pat')"
	same "Pat O'\\''Neil" "$(line "kam bid list --owner 'Pat")"
	same "Pat O'Neil" "$(line 'kam bid list --owner "Pat')"
	same '北方 \"水务\" & \$HOME' "$(line 'kam account show "北方 ')"
	same '北方\ \"水务\"\ \&\ \$HOME' "$(line 'kam account show 北方\ ')"
	same "" "$(line 'kam')$(line '')"
	# to be looked at: with what they are
	expect 0 kam completion line --list -- 'kam bid show '
	same $'B2  (Two)\nB1  (One)' "$output"
}

@test "in bash, Tab finishes words and values, and what it wrote is understood" {
	people
	begin bash --norc --noprofile -i
	keys 'PS1="ready> "; stty cols 200; eval "$(kam completion bash)"\rtrue\r'
	appears 'true'
	appears 'ready> '
	keys 'kam bid li\t'
	appears 'kam bid list '
	keys "--owner 'Pat\\t --ids -o one\\r"
	appears 'ready> '
	keys 'kam bid list --account 北方钢铁有\t--ids -o two\r'
	appears 'ready> '
	keys 'kam account show 北方\\ \t--csv --columns id --header none -o three\r'
	appears 'ready> '
	# two Tabs: what there is, and what it is
	keys 'kam bid show B\t\t'
	appears '(Two)'
	keys '1 --ids -o fo''ur\r'
	appears 'ready> '
	# names of files where a file is wanted
	keys 'kam bid import th\t --map x\r'
	appears 'import three'
	finish
	same "B2 B1 A2 B1" "$(cat one two three four | tr '\n' ' ' | sed 's/ $//')"
}

@test "in zsh, Tab finishes words and values, and what it wrote is understood" {
	people
	begin zsh -f -i
	keys 'PS1="ready> "; stty cols 200; autoload -U compinit; compinit -u -D; eval "$(kam completion zsh)"; echo se""t\r'
	appears 'set'
	appears 'ready> '
	keys 'kam bid li\t'
	appears 'kam bid list '
	keys "--owner 'Pat\\t --ids -o one\\r"
	appears 'ready> '
	keys 'kam bid list --account 北方钢铁有\t--ids -o two\r'
	appears 'ready> '
	keys 'kam account show 北方\\ \t--csv --columns id --header none -o three\r'
	appears 'ready> '
	finish
	same "B2 B1 A2" "$(cat one two three | tr '\n' ' ' | sed 's/ $//')"
}

@test "in fish, Tab finishes words and values, and what it wrote is understood" {
	command -v fish > /dev/null || skip "no fish"
	people
	PATH=$(cd "$(dirname "$KAM")" && pwd):$PATH
	# shellcheck disable=SC2016 # fish is to expand it
	ask='kam completion fish | source; complete -C "$argv[1]"'
	same $'list\tthose that match, as a table or CSV, JSON …' "$(fish --no-config -c "$ask" 'kam bid li')"
	holds "$(fish --no-config -c "$ask" 'kam bid list --owner Pa')" "Pat O'Neil"
	holds "$(fish --no-config -c "$ask" "kam bid list --owner 'Pat O")" "Pat O'Neil"
	holds "$(fish --no-config -c "$ask" 'kam account show 北方钢铁有')" "北方钢铁有限责任公司"
	begin fish --no-config -i
	keys 'function fish_prompt; echo -n "ready> "; end; stty cols 200; kam completion fish | source; echo se""t\r'
	appears 'set'
	appears 'ready> '
	keys 'kam bid li\t'
	appears 'list '
	keys "--owner 'Pat\\t --ids -o one; kam bid list --account 北方钢铁有\\t--ids -o two\\r"
	appears 'ready> '
	finish
	same "B2 B1" "$(cat one two | tr '\n' ' ' | sed 's/ $//')"
}
