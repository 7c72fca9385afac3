# kam lead convert: a lead becomes a customer, with all that is known of it, in one operation; kam lead dupes.

load helper

# did LEAD OPTION…: what a conversion tells, as id, what, field, value.
did() {
	kam lead convert "$@" --columns id,what,field,value --csv --header none 2> /dev/null
}

# of COMMAND RECORD ID COLUMNS: one record's fields; RECORD is empty for the command's own.
of() {
	kam "$1" ${2:+"$2"} show "$3" --unmask --columns "$4" --csv --header none
}

plant() {
	kam_db
	kam -q config person add 韩梅梅 > /dev/null
	kam -q lead add 'Plant in Ningbo' 东海石化有限公司 --owner 韩梅梅 --region 华东 --lat 29.87 --lon 121.54 \
		--contact-name 张三 --phone 138-0013-8000 --email z@donghai.cn --consent-on 2026-07-01 --tag 行业=石化 \
		--tag 战略 --status qualified --trust trust --next-step 'send offer' --next-on 2026-07-18 > /dev/null
	kam -q account touch add --lead L1 'first call' --channel call --happened-at 2026-07-02T09:00:00Z \
		--next-step visit > /dev/null
	kam -q account touch add --lead L1 'saw the line' --channel visit --happened-at 2026-07-09T09:00:00Z \
		--next-step 'send offer' --next-on 2026-07-18 > /dev/null
	kam -q lead concern add L1 'who services it at night?' --raised-on 2026-07-03 > /dev/null
	kam -q lead concern add L1 'too dear' --raised-on 2026-07-02 --cleared-on 2026-07-09 --how leasing > /dev/null
}

# export_all NAME: all there is, but for the numbers given so far, which no undo gives back.
export_all() {
	kam db export "$1" --unmask > /dev/null 2>&1
	rm "$1/numbers.csv"
}

@test "account, seat, contact and bid come of it; touches, tags and the open concern go along; undo takes it all back" {
	plant
	export_all before
	same 'A1,added,name,东海石化有限公司
SE1,added,person,PE1
C1,added,,
B1,added,title,Line 3
TC1,moved,account,A1
TC2,moved,account,A1
A1,tagged,tag.战略,yes
A1,tagged,tag.行业,石化
IN1,added,body,who services it at night?
L1,converted,account,A1' "$(did L1 --bid 'Line 3' --value 12.5万)"
	same '东海石化有限公司,b2b,prospect,华东,29.87,121.54,石化,yes' \
		"$(of account '' A1 name,kind,status,region,lat,lon,tag.行业,tag.战略)"
	same A1,account,PE1,2026-07-15 "$(of account seat SE1 account,role,person,starts_on)"
	same A1,张三,138-0013-8000,z@donghai.cn,2026-07-01 \
		"$(of account contact C1 account,name,phone,email,consent_on)"
	same 'A1,Line 3,125000.00,L1,PE1,identified' "$(of bid '' B1 account,title,value,lead,owner,stage)"
	same A1,risk,,'who services it at night?',2026-07-03,CN1 \
		"$(of account insight IN1 account,kind,severity,body,seen_on,origin)"
	same 1 "$(kam account insight list --ids | wc -l)"
	same 'TC2,,A1,C1
TC1,,A1,C1' "$(kam account touch list --columns id,lead,account,contact --csv --header none)"
	# what it was stays with it: owner, tags, the cleared concern
	same converted,A1,PE1,石化,trust "$(of lead '' L1 status,account,owner,tag.行业,trust)"
	same 2 "$(kam lead concern list --lead L1 --ids | wc -l)"
	# the customer's screen has the history, the promise and the risk
	kam report customer --account A1 > screen
	for text in 'first call' 'saw the line' 'send offer' 'who services it at night?' 'Line 3' 韩梅梅; do
		holds "$(cat screen)" "$text"
	done
	# and so has the lead's own
	kam lead show L1 > screen
	for text in 'first call' 'saw the line'; do
		holds "$(cat screen)" "$text"
	done
	expect 0 kam db check
	export_all after
	kam -q undo > /dev/null
	undo=$(kam log --limit 1 --columns operation --csv --header none)
	export_all again
	diff -r before again
	expect 0 kam db check
	# and once more: the undo undone
	kam -q undo "$undo" > /dev/null
	export_all redone
	diff -r after redone
}

