# kam bid submit, win, lose, withdraw, reopen: what becomes of a bid, and the rules that hold for edits too.

load helper

# B1 has a customer, B2 has none; it is Wednesday 2026-07-15. The company asks for nothing on the way.
fixture() {
	kam_db
	kam config template list --ids | xargs "$KAM" -q config template rm
	kam -q config person add Li --login "$(id -un)"
	kam -q account add Acme
	kam -q bid add Core --account Acme --owner Li --value 100 --stage solution --submit-by 2026-07-20 > /dev/null
	kam -q bid add Edge --value 50 > /dev/null
}

# The bid in one line: stage, outcome, closed_on, reason, reason2, competitor, value, chance.
bid() {
	kam bid list --csv --header none --columns stage,outcome,closed_on,reason,reason2,competitor,value,chance --where "id = $1"
}

moves() {
	kam bid change list --csv --header none --columns field,old,new,done_by --where "bid = $1" --sort id
}

@test "submit, win: each moves to its stage, tells how the bid is now, and is one operation" {
	fixture
	expect 0 kam bid submit B1 --csv
	same 'id,title,stage,outcome,value,close_on,closed_on,reason,reason2
B1,Core,submitted,open,100.00,,,,' "$output"
	expect 0 kam bid win B1 --value 90 --reason solution --competitor ZTE --on 2026-07-14
	same 'won,won,2026-07-14,solution,,ZTE,90.00,100.00' "$(bid B1)"
	same 'stage,solution,submitted,PE1
stage,submitted,won,PE1
value,100.00,90.00,PE1' "$(moves B1)"
	expect 0 kam undo
	same 'submitted,open,,,,,100.00,60.00' "$(bid B1)"
	same 'stage,solution,submitted,PE1' "$(moves B1)"
	expect 0 kam undo
	same 'solution,open,,,,,100.00,40.00' "$(bid B1)"
	same '' "$(moves B1)"
}

@test "lose says why, withdraw says why; reopen brings it back to where it was" {
	fixture
	expect 0 kam bid lose B1 --reason price --competitor ZTE --reason2 'no local service'
	same 'lost,lost,2026-07-15,price,no local service,ZTE,100.00,0.00' "$(bid B1)"
	expect 0 kam bid reopen B1
	# who else bids stays known; the day and the reason were the decision's
	same 'solution,open,,,,ZTE,100.00,40.00' "$(bid B1)"
	expect 0 kam bid withdraw B1 --why 'no capacity'
	same 'withdrawn,withdrawn,2026-07-15,,no capacity,ZTE,100.00,0.00' "$(bid B1)"
	# withdrawn, then called lost: the last open stage is still the one it was in
	expect 0 kam bid edit B1 --stage lost --reason timing
	same 'lost,lost,2026-07-15,timing,no capacity,ZTE,100.00,0.00' "$(bid B1)"
	expect 0 kam bid reopen B1
	same 'solution,open,,,,ZTE,100.00,40.00' "$(bid B1)"
	# nothing is known of what came before: the first open stage
	kam -q bid add Old --stage lost > /dev/null
	expect 0 kam bid reopen B3
	same 'identified,open,,,,,,10.00' "$(bid B3)"
}

@test "reopen reads the changes as they happened, from another system too" {
	fixture
	printf '%s\n' bid,happened_at,field,old,new B2,2026-03-01T00:00:00Z,stage,Review,lost \
		B2,2026-02-01T00:00:00Z,stage,qualified,Review B2,2026-01-01T00:00:00Z,stage,identified,qualified > changes.csv
	kam -q bid change import changes.csv
	printf '%s\n' ref,title,stage x,Edge,lost > bids.csv
	kam -q bid edit B2 --ref x > /dev/null
	kam -q bid import bids.csv
	expect 0 kam bid reopen B2
	# its own change, identified → lost, is the last
	same identified,open "$(kam bid list --csv --header none --columns stage,outcome --where 'id = B2')"
	kam -q undo
	kam -q bid change rm CH4 > /dev/null
	expect 0 kam bid reopen B2
	same review,open "$(kam bid list --csv --header none --columns stage,outcome --where 'id = B2')"
}

