# kam bid show: a bid on one screen; as CSV every field. Figures worked out by hand.

load helper

# B1: at solution (30 days expected) since 2026-07-01, so for 14 days; 45 days old; needs of importance 5 (answered), 2 (not).
fixture() {
	kam_db
	kam -q config person add Boss --login "$(id -un)"
	kam -q config person add 李雷 --login lilei
	kam -q config person add 陈静 --login cj
	kam -q config unit add South
	kam -q account add Acme
	kam -q account seat add A1 account 李雷
	kam -q account seat add A1 solution 陈静
	kam -q account seat add A1 delivery 陈静 --ends-on 2026-07-14
	KAM_NOW=2026-06-01T08:00:00Z kam -q bid add Core --account Acme --owner 李雷 --value 900 --list-value 1000 \
		--floor-value 950 --opened-on 2026-05-31 --probability 40 --close-on 2026-09-30
	KAM_NOW=2026-07-01T08:00:00Z kam -q bid edit B1 --stage solution
	kam -q bid need add B1 'no stops' --importance 5 --promised '<= 4 h'
	kam -q bid need add B1 'one screen' --importance 2
	kam -q bid item add B1 Monitoring --need ND1
	kam -q bid item add B1 Training
}

# The line of the screen that begins with a title, without it and with one blank between words.
line() {
	sed -n "s/^$1  *//p" screen | head -1 | sed 's/  */ /g'
}

shown() {
	COLUMNS=200 kam bid show B1 > screen
}

@test "how far it is, what it is worth, who works on it" {
	fixture
	shown
	same '14 of 30 days' "$(line 'In this stage')"
	same 45 "$(line 'Days open')"
	# 40 % of 900; 1 - 900 ÷ 1,000; 5 of 7 is 71 %
	same 360.00 "$(line Weighted)"
	same 10.00% "$(line Discount)"
	same 'yes, to be approved' "$(line 'Below its floor')"
	same '1 of 2, 71 % by importance' "$(line 'Needs answered')"
	same Training "$(line 'Nobody asked for')"
	same 'account 李雷, solution 陈静' "$(line Team)"
	same '' "$(line Registration)"
	holds "$(cat screen)" 'ND2  one screen           2  nothing'
	holds "$(cat screen)" 'stage  identified  solution'
}

@test "decisions, conditions, and the approval of the price" {
	fixture
	kam -q bid decide B1 --fit 4 --relationship 3 --decision conditional --conditions 'two engineers' --due-on 2026-08-01
	shown
	# (20·75 + 20·50) ÷ 40
	same 'conditional, score 62.5, 2026-07-15, Boss; on condition: two engineers (by 2026-08-01)' "$(line 'Last decision')"
	kam -q bid decide B1 --kind price --decision go
	shown
	same 'yes, approved (AS2)' "$(line 'Below its floor')"
	same 950.00 "$(line Floor)"
	kam -q bid edit B1 --value 899
	shown
	same 'yes, to be approved' "$(line 'Below its floor')"
	kam -q bid edit B1 --value 950
	shown
	same '' "$(line 'Below its floor')"
}

@test "what is still to be done, up to its stage" {
	fixture
	kam -q bid checkitem list --ids | xargs -r "$KAM" -q bid checkitem rm
	shown
	same '' "$(line 'To do')"
	kam -q bid checkitem add B1 identified 'Who decides there' --done-on 2026-07-02
	kam -q bid checkitem add B1 solution Draft --required yes --needed-by 2026-07-20 --owner 陈静
	kam -q bid checkitem add B1 solution Sketch
	kam -q bid checkitem add B1 submitted Seal --required yes
	shown
	same '2 of 3, 1 required' "$(line 'To do')"
	holds "$(cat screen)" '2026-07-20          5  yes'
	case $(cat screen) in *Seal*) false ;; esac
	kam -q bid checkitem edit --where 'title in (Draft, Sketch)' --done-on 2026-07-15
	shown
	same 'nothing, 3 of 3 done' "$(line 'To do')"
}

@test "a tender and its grant; what comes next; who else bids; what was signed" {
	fixture
	printf 'title,account,owner,tender,lot,stage\nTender,Acme,李雷,T-9,2,solution\n' > bids.csv
	kam -q bid import bids.csv
	kam -q bid registration list --ids | xargs -r "$KAM" -q bid registration rm
	kam bid show B2 > screen
	same 'T-9, lot 2' "$(line Tender)"
	same none "$(line Registration)"
	printf 'bid,unit,status,claimed_at,protected_until\nB2,South,granted,2026-05-01,2026-07-15\n' > grants.csv
	kam -q bid registration import grants.csv
	kam bid show B2 > screen
	same 'granted to South until 2026-07-15' "$(line Registration)"
	KAM_NOW=2026-07-16T00:00:00Z kam bid show B2 > screen
	same 'lapsed on 2026-07-15' "$(line Registration)"
	kam -q account touch add A1 'wants a trial' --bid B2 --happened-at 2026-07-14T09:00:00Z --next-step 'send offer' --next-on 2026-07-20
	kam -q account rival add ZTE --bid B2 --strength price
	kam -q bid contract add B2 HT-1 --signed-on 2026-07-01 --live-on 2026-07-10
	kam -q bid milestone add HT-1 Acceptance --due-on 2026-09-01
	kam bid show B2 > screen
	same 'send offer' "$(line 'Next step')"
	same 2026-07-20 "$(line 'Next on')"
	for part in 'wants a trial' 'ZTE   price' 'Acceptance      2026-09-01'; do
		holds "$(cat screen)" "$part"
	done
}

@test "what is decided has no next day; every field for programs, and when asked for" {
	fixture
	kam -q bid edit B1 --stage lost --reason price --competitor ZTE
	shown
	same price "$(line Reason)"
	same '' "$(line 'In this stage')"
	same '' "$(line 'Decided on')"
	expect 0 kam bid show B1 --fields
	holds "$output" Created
	expect 0 kam bid show B1 --csv
	holds "${lines[0]}" 'id,account,title,tender'
	expect 0 kam bid show B1 --columns id,value
	same 'ID     B1
Value  900.00' "$output"
	expect 1 kam bid show B9
	expect 1 kam bid show ''
	expect 2 kam bid show
}
