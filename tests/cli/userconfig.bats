# The configuration files: defaults, aliases, programs named kam-WORD.

load helper

config() {
	mkdir -p "$XDG_CONFIG_HOME/kam"
	cat > "$XDG_CONFIG_HOME/kam/config"
}

@test "defaults are put in front of what was typed; what was typed wins" {
	kam_db
	kam -q account add Acme --region North
	kam -q account add Beta --region South
	config <<-'END'
		# how I like it
		[defaults]
		account list = --columns name,region --sort -name
		account contact list = --columns name
		* = --header none
	END
	same "Beta,South
Acme,North" "$(kam account list --csv)"
	same "name
Acme
Beta" "$(kam account list --csv --columns name --sort name --header key)"
	# another record of the same command has its own
	kam -q account contact add Acme Ann
	same Ann "$(kam account contact list --csv)"
}

@test "an alias stands for a command and its options; more may follow" {
	kam_db
	kam -q account add Acme --region "Far North"
	config <<-'END'
		[alias]
		far = account list --region "Far North" --csv --columns name
	END
	same "name
Acme" "$(kam far)"
	same Acme "$(kam far --header none)"
	same Acme "$(kam --header none far)"
	# an alias hides no command, and stands for no nonsense
	config <<-'END'
		[alias]
		account = bid list
		odd = nothing here
	END
	holds "$(kam account list --csv)" Acme
	expect 65 kam odd
	holds "$errors" "config:3: the alias 'odd' begins with 'nothing', which is no command"
	# what an alias stands for is told, and its name is among the nearest
	config <<< $'[alias]\nfar = account list --region "Far North"'
	expect 0 kam help far
	holds "$output" "config:2"
	holds "$output" "kam account list --region Far North"
	expect 2 kam farr
	holds "$errors" "nearest: far"
}

@test "a word that is no command is a program named kam-WORD on PATH, with the words behind it" {
	kam_db
	mkdir bin
	# shellcheck disable=SC2016 # for the program
	printf '#!/bin/sh\necho "hello $* db=$KAM_DB"\nexit 7\n' > bin/kam-hello
	chmod +x bin/kam-hello
	PATH=$PWD/bin:$PATH expect 7 kam --db my.db hello a "b c"
	same "hello a b c db=my.db" "$output"
	expect 2 kam hello
	holds "$errors" "no command 'hello'"
}

@test "what cannot be read is said with file and line" {
	kam_db
	config <<< 'loose = line'
	expect 65 kam account list
	holds "$errors" "config:1:"
	config <<-'END'
		[defaults]
		account list = --limit 1
		nonsense
	END
	expect 65 kam account list
	holds "$errors" "config:3:"
	config <<< '[hook]'
	expect 65 kam account list
	holds "$errors" "[hooks]"
}

@test "an option counts once: typed, then the command's line, then that of *, a later line before an earlier one" {
	kam_db
	kam -q account add Acme --region North
	kam -q account add Beta --region South
	kam -q account add Gamma --region East
	config <<-'END'
		[defaults]
		* = --csv --header none
		account list = --region North --region South --columns name
		account list = --sort -name
		account	list  =  --columns region
	END
	same 'South
North' "$(kam account list)"
	# a filter that is typed replaces all of the same field, and no other
	same East "$(kam account list --region East)"
	same Acme "$(kam account list --columns name --code ACME)"
	# typed before the command as well
	same '["South","North"]' "$(kam --json account list | jq -c '[.[].region]')"
	same 'South
North' "$(kam account list --limit 2)"
	same 'region
South' "$(kam --header key --limit 1 account list)"
}

@test "defaults for writing: what a record gets, and what the journal then says was run" {
	kam_db
	config <<-'END'
		[defaults]
		account add = --region "Far North"
		[alias]
		new = account add
	END
	kam -q new Acme
	kam -q new Beta --region South
	same 'Acme,Far North
Beta,South' "$(kam account list --csv --header none --columns name,region)"
	same "kam -q account add --region 'Far North' Acme" "$(kam log --csv --raw --header none | sed -n '2s/.*,//p')"
	holds "$(kam log --limit 1)" "kam -q account add --region 'Far North' Beta --region South"
}

@test "--db as a default gives way to KAM_DB and to what is typed" {
	kam init --db mine.db > /dev/null
	kam init --db other.db > /dev/null
	kam --db mine.db -q account add Mine
	kam --db other.db -q account add Other
	config <<< $'[defaults]\n* = --db mine.db --csv --header none\naccount list = --columns name'
	same Mine "$(kam account list)"
	same Other "$(KAM_DB=other.db kam account list)"
	same Other "$(kam account list --db other.db)"
}

@test "words are parted as in a shell: quotes, backslash, ~, lines that go on, remarks" {
	kam_db
	printf '\xef\xbb\xbf[defaults]  # with a mark at its beginning\r\n* = --csv --header none\r\naccount list = \\\r\n --columns name \\\n\t--sort name # up\n' |
		config
	kam -q account add "it's" --region 'a  b'
	kam -q account add '"#1"' --region 'a b'
	kam -q account add '#2' --region 'a b'
	cat >> "$XDG_CONFIG_HOME/kam/config" <<-'END'
		; a remark that ends with \
		[alias]
		two = account list --region 'a  b'
		one = account list --region a\ b --name "\"#1\""
		three = account list --name \#2 #2
		home = --db ~/k.db account list
	END
	same "it's" "$(kam two)"
	same '"""#1"""' "$(kam one)"
	same '#2' "$(kam three)"
	cp kam.db "$HOME/k.db"
	same 3 "$(kam home | wc -l)"
}

