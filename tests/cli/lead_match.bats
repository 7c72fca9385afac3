# kam lead match, kam account contact match, kam lead audience run: whom to reach, and why the others not.

load helper

# people OPTION…: ids of the list.
people() {
	kam -q lead match "$@" --ids | tr '\n' ' '
}

# why OPTION…: id and reason of those left out.
why() {
	kam -q lead match "$@" --left-out --columns id,why --csv --header none
}

# One lead for each reason, each with the reasons that count less as well.
reasons() {
	kam_db
	ready=(--consent-on 2026-07-15 --phone 13800000001 --email a@example.com --region east)
	kam -q lead add Fine "${ready[@]}"
	kam -q lead add Converted "${ready[@]}" --status converted --opt-out yes
	kam -q lead add Dropped "${ready[@]}" --status dropped --opt-out yes
	kam -q lead add Opted --region east --opt-out yes
	kam -q lead add Silent --region east
	kam -q lead add Later --region east --consent-on 2026-07-16
	kam -q lead add Touched --region east --consent-on 2026-01-01
	kam -q account touch add call --lead L7 --happened-at 2026-07-15T08:00
	kam -q lead add Phoneless --region east --consent-on 2026-01-01 --email b@example.com
	kam -q lead add Mailless --region east --consent-on 2026-01-01 --phone 13800000002
	kam -q lead add Elsewhere "${ready[@]}" --region west
}

@test "each reason counts once, the first that applies, and the counts add up" {
	reasons
	same 'L2,converted
L3,dropped
L4,opt_out
L5,no_consent
L6,no_consent
L7,capped
L8,no_phone' "$(why --region east --cap-days 1 --list call)"
	same 'L1 L9 ' "$(people --region east --cap-days 1 --list call)"
	same 'L1 L8 ' "$(people --region east --cap-days 1 --list mail)"
	same 'L1 L8 L9 ' "$(people --region east --cap-days 1)"
	# without a cap, a touch is no reason
	same 'L1 L7 L8 L9 ' "$(people --region east)"
	expect 0 kam lead match --region east --cap-days 1 --list call --counts --csv
	same 'what,people
selected,9
converted,1
dropped,1
opt_out,1
no_consent,2
capped,1
no_phone,1
listed,2' "$output"
	same 9 "$(awk -F, 'NR > 2 { sum += $2 } END { print sum }' <<< "$output")"
	same 'kam: 9 selected: 2 listed, 1 converted, 1 dropped, 1 opted out, 2 without consent, 1 touched in the last 1 day, 1 without a phone' "$errors"
	expect 0 kam lead match --region north
	same 'kam: 0 selected: 0 listed' "$errors"
	expect 0 kam lead match --where 'region = east and name = Mailless' --list mail --counts --csv --header none --columns people
	same '1
0
0
0
0
0
1
0' "$output"
}

@test "a condition that speaks of the status means it; filters and --where work as on lists" {
	reasons
	kam -q lead edit L3 --opt-out no
	same 'L3 ' "$(people --status dropped)"
	same 'L3 ' "$(people --where 'not (status != dropped)')"
	same 'L2,opt_out' "$(why --where 'status = converted')"
	kam -q lead edit L1 --tag 职业=医生 --tag vip
	kam -q lead edit L10 --tag 职业=教师 --tag vip
	same 'L1 L10 ' "$(people --tag vip)"
	same 'L1 ' "$(people --tag vip --tag 职业=医生)"
	same 'L10 ' "$(people --tag vip --where 'tag.职业 = 教师')"
	same 'L1 L10 ' "$(people --name Fine --name Elsewhere)"
	expect 2 kam lead match --where 'regoin = east'
	holds "$errors" region
	expect 2 kam lead match L1
	expect 2 kam lead match --list fax
	holds "$errors" "'fax'"
	expect 2 kam lead match --cap-days x
	expect 2 kam lead match --cap-days -1
	holds "$errors" "'-1'"
	expect 2 kam lead match --cap-days 3651
	expect 2 kam lead match --left-out --counts
}

