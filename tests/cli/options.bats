# The command line: where options may stand, what is refused, and what is suggested instead.

load helper

@test "global options may stand anywhere, with = or a word of their own, and the last one counts" {
	kam_db
	kam account add Acme > /dev/null
	for words in '--csv account list --columns id' 'account --csv list --columns id' 'account list --csv --columns id' \
		'--columns id account --csv list' 'account --columns=id list --csv' '--format csv account list --columns id' \
		'account list --json --csv --columns id' '-q account list --csv --columns name --columns id'; do
		# shellcheck disable=SC2086
		expect 0 kam $words
		same 'id
A1' "$output" "$words"
	done
	expect 0 kam --csv account --columns id contact --limit 3 list
	same id "$output"
}

@test "an option's value may look like an option" {
	kam_db
	expect 0 kam account add Acme --note --csv --industry -x --wallet -5
	expect 0 kam account list --csv --columns note,industry,wallet --header none --raw
	same '--csv,-x,-5.00' "$output"
}

@test "after -- nothing is an option" {
	kam_db
	expect 0 kam account add -- --csv
	expect 0 kam account add --region 华南 -- -x
	expect 0 kam account show -- --csv
	holds "$output" A1
	expect 0 kam account list --csv --columns name,region --header none --raw
	same '--csv,
-x,华南' "$output"
	expect 2 kam account add -x
	holds "$errors" '-x'
	holds "$errors" ' --'
	expect 2 kam account add -- A --note x
}

@test "a long option is never abbreviated, and the one meant is named" {
	kam_db
	for pair in '--reg --region' '--regio --region' '--not --note' '--indu --industry' '--dry --dry-run' '--vers --version'; do
		expect 2 kam account add Acme "${pair% *}" x
		holds "$errors" "${pair% *}"
		holds "$errors" "${pair#* }"
	done
	expect 2 kam --vers
	expect 2 kam --hel
	expect 2 kam account list --colu id
	expect 2 kam account list --colu=id
	expect 0 kam account list --ids
	same '' "$output"
}

@test "an unknown option, verb, record or command names the nearest, else where to look" {
	kam_db
	suggests() {
		local part=$1
		shift
		expect 2 kam "$@" || return 1
		same '' "$output" || return 1
		holds "$errors" "$part" || return 1
	}
	suggests 'nearest: account' acount list
	suggests 'nearest: account' Account list
	suggests 'nearest: list' account lsit
	suggests 'nearest: contact' account contcat list
	suggests 'nearest: add' account contact ad
	suggests 'nearest: change' bid chnage list
	suggests 'nearest: --region' account list --regoin x
	suggests 'nearest: --stage' bid add X --stgae won
	suggests 'kam help' qqqq
	suggests 'kam account --help' account qqqq
	suggests 'kam account list --help' account list --qqqqqqqq
	suggests 'kam account contact list --help' account contact list --qqqqqqqq
	suggests 'kam help' --qqqqqqqq
	# a field of another record is none of this one's
	suggests --stage account list --stage won
}

@test "too little is refused with what is missing" {
	kam_db
	expect 2 kam
	holds "$errors" 'kam help'
	expect 2 kam account
	holds "$errors" 'kam account --help'
	expect 2 kam account contact
	expect 2 kam account list --region
	holds "$errors" --region
	expect 2 kam account list --db
	expect 2 kam ''
	expect 2 kam account ''
}

@test "a flag takes no value" {
	kam_db
	expect 2 kam account list --csv=yes
	expect 2 kam account list --quiet=no
	expect 0 kam account list --ids
}

@test "a value that no option takes is refused and named" {
	kam_db
	for pair in '--format xml' '--header bold' '--color blue' '--zone Mars' '--limit many' '--timeout long' '--timeout -1'; do
		# shellcheck disable=SC2086
		expect 2 kam account list $pair
		holds "$errors" "'${pair#* }'"
	done
}

@test "--version and --help need no database and print to stdout" {
	expect 0 kam --version
	[[ $output =~ ^kam\ [0-9]+\.[0-9]+\.[0-9]+$ ]]
	expect 0 kam --help
	holds "$output" 'usage: kam'
	first=$output
	expect 0 kam help
	same "$first" "$output"
	expect 0 kam -h
	same "$first" "$output"
	for words in 'account' 'account list' 'account contact' 'account contact add' 'bid change list' 'config rate add' 'init' 'log' 'undo'; do
		# shellcheck disable=SC2086
		expect 0 kam $words --help
		holds "$output" 'usage: kam'
		first=$output
		# shellcheck disable=SC2086
		expect 0 kam help $words
		same "$first" "$output" "help $words"
		# shellcheck disable=SC2086
		expect 0 kam --help $words
		same "$first" "$output" "--help $words"
	done
	same '' "$(ls)"
	expect 2 kam help qqqq
	expect 2 kam help account qqqq
	expect 2 kam qqqq --help
}

@test "help is at most 80 columns wide and names every field and choice" {
	expect 0 kam account add --help
	for part in --code --former-names --tax-id 'b2b consumer channel' --wallet-source --tag --untag NAME; do
		holds "$output" "$part"
	done
	for words in help 'account --help' 'account add --help' 'account list --help' 'bid add --help' 'account contact edit --help'; do
		# shellcheck disable=SC2086
		expect 0 kam $words
		[ "$(wc -L <<< "$output")" -le 80 ]
	done
}

@test "bytes that are no UTF-8 are refused in any value, and never printed raw" {
	kam_db
	kam account add Acme > /dev/null
	bad=$'a\xffb\xc3'
	for words in 'account add %' 'account add X --note %' 'account add X --tag %' 'account edit A1 --region %'; do
		mapfile -t command < <(tr ' ' '\n' <<< "$words")
		expect 2 kam "${command[@]//%/$bad}"
		same '' "$(LC_ALL=C grep -a $'\xff' <<< "$errors")"
	done
	for words in 'account show %' 'account list --where name=%' 'account list --name %' 'account list --columns %' 'account list --tag %' \
		'account list --sort %' 'account % list' '% list' 'account list --% x'; do
		mapfile -t command < <(tr ' ' '\n' <<< "$words")
		run --separate-stderr kam "${command[@]//%/$bad}"
		[ "$status" -le 2 ]
		same '' "$(LC_ALL=C grep -a $'\xff' <<< "$output$stderr")"
	done
}

@test "very long and very many arguments are taken or refused, never a crash" {
	kam_db
	long=$(head -c 100000 /dev/zero | tr '\0' x)
	expect 0 kam account add "$long" --code L
	expect 0 kam account show "$long" --ids
	same A1 "$output"
	expect 1 kam account show "${long}y"
	expect 2 kam account list "--$long" x
	expect 2 kam "$long"
	expect 2 kam account "$long"
	expect 2 kam account list --columns "$long"
	# shellcheck disable=SC2046
	expect 0 kam account list --ids $(printf -- '--region r%s ' $(seq 200))
	# shellcheck disable=SC2046
	expect 0 kam account add Many $(printf -- '--tag t%s ' $(seq 500))
	# shellcheck disable=SC2046
	expect 1 kam account rm $(seq -f 'A%.0f' 100 1100)
	expect 0 kam account list --columns "$(printf 'id,%.0s' $(seq 500))name" --csv
}
