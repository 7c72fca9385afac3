# kam report quality: what is missing, wrong or twice, with its id and what to do.

load helper

# The findings of one check: ids and details.
found() {
	kam report quality --only "$1" --csv --columns id,detail --header none
}

@test "bids: account, owner, an expected day that is over, the day they were decided" {
	kam_db
	kam -q account add Acme
	kam -q config person add Han
	kam -q bid add good --account Acme --owner Han --close-on 2026-07-15
	kam -q bid add bare --close-on 2026-07-14
	kam -q bid add won --stage won --account Acme --owner Han
	kam -q bid edit B3 --closed-on ''
	kam -q bid add lost --stage lost --closed-on 2026-07-01
	expect 0 found bid_account
	same 'B2,' "$output"
	expect 0 found bid_owner
	same 'B2,' "$output"
	expect 0 found bid_close_on
	same 'B2,2026-07-14' "$output"
	expect 0 found bid_closed_on
	same 'B3,won' "$output"
	expect 3 kam report quality --only bid_account --csv --check
	same 'id,what,name,detail,todo
B2,bid_account,bare,,kam bid edit B2 --account …' "$output"
	kam -q bid edit B2 --account Acme
	expect 0 kam report quality --only bid_account --csv --check
	same 'id,what,name,detail,todo' "$output"
}

@test "bids whose imported history ends elsewhere than they stand; a stage that was called otherwise then is none" {
	kam_db
	kam -q bid add good --ref g --value 100
	kam -q bid edit B1 --value 120 --stage qualified --close-on 2026-08-01
	kam -q bid add stage --ref s
	kam -q bid add value --ref v --value 1000
	kam -q bid add day --ref d
	kam -q bid add renamed --ref r
	cat > changes.csv <<- 'END'
		bid,happened_at,field,old,new
		s,2026-07-01T10:00:00Z,stage,identified,submitted
		v,2026-07-01T10:00:00Z,value,800,"1,000.00"
		v,2026-07-02T10:00:00Z,value,1000,900
		d,2026-07-01T10:00:00Z,close_on,2026-08-01,2026-09-01
		r,2026-07-01T10:00:00Z,stage,pitched,pitched twice
	END
	kam -q bid change import changes.csv
	expect 0 found bid_changes
	same 'B2,stage became submitted
B3,value became 900
B4,close_on became 2026-09-01' "$output"
	kam -q bid edit B3 --value 900
	expect 0 found bid_changes
	same 'B2,stage became submitted
B4,close_on became 2026-09-01' "$output"
}

@test "contracts: of a bid that is not won; milestones that do not make the value" {
	kam_db
	kam -q account add Acme
	kam -q bid add won --stage won --account Acme --value 100
	kam -q bid add open --account Acme
	for number in right short some dates none; do
		kam -q bid contract add B1 "$number" --value 100 > /dev/null
	done
	kam -q bid contract add B1 foreign --value 'EUR 100' > /dev/null
	kam -q bid contract add B2 early > /dev/null
	kam -q bid milestone add right a --amount 60
	kam -q bid milestone add right b --amount 40
	kam -q bid milestone add short a --amount 60
	kam -q bid milestone add short b --amount 39.99
	kam -q bid milestone add some a --amount 100
	kam -q bid milestone add some b
	kam -q bid milestone add dates a --due-on 2026-08-01
	kam -q bid milestone add foreign a --amount 'USD 100'
	expect 0 found contract_bid
	same 'CT7,"B2 open, identified"' "$output"
	expect 0 found contract_milestones
	same 'CT2,2 of 2 milestones have an amount
CT3,1 of 2 milestones have an amount
CT6,1 of 1 milestones have an amount' "$output"
}

@test "leads and tickets without anyone; tickets without a customer or a time of closing" {
	kam_db
	kam -q account add Acme
	kam -q config person add Han
	kam -q lead add a
	kam -q lead add b --status pool
	kam -q lead add c --owner Han
	kam -q lead add d --status converted
	kam -q lead add e --status converted --account Acme
	kam -q ticket add Acme --title a
	kam -q ticket add Acme --title b --assignee Han
	kam -q ticket add --title c --dept 研发
	kam -q ticket add Acme --title d --status closed
	expect 0 found lead_owner
	same 'L1,open' "$output"
	expect 0 found lead_account
	same 'L4,' "$output"
	expect 0 found ticket_holder
	same 'T1,open' "$output"
	expect 0 found ticket_account
	same 'T3,open' "$output"
	expect 0 found ticket_closed_at
	same 'T4,' "$output"
	# what is said to be done works
	todo=$(kam report quality --only ticket_holder --csv --columns todo --header none)
	same 'kam ticket event add T1 assign --dept …' "$todo"
	expect 0 kam ticket event add T1 assign --dept 研发
	expect 0 found ticket_holder
	same '' "$output"
	todo=$(kam report quality --only ticket_closed_at --csv --columns todo --header none)
	same 'kam ticket event add T4 confirm --happened-at …' "$todo"
	expect 0 kam ticket event add T4 confirm --happened-at 2026-07-01T09:00:00Z
	expect 0 found ticket_closed_at
	same '' "$output"
}

@test "customers without a manager or anyone known there" {
	kam_db
	kam -q config person add Han
	for name in a b c d; do
		kam -q account add "$name" --status active
	done
	kam -q account add e
	kam -q account add f --status active --kind consumer
	kam -q account seat add a account Han
	kam -q account seat add b account Han --ends-on 2026-07-14
	kam -q account seat add c delivery Han
	kam -q account contact add a Li
	kam -q account contact add b Wang --left-on 2026-07-01
	expect 0 found account_owner
	same 'A2,
A3,
A4,' "$output"
	expect 0 found account_contact
	same 'A2,
A3,
A4,' "$output"
}