@test "into a customer that is there: its contact of that name is joined, filled, and keeps what it says" {
	plant
	kam -q lead edit L1 --opt-out yes
	kam -q account add 东海石化股份有限公司 --region 华北 --tag 行业=能源 > /dev/null
	kam -q account contact add A1 '张 三' --phone 0574-1234567 > /dev/null
	kam -q account contact add A1 李四 > /dev/null
	same 'A1,joined,,
C1,joined,,
C1,kept,phone,
C1,filled,email,
C1,filled,consent_on,2026-07-01
C1,filled,opt_out,yes
TC1,moved,account,A1
TC2,moved,account,A1
A1,tagged,tag.战略,yes
L1,left out,tag.行业,石化
IN1,added,body,who services it at night?
L1,converted,account,A1' "$(did L1 --account 东海石化股份有限公司)"
	same 0574-1234567,z@donghai.cn,2026-07-01,yes "$(of account contact C1 phone,email,consent_on,opt_out)"
	same 华北,,能源,yes "$(of account '' A1 region,lat,tag.行业,tag.战略)"
	same 1 "$(kam account list --ids | wc -l)"
	same 2 "$(kam account contact list --ids | wc -l)"
	# nobody got a seat: whose customer it is was settled before
	same '' "$(kam account seat list --ids)"
}

@test "one that may be a customer already is refused, and those are named with the reason; --new makes one nonetheless" {
	plant
	kam -q account add 东海石化股份有限公司 > /dev/null
	kam -q account add 'Donghai' > /dev/null
	kam -q account contact add A2 somebody --phone '+86 138 0013 8000' > /dev/null
	cp kam.db before.db
	expect 1 kam lead convert L1
	same "kam: L1 东海石化有限公司 may be a customer already: A1 东海石化股份有限公司 (same but for legal form); A2 Donghai (somebody there has the same phone); say which with --account, or --new" "$errors"
	same '' "$output"
	cmp before.db kam.db
	expect 0 kam lead convert L1 --new
	same 3 "$(kam account list --ids | wc -l)"
	same A3 "$(of lead '' L1 account)"
}

@test "its mail address is somebody's there; nobody's is nothing" {
	kam_db
	kam -q account add Donghai > /dev/null
	kam -q account contact add A1 somebody --email 'Z@Donghai.CN' > /dev/null
	kam -q account contact add A1 'somebody else' --email n/a > /dev/null
	kam -q lead add Plant 'Eastern Sea' --email z@donghai.cn > /dev/null
	kam -q lead add Mill 'Western Lake' --email n/a > /dev/null
	expect 1 kam lead convert L1
	holds "$errors" 'A1 Donghai (somebody there has the same mail address)'
	expect 0 kam lead convert L2
}

@test "converted, dropped and pooled leads are refused by name, with what to do" {
	kam_db
	kam -q account add Customer > /dev/null
	kam -q lead add One --status converted --account A1 > /dev/null
	kam -q lead add Two --status dropped --drop-reason 'bought elsewhere' > /dev/null
	kam -q lead add Three --status pool > /dev/null
	kam -q lead add Four --status converted > /dev/null
	expect 1 kam lead convert L1 --new
	holds "$errors" 'L1 is the customer A1 already'
	expect 1 kam lead convert L2 --new
	holds "$errors" 'L2 was dropped; if it lives again: kam lead edit L2 --status open'
	expect 1 kam lead convert L3 --account A1
	holds "$errors" 'L3 lies in the pool; claim it first: kam lead claim L3'
	expect 1 kam lead convert L4
	holds "$errors" 'L4 is a customer already'
	kam -q lead edit L2 --status open
	expect 0 kam lead convert L2
	same 2 "$(kam account list --ids | wc -l)"
}

@test "what does not go together is a mistake in the command line; a customer that is none is not found" {
	plant
	expect 2 kam lead convert L1 --new --account A1
	expect 2 kam lead convert L1 --value 10
	expect 2 kam lead convert
	expect 2 kam lead convert L1 L2
	expect 1 kam lead convert L1 --account nobody
	expect 1 kam lead convert nobody
	# a bid that cannot be takes all of it back
	expect 2 kam lead convert L1 --bid 'Line 3' --value dear
	same '' "$(kam account list --ids)"
	same qualified "$(of lead '' L1 status)"
}

@test "a consumer is a customer and the contact in one, and the tags are the person's too" {
	kam_db
	kam -q lead add 王芳 --kind consumer --phone 13912345678 --tag 年龄=35 > /dev/null
	same 'A1,added,name,王芳
C1,added,,
A1,tagged,tag.年龄,35
C1,tagged,tag.年龄,35
L1,converted,account,A1' "$(did L1)"
	same consumer,王芳 "$(of account '' A1 kind,name)"
	same A1,王芳,13912345678,35 "$(of account contact C1 account,name,phone,tag.年龄)"
}

