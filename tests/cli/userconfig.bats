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
	holds "$errors" "begins with no command"
}

@test "a word that is no command is a program named kam-WORD on PATH, with the words behind it" {
	kam_db
	mkdir bin
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
