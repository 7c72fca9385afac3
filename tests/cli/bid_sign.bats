# kam bid sign: a contract and its milestones in one operation; what adds up and what does not.

load helper

# B1 is won at 100,000 CNY, B2 at 100.01 EUR, B3 is open, B4 is won and nobody knows by whom.
fixture() {
	kam_db
	kam -q account add Acme
	kam -q bid add Core --account Acme --value 10万 --stage won --closed-on 2026-07-10 > /dev/null
	kam -q bid add Edge --account Acme --value 'EUR 100.01' --stage won > /dev/null
	kam -q bid add Open --account Acme --value 5 > /dev/null
	kam -q bid add Whose --stage won > /dev/null
}

milestones() {
	kam bid milestone list --csv --header none --columns contract,title,due_on,amount,currency --sort id
}

contracts() {
	kam bid contract list --csv --header none --columns id,bid,number,signed_on,value,currency,starts_on,ends_on --sort id
}

stage() {
	kam bid list --csv --header none --columns stage,closed_on,value --where "id = $1"
}

@test "contract and milestones in one operation; the bid goes to the last won stage and keeps its day" {
	fixture
	expect 0 kam bid sign B1 --number CN-7 --signed-on 2026-07-13 --starts-on 2026-08-01 --ends-on 2027-07-31 \
		--milestone signed=2026-07-20=3万 --milestone 'on site=2026-09-30=3万' --milestone accepted=eom=4万 --csv
	same 'id,number,bid,bid.stage,signed_on,value,ends_on
CT1,CN-7,Core,contracted,2026-07-13,100000.00,2027-07-31' "$output"
	same '' "$errors"
	same 'CT1,B1,CN-7,2026-07-13,100000.00,CNY,2026-08-01,2027-07-31' "$(contracts)"
	same 'CT1,signed,2026-07-20,30000.00,CNY
CT1,on site,2026-09-30,30000.00,CNY
CT1,accepted,2026-07-31,40000.00,CNY' "$(milestones)"
	same contracted,2026-07-10,100000.00 "$(stage B1)"
	same 'stage,won,contracted' "$(kam bid change list --csv --header none --columns field,old,new)"
	expect 0 kam undo
	same '' "$(contracts)$(milestones)"
	same won,2026-07-10,100000.00 "$(stage B1)"
	# and taking that back brings all of it
	expect 0 kam undo 8
	same contracted,2026-07-10,100000.00 "$(stage B1)"
	same 3 "$(milestones | wc -l)"
}

@test "the value is the bid's in the bid's currency; parts are shared out so that they add up" {
	fixture
	# 30 % and 30 % of 10001 cents are 3000.3 each, 40 % is 4000.4: 3000, 3000, 4000, and the one cent left goes to the
	# largest remainder, the 0.4 of the last
	expect 0 kam bid sign B2 --number E1 --milestone a==30% --milestone b=+1m=30% --milestone c=2026-12-31=40％
	same '' "$errors"
	same 'CT1,B2,E1,2026-07-15,100.01,EUR,,' "$(contracts)"
	same 'CT1,a,,30.00,EUR
CT1,b,2026-08-15,30.00,EUR
CT1,c,2026-12-31,40.01,EUR' "$(milestones)"
	kam -q undo
	# a part of what was signed, not of what was bid; what is not said is nobody's milestone; it is said
	expect 0 kam bid sign B2 --number E1 --value 200 --milestone a=2026-08-01=12.5%
	same 'kam: the milestones do not make the value of the contract: kam bid milestone list --contract CT2' "$errors"
	same 'CT2,a,2026-08-01,25.00,EUR' "$(milestones)"
	# the bid keeps the value it was won with
	same contracted,2026-07-15,100.01 "$(stage B2)"
}

@test "milestones that are dates only are in order; with some amounts missing they are not" {
	fixture
	expect 0 kam bid sign B1 --number 1 --milestone a=2026-08-01 --milestone b
	same '' "$errors"
	same 'CT1,a,2026-08-01,,CNY
CT1,b,,,CNY' "$(milestones)"
	kam -q undo
	expect 0 kam bid sign B1 --number 1 --milestone a=2026-08-01=10万 --milestone b
	holds "$errors" 'do not make the value'
	kam -q undo
	expect 0 kam bid sign B1 --number 1 --milestone a=2026-08-01=9.99万
	holds "$errors" 'do not make the value'
	kam -q undo
	# without any value there is nothing to add up to
	kam -q bid edit B1 --value ''
	expect 0 kam bid sign B1 --number 1
	same 'CT4,B1,1,2026-07-15,,CNY,,' "$(contracts)"
}