@test "the cap's border: N days with today, in the zone, whichever way and channel" {
	kam_db
	for name in A B C D; do
		kam -q lead add $name --consent-on 2026-01-01
	done
	# the last 7 days are the 9th to the 15th of July
	kam -q account touch add old --lead L1 --happened-at 2026-07-08T23:59:59
	kam -q account touch add new --lead L2 --happened-at 2026-07-09T00:00:00 --direction in
	# one that is still to come is none yet
	kam -q account touch add later --lead L3 --happened-at 2026-07-16T10:00:00
	same 'L1 L3 L4 ' "$(people --cap-days 7)"
	same 'L3 L4 ' "$(people --cap-days 8)"
	same 'L1 L2 L3 L4 ' "$(people --cap-days 6)"
	same 'L1 L2 L3 L4 ' "$(people --cap-days 0)"
	# in Shanghai the first of them was on the 9th, too: at 07:59
	same 'L3 L4 ' "$(people --cap-days 7 --zone Asia/Shanghai)"
	same L1,2026-07-08T23:59:59Z "$(kam -q lead match --name A --columns id,last_touch --csv --header none)"
	same L2,capped,2026-07-09T00:00:00Z "$(kam -q lead match --cap-days 7 --left-out --columns id,why,last_touch --csv --header none)"
}

@test "a circle and its border, the nearest first; a polygon has its lower and left edges" {
	kam_db
	for place in '0 0' '1 0' '0 2' '0.5 0.5' '0 0.5' '0.5 0' '1 0.5' '0.5 1'; do
		kam -q lead add "at $place" --consent-on 2026-01-01 --lat "${place% *}" --lon "${place#* }"
	done
	kam -q lead add nowhere --consent-on 2026-01-01
	kam -q lead add half --consent-on 2026-01-01 --lat 0
	# a degree is 6371008.8 m × π ÷ 180 = 111195.08 m
	same 'L1,0
L5,55.598
L6,55.598
L4,78.626
L2,111.195' "$(kam -q lead match --at 0,0 --within 111196m --columns id,distance_km --csv --header none)"
	same 'L1 L5 L6 L4 ' "$(people --at 0,0 --within 111195m)"
	same 'L1 ' "$(people --at 0,0 --within 55597m)"
	same 'L1 L4 L5 L6 ' "$(people --polygon '0,0 0,1 1,1 1,0')"
	same 'L6 L4 L1 L5 ' "$(people --polygon '0,0 0,1 1,1 1,0' --at 0.5,0.01)"
	same 'L1,0' "$(kam -q lead match --at 0,0 --within 1km --columns id,distance_km --csv --header none)"
	same 'L4 L6 L5 L1 ' "$(people --polygon '0,0 0,1 1,1 1,0' --at 0.5,0.01 --sort -name)"
	same 'L6 ' "$(people --polygon '0,0 0,1 1,1 1,0' --at 0.5,0.01 --limit 1)"
	expect 2 kam lead match --at 0,0
	holds "$errors" --within
	expect 2 kam lead match --within 2km
	expect 2 kam lead match --at 0,0 --within 2km --polygon '0,0 0,1 1,1'
	expect 2 kam lead match --polygon '0,0 0,1'
	holds "$errors" 'three corners'
}

# quiet_until NOW HOURS [OPTION…]: the moment that a list made then names, if any.
quiet_until() {
	local now=$1 hours=$2
	shift 2
	KAM_NOW=$now kam lead match --quiet-hours "$hours" --columns id,not_before --csv --header none "$@" 2> errors
	sed -n 's/.*nobody is to be reached before //p' errors
}

