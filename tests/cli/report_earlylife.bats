# kam report earlylife: the first 90 days after a contract's customer began to use it. Worked out by hand beside each.

load helper

# K1 of Alpha began on 1 June (14 of 15 July: day 44), K2 of Beta on 1 March (90 days are over on 30 May).
company() {
	kam_db
	for name in Alpha Beta; do
		kam account add "$name" > /dev/null
		kam bid add "for $name" --account "$name" --value 100 --stage won --closed-on 2026-01-01 > /dev/null
	done
	kam bid contract add K1 --bid B1 --live-on 2026-06-01 > /dev/null
	kam bid contract add K2 --bid B2 --live-on 2026-03-01 > /dev/null
	kam bid contract add K3 --bid B2 --live-on 2026-08-01 > /dev/null
	kam bid contract add K4 --bid B2 > /dev/null
	# Alpha: on day 0 and, answered after 2 hours, on day 7, one of them severe and open; one the day before
	printf '%s\n' account,contract,title,severity,opened_at \
		Alpha,K1,first,2,2026-06-01T08:00:00Z \
		Alpha,,second,3,2026-06-08T08:00:00Z \
		Alpha,K1,before,1,2026-05-31T08:00:00Z \
		Beta,K2,last,3,2026-05-29T08:00:00Z \
		Beta,K2,after,3,2026-05-30T08:00:00Z > tickets.csv
	printf '%s\n' ticket,happened_at,kind T1,2026-06-01T12:00:00Z,ack T2,2026-06-08T10:00:00Z,ack \
		T2,2026-06-09T10:00:00Z,confirm T4,2026-05-29T09:00:00Z,ack T4,2026-05-30T09:00:00Z,confirm \
		T5,2026-05-30T09:00:00Z,ack > events.csv
	kam -q ticket import tickets.csv
	kam -q ticket event import events.csv
	kam account touch add hello --account Alpha --happened-at 2026-06-03T08:00:00Z --channel call > /dev/null
	kam account touch add hello --account Alpha --happened-at 2026-07-01T08:00:00Z --channel call > /dev/null
	kam account touch add hello --account Alpha --happened-at 2026-05-01T08:00:00Z --channel call > /dev/null
}

@test "tickets, first response and touches of the first 90 days" {
	company
	expect 0 kam report earlylife --csv
	# 4 and 2 hours
	same 'id,number,account,live_on,until,tickets,severe,open,response,touches,first_touch,last_touch
CT1,K1,Alpha,2026-06-01,2026-08-30,2,1,1,3,2,2,2026-07-01
CT2,K2,Beta,2026-03-01,2026-05-30,1,0,0,1,0,,' "$output"
	# 4, 2 and 1 hours
	expect 0 kam report earlylife --section total --csv
	same 'contracts,watched,tickets,mean,severe,open,response,touches,mean_touches,untouched
2,1,3,1.5,1,1,2.3,2,1,1' "$output"
	expect 0 kam report earlylife --explain K1 --csv --columns day,id,what,hours
	same 'day,id,what,hours
0,T1,request,4
2,TC1,call,
7,T2,request,2
30,TC2,call,' "$output"
	expect 0 kam report earlylife --explain
	holds "$output" 'left out: 1 contract without the day on which its use began'
	holds "$output" 'left out: 1 contract to begin later'
}

@test "week by week of use" {
	company
	# day 0 and 7 of K1, day 89 of K2; the seventh week of K1 (day 42) has begun, the eighth has not
	expect 0 kam report earlylife --section weeks --csv --columns week,contracts,tickets,touches
	same 'week,contracts,tickets,touches
1,2,1,1
2,2,1,0
3,2,0,0
4,2,0,0
5,2,0,1
6,2,0,0
7,2,0,0
8,1,0,0
9,1,0,0
10,1,0,0
11,1,0,0
12,1,0,0
13,1,1,0' "$output"
}

@test "a severe ticket that is open, one nobody answered, nobody there for 14 days: findings" {
	company
	# last touched on 1 July, 14 days ago
	expect 3 kam report earlylife --section watch --csv --check
	same 'id,number,account,live_on,left,why,last_touch
CT1,K1,Alpha,2026-06-01,46,"untouched, severe ticket",2026-07-01' "$output"
	expect 3 kam report earlylife --section watch --silent 15 --csv --columns why --check
	same 'why
severe ticket' "$output"
	printf '%s\n' account,contract,title,severity,status,opened_at Alpha,K1,new,4,open,2026-07-01T08:00:00Z > more.csv
	kam -q ticket import more.csv
	expect 3 kam report earlylife --section watch --silent 15 --csv --columns why --check
	same 'why
"unanswered ticket, severe ticket"' "$output"
	# promised within a day, round the clock; of severity 2, which is open since 1 June, nothing is promised
	kam -q config sla add 4 60 1440 --clock always
	expect 3 kam report earlylife --section watch --silent 15 --csv --columns why --check
	same 'why
"unanswered ticket, late ticket, severe ticket"' "$output"
	expect 0 kam report earlylife --section watch --days 44 --csv --check
}

@test "an empty database gives headers only" {
	kam_db
	for section in total contracts weeks watch; do
		expect 0 kam report earlylife --section "$section" --csv --check
		same 1 "${#lines[@]}" "$section"
	done
}

@test "as of an earlier day, and what has changed since" {
	company
	export KAM_NOW=2026-07-16T09:00:00Z
	kam account touch add hello --account Beta --happened-at 2026-04-01T08:00:00Z --channel call > /dev/null
	expect 0 kam report earlylife --csv --columns number,touches --where 'number = K2' --as-of 2026-07-15
	same 'number,touches
K2,0' "$output"
	expect 0 kam report earlylife --csv --columns number,touches --diff 2026-07-15
	holds "$output" K2
	[[ $output != *K1* ]]
}
