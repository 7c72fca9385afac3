# kam report pool: what lies there, since when and why, what became of it, who took and who lost. Figures worked out by hand.

load helper

on() {
	local day=$1
	shift
	KAM_NOW=${day}T09:00:00Z "$KAM" -q "$@" > /dev/null
}

# a and b are Li's, c is Wang's; nobody touches them, and on 10 February, 36 days after they came, all go to the pool.
# d came in free. Wang claims a the next day and makes a customer of it on the 20th; b is assigned to Wang on the 12th,
# who releases it on 1 March. e is Sun's, who leaves: it goes on 10 March, and Li claims it on the 14th.
played() {
	on 2026-01-05 init
	for name in Li Wang Sun; do on 2026-01-05 config person add $name; done
	on 2026-01-05 lead add a --owner Li --region east
	on 2026-01-05 lead add b --owner Li --region east
	on 2026-01-05 lead add c --owner Wang
	on 2026-01-05 lead add d --status pool --region west
	on 2026-02-10 lead sweep
	on 2026-02-11 lead claim L1 --as Wang
	on 2026-02-12 lead assign L2 --to Wang --as Li
	on 2026-02-20 lead convert L1 --new --as Wang
	on 2026-03-01 lead release L2 --as Wang
	on 2026-03-02 lead add e --owner Sun
	on 2026-03-05 config person edit Sun --left-on 2026-03-10
	on 2026-03-10 lead sweep --as Sun
	on 2026-03-14 lead claim L5 --as Li
	export KAM_NOW=2026-03-15T09:00:00Z
}

@test "how they came, how long they have lain there, what became of them" {
	played
	expect 0 kam report pool --section ways --csv
	# 10 February to 15 March are 33 days, 5 January 69, 1 March 14. Of three untouched ones two were taken, after 1 and 2 days.
	same 'why,leads,days,mean_days,longest,entered,taken,taken_rate,taken_days,wait,converted,rate
untouched,1,33,33,33,3,2,66.67,3,1.5,1,33.33
came in free,1,69,69,69,1,0,0.00,0,,0,0.00
released,1,14,14,14,1,0,0.00,0,,0,0.00
owner has left,0,0,,,1,1,100.00,4,4,0,0.00' "$output"
	expect 0 kam report pool --section ways --explain untouched --csv
	same 'id,name,day,taken_on,converted,status,owner
L1,a,2026-02-10,2026-02-11,yes,converted,Wang
L2,b,2026-02-10,2026-02-12,no,pool,
L3,c,2026-02-10,,no,pool,' "$output"
	# in March: what went there then; what lies there lies there all the same
	expect 0 kam report pool --section ways --period 2026-03 --csv --columns why,leads,entered,taken
	same 'why,leads,entered,taken
released,1,1,0
came in free,1,0,0
untouched,1,0,0
owner has left,0,1,1' "$output"
}

@test "by any field; by age; what lies there too long is a finding" {
	played
	expect 0 kam report pool --csv
	same 'name,leads,days,mean_days,longest,late
east,1,14,14,14,0
west,1,69,69,69,1
,1,33,33,33,1' "$output"
	expect 0 kam report pool --by scene --csv
	# 116 days of three leads
	same 'name,leads,days,mean_days,longest,late
manual,3,116,38.7,69,2' "$output"
	expect 0 kam report pool --explain east --csv
	same 'id,name,region,trust,since,days,why
L2,b,east,interest,2026-03-01,14,released' "$output"
	expect 0 kam report pool --section ages --csv
	same 'days,leads,valid,untouched
0-7,0,0,0
8-30,1,0,1
31-90,2,0,2
91-180,0,0,0
over 180,0,0,0' "$output"
	expect 3 kam report pool --check --section late --csv
	same 'id,name,days,since,why,was,region,source,trust
L4,d,69,2026-01-05,came in free,,west,,interest
L3,c,33,2026-02-10,untouched,Wang,,,interest' "$output"
	expect 0 kam report pool --check --section late --old 70
	expect 0 kam report pool --section late --explain L3 --csv
	same 'at,field,old,new,why,done_by
2026-02-10T09:00:00Z,status,open,pool,untouched,
2026-02-10T09:00:00Z,owner,PE2,,,' "$output"
}

@test "who claimed, was given, released and lost; converted afterwards" {
	played
	# Wang lost c, claimed a (converted) and was given b, and released it; whoever sweeps, Sun has lost e
	expect 0 kam report pool --section people --csv
	same 'name,claimed,assigned,converted,taken,rate,released,lost
Li,1,0,0,1,0.00,0,2
Sun,0,0,0,0,,0,1
Wang,1,1,1,2,50.00,1,1' "$output"
	expect 0 kam report pool --section people --explain Wang --csv --columns at,id,what,why,converted
	same 'at,id,what,why,converted
2026-02-10T09:00:00Z,L3,lost,untouched,no
2026-02-11T09:00:00Z,L1,claimed,,yes
2026-02-12T09:00:00Z,L2,assigned,,no
2026-03-01T09:00:00Z,L2,released,released,no' "$output"
	# converted after it went to the pool once more: not with who had taken it before
	on 2026-03-16 lead claim L2 --as Li
	on 2026-03-17 lead convert L2 --new --as Li
	expect 0 kam report pool --section people --csv --columns name,converted
	same 'name,converted
Li,1
Sun,0
Wang,1' "$output"
	expect 0 kam report pool --section people --where 'region = west' --csv
	same 'name,claimed,assigned,converted,taken,rate,released,lost' "$output"
}

@test "the same after an export and an import, and as of an earlier day" {
	played
	kam report pool --json > before
	kam -q db export out --unmask
	kam -q init --db new.db
	kam -q --db new.db db import out
	kam --db new.db report pool --json | diff before -
	expect 0 kam report pool --as-of 2026-02-15 --csv --columns name,leads
	same 'name,leads
west,1
,1' "$output"
}

@test "a database without leads" {
	kam_db
	for section in ways lines people late; do
		expect 0 kam report pool --section $section --csv --check
		same 1 "${#lines[@]}" $section
	done
}