@test "quiet hours: over midnight, up to but not with the last minute, in the zone" {
	kam_db
	kam -q lead add A --consent-on 2026-01-01
	same L1, "$(quiet_until 2026-07-15T20:59:59Z 21:00-08:00)"
	same 'L1,2026-07-16T08:00:00Z
2026-07-16 08:00' "$(quiet_until 2026-07-15T21:00:00Z 21:00-08:00)"
	same 'L1,2026-07-16T08:00:00Z
2026-07-16 08:00' "$(quiet_until 2026-07-16T07:59:59Z 21:00-08:00)"
	same L1, "$(quiet_until 2026-07-16T08:00:00Z 21:00-08:00)"
	# one that follows on the other: both
	same 'L1,2026-07-16T07:15:00Z
2026-07-16 07:15' "$(quiet_until 2026-07-15T20:00:30Z '12:00-14:00 20:00-24:00 0:00-07:15')"
	same 'L1,2026-07-15T14:00:00Z
2026-07-15 14:00' "$(quiet_until 2026-07-15T12:00:00Z '12:00-14:00 20:00-24:00')"
	# 22:30 in Shanghai is 14:30 in Greenwich
	same 'L1,2026-07-16T00:00:00Z
2026-07-16 08:00' "$(quiet_until 2026-07-15T14:30:00Z 21:00-08:00 --zone Asia/Shanghai)"
	# in Berlin the clock goes from 02:00 to 03:00 on that day: 03:00 there is 01:00 in Greenwich
	same 'L1,2026-03-29T01:00:00Z
2026-03-29 03:00' "$(quiet_until 2026-03-29T00:30:00Z 22:00-02:30 --zone Europe/Berlin)"
	for hours in 21-08 21:00 25:00-08:00 21:60-08:00 21:00-21:00 21:00-08:00,07:00-13:00 night 08:00-24:01; do
		expect 2 kam lead match --quiet-hours "$hours"
		holds "$errors" "'$hours'"
	done
	expect 2 kam lead match --quiet-hours 00:00-24:00
	holds "$errors" 'no time'
	expect 2 kam lead match --quiet-hours '08:00-20:00 20:00-08:00'
}

@test "a call list and a mail list; personal values masked, unless they are asked for and noted" {
	kam_db
	kam -q config person add Li
	kam -q lead add Foo "Foo Ltd" --contact-name Zhang --phone 13800000001 --email z@example.com --consent-on 2026-01-01 --owner Li
	expect 0 kam lead match --list call --csv
	same 'id,name,contact_name,phone,company,owner,last_touch,distance_km,not_before
L1,Foo,,,Foo Ltd,PE1,,,' "$output"
	holds "$errors" 'masked: --unmask'
	expect 0 kam lead match --list call --csv --unmask
	same 'id,name,contact_name,phone,company,owner,last_touch,distance_km,not_before
L1,Foo,Zhang,13800000001,Foo Ltd,PE1,,,' "$output"
	expect 0 kam lead match --list mail --unmask --header none
	same 'L1  Foo  Zhang  z@example.com  Foo Ltd  Li' "$output"
	holds "$(kam log --csv)" 'lead match --list mail --unmask'
	expect 0 kam lead match --list call --columns phone,owner.name,tag.vip --jsonl --unmask
	same '{"phone":"13800000001","owner.name":"Li","tag.vip":null}' "$output"
}

@test "as of an earlier day, what was known then" {
	kam_db
	kam -q lead add A --consent-on 2026-01-01
	KAM_NOW=2026-07-16T09:30:00Z kam -q lead edit L1 --opt-out yes
	export KAM_NOW=2026-07-17T09:30:00Z
	same '' "$(people)"
	same 'L1 ' "$(people --as-of 2026-07-15)"
}

@test "contacts: birthday and contract end, the account's tags and place, who left, consumers" {
	kam_db
	kam -q account add Foo --lat 0 --lon 0 --tag vip
	kam -q account add Bar --lat 1 --lon 0
	kam -q account add Zhao --kind consumer
	ready=(--consent-on 2026-01-01 --phone 13800000001)
	kam -q account contact add Foo One "${ready[@]}" --birthday 1980-07-29
	kam -q account contact add Foo Two "${ready[@]}" --birthday 1980-07-30 --tag golf
	kam -q account contact add Bar Three "${ready[@]}" --birthday 1980-07-15
	kam -q account contact add Bar Gone "${ready[@]}" --birthday 1980-07-15 --left-on 2026-07-15
	kam -q account contact add Zhao Zhao "${ready[@]}" --birthday 1980-07-14
	matched() {
		kam -q account contact match "$@" --ids | tr '\n' ' '
	}
	# 15 + 14 is the 29th; yesterday's comes again in 364 days
	same 'C1 C3 ' "$(matched --where 'birthday_in <= 14')"
	same 'C2 ' "$(matched --where 'birthday_in > 14 and birthday_in < 364')"
	same 'C5 ' "$(matched --birthday-in 364)"
	same 'C4 ' "$(matched --where 'left_on is not empty')"
	same C4,gone "$(kam -q account contact match --left-out --columns id,why --csv --header none)"
	same 'C1 C2 ' "$(matched --where 'account.tag.vip = yes')"
	same 'C2 ' "$(matched --tag golf)"
	same 'C1,0
C2,0
C3,111.195' "$(kam -q account contact match --at 0,0 --within 112km --columns id,distance_km --csv --header none)"
	same '""' "$(kam -q account contact match --columns birthday_in --csv --header none | sort -u)"
	# a contract that another of the same product follows does not end
	kam -q bid add First --account Foo --stage won
	kam -q bid add Second --account Bar --stage won
	kam -q bid contract add B1 K1 --ends-on 2026-10-13
	kam -q bid contract add B2 K2 --ends-on 2026-08-01
	kam -q bid contract add B2 K3 --starts-on 2026-08-02 --ends-on 2027-08-01
	same 'C1 C2 ' "$(matched --where 'account.contract_ends_in <= 90')"
	same '' "$(matched --where 'account.contract_ends_in < 90')"
	same 'C3 ' "$(matched --where 'account.contract_ends_in > 90')"
	# what touched a consumer's account touched the consumer; a company's is not each of its people
	kam -q account touch add call --account Zhao
	kam -q account touch add call --account Foo
	kam -q account touch add call --account Foo --contact C2
	same 'C1 C3 ' "$(matched --cap-days 1 --list call)"
	expect 0 kam account contact match --counts --csv --cap-days 1 --list mail
	same 'what,people
selected,5
gone,1
opt_out,0
no_consent,0
capped,2
no_email,2
listed,0' "$output"
}

