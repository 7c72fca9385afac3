# kam report moves: who came into another tier between two snapshots, and why.

load helper

snapshot() {
	kam config snapshot add "$@" > /dev/null
}

# Weights of the model balanced: 40, 20, 20, 20.
company() {
	kam_db
	for name in Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota; do
		kam account add $name --status active > /dev/null
	done
	# 36 + 16 + 16 + 16 = 84, then 24 + 16 + 14 + 16 = 70: value did 12 of the 14
	snapshot Alpha --taken-on 2026-06-30 --value 90 --loyalty 80 --growth 80 --soundness 80 --score 84 --tier key --model balanced
	snapshot Alpha --taken-on 2026-07-10 --value 60 --loyalty 80 --growth 70 --soundness 80 --score 70 --tier major --model balanced
	# of two dimensions: 50 · 40/60 + 50 · 20/60 = 50, then 55 · 40/60 + 80 · 20/60 = 63.33: loyalty did 10 of it
	snapshot Beta --taken-on 2026-06-30 --value 50 --loyalty 50 --score 50 --tier standard --model balanced
	snapshot Beta --taken-on 2026-07-10 --value 55 --loyalty 80 --score 63 --tier major --model balanced
	snapshot Gamma --taken-on 2026-06-30 --value 40 --score 40 --tier standard --model balanced
	snapshot Gamma --taken-on 2026-07-10 --value 45 --score 45 --tier standard --model balanced --pinned-tier key --pinned-why new
	snapshot Delta --taken-on 2026-06-30 --value 90 --score 90 --tier key --model balanced
	snapshot Delta --taken-on 2026-07-10 --value 90 --score 90 --tier major --cap major --model balanced
	snapshot Epsilon --taken-on 2026-06-30 --value 10 --score 10 --tier tail --model balanced
	snapshot Epsilon --taken-on 2026-07-10 --value 20 --score 20 --tier tail --model balanced
	# first scored within the quarter, twice
	snapshot Zeta --taken-on 2026-07-01 --growth 40 --score 40 --tier standard --model balanced
	snapshot Zeta --taken-on 2026-07-10 --growth 65 --score 65 --tier major --model balanced
	snapshot Eta --taken-on 2026-07-10 --value 65 --score 65 --tier major --model balanced
	snapshot Theta --taken-on 2026-06-30 --value 65 --score 65 --tier major --model balanced
	snapshot Iota --taken-on 2026-06-30 --value 50 --score 50 --tier standard --model balanced
	snapshot Iota --taken-on 2026-07-10 --value 60 --score 60 --tier major --model rfm
	# not yet
	snapshot Epsilon --taken-on 2026-07-16 --value 90 --score 90 --tier key --model balanced
}

@test "up, down, from, to, and what did it most" {
	company
	expect 0 kam report moves --csv --columns id,direction,from_tier,to_tier,from_score,to_score,why,points,from_on,to_on
	same 'id,direction,from_tier,to_tier,from_score,to_score,why,points,from_on,to_on
A1,down,key,major,84,70,value,-12,2026-06-30,2026-07-10
A4,down,key,major,90,90,cap,,2026-06-30,2026-07-10
A2,up,standard,major,50,63,loyalty,10,2026-06-30,2026-07-10
A3,up,standard,key,40,45,pin,,2026-06-30,2026-07-10
A6,up,standard,major,40,65,growth,25,2026-07-01,2026-07-10
A9,up,standard,major,50,60,model,,2026-06-30,2026-07-10' "$(printf '%s\n' "$output" | awk -F, 'NR == 1 { print; next } { print | "sort -t, -k2,2 -k1,1" }')"
	expect 0 kam report moves --section total --csv --columns direction,accounts,share
	same 'direction,accounts,share
up,4,50.00
down,2,25.00
same,1,12.50
not scored before,1,12.50' "$output"
	expect 0 kam report moves --section total --explain
	holds "$output" 'left out: 1 account without a snapshot in the period'
	# what is behind one line
	expect 0 kam report moves --explain A1 --csv --columns taken_on,tier,value
	same 'taken_on,tier,value
2026-06-30,key,90
2026-07-10,major,60' "$output"
}

@test "key and major customers that fell are findings; another period has its own" {
	company
	expect 3 kam report moves --section lost --csv --check
	same 'id,name,from_tier,to_tier,from_score,to_score
A1,Alpha,key,major,84,70
A4,Delta,key,major,90,90' "$output"
	expect 0 kam report moves --section lost --csv --check --period 2026-Q2
	expect 0 kam report moves --csv --period 2026-Q2 --columns id
	same id "$output"
	expect 0 kam report moves --section total --csv --period 2026-Q2 --columns direction,accounts
	holds "$output" 'not scored before,7'
	expect 0 kam report moves --csv --columns id --where 'name = Beta'
	same 'id
A2' "$output"
}

@test "an empty database gives headers only" {
	kam_db
	for section in total moves lost; do
		expect 0 kam report moves --section "$section" --csv --check
		same 1 "${#lines[@]}" "$section"
	done
}
