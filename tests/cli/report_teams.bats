# kam report teams: who sits where, and what is not in order there.

load helper

company() {
	kam_db
	for name in Han Li Wang Zhao; do
		kam config person add "$name" > /dev/null
	done
	kam config person add Gone --left-on 2026-07-15 > /dev/null
	for name in Alpha Beta Gamma Delta Epsilon; do
		kam account add "$name" > /dev/null
	done
	# Alpha: all three, 100 %. Beta: one empty seat, 90 %. Gamma: of tier key, nobody. Delta: nobody asks.
	# Epsilon: lost.
	kam account seat add Alpha account Han --share 50 --starts-on 2026-01-01 > /dev/null
	kam account seat add Alpha solution Li --share 30 > /dev/null
	kam account seat add Alpha delivery Wang --share 10 > /dev/null
	kam account seat add Alpha delivery Zhao --share 10 > /dev/null
	kam account seat add Beta account Han --share 60 > /dev/null
	kam account seat add Beta solution Li --share 30 > /dev/null
	kam account seat add Beta delivery Wang --share 10 --ends-on 2026-07-14 > /dev/null
	kam config snapshot add --account Gamma --taken-on 2026-06-30 --score 90 --tier key > /dev/null
	kam account seat add Epsilon account Han --share 60 > /dev/null
	kam account edit Epsilon --status lost
}

@test "a line for each customer: the three roles, the shares, the empty seats" {
	company
	expect 0 kam report teams --section teams --csv
	same 'id,name,account_owner,solution,delivery,shares,empty,targets,score
A1,Alpha,Han,Li,"Wang, Zhao",100.00,0,,
A2,Beta,Han,Li,,90.00,1,,
A3,Gamma,,,,,3,,' "$output"
	expect 0 kam report teams --section teams --on 2026-07-14 --csv --columns id,delivery,shares --where 'name = Beta'
	same 'id,delivery,shares
A2,Wang,100.00' "$output"
	expect 0 kam report teams --explain A2 --section teams --csv --columns id,role,person,ends_on,share
	same 'id,role,person,ends_on,share
SE5,account,Han,,60.00
SE6,solution,Li,,30.00
SE7,delivery,Wang,2026-07-14,10.00' "$output"
}

@test "empty seats and shares that are not 100.00 are findings, with what to do" {
	company
	expect 3 kam report teams --section findings --csv --check
	same 'id,account,what,detail,todo
A2/delivery,Beta,empty seat,delivery,kam account seat add A2 delivery …
A2/share,Beta,shares are not 100.00 %,90.00 %,kam account seat even A2
A3/account,Gamma,empty seat,account,kam account seat add A3 account …
A3/solution,Gamma,empty seat,solution,kam account seat add A3 solution …
A3/delivery,Gamma,empty seat,delivery,kam account seat add A3 delivery …' "$output"
	kam account seat add Beta delivery Wang --starts-on 2026-07-15 > /dev/null
	kam account seat even Beta > /dev/null
	expect 0 kam report teams --section findings --csv --check --where 'not name = Gamma'
	same 1 "${#lines[@]}"
	# 99.99 is not 100.00, and one without a share among others that have one is named
	kam account seat edit SE1 --share 49.99
	expect 3 kam report teams --section findings --csv --check --where 'name = Alpha' --columns id,what,detail --header none
	same 'A1/share,shares are not 100.00 %,99.99 %' "$output"
	kam account seat edit SE3 --share ''
	expect 3 kam report teams --section findings --csv --check --where 'name = Alpha' --columns id,what,detail --header none
	same 'A1/share,shares are not 100.00 %,89.99 %
SE3,seat without a share,"delivery, Wang"' "$output"
}

@test "what an import brought twice, or the wrong way round, is a finding" {
	company
	printf '%s\n' account,role,person,starts_on,ends_on,share \
		A1,solution,Li,2026-08-01,,30 A1,delivery,Zhao,2026-09-02,2026-09-01,10 > seats.csv
	kam -q account seat import seats.csv
	expect 3 kam report teams --section findings --where 'name = Alpha' --csv --columns id,what,detail --header none --check
	same 'SE9,twice at a time,"solution, Li, also SE2"
SE10,twice at a time,"delivery, Zhao, also SE4"
SE10,ends before it begins,2026-09-02 … 2026-09-01' "$output"
}

@test "everything that people who have left still hold, until it is handed over" {
	company
	expect 0 kam report teams --section left --csv --check
	kam account seat add Alpha solution Gone --share 0 > /dev/null
	kam account seat add Beta solution Gone --share 0 --ends-on 2026-07-14 > /dev/null
	kam bid add one --account Alpha --owner Gone > /dev/null
	kam bid add two --account Alpha --owner Gone --stage lost --closed-on 2026-01-01 > /dev/null
	kam lead add one --owner Gone > /dev/null
	kam lead add two --owner Gone > /dev/null
	kam lead add three --owner Gone --status dropped > /dev/null
	kam ticket add --title one --assignee Gone > /dev/null
	kam ticket add --title two --assignee Gone --status closed > /dev/null
	kam account plan add Alpha long far > /dev/null
	kam account planaction add PL1 one --owner Gone > /dev/null
	kam account planaction add PL1 two --owner Gone --done-on 2026-01-01 > /dev/null
	expect 3 kam report teams --section left --csv --check
	same 'id,name,left_on,seats,leads,bids,tickets,actions,todo
PE5,Gone,2026-07-15,1,2,1,1,1,kam account handover --from PE5 --to …' "$output"
	kam -q account handover --from Gone --to Han --yes > /dev/null
	expect 0 kam report teams --section left --csv --check
	same 1 "${#lines[@]}"
}

@test "an empty database gives headers only" {
	kam_db
	for section in teams findings left; do
		expect 0 kam report teams --section "$section" --csv --check
		same 1 "${#lines[@]}" "$section"
	done
}
