# kam account merge: two accounts that are one; all that refers to the second refers to the first, and undo takes it back.

load helper

# did OPTION…: what a merge tells, as id, what, field, value.
did() {
	kam account merge "$@" --columns id,what,field,value --csv --header none 2> /dev/null
}

two() {
	kam_db
	kam -q config person add 李雷
	kam -q config person add 韩梅梅
	kam -q account add 华为技术有限公司 --code HW --region 华南 --note first --since 2020-05-01 > /dev/null
	kam -q account add 'Huawei Technologies' --code HUAWEI --former-names '华为; HW Tech' --tax-id 914403001922038216 \
		--industry 通信 --region 华东 --note second --since 2018-01-01 --status active --wallet 12 --lat 22.5 --lon 114 \
		--tag 战略 --tag 级别=A > /dev/null
}

@test "empty fields are filled, former names joined, tags carried, the earlier beginning holds; what is left out is told" {
	two
	kam -q account edit A1 --tag 级别=B
	same 'A2,removed,,
A2,left out,code,HUAWEI
A1,filled,tax_id,914403001922038216
A1,filled,industry,通信
A2,left out,region,华东
A1,filled,wallet,12.00
A1,filled,lat,22.5
A1,filled,lon,114
A1,filled,status,active
A1,filled,since,2018-01-01
A1,filled,former_names,Huawei Technologies; 华为; HW Tech
A1,filled,note,"first
second"' "$(did A1 A2)"
	same 'HW,华为技术有限公司,Huawei Technologies; 华为; HW Tech,914403001922038216,active,通信,华南,2018-01-01,12.00,B,yes' \
		"$(kam account list --columns code,name,former_names,tax_id,status,industry,region,since,wallet,tag.级别,tag.战略 --csv --header none)"
	# and is found by the name that is gone
	same 'A1,a former name' "$(kam account find 'huawei technologies' --columns id,why --csv --header none)"
	same A1 "$(kam account show 'HW Tech' --ids)"
	expect 0 kam db check
}

@test "everything that refers to the second refers to the first" {
	two
	kam -q account add Daughter --parent A2 > /dev/null
	kam -q account contact add A2 张三 > /dev/null
	kam -q account contact add A2 李四 --reports-to C1 > /dev/null
	kam -q account touch add --account A2 'met them' --channel visit > /dev/null
	kam -q account insight add A2 'late payer' --kind risk > /dev/null
	kam -q account invoice add A2 N1 2026-01-02 100 > /dev/null
	kam -q account effort add A2 --days 2 > /dev/null
	kam -q account survey add A2 --score 9 > /dev/null
	kam -q account plan add A2 2027 'half of it' > /dev/null
	kam -q account buystep add A2 1 'ask for it' > /dev/null
	kam -q account rival add --account A2 --name ZTE > /dev/null
	kam -q account seat add A2 account 李雷 > /dev/null
	kam -q account target add --account A2 --period 2026 --metric revenue --goal 100 > /dev/null
	kam -q bid add 5G --account A2 > /dev/null
	kam -q ticket add --account A2 --title broken > /dev/null
	kam -q lead add Meier --referred-by-account A2 > /dev/null
	kam -q config unit add Agent --account A2 > /dev/null
	kam db export before > /dev/null
	kam -q account merge A1 A2 > told
	# nobody names it any more, wherever an account can stand
	kam db export after > /dev/null
	for file in after/*.csv; do
		case $file in
		*/account.csv | */numbers.csv | */imported.csv) ;;
		*) ! grep -w A2 "$file" || return 1 ;;
		esac
	done
	same A1 "$(kam account show Daughter --columns parent --csv --header none)"
	for record in contact touch insight invoice effort survey plan buystep rival seat target; do
		same A1 "$(kam account "$record" list --columns account --csv --header none | sort -u)" "$record"
	done
	same A1 "$(kam bid list --columns account --csv --header none)"
	same A1 "$(kam ticket list --columns account --csv --header none)"
	same A1 "$(kam lead list --columns referred_by_account --csv --header none)"
	expect 0 kam db check
	# one operation, taken back whole
	kam -q undo > /dev/null
	kam db export again > /dev/null
	diff -r before again
	expect 0 kam db check
	same 'A2,same name' "$(kam account find 'Huawei Technologies' --columns id,why --csv --header none)"
	# and done once more: the undo undone
	kam -q undo "$(kam log --limit 1 --columns operation --csv --header none)" > /dev/null
	kam db export redone > /dev/null
	diff -r after redone
}

@test "a dry run shows it and writes nothing" {
	two
	cp kam.db before.db
	expect 0 kam account merge A1 A2 --dry-run
	holds "$output" HUAWEI
	cmp before.db kam.db
}

@test "one contact of one name is one person, unless they cannot be" {
	two
	kam -q account contact add A1 张三 --title CFO > /dev/null
	kam -q account contact add A2 张三 --phone 138 --title 财务总监 --tag vip > /dev/null
	kam -q account contact add A2 李四 --reports-to C2 > /dev/null
	kam -q account touch add --account A2 --contact C2 'met him' > /dev/null
	did A1 A2 > told
	same 'C2,removed,,
C1,kept,title,CFO
C1,filled,phone,' "$(grep '^C[12],' told)"
	same 'C1,张三,CFO,138,
C3,李四,,,C1' "$(kam account contact list --columns id,name,title,phone,reports_to --unmask --csv --header none)"
	same C1 "$(kam account touch list --columns contact --csv --header none)"
	same yes "$(kam account contact list --name 张三 --columns tag.vip --csv --header none)"
	expect 0 kam db check
	kam -q undo > /dev/null
	kam -q account contact edit C1 --phone 139
	cp kam.db before.db
	expect 1 kam account merge A1 A2
	holds "$errors" 'C1 and C2'
	holds "$errors" phone
	cmp before.db kam.db
}