@test "29 February is 28 February in other years" {
	kam_db
	kam -q account add Foo
	kam -q account contact add Foo Leap --birthday 1980-02-29
	in_days() {
		KAM_NOW=$1T12:00:00Z kam account contact list --columns birthday_in --csv --header none --unmask
	}
	same 0 "$(in_days 2026-02-28)"
	same 1 "$(in_days 2028-02-28)"
	same 0 "$(in_days 2028-02-29)"
	# 2027: up to the 28th of February it is 365 days from the 28th, 364 from the 1st of March
	same 364 "$(in_days 2026-03-01)"
	# December 31 to February 29 of a leap year: 31 + 29
	same 60 "$(in_days 2027-12-31)"
}

@test "an audience keeps a selection, which can be read; run chooses among it" {
	reasons
	kam -q lead edit L1 --lat 0 --lon 0
	kam -q lead edit L9 --lat 1 --lon 0
	kam -q lead audience add east 'region = east' --cap-days 1
	expect 0 kam lead audience run east --list call --csv --columns id
	same 'id
L1
L9' "$output"
	holds "$errors" '9 selected: 2 listed'
	expect 0 kam lead audience run AU1 --where 'name ~ fine' --ids
	same L1 "$output"
	# a cap of one's own counts instead; 0 is none
	expect 0 kam -q lead audience run east --cap-days 0 --ids
	same 'L1
L7
L8
L9' "$output"
	kam -q lead audience add near --lat 0 --lon 0 --radius 112 --quiet-hours 09:00-10:00
	expect 0 kam lead audience run near --columns id,distance_km --csv --header none
	same 'L1,0
L9,111.195' "$output"
	holds "$errors" 'before 2026-07-15 10:00'
	expect 0 kam lead audience run near --quiet-hours '' --polygon '0.5,-1 0.5,1 2,1 2,-1' --columns id,distance_km --csv --header none
	same L9,111.195 "$output"
	[[ $errors != *before* ]]
	expect 0 kam -q lead audience run near --at 1,0.1 --within 20km --columns id,distance_km --csv --header none
	same L9,11.118 "$output"
	kam -q account add Foo
	kam -q account contact add Foo One --consent-on 2026-01-01 --birthday 1980-07-20
	kam -q lead audience add birthdays 'birthday_in <= 14' --whom contact
	expect 0 kam -q lead audience run birthdays --ids
	same C1 "$output"
	expect 0 kam lead audience run birthdays --unmask --list call
	same 'audience run birthdays --unmask --list call' "$(kam log --csv --limit 1 | grep -o 'audience run.*call')"
	expect 1 kam lead audience run nobody
	expect 2 kam lead audience run
}

