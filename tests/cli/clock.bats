# Clocks and calendars: going backwards, changes of summer time, leap days, the ends of the years, zones.

load helper

at() {
	export KAM_NOW=$1
}

@test "a clock that goes backwards changes the times written, not the order of what happened" {
	at 2026-07-15T12:00:00Z
	kam_db
	kam account add One > /dev/null
	at 2026-07-15T11:00:00Z
	kam account add Two > /dev/null
	at 2020-01-01T00:00:00Z
	kam account edit A1 --note back > /dev/null
	expect 0 kam account list --csv --columns id,created_at,updated_at --header none
	same 'A1,2026-07-15T12:00:00Z,2020-01-01T00:00:00Z
A2,2026-07-15T11:00:00Z,2026-07-15T11:00:00Z' "$output"
	expect 0 kam undo
	expect 0 kam account list --csv --columns id,note --header none
	same 'A1,
A2,' "$output"
	expect 0 kam log --csv --header none
	same '5 4 3 2 1' "$(cut -d, -f1 <<< "$output" | xargs)"
}

@test "29 February is a day of leap years, and of no others" {
	kam_db
	expect 0 kam account add A --since 2024-02-29
	expect 0 kam account add B --since 2000-02-29
	expect 2 kam account add C --since 2026-02-29
	expect 2 kam account add C --since 1900-02-29
	expect 2 kam account add C --since 2100-02-29
	at 2024-02-29T12:00:00Z
	expect 0 kam account add D --since +1y
	expect 0 kam account add E --since +12m
	expect 0 kam account add F --since +1d
	expect 0 kam account add G --since eom
	expect 0 kam account list --csv --columns since --where 'name in (D, E, F, G)' --header none
	same '2025-02-28 2025-02-28 2024-03-01 2024-02-29' "${lines[*]}"
	at 2026-01-31T12:00:00Z
	expect 0 kam account add H --since +1m
	expect 0 kam account list --csv --columns since --where 'name = H' --header none
	same 2026-02-28 "$output"
}

@test "the years 0001 and 9999 are the first and the last" {
	kam_db
	expect 0 kam account add A --since 0001-01-01
	expect 0 kam account add B --since 9999-12-31
	expect 2 kam account add C --since 10000-01-01
	expect 2 kam account add C --since 0000-12-31
	expect 2 kam account add C --since +9000y
	expect 0 kam account list --ids --where 'since = 9999'
	same A2 "$output"
	expect 0 kam account list --ids --where 'since > 9998'
	same A2 "$output"
	expect 0 kam account list --ids --where 'since <= 9999'
	same 'A1 A2' "${lines[*]}"
	expect 0 kam account list --ids --where 'since < 0002'
	same A1 "$output"
	expect 0 kam account list --csv --columns since.year,since.quarter,since.month,since.week --header none
	# 0001-01-01 is a Monday, 9999-12-31 a Friday (proleptic Gregorian)
	same '0001,0001-Q1,0001-01,0001-W01
9999,9999-Q4,9999-12,9999-W52' "$output"
	at 9999-12-31T23:59:59Z
	expect 0 kam account add D --since today
	expect 2 kam account add E --since tomorrow
	expect 0 kam account list --ids --where 'since = today'
	same 'A2 A3' "${lines[*]}"
	expect 0 kam account list --ids --where "since = 'this year'"
	same 'A2 A3' "${lines[*]}"
}

@test "a clock that cannot be: refused (2), and named" {
	kam_db
	for now in garbage 2026-02-30T00:00:00Z 10000-01-01T00:00:00Z; do
		at $now
		expect 2 kam account list
		holds "$errors" KAM_NOW
		holds "$errors" "$now"
		expect 2 kam account add X
	done
}

@test "today is the zone's: of the option, else the setting, else TZ" {
	# 23:30 on the 14th in UTC is the 15th in Shanghai and the 14th in New York
	at 2026-07-14T23:30:00Z
	kam_db
	kam account add U --since today > /dev/null
	kam account add S --since today --zone Asia/Shanghai > /dev/null
	TZ=Asia/Shanghai kam account add T --since today > /dev/null
	TZ=:Asia/Shanghai kam account add C --since today > /dev/null
	kam config setting edit zone --value Asia/Shanghai > /dev/null
	TZ=America/New_York kam account add Z --since today > /dev/null
	kam account add O --since today --zone America/New_York > /dev/null
	expect 0 kam account list --csv --columns since --header none
	same '2026-07-14 2026-07-15 2026-07-15 2026-07-15 2026-07-15 2026-07-14' "${lines[*]}"
}