@test "an invoice that is there twice is one; of one number and two amounts it is refused" {
	two
	kam -q account invoice add A1 N1 2026-01-02 100 > /dev/null
	kam -q account invoice add A2 N1 2026-01-02 100 --paid-on 2026-02-01 > /dev/null
	kam -q account merge A1 A2 > /dev/null
	same 'IV1,A1,2026-02-01' "$(kam account invoice list --columns id,account,paid_on --csv --header none)"
	kam -q undo > /dev/null
	kam -q account invoice edit IV2 --amount 101
	cp kam.db before.db
	expect 1 kam account merge A1 A2
	holds "$errors" 'IV1 and IV2'
	holds "$errors" amount
	cmp before.db kam.db
}

@test "steps get the next positions, a plan of the same title the account's name; seats and targets are one" {
	two
	for account in A1 A2; do
		kam -q account buystep add "$account" 1 "ask $account" > /dev/null
		kam -q account buystep add "$account" 2 "sign $account" > /dev/null
		kam -q account plan add "$account" 2027 "all of it" > /dev/null
		kam -q account seat add "$account" account 李雷 > /dev/null
		kam -q account target add --account "$account" --period 2026 --metric revenue --goal 100 > /dev/null
		kam -q account rival add --account "$account" --name ZTE > /dev/null
	done
	kam -q account merge A1 A2 > /dev/null
	same '1,ask A1
2,sign A1
3,ask A2
4,sign A2' "$(kam account buystep list --columns position,what --sort position --csv --header none)"
	same '2027
2027 (Huawei Technologies)' "$(kam account plan list --columns title --sort title --csv --header none)"
	same 1 "$(kam account seat list --ids | wc -l)"
	same 1 "$(kam account target list --ids | wc -l)"
	same 1 "$(kam account rival list --ids | wc -l)"
	expect 0 kam db check
	kam -q undo > /dev/null
	kam -q account target edit TG2 --goal 200
	expect 1 kam account merge A1 A2
	holds "$errors" 'TG1 and TG2'
}

@test "trees have no circles: a parent and its child can be one, with somebody between they cannot" {
	kam_db
	kam -q account add Top > /dev/null
	kam -q account add Mother --parent A1 > /dev/null
	kam -q account add Daughter --parent A2 > /dev/null
	kam -q account add Granddaughter --parent A3 > /dev/null
	# the child takes its mother's place
	kam -q account merge A3 A2 > /dev/null
	same 'A1,
A3,A1
A4,A3' "$(kam account list --columns id,parent --csv --header none)"
	kam -q undo > /dev/null
	# the mother her child's children
	kam -q account merge A2 A3 > /dev/null
	same 'A1,
A2,A1
A4,A2' "$(kam account list --columns id,parent --csv --header none)"
	kam -q undo > /dev/null
	# a grandmother its grandchild
	kam -q account merge A2 A4 > /dev/null
	same 'A1,
A2,A1
A3,A2' "$(kam account list --columns id,parent --csv --header none)"
	kam -q undo > /dev/null
	cp kam.db before.db
	expect 1 kam account merge A4 A2
	holds "$errors" 'A4 belongs to A2 by way of A3'
	cmp before.db kam.db
	# a parent that would go round is not taken over
	kam -q account add Other --parent A4 > /dev/null
	kam -q account edit A4 --parent ''
	kam -q account merge A4 A3 > /dev/null
	same 'A1,
A2,A1
A4,A2
A5,A4' "$(kam account list --columns id,parent --csv --header none)"
	expect 0 kam db check
}

@test "what would make nonsense is refused, by name, and leaves nothing behind" {
	two
	kam -q account edit A1 --tax-id 91350100M000100Y43
	kam -q account add Us --kind internal > /dev/null
	cp kam.db before.db
	expect 1 kam account merge A1 A2
	holds "$errors" 91350100M000100Y43
	holds "$errors" 914403001922038216
	expect 1 kam account merge A1 A3
	holds "$errors" internal
	expect 1 kam account merge A1 A1
	expect 1 kam account merge A1 HW
	expect 1 kam account merge A1 A9
	expect 1 kam account merge 华 A2
	expect 2 kam account merge A1
	expect 2 kam account merge A1 A2 A3
	cmp before.db kam.db
}

@test "amounts come in their own currency, or are told and left" {
	kam_db
	kam -q account add One > /dev/null
	kam -q account add Two --wallet 'USD 12' --revenue 'USD 30' > /dev/null
	kam -q account add Three --wallet 'EUR 7' --credit-limit 'EUR 5' > /dev/null
	kam -q account merge A1 A2 > /dev/null
	same 'USD,12.00,30.00' "$(kam account show A1 --columns currency,wallet,revenue --csv --header none)"
	did A1 A3 > told
	grep -q '^A3,left out,credit_limit,' told
	same 'USD,12.00,' "$(kam account show A1 --columns currency,wallet,credit_limit --csv --header none)"
}

@test "scores of two accounts are no history of one" {
	kam_db
	kam -q account add One > /dev/null
	kam -q account add Two > /dev/null
	kam -q config snapshot add --account A2 --taken-on 2026-07-01 --score 50 --tier major > /dev/null
	kam -q account merge A1 A2 > /dev/null
	same A1 "$(kam config snapshot list --columns account --csv --header none)"
	kam -q undo > /dev/null
	kam -q config snapshot add --account A1 --taken-on 2026-06-01 --score 70 --tier key > /dev/null
	kam -q account merge A1 A2 > /dev/null
	same 'A1,2026-06-01' "$(kam config snapshot list --columns account,taken_on --csv --header none)"
}