@test "an audience that cannot be read is refused when it is written, not by an import" {
	kam_db
	expect 2 kam lead audience add A 'region = '
	holds "$errors" '^'
	expect 2 kam lead audience add A 'birthday_in < 14'
	holds "$errors" birthday_in
	expect 1 kam lead audience add A 'owner = Nobody'
	expect 2 kam lead audience add A --quiet-hours 21
	expect 2 kam lead audience add A --polygon '0,0 1,1'
	expect 1 kam lead audience add A --lat 0 --lon 0
	holds "$errors" --radius
	expect 1 kam lead audience add A --lat 0 --lon 0 --radius 0
	expect 1 kam lead audience add A --lat 0 --lon 0 --radius 1 --polygon '0,0 0,1 1,1'
	same '' "$(kam lead audience list --ids)"
	kam -q lead audience add A 'region = east' --lat 0 --lon 0 --radius 1
	# a condition on leads is none on contacts, and the other way
	kam -q lead audience edit A --whom contact
	kam -q lead audience edit A --selection 'level = director'
	expect 2 kam lead audience edit A --whom lead
	holds "$errors" level
	expect 1 kam lead audience edit A --radius ''
	# an import states what was kept elsewhere; it shows when it is run
	printf '%s\n' 'name,selection,quiet_hours' 'B,regoin = east,' 'C,,night' > audiences.csv
	expect 0 kam lead audience import audiences.csv
	kam -q lead audience edit B --cap-days 3
	expect 2 kam lead audience run B
	holds "$errors" region
	expect 2 kam lead audience run C
	holds "$errors" "'night'"
}

@test "the touch of a campaign closes the loop" {
	kam_db
	kam -q config person add Li
	kam -q lead campaign add Spring
	kam -q lead add Foo --consent-on 2026-01-01 --phone 13800000001 --owner Li
	same 'L1 ' "$(people --list call --cap-days 14)"
	kam -q lead touch L1 "told them of it" --channel call --campaign CP1 --response interested --next-step "send offer" --next-on +3d --as Li
	same L1,CP1,interested "$(kam account touch list --campaign Spring --columns lead,campaign,response --csv --header none)"
	same L1,capped "$(why --list call --cap-days 14)"
}

@test "2,000 leads in a town: as plain SQL has it" {
	kam_db
	awk -v what=leads -v rows=2000 -f "$BATS_TEST_DIRNAME/../bench/data.awk" > leads.csv
	awk -v what=lead_touches -v rows=2000 -f "$BATS_TEST_DIRNAME/../bench/data.awk" > touches.csv
	kam -q lead import leads.csv
	kam -q account touch import touches.csv
	sqlite3 -csv kam.db "SELECT id, CASE
			WHEN status = 'converted' THEN 'converted' WHEN status = 'dropped' THEN 'dropped'
			WHEN opt_out = 1 THEN 'opt_out' WHEN consent_on IS NULL OR consent_on > '2026-07-15' THEN 'no_consent'
			WHEN id IN (SELECT lead FROM touch WHERE happened_at >= '2026-07-02' AND happened_at <= '2026-07-15T09:30:00Z') THEN 'capped'
			WHEN phone IS NULL THEN 'no_phone' ELSE 'listed' END
		FROM lead
		WHERE id IN (SELECT record_id FROM tag WHERE record = 'lead' AND key = '职业' AND value = '医生')
			AND id IN (SELECT record_id FROM tag WHERE record = 'lead' AND key = '收入' AND value = '高')
			AND 2 * 6371008.8 * asin(sqrt(pow(sin(radians(lat - 31.23) / 2), 2)
				+ cos(radians(31.23)) * cos(radians(lat)) * pow(sin(radians(lon - 121.47) / 2), 2))) <= 22000
		ORDER BY id" | tr -d '\r' > theirs.csv
	asked=(--at '31.23,121.47' --within 22km --tag 职业=医生 --tag 收入=高 --cap-days 14 --list call)
	kam -q lead match "${asked[@]}" --ids | sed 's/^L//; s/$/,listed/' > ours.csv
	kam -q lead match "${asked[@]}" --left-out --columns id,why --csv --header none | sed 's/^L//' >> ours.csv
	sort -n -o ours.csv ours.csv
	same "$(cat theirs.csv)" "$(cat ours.csv)"
	# there is something of everything
	same 7 "$(cut -d, -f2 theirs.csv | sort -u | wc -l)"
	same "$(grep -c listed theirs.csv)" "$(kam -q lead match "${asked[@]}" --counts --csv | sed -n 's/^listed,//p')"
	same "$(wc -l < theirs.csv)" "$(kam -q lead match "${asked[@]}" --counts --csv | sed -n 's/^selected,//p')"
}
