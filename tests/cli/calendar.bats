# Working time: hours and days are checked as they are written, and what they make together is a calendar one can work by.

load helper

hours() {
	kam config hours list --csv --columns calendar,weekday,spans,timezone --header none --sort id
}

@test "hours are written as kam writes them, in the zone of the calendar's other days, else in one's own" {
	kam_db
	expect 0 kam config hours add shop mon '13:30-18:00, 9:00-12:00' --zone Asia/Shanghai
	expect 0 kam config hours add shop tue '９：００－１２：００' --zone Europe/Berlin
	expect 0 kam config hours add night sat '22:00-24:00' --timezone America/New_York
	expect 0 kam config hours add night sun '00:00-06:00'
	expect 0 kam config hours add shop sun
	same 'shop,mon,09:00-12:00 13:30-18:00,Asia/Shanghai
shop,tue,09:00-12:00,Asia/Shanghai
night,sat,22:00-24:00,America/New_York
night,sun,00:00-06:00,America/New_York
shop,sun,,Asia/Shanghai' "$(hours)"
}

@test "spans that cannot be are refused (2), with what is expected" {
	kam_db
	expect 2 kam config hours add shop mon 9-18
	same "kam: spans '9-18': expected working hours such as 09:00-12:00 13:30-18:00" "$errors"
	expect 2 kam config hours add shop mon '22:00-06:00'
	holds "$errors" "work through the night is two"
	expect 2 kam config hours add shop mon '09:00-25:00'
	holds "$errors" "24:00"
	expect 2 kam config hours add shop mon '09:00-12:00 11:00-18:00'
	holds "$errors" "do not overlap"
	expect 2 kam config hours add shop mon '09:00-18:00' --timezone Mars/Olympus
	holds "$errors" "'Mars/Olympus' is no time zone"
	expect 2 kam config day add shop 2026-10-01 holiday 09:00-12:00
	holds "$errors" "leave spans out"
	expect 2 kam config day add shop 2026-12-24 halfday 9-12
	holds "$errors" "'9-12'"
	same '' "$(hours)"
}

@test "a calendar without working time is refused (1), at the end of the operation that makes it one" {
	kam_db
	expect 1 kam config hours add shop sun
	same "kam: calendar 'shop' has no working time on any weekday; give it some: kam config hours add shop mon 09:00-18:00" "$errors"
	# in a file the order of the lines is no matter
	printf '%s\n' calendar,weekday,spans shop,sun, shop,mon,09:00-17:00 shop,tue,09:00-17:00 > hours.csv
	expect 0 kam config hours import hours.csv
	expect 0 kam config hours edit HR2 --spans ''
	expect 1 kam config hours edit HR3 --spans ''
	holds "$errors" "no working time"
	expect 1 kam config hours rm HR3
	holds "$errors" "no working time"
	expect 0 kam config hours rm HR1 HR2 HR3
	same '' "$(hours)"
	# taken back, they are there again
	expect 0 kam undo
	same 'shop,sun,,UTC
shop,mon,,UTC
shop,tue,09:00-17:00,UTC' "$(hours)"
}

@test "what an undo would leave without working time is refused too" {
	kam_db
	kam -q config hours add shop mon 09:00-17:00
	kam -q config hours add shop sun
	operation=$(kam log --csv --columns operation --header none | sed -n 2p)
	expect 1 kam undo "$operation"
	holds "$errors" "no working time"
	same 'shop,mon,09:00-17:00,UTC
shop,sun,,UTC' "$(hours)"
}

@test "a calendar has one time zone; a bulk edit moves it to another" {
	kam_db
	kam -q config hours add shop mon 09:00-17:00
	kam -q config hours add shop tue 09:00-17:00
	expect 1 kam config hours edit HR1 --timezone Asia/Shanghai
	holds "$errors" "two time zones"
	expect 0 kam config hours edit --where "calendar = 'shop'" --timezone Asia/Shanghai
	same 'shop,mon,09:00-17:00,Asia/Shanghai
shop,tue,09:00-17:00,Asia/Shanghai' "$(hours)"
}

@test "a bad line of a file is named, and nothing is imported" {
	kam_db
	printf '%s\n' calendar,day,kind,spans cn,2026-10-01,holiday, cn,2026-10-10,workday,9am > days.csv
	expect 65 kam config day import days.csv
	holds "$errors" "days.csv:3: spans '9am': expected working hours"
	same '' "$(kam config day list --csv --header none)"
}

@test "the last hours of a calendar that bids go by cannot go" {
	kam_db
	kam -q config hours add shop mon 09:00-17:00
	kam -q config setting edit bid_calendar --value shop
	expect 1 kam config hours rm HR1
	holds "$errors" "there is no calendar 'shop'"
	# with other hours in their place they can
	kam -q config hours add shop tue 09:00-17:00
	expect 0 kam config hours rm HR1
}