# bad TEXT WANTED: the configuration is refused, and why.
bad() {
	config <<< "$1"
	expect 65 kam account list
	holds "$errors" "$XDG_CONFIG_HOME/kam/config:$2"
	same '' "$output"
}

@test "each bad line is named, with what to do; help and the version are there all the same" {
	kam_db
	bad $'[alias]\n\nx = "bid list' '3: a quote is not closed'
	bad $'[alias]\nx =' "2: nothing stands after the =; give 'x' a value"
	bad $'[alias]\n= bid list' '2: nothing stands before the ='
	bad $'[alias]\nx = !rm' '2: an alias runs no program; put one called kam-x on the PATH'
	bad $'[alias]\nx y = bid list' "2: 'x y' is no name for an alias"
	bad $'x = y\n' "1: 'x' belongs to no section"
	bad $'[aliases]' "1: '[aliases]' is no section; there are [defaults], [alias] and [hooks]"
	bad $'[defaults]\nacount list = --csv' "2: there is no command 'acount'; nearest: account"
	bad $'[defaults]\naccount lst = --csv' "2: kam account has no 'lst'; nearest: list"
	bad $'[defaults]\naccount contact lst = --csv' "2: kam account has no 'lst'"
	bad $'[defaults]\naccount contact = --csv' "2: 'account contact' lacks a verb"
	bad $'[defaults]\nundo it = --last 2' "2: kam undo has no 'it'"
	bad $'[defaults]\naccount list = --colums name' '2: there is no option --colums here; nearest: --columns'
	bad $'[defaults]\naccount list = Acme' "2: 'Acme' is no option, and only options have defaults"
	bad $'[defaults]\n* = --region North' '2: there is no option --region here'
	bad $'[defaults]\naccount list = --limit many' "2: --limit 'many' is not a whole number"
	bad $'[hooks]\nbid-stag = /bin/true' "2: there is no event 'bid-stag'; nearest: bid-stage"
	bad $'[hooks]\nbid-stage = bin/true' "2: 'bin/true' is not a full path; begin it with / or ~/"
	bad $'[hooks]\ntimeout = 0' '2: timeout is a number of seconds from 1 to 3600'
	bad $'[hooks]\ntimeout = 9 9' '2: timeout is'
	bad $'[alias]\nx = \xff' '2: this is not UTF-8'
	expect 0 kam --version
	expect 0 kam --help
	expect 0 kam account list --help
	# what is fine: a name that is none yet is not used
	config <<< $'[defaults]\nreport winrate = --csv\nlog = --limit 1\nundo = --last 1\naccount contact list = --csv'
	expect 0 kam account list
}

@test "a file that is not there is fine; one that cannot be read is not" {
	kam_db
	expect 0 kam account list
	mkdir -p "$XDG_CONFIG_HOME/kam/config"
	expect 74 kam account list
	holds "$errors" "$XDG_CONFIG_HOME/kam/config cannot be read"
	rmdir "$XDG_CONFIG_HOME/kam/config"
	printf '[alias]\0' | config
	expect 65 kam account list
	printf 'x' | config
	chmod 0 "$XDG_CONFIG_HOME/kam/config"
	[ -r "$XDG_CONFIG_HOME/kam/config" ] || expect 77 kam account list
	# without XDG_CONFIG_HOME: below HOME
	rm -f "$XDG_CONFIG_HOME/kam/config"
	config <<< $'[alias]\nx = account list --csv --columns name'
	XDG_CONFIG_HOME='' expect 0 kam x
	same name "$output"
}

@test "KAM_CONFIG names the only file that is read; empty, there is none" {
	kam_db
	config <<< $'[defaults]\naccount list = --csv'
	echo $'[defaults]\naccount list = --tsv --columns name,code' > tsv
	same 'name	code' "$(KAM_CONFIG=tsv kam account list)"
	same "$(kam account list --format table 2> /dev/null)" "$(KAM_CONFIG='' kam account list 2> /dev/null)"
	KAM_CONFIG=none expect 66 kam account list
	holds "$errors" none
}

@test "a program kam-WORD: the database in KAM_DB, its status passed on; in its way are commands, aliases, modes" {
	kam_db
	mkdir bin
	# shellcheck disable=SC2016 # for the program
	printf '#!/bin/sh\necho "db=$KAM_DB $*"\n' | tee bin/kam-hello > bin/kam-account
	chmod +x bin/kam-*
	PATH=$PWD/bin:$PATH
	same "db=$(pwd -P)/kam.db -x --csv" "$(kam hello -x --csv)"
	expect 2 kam --csv hello
	holds "$errors" 'only --db goes before hello'
	expect 0 kam account list --csv
	[[ $output != db=* ]]
	config <<< $'[alias]\nhello = account list --csv --columns name\nhi = bye'
	same name "$(kam hello)"
	chmod -x bin/kam-hello
	rm "$XDG_CONFIG_HOME/kam/config"
	expect 77 kam hello
	holds "$errors" 'bin/kam-hello'
	holds "$errors" 'chmod +x'
	# nothing is taken from the folder we are in, nor by a path
	cp bin/kam-account kam-here
	PATH=:$PATH expect 2 kam here
	expect 2 kam ./here
	# no database is needed
	printf '#!/bin/sh\nkill -TERM $$\n' > bin/kam-die
	chmod +x bin/kam-die
	rm kam.db
	expect 143 kam die
}
