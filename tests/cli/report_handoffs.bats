# kam report handoffs: from whom to whom, how long each held it, what nobody accepted, what went to and fro.

load helper

event() {
	kam -q ticket event add "$1" "$2" --happened-at "$3" --dept "$4"
}

# T1: 研发 6 h, 客服 (accepted) 24 h, 研发 (never accepted) 2 h, 客服 (worked on at once). T2: 研发 48 h, 质量 (waiting).
tickets() {
	kam_db
	kam -q ticket add --title a
	kam -q ticket add --title b
	kam -q ticket add --title c
	event T1 assign 2026-07-01T08:00:00Z 研发
	event T1 assign 2026-07-01T10:00:00Z 研发
	event T1 assign 2026-07-01T14:00:00Z 客服
	event T1 ack 2026-07-01T15:00:00Z ''
	event T1 assign 2026-07-02T14:00:00Z 研发
	event T1 note 2026-07-02T15:00:00Z ''
	event T1 work 2026-07-02T16:00:00Z 客服
	event T2 work 2026-06-28T09:30:00Z 研发
	event T2 assign 2026-06-30T09:30:00Z 质量
	event T2 note 2026-07-14T09:30:00Z ''
	event T3 assign 2026-07-14T09:30:00Z 质量
}

@test "per pair: count, time held, not accepted" {
	tickets
	expect 0 kam report handoffs --csv
	same 'pair,handoffs,tickets,hours,mean_hours,unaccepted,share,sender,receiver
研发 → 客服,2,1,8,4,0,0.00,研发,客服
客服 → 研发,1,1,24,24,1,100.00,客服,研发
研发 → 质量,1,1,48,48,1,100.00,研发,质量' "$output"
	# 80 hours in four
	expect 0 kam report handoffs --section total --csv
	same 'handoffs,tickets,mean_hours,unaccepted,share,pingpongs
4,2,20,2,50.00,2' "$output"
	expect 0 kam report handoffs --period 2026-07 --csv --columns pair,handoffs
	same 'pair,handoffs
研发 → 客服,2
客服 → 研发,1' "$output"
	expect 0 kam report handoffs --where 'title = b' --csv --columns pair,hours
	same 'pair,hours
研发 → 质量,48' "$output"
	expect 0 kam report handoffs --explain '研发 → 客服' --csv --columns handed_at,id,hours,accepted
	same 'handed_at,id,hours,accepted
2026-07-01T14:00:00Z,T1,6,yes
2026-07-02T16:00:00Z,T1,2,yes' "$output"
	expect 0 kam report handoffs --explain
	holds "$output" 'Mean (mean_hours) = Hours held ÷ Handoffs'
}

@test "per department; what waits to be accepted; what went to and fro" {
	tickets
	expect 0 kam report handoffs --section depts --csv
	same 'dept,received,unaccepted,share,given,hours,mean_hours
客服,2,0,0.00,1,24,24
研发,1,1,100.00,3,56,18.7
质量,1,1,100.00,0,0,' "$output"
	# since 30 June 09:30: 15 days; T3 was given away for the first time, a day ago
	expect 3 kam report handoffs --section waiting --csv --columns id,pair,handed_at,hours --check
	same 'id,pair,handed_at,hours
T2,研发 → 质量,2026-06-30T09:30:00Z,360
T3,→ 质量,2026-07-14T09:30:00Z,24' "$output"
	same "$(kam ticket list --where 'unaccepted = yes' --ids)" "$(kam report handoffs --section waiting --ids)"
	kam -q ticket event add T2 ack
	event T1 assign 2026-07-03T09:30:00Z 客服
	expect 3 kam report handoffs --section waiting --csv --columns id,pair --check
	same 'id,pair
T1,研发 → 客服
T3,→ 质量' "$output"
	# resolved is accepted, too, and what is done waits for nobody
	kam -q ticket event add T3 resolve
	kam -q ticket event add T1 work
	expect 0 kam report handoffs --check
	same "$(kam report handoffs --section total --csv --header none --columns unaccepted)" 1
	event T2 assign 2026-07-15T09:31:00Z 客服
	same "$(kam report handoffs --section total --csv --header none --columns unaccepted)" 2
	kam -q ticket event add T2 resolve --happened-at 2026-07-15T09:32:00Z
	same "$(kam report handoffs --section total --csv --header none --columns unaccepted)" 1
	# 研发 客服 研发 客服
	expect 0 kam report handoffs --section pingpong --csv --columns id,pingpongs,handoffs,returns,depts,dept
	same 'id,pingpongs,handoffs,returns,depts,dept
T1,2,3,2,2,客服' "$output"
	expect 0 kam report handoffs --section pingpong --csv --columns id --top 0
	same id "$output"
}

