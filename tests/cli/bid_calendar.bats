# kam bid calendar: what is due on bids by day, as a table, as a diary, and as a file that calendars import.

load helper

# Today is Wednesday 2026-07-15. Of each kind of date one that counts, and those that do not: done, waived, decided.
fill() {
	kam_db
	# without the check items that come with kam
	sqlite3 kam.db 'DELETE FROM template'
	kam -q config person add Li
	kam -q config person add Han
	kam -q config unit add North
	kam -q account add 'Acme; Ltd, 甲'
	cat > bid.csv <<-'END'
		title,account,stage,owner,tender,submit_by,close_on
		Core,A1,solution,Li,ZB-7,2026-07-20,2026-08-20
		Lost,A1,lost,,,2026-07-20,2026-07-20
		Handed,A1,submitted,,,2026-07-10,2026-07-31
		Won,A1,contracted,Han,,,
	END
	cat > checkitem.csv <<-'END'
		bid,stage,title,kind,needed_by,owner,expires_on,done_on,waived_by,granted_on
		B1,solution,Bid bond,paper,2026-07-13,Han,2026-09-30,,,
		B1,solution,Seal,task,2026-07-13,,,2026-07-12,,
		B1,solution,Waived,task,2026-07-13,,,,Li,
		B1,solution,Tester,resource,2026-07-16,,,,,
		B1,solution,Rig,resource,2026-07-16,,,,,2026-07-14
		B1,solution,Undated,task,,,,,,
		B2,lost,Gone,task,2026-07-13,,,,,
	END
	cat > assessment.csv <<-'END'
		bid,happened_at,decision,conditions,due_on,done_by
		B1,2026-07-01T00:00:00Z,conditional,old,2026-07-17,Han
		B1,2026-07-02T00:00:00Z,conditional,price list,2026-07-18,Han
	END
	printf '%s\n' bid,number,ends_on B4,HT-1,2026-07-30 > contract.csv
	cat > milestone.csv <<-'END'
		contract,title,due_on,owner,done_on
		HT-1,Pilot,2026-07-15,Li,
		HT-1,Kick-off,2026-07-01,,2026-07-02
	END
	kam -q bid import bid.csv
	for record in checkitem assessment contract milestone; do
		kam -q bid "$record" import $record.csv
	done
	sqlite3 kam.db "UPDATE registration SET protected_until = '2026-08-14', person = 2;
		INSERT INTO registration (bid, unit, person, tender_key, claimed_at, protected_until, status, created_at, updated_at)
		SELECT 1, 1, 2, 'zb7', '2026-07-01T00:00:00Z', '2026-08-14', 'granted', '2026-07-01T00:00:00Z', '2026-07-01T00:00:00Z'
		WHERE NOT EXISTS (SELECT 1 FROM registration)"
}

due() {
	kam bid calendar --csv --header none --columns day,days,what,title,bid,owner,id "$@"
}

@test "each kind of date is in it, late ones first; what is done, waived or decided is not" {
	fill
	same '2026-07-13,-2,paper,Bid bond,B1,Han,CK1
2026-07-15,0,milestone,HT-1 Pilot,B4,Li,MS1
2026-07-16,1,resource,Tester,B1,Li,CK4
2026-07-18,3,condition,price list,B1,Li,AS2
2026-07-20,5,submit,ZB-7 Core,B1,Li,B1
2026-07-30,15,contract ends,HT-1,B4,Han,CT1
2026-07-31,16,decision,Handed,B3,,B3
2026-08-14,30,grant lapses,ZB-7,B1,Han,RG1' "$(due)"
	# 36 days on is the 20th
	same '2026-08-20,36,decision,Core,B1,Li,B1' "$(due --next 36d | tail -1)"
	same "$(due --next 36d)" "$(due --next 2026-08-20)"
	same "$(due)" "$(due --next 2026-08-19)"
	same '2026-09-30,77,runs out,Bid bond,B1,Han,CK1' "$(due --next 3m | tail -1)"
	# a period has what is due in it, and nothing that is late
	same '2026-09-30,77,runs out,Bid bond,B1,Han,CK1' "$(due --next 2026-09)"
	same 'CK1 MS1 CK4 AS2' "$(due --next 'this week' | cut -d, -f7 | xargs)"
	same 'CK1 CT1 RG1' "$(due --owner Han | cut -d, -f7 | xargs)"
	# the report is the same question
	same "$(kam bid calendar --csv)" "$(kam report calendar --csv)"
	same 'AS2 B1' "$(kam report calendar --period 2026-07-18..2026-07-21 --csv --columns id --header none | xargs)"
}

@test "a contract that a later one follows is not to be renewed any more" {
	fill
	printf '%s\n' title,account,stage Next,A1,contracted > bid.csv
	kam -q bid import bid.csv
	printf '%s\n' bid,number,starts_on,ends_on B5,HT-2,2026-08-01,2027-07-31 > contract.csv
	kam -q bid contract import contract.csv
	same '' "$(due | grep 'contract ends' || true)"
}