@test "refused by name, and nothing is left behind" {
	fixture
	kam -q bid contract add B2 CN-1 > /dev/null
	cp kam.db before.db
	expect 1 kam bid sign B3 --number 7
	same 'kam: B3 is open; only what is won is signed: kam bid win B3' "$errors"
	expect 1 kam bid sign B4 --number 7
	same 'kam: who is the customer of B4? kam bid edit B4 --account ACCOUNT' "$errors"
	expect 1 kam bid sign B2 --number 7
	same 'kam: B2 is signed already: contract CT1; one more of it: kam bid contract add B2 NUMBER' "$errors"
	expect 1 kam bid sign B1 --number CN-1
	same "kam: number 'CN-1' is taken by CT1; use another, or edit that one" "$errors"
	expect 2 kam bid sign B1
	same 'kam: what is the number of the contract? --number TEXT' "$errors"
	expect 2 kam bid sign B1 --number ''
	expect 2 kam bid sign B1 --number 7 --signed-on tomorrow
	holds "$errors" '--signed-on tomorrow is still to come'
	expect 1 kam bid sign B1 --number 7 --starts-on 2026-08-01 --ends-on 2026-07-31
	same 'kam: the contract ends on 2026-07-31, before its first day, 2026-08-01' "$errors"
	for bad in '' '=2026-08-01=5' a=2026-08-01=5=6 a==0% a==-5% a==101% a==x%; do
		expect 2 kam bid sign B1 --number 7 --milestone "$bad"
		holds "$errors" "--milestone '$bad'"
	done
	expect 2 kam bid sign B1 --number 7 --milestone a=soon=5
	holds "$errors" "'soon'"
	expect 2 kam bid sign B1 --number 7 --milestone a=2026-08-01=much
	holds "$errors" "'much'"
	expect 2 kam bid sign B1 --number 7 --milestone a==60% --milestone b==41%
	same 'kam: the milestones make more than the whole contract' "$errors"
	expect 1 kam bid sign B1 --number 7 --milestone a --milestone a
	expect 2 kam bid sign B1 --number 7 --value 'USD 5'
	expect 2 kam bid sign B1 B2 --number 7
	expect 1 kam bid sign B9 --number 7
	expect 0 kam bid sign B1 --number 7 --milestone a==100% --dry-run
	cmp kam.db before.db
}

@test "what is signed stays won, by verb and by edit; an import states facts" {
	fixture
	kam -q bid sign B1 --number 7 > /dev/null
	expect 1 kam bid reopen B1
	same 'kam: B1 cannot be open: contract CT1 (7) is signed; if that was a mistake, remove it first: kam bid contract rm CT1' "$errors"
	for edit in '--stage review' '--stage lost --reason price' '--stage withdrawn'; do
		# shellcheck disable=SC2086
		expect 1 kam bid edit B1 $edit
		holds "$errors" 'contract CT1 (7) is signed'
	done
	expect 1 kam bid win B1
	expect 0 kam bid edit B1 --stage won
	expect 0 kam bid contract rm CT1
	expect 0 kam bid reopen B1
	kam -q bid win B1 > /dev/null
	kam -q bid sign B1 --number 8 > /dev/null
	kam -q bid edit B1 --ref x > /dev/null
	printf '%s\n' ref,title,stage x,Core,lost > bids.csv
	expect 0 kam bid import bids.csv
	same lost,2026-07-15,100000.00 "$(stage B1)"
}

@test "the days of a contract are in order when it is edited too" {
	fixture
	kam -q bid sign B1 --number 7 --starts-on 2026-08-01 --ends-on 2026-08-01 > /dev/null
	expect 1 kam bid contract edit CT1 --starts-on 2026-08-02
	expect 1 kam bid contract add B2 8 --starts-on 2026-08-02 --ends-on 2026-08-01
	expect 0 kam bid contract edit CT1 --starts-on 2026-08-02 --ends-on 2026-08-03
	printf '%s\n' number,bid,starts_on,ends_on 9,B2,2026-08-02,2026-08-01 > contracts.csv
	expect 0 kam bid contract import contracts.csv
}