# Straight from the file: per ticket in order of time, then of the file; turns of equal holders are one.
recount() {
	tail -n +2 "$1" | awk -F, '{ print $1 "," $2 "," NR "," $3 "," $4 }' | sort -t, -k1,1 -k2,2 -k3,3n | awk -F, '
		function seconds(stamp, month, day) {
			month = substr(stamp, 6, 2) + 0
			day = substr("000031059090120151181212243273304334", month * 3 - 2, 3) + substr(stamp, 9, 2)
			return day * 86400 + substr(stamp, 12, 2) * 3600 + substr(stamp, 15, 2) * 60 + substr(stamp, 18, 2)
		}
		function leave() { if (pair != "") unaccepted[pair] += !accepted; pair = "" }
		$1 != ticket { leave(); ticket = $1; holder = "" }
		$5 != "" && $5 != holder {
			leave()
			if (holder != "") {
				pair = holder " → " $5
				count[pair]++
				held[pair] += seconds($2) - since
			}
			holder = $5
			since = seconds($2)
			accepted = 0
		}
		$4 == "ack" || $4 == "work" || $4 == "resolve" { accepted = 1 }
		END {
			leave()
			for (pair in count)
				printf "%s,%d,%.1f,%d\n", pair, count[pair], held[pair] / 3600, unaccepted[pair]
		}' | sort
}

@test "64,036 events: every pair as recounted from the file" {
	awk -v tickets=7500 -v seed=1 -f "$BATS_TEST_DIRNAME/../data/events.awk" > events.csv
	seq 1 7500 | awk 'BEGIN { print "ref,title" } { print "R" $1 ",Ticket " $1 }' > tickets.csv
	kam_db
	kam -q ticket import tickets.csv
	kam -q ticket event import events.csv
	recount events.csv > expected
	same 30 "$(wc -l < expected)"
	# printed to one decimal, without one that is 0
	kam report handoffs --period all --csv --header none --columns pair,handoffs,hours,unaccepted |
		awk -F, '{ printf "%s,%d,%.1f,%d\n", $1, $2, $3, $4 }' | sort > got
	cmp got expected
	# and the sum of what each ticket stores
	same "$(kam ticket list --csv --header none --columns handoffs | awk '{ n += $1 } END { print n }')" \
		"$(kam report handoffs --period all --section total --csv --header none --columns handoffs)"
	same "$(kam ticket list --csv --header none --columns pingpongs | awk '{ n += $1 } END { print n }')" \
		"$(kam report handoffs --period all --section total --csv --header none --columns pingpongs)"
	# the first ten by ping-pongs, handoffs, id
	kam ticket list --csv --header none --columns id,pingpongs,handoffs |
		sort -t, -k2,2nr -k3,3nr -k1.2,1n | head -n 10 | cut -d, -f1 > first
	kam report handoffs --period all --section pingpong --ids | cmp - first
}

@test "as of an earlier day, and what is different since; nothing there" {
	tickets
	export KAM_NOW=2026-07-16T09:30:00Z
	event T3 assign 2026-07-16T09:30:00Z 客服
	expect 0 kam --diff 2026-07-15 report handoffs --csv --columns pair,handoffs,hours
	same 'diff,pair,handoffs,hours
new,质量 → 客服,1,48' "$output"
	expect 0 kam --as-of 2026-07-15 report handoffs --section total --csv --columns handoffs
	same 'handoffs
4' "$output"
	kam_db --db empty.db
	expect 0 kam --db empty.db report handoffs --csv --columns pair
	same pair "$output"
	expect 0 kam --db empty.db report handoffs --section total --csv
	same 'handoffs,tickets,mean_hours,unaccepted,share,pingpongs
0,0,,0,,0' "$output"
}