@test "an instant is shown in the zone, and stored and exported in UTC" {
	at 2026-07-15T01:02:03Z
	kam_db
	kam account add A > /dev/null
	expect 0 kam account list --columns created_at --zone Asia/Shanghai --header none
	same '2026-07-15 09:02' "$output"
	expect 0 kam account list --columns created_at --zone America/New_York --header none
	same '2026-07-14 21:02' "$output"
	expect 0 kam account list --columns created_at --zone Asia/Kathmandu --header none
	same '2026-07-15 06:47' "$output"
	expect 0 kam account list --columns created_at --zone Asia/Kathmandu --header none --csv
	same 2026-07-15T01:02:03Z "$output"
	# of TZ, else of the setting, which counts for more than TZ
	expect 0 env TZ=Asia/Kathmandu "$KAM" account list --columns created_at --header none
	same '2026-07-15 06:47' "$output"
	kam -q config setting edit zone --value Asia/Shanghai
	expect 0 env TZ=Asia/Kathmandu "$KAM" account list --columns created_at --header none
	same '2026-07-15 09:02' "$output"
}

@test "summer time: a time that is skipped is refused, one that comes twice is its first" {
	kam_db
	kam bid add Core > /dev/null
	# Berlin: 2026-03-29 02:00 → 03:00, 2026-10-25 03:00 → 02:00
	expect 2 kam bid change add B1 stage won --happened-at 2026-03-29T02:30 --zone Europe/Berlin
	holds "$errors" 2026-03-29T02:30
	expect 0 kam bid change add B1 stage won --happened-at 2026-03-29T03:00 --zone Europe/Berlin
	expect 0 kam bid change add B1 stage won --happened-at 2026-10-25T02:30 --zone Europe/Berlin
	expect 0 kam bid change add B1 stage won --happened-at 2026-10-25T02:30+01:00 --zone Europe/Berlin
	expect 0 kam bid change list --csv --columns happened_at --header none --sort id
	same '2026-03-29T01:00:00Z 2026-10-25T00:30:00Z 2026-10-25T01:30:00Z' "${lines[*]}"
	# the day of 25 hours has all its instants, and no others
	expect 0 kam bid change list --ids --where 'happened_at = 2026-10-25' --zone Europe/Berlin
	same 'CH2 CH3' "${lines[*]}"
	kam bid change add B1 value 1 --happened-at 2026-10-24T21:59:59Z > /dev/null
	kam bid change add B1 value 1 --happened-at 2026-10-24T22:00:00Z > /dev/null
	kam bid change add B1 value 1 --happened-at 2026-10-25T22:59:59Z > /dev/null
	kam bid change add B1 value 1 --happened-at 2026-10-25T23:00:00Z > /dev/null
	expect 0 kam bid change list --ids --where 'happened_at = 2026-10-25 and field = value' --zone Europe/Berlin --sort id
	same 'CH5 CH6' "${lines[*]}"
}

@test "a day without a midnight begins with its first instant" {
	kam_db
	kam bid add Core > /dev/null
	# Beirut: 2024-03-31 00:00 → 01:00, so that the day begins at 01:00 local, 22:00 UTC of the day before
	kam bid change add B1 value 1 --happened-at 2024-03-30T21:59:59Z > /dev/null
	kam bid change add B1 value 1 --happened-at 2024-03-30T22:00:00Z > /dev/null
	expect 0 kam bid change list --ids --where 'happened_at = 2024-03-31' --zone Asia/Beirut
	same CH2 "$output"
	expect 0 kam bid change list --ids --where 'happened_at = 2024-03-30' --zone Asia/Beirut
	same CH1 "$output"
	expect 0 kam bid change list --ids --where 'happened_at.month = 2024-03' --zone Asia/Beirut
	same 'CH1 CH2' "${lines[*]}"
}

@test "a zone that is none is refused, wherever it comes from" {
	kam_db
	expect 2 kam account list --zone Mars/Olympus
	holds "$errors" "'Mars/Olympus'"
	expect 2 kam account list --zone ../../../etc/passwd
	expect 2 kam account list --zone /etc/localtime
	sqlite3 kam.db "UPDATE setting SET value = 'Mars/Olympus' WHERE name = 'zone'"
	expect 2 kam account list
	holds "$errors" Mars/Olympus
	expect 0 kam account list --zone UTC
}