@test "refused by name, and nothing is left behind" {
	fixture
	kam -q bid add Gone --account Acme --stage lost --reason price > /dev/null
	kam -q bid add Late --account Acme --stage solution --submit-by 2026-07-14 > /dev/null
	kam -q bid add In --account Acme --stage negotiation > /dev/null
	cp kam.db before.db
	expect 1 kam bid submit B2
	same 'kam: who is the customer of B2? kam bid edit B2 --account ACCOUNT' "$errors"
	expect 1 kam bid win B2
	expect 1 kam bid submit B4
	same 'kam: B4 had to be handed in by 2026-07-14; if the customer gave more time: kam bid edit B4 --submit-by DATE, else kam bid withdraw B4 --why TEXT' "$errors"
	expect 1 kam bid submit B5
	same 'kam: B5 is handed in already' "$errors"
	for verb in submit win 'lose --reason price' 'withdraw --why x'; do
		# shellcheck disable=SC2086
		expect 1 kam bid ${verb%% *} B3 ${verb#"${verb%% *}"}
		same 'kam: B3 is lost already; if it goes on after all: kam bid reopen B3' "$errors" "$verb"
	done
	expect 1 kam bid reopen B1
	same 'kam: B1 is open already' "$errors"
	expect 2 kam bid lose B1
	holds "$errors" 'why is it lost? --reason, one of: price solution'
	expect 2 kam bid lose B1 --reason ''
	expect 2 kam bid lose B1 --reason luck
	expect 2 kam bid withdraw B1
	holds "$errors" 'why do we not bid? --why TEXT'
	expect 2 kam bid win B1 --on tomorrow
	holds "$errors" '--on tomorrow is still to come'
	expect 2 kam bid win B1 --on soon
	expect 2 kam bid win B1 --value much
	expect 2 kam bid win
	expect 2 kam bid lose B1 B2 --reason price
	expect 1 kam bid win B9
	expect 1 kam bid reopen Nothing
	expect 0 kam bid win B1 --dry-run
	cmp kam.db before.db
	# the last day is a day
	kam -q bid edit B4 --submit-by 2026-07-15 > /dev/null
	expect 0 kam bid submit B4
}

@test "the day of a decision comes and goes with it, however the stage is moved" {
	fixture
	expect 0 kam bid edit B1 --stage won
	same 'won,won,2026-07-15,,,,100.00,100.00' "$(bid B1)"
	# from one stage that is won to another it stays
	KAM_NOW=2026-08-01T08:00:00Z expect 0 kam bid edit B1 --stage contracted
	same 'contracted,won,2026-07-15,,,,100.00,100.00' "$(bid B1)"
	expect 0 kam bid edit B1 --stage review
	same 'review,open,,,,,100.00,50.00' "$(bid B1)"
	expect 0 kam bid edit B1 --stage won --closed-on 2026-07-01
	same 'won,won,2026-07-01,,,,100.00,100.00' "$(bid B1)"
	# what is said in the same breath stands
	expect 0 kam bid edit B1 --stage review --closed-on 2026-07-02
	same 'review,open,2026-07-02,,,,100.00,50.00' "$(bid B1)"
	expect 0 kam bid edit --stage lost --reason timing --closed-on '' --where 'id in (B1, B2)'
	same 'lost,lost,2026-07-15,timing,,,100.00,0.00' "$(bid B1)"
	same 'lost,lost,2026-07-15,timing,,,50.00,0.00' "$(bid B2)"
	expect 0 kam bid add Won --stage won
	same 'won,won,2026-07-15,,,,,100.00' "$(bid B3)"
	# of history that arrives without its day nobody knows it; what an import moves is moved today
	printf '%s\n' ref,title,stage a,Old,won b,Now,review > bids.csv
	kam -q bid import bids.csv
	sed -i s/review/won/ bids.csv
	kam -q bid import bids.csv
	same 'won,won,,,,,,100.00' "$(bid B4)"
	same 'won,won,2026-07-15,,,,,100.00' "$(bid B5)"
}

@test "an edit that loses a bid says why too; an import states facts" {
	fixture
	expect 1 kam bid edit B1 --stage lost
	holds "$errors" 'why is B1 lost? --reason, one of: price solution'
	expect 1 kam bid edit --stage lost --where 'id in (B1, B2)'
	same 'solution,open,,,,,100.00,40.00' "$(bid B1)"
	expect 0 kam bid edit B1 --stage lost --reason no_decision
	expect 1 kam bid edit B1 --reason ''
	expect 0 kam bid edit B1 --reason price
	printf '%s\n' ref,title,stage a,Old,lost b,Now,review > bids.csv
	expect 0 kam bid import bids.csv
	sed -i s/review/lost/ bids.csv
	expect 0 kam bid import bids.csv
	same 'lost,lost,2026-07-15,,,,,0.00' "$(bid B4)"
	# and may be kept as they are
	expect 0 kam bid edit B4 --note 'nobody remembers'
}

@test "a company's own stages: found by outcome and place, the one handed in by the setting" {
	fixture
	kam -q config stage edit submitted --name Angebot > /dev/null
	kam -q config stage edit won --name Zusage > /dev/null
	kam -q config stage edit lost --name Absage > /dev/null
	kam -q config stage add Probe 11 --outcome lost > /dev/null
	expect 1 kam bid submit B1
	same "kam: the setting submit_stage is 'submitted', and no open stage has that name: kam config setting edit submit_stage --value STAGE" "$errors"
	kam -q config setting edit submit_stage --value ANGEBOT > /dev/null
	expect 0 kam bid submit B1
	same 'Angebot,open,,,,,100.00,60.00' "$(bid B1)"
	expect 0 kam bid win B1
	same 'Zusage,won,2026-07-15,,,,100.00,100.00' "$(bid B1)"
	expect 0 kam bid reopen B1
	same 'Angebot,open,,,,,100.00,60.00' "$(bid B1)"
	expect 0 kam bid lose B1 --reason price
	same 'Absage,lost,2026-07-15,price,,,100.00,0.00' "$(bid B1)"
	kam -q config stage rm withdrawn > /dev/null
	expect 1 kam bid withdraw B2 --why x
	holds "$errors" 'there is no stage with the outcome withdrawn: kam config stage add'
}

@test "a probability typed by hand survives every verb and bulk edits; won is 100, lost 0" {
	fixture
	chance() {
		kam bid list --csv --header none --columns stage,probability,chance,weighted --where 'id = B1'
	}
	kam -q bid edit B1 --probability 35 > /dev/null
	kam -q bid submit B1 > /dev/null
	same 'submitted,35.00,35.00,35.00' "$(chance)"
	kam -q bid edit --where 'value > 10' --category commit > /dev/null
	same 'submitted,35.00,35.00,35.00' "$(chance)"
	kam -q bid edit --where 'value > 10' --stage review > /dev/null
	same 'review,35.00,35.00,35.00' "$(chance)"
	kam -q bid win B1 > /dev/null
	same 'won,35.00,100.00,100.00' "$(chance)"
	kam -q bid reopen B1 > /dev/null
	same 'review,35.00,35.00,35.00' "$(chance)"
	kam -q bid lose B1 --reason price > /dev/null
	same 'lost,35.00,0.00,0.00' "$(chance)"
}

@test "a move tells the hook bid-stage" {
	fixture
	mkdir -p "$XDG_CONFIG_HOME/kam"
	printf '#!/bin/sh\ncat >> "%s"\n' "$PWD/told" > hook.sh
	chmod +x hook.sh
	printf '[hooks]\nbid-stage = %s\n' "$PWD/hook.sh" > "$XDG_CONFIG_HOME/kam/config"
	expect 0 kam bid win B1
	holds "$(cat told)" '"old":"solution","new":"won"'
}