@test "for people it is a diary: a heading a day" {
	fill
	expect 0 kam bid calendar --next 2d
	same '2026-07-13 Monday, 2 days late
  paper         Bid bond  CK1 → B1 · Acme; Ltd, 甲 · Han

2026-07-15 Wednesday, today
  milestone     HT-1 Pilot  MS1 → B4 · Acme; Ltd, 甲 · Li

2026-07-16 Thursday, in 1 day
  resource      Tester  CK4 → B1 · Acme; Ltd, 甲 · Li' "$output"
	expect 0 kam bid calendar --next 2026-02
	same '' "$output"
	same 'kam: nothing is due' "$errors"
	kam -q bid edit B1 --title $'a\e[31mb' --submit-by 2026-07-14
	expect 0 kam bid calendar --next 2d
	holds "$output" 'a\e[31mb'
}

@test "a day that is over, and what is neither day nor period, are refused" {
	fill
	expect 2 kam bid calendar --next 2026-07-14
	holds "$errors" "--next 2026-07-14 is over already"
	expect 2 kam bid calendar --next soon
	holds "$errors" "--next 'soon': expected a day to come"
	expect 1 kam bid calendar --owner Nobody
	expect 2 kam bid calendar --ics --csv
	holds "$errors" "--ics is a format of its own"
	expect 2 kam bid calendar B1
}

# What RFC 5545 asks of the text, line by line: CR LF, 75 bytes, whole characters; unfolded to stdout.
strict() {
	LC_ALL=C awk '
		BEGIN { RS = "\r\n" }
		/[\r\n]/ { print "a line end without its other half: " $0; exit 1 }
		length($0) > 75 { print "longer than 75 bytes: " $0; exit 1 }
		/^ / { if ($0 ~ /^ [\200-\277]/) { print "a character is cut: " $0; exit 1 } line = line substr($0, 2); next }
		{ if (NR > 1) print line; line = $0 }
		END { print line }' "$1"
}

@test "--ics: folded, escaped, all-day events with ids of their own that stay" {
	fill
	long='一份很长很长的标题，里面有；逗号, 分号; 反斜杠\ 和一些文字，好让这一行必须被折成三行以上才行，不然就什么也没有测到'
	kam -q bid checkitem edit CK4 --title "$long"$'\n'second
	expect 0 kam bid calendar --ics -o due.ics
	expect 0 strict due.ics
	same 'BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//kam//kam bid calendar//EN
METHOD:PUBLISH
BEGIN:VEVENT
UID:CK1-paper@20260715T093000Z.kam
DTSTAMP:20260715T093000Z
DTSTART;VALUE=DATE:20260713
DTEND;VALUE=DATE:20260714
SUMMARY:paper: Bid bond (Acme\; Ltd\, 甲)
DESCRIPTION:B1\nHan
TRANSP:TRANSPARENT
END:VEVENT' "$(printf '%s\n' "${lines[@]:0:13}")"
	holds "$output" 'SUMMARY:resource: 一份很长很长的标题，里面有；逗号\, 分号\; 反斜杠\\ 和一些文字，'
	holds "$output" '测到\nsecond (Acme'
	same 'END:VCALENDAR' "${lines[-1]}"
	# the same entries are the same events on another day, and no two are one
	grep ^UID due.ics > first
	same "$(wc -l < first)" "$(sort -u first | wc -l)"
	KAM_NOW=2026-07-16T08:00:00Z kam bid calendar --ics > later.ics
	grep ^UID later.ics | cmp - first
	same "$(grep -c ^DTSTAMP:20260716T080000Z later.ics)" 8
}

@test "--ics: what another program reads out of it" {
	/usr/bin/python3 -c 'import icalendar' 2> /dev/null || skip "python3-icalendar is not there"
	fill
	kam -q bid checkitem edit CK4 --title $'a, b; c\\d\nnext 行'
	kam bid calendar --ics > due.ics
	expect 0 /usr/bin/python3 -c '
import icalendar
for event in icalendar.Calendar.from_ical(open("due.ics", "rb").read()).walk("VEVENT"):
	print(event.decoded("DTSTART"), event.decoded("DTEND"), repr(str(event["SUMMARY"])), event["UID"].split("@")[0])'
	same "2026-07-13 2026-07-14 'paper: Bid bond (Acme; Ltd, 甲)' CK1-paper
2026-07-15 2026-07-16 'milestone: HT-1 Pilot (Acme; Ltd, 甲)' MS1-milestone
2026-07-16 2026-07-17 'resource: a, b; c\\\\d\\nnext 行 (Acme; Ltd, 甲)' CK4-resource
2026-07-18 2026-07-19 'condition: price list (Acme; Ltd, 甲)' AS2-condition
2026-07-20 2026-07-21 'submit: ZB-7 Core (Acme; Ltd, 甲)' B1-submit
2026-07-30 2026-07-31 'contract ends: HT-1 (Acme; Ltd, 甲)' CT1-contract-ends
2026-07-31 2026-08-01 'decision: Handed (Acme; Ltd, 甲)' B3-decision
2026-08-14 2026-08-15 'grant lapses: ZB-7 (Acme; Ltd, 甲)' RG1-grant-lapses" "$output"
}