# GB 32100: 91350100M000100Y43 is the standard's own example. The second has two digits exchanged; the third is none of
# its numbers, for it holds an O.
@test "tax numbers: a wrong check character, the same one twice" {
	kam_db
	cat > accounts.csv <<- 'END'
		name,tax_id
		right,91350100M000100Y43
		exchanged,91350100M000100Y34
		foreign,DE123456789
		letters,O1350100M000100Y43
		again,9135 0100 m000100y43
	END
	expect 0 kam account import accounts.csv
	expect 0 found tax_id
	same 'A2,91350100M000100Y34' "$output"
	expect 0 found same_tax_id
	same 'A5,"9135 0100 m000100y43, as A1 right"' "$output"
}

@test "the same name twice" {
	kam_db
	printf 'code,name\nx,Acme Ltd\ny,ＡＣＭＥ  ltd\nz,Acme Limited\nw,(acme) LTD\n' > accounts.csv
	expect 0 kam account import accounts.csv
	expect 0 found same_name
	same 'A2,as A1 Acme Ltd
A4,as A1 Acme Ltd' "$output"
	kam -q account contact add A1 'Li Lei'
	kam -q account contact add A3 'Li Lei'
	printf 'account,name\nx,LI LEI\n' > contacts.csv
	expect 0 kam account contact import contacts.csv
	expect 0 found same_contact
	same 'C3,as C1 Li Lei of Acme Ltd' "$output"
}

@test "amounts in a currency without a rate on their day" {
	kam_db
	kam -q account add Acme --wallet 100 --currency USD
	kam -q account add Base --wallet 100
	kam -q config rate add USD 7 --starts-on 2026-01-01
	kam -q bid add early --account Acme --stage won --value 5 --currency USD --closed-on 2025-12-31
	kam -q bid add now --account Acme --stage won --value 5 --currency USD --closed-on 2026-01-01
	kam -q bid add none --account Acme --currency EUR
	kam -q account invoice add Acme 1 2026-03-01 10 --currency EUR
	expect 0 found no_rate
	same 'B1,"USD, 2025-12-31"
IV1,"EUR, 2026-03-01"' "$output"
	same 'kam config rate add EUR … --starts-on 2026-03-01' \
		"$(kam report quality --only no_rate --csv --columns todo --header none | tail -n 1)"
	expect 0 kam config rate add EUR 8 --starts-on 2026-03-01
	expect 0 found no_rate
	same 'B1,"USD, 2025-12-31"' "$output"
}

@test "owners who have left; unpaid invoices that are never due" {
	kam_db
	kam -q config person add Gone --left-on 2026-07-01
	kam -q config person add Going --left-on 2026-08-01
	kam -q account add Acme
	kam -q bid add a --account Acme --owner Gone
	kam -q bid add b --account Acme --owner Gone --stage lost --closed-on 2026-01-01
	kam -q bid add c --account Acme --owner Going
	kam -q lead add d --owner Gone
	kam -q account seat add Acme account Gone
	kam -q account invoice add Acme 1 2026-03-01 10
	kam -q account invoice add Acme 2 2026-03-01 10 --paid-on 2026-04-01
	kam -q account invoice add Acme 3 2026-03-01 10 --due-on 2026-04-01
	expect 0 found owner_left
	same 'B1,"Gone, 2026-07-01"
L1,"Gone, 2026-07-01"
SE1,"Gone, 2026-07-01"' "$output"
	expect 0 found invoice_due_on
	same 'IV1,2026-03-01' "$output"
}

@test "how many of each, the records behind it, and their exit status" {
	kam_db
	kam -q bid add a
	kam -q bid add b --close-on 2026-01-01
	expect 3 kam report quality --check
	# no account, no owner, twice each; one day over
	expect 3 kam report quality --csv --columns id,what --check
	same 'id,what
B1,bid_account
B2,bid_account
B1,bid_owner
B2,bid_owner
B2,bid_close_on' "$output"
	expect 0 kam report quality --section checks --csv --columns what,findings
	same 21 "$(tail -n +2 <<< "$output" | wc -l)"
	same 'bid_account,2 bid_owner,2 bid_close_on,1' "$(tail -n +2 <<< "$output" | grep -v ',0$' | paste -sd' ')"
	expect 0 kam report quality --section checks --explain bid_close_on --csv --columns id,detail
	same 'id,detail
B2,2026-01-01' "$output"
	expect 0 kam report quality --explain
	holds "$output" 'An import states facts'
	expect 2 kam report quality --only nothing
	holds "$errors" 'bid_account, bid_owner'
	expect 2 kam report quality --where 'name = x'
}

@test "a database without records has no findings" {
	kam_db
	expect 0 kam report quality --check --csv
	same 'id,what,name,detail,todo' "$output"
	expect 0 kam report quality --check
	# nor has any of its checks
	expect 0 kam report quality --section checks --csv --columns findings --header none
	same 0 "$(sort -u <<< "$output")"
}

@test "as of an earlier day, and which findings are new and gone" {
	kam_db
	kam -q account add Acme
	kam -q bid add a
	export KAM_NOW=2026-07-20T09:30:00Z
	kam -q bid edit B1 --account Acme
	kam -q bid edit B1 --close-on 2026-07-01
	expect 0 kam --as-of 2026-07-16 report quality --csv --columns id,what
	same 'id,what
B1,bid_account
B1,bid_owner' "$output"
	expect 0 kam --diff 2026-07-16 report quality --csv --columns id,what
	same 'diff,id,what
gone,B1,bid_account
new,B1,bid_close_on' "$(head -n 1 <<< "$output"; tail -n +2 <<< "$output" | sort)"
}