@test "a lead that came converted keeps its touches; the customer's screen has them nonetheless" {
	kam_db
	kam -q account add Customer > /dev/null
	kam -q lead add One --status converted --account A1 > /dev/null
	kam -q lead add Two --status dropped --account A1 > /dev/null
	kam -q account touch add --lead L1 'long ago' --happened-at 2025-07-09T09:00:00Z > /dev/null
	kam -q account touch add --lead L2 'never mind' --happened-at 2025-07-09T09:00:00Z > /dev/null
	kam report customer --account A1 > screen
	holds "$(cat screen)" 'long ago'
	run ! grep 'never mind' screen
}

@test "what cannot go along is told: a phone without a name, a next step that no touch promises" {
	kam_db
	kam -q lead add Plant --phone 13912345678 --next-step 'call back' --next-on 2026-07-18 > /dev/null
	same 'A1,added,name,Plant
L1,left out,phone,
L1,left out,next_step,call back
L1,converted,account,A1' "$(did L1)"
	same '' "$(kam account contact list --ids)"
}

@test "a dry run shows it and writes nothing; personal values are shown nowhere" {
	plant
	cp kam.db before.db
	expect 0 kam lead convert L1 --dry-run
	holds "$output" 东海石化有限公司
	cmp before.db kam.db
	kam -q account add 东海 > /dev/null
	kam -q account contact add A1 张三 --phone 1 > /dev/null
	kam lead convert L1 --account A1 > table 2> told
	kam lead dupes >> table 2>> told
	run ! grep -e 8000 -e donghai table told
}

# alike [LEAD]: two leads, and why.
alike() {
	kam lead dupes "$@" --columns id,other,status,why --csv --header none
}

doubles() {
	kam_db
	kam -q config person add 李雷 > /dev/null
	kam -q lead add One '东海石化（宁波）' --phone '+86 138-0013-8000' --owner 李雷 > /dev/null # L1
	kam -q lead add Two --phone 13800138000 --email 'A@b.cn' > /dev/null                    # L2
	kam -q lead add Three --phone '１３８ ００１３ ８０００' > /dev/null                    # L3
	kam -q lead add Four --email ' a@B.cn' --phone 1111111 > /dev/null                      # L4
	kam -q lead add Five '东海石化(宁波)' --phone 111-1111 --status dropped > /dev/null     # L5
	kam -q lead add '东海石化 (宁波)' --email none --phone 12345 > /dev/null                # L6
	kam -q lead add Five Else --email none --phone 15800138000 > /dev/null                  # L7
	kam -q lead add ' five' --status converted --phone 12345 > /dev/null                    # L8
	kam -q lead add Nine --phone '0086 13800138000' > /dev/null                             # L9
}

@test "dupes: one phone, with prefix or without, one mail address, one company, one name; the surest first" {
	doubles
	same 'L1,L9,open,same phone
L2,L3,open,same phone
L1,L2,open,same phone but for the prefix
L2,L4,open,same mail address
L1,L5,dropped,same company
L5,L7,open,same name
L1,L6,open,"name of one, company of the other"' "$(alike)"
	# two that are over are told only when one of them is asked for
	same 'L1,open,same company
L7,open,same name
L8,converted,same name
L6,open,"name of one, company of the other"' "$(kam lead dupes L5 --columns other,status,why --csv --header none)"
	same L1,One,李雷,L9,Nine, "$(kam lead dupes L1 --columns id,name,owner,other,other_name,other_owner --csv --header none | head -n 1)"
	same '' "$(alike L6 | grep -v L6)"
	expect 1 kam lead dupes nobody
}

@test "dupes: all that two have in common is said, and more of it is better" {
	kam_db
	kam -q lead add One Works --phone 5551234567 > /dev/null
	kam -q lead add Two Works --phone 5551234567 > /dev/null
	kam -q lead add Two Works --phone 5551234567 > /dev/null
	same 'L2,L3,open,"same phone, same company, same name"
L1,L2,open,"same phone, same company"
L1,L3,open,"same phone, same company"' "$(alike)"
	same 'L3,open,"same phone, same company, same name"
L1,open,"same phone, same company"' "$(kam lead dupes L2 --columns other,status,why --csv --header none)"
}
