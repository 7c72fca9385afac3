# kam account dupes: accounts that are, or may be, one and the same. Nothing merges by itself.

load helper

pairs() {
	kam account dupes "$@" --columns id,other,why --csv --header none
}

names() {
	kam_db
	local name
	for name in '聚光科技（杭州）股份有限公司' 北京银行股份有限公司 宁波银行股份有限公司 '聚光科技(杭州)股份有限公司' \
		奥赛康药业有限公司 江苏奥赛康药业股份有限公司 奥赛康药业股份有限公司 上海银行 'ACME GmbH' 'Acme Co., Ltd.'; do
		kam -q account add "$name" > /dev/null
	done
}

@test "certain are one tax number and one folded name, the legal form kept" {
	names
	same 'A1,A4,"same but for width, case, blanks or brackets"' "$(pairs --certain)"
	kam -q account edit A5 --tax-id 91350100M000100Y43
	kam -q account edit A7 --tax-id '９１３５０１００ m000100y43'
	same 'A5,A7,same tax number
A1,A4,"same but for width, case, blanks or brackets"' "$(pairs --certain)"
	# of one account
	same 'A4,A1,"same but for width, case, blanks or brackets"' "$(pairs A4 --certain)"
	same 'A7,A5,same tax number' "$(pairs A7 --certain)"
	same '' "$(pairs A2 --certain)"
	# one with each of those that are the same, not each with each
	kam -q account add '聚光科技 (杭州) 股份有限公司' > /dev/null
	kam -q account add '聚光科技（杭州）股份有限公司' --code Z > /dev/null
	same 'A1,A12,same name
A5,A7,same tax number' "$(pairs --certain | grep -v A4 | grep -v A11 | sort)"
	same 4 "$(pairs --certain | wc -l)"
}

@test "candidates are ranked, each with the reason; banks of two cities are two" {
	names
	same 'A1,A4,"same but for width, case, blanks or brackets"
A5,A7,same but for legal form
A9,A10,same but for legal form
A5,A6,same but for region
A6,A7,same but for region' "$(pairs)"
	same 'A7,A5,same but for legal form
A7,A6,same but for region' "$(pairs A7)"
	same '' "$(pairs 北京银行)"
}

@test "nearly the same: by edits, as far as the setting goes" {
	kam_db
	kam -q account add 国信达通信
	kam -q account add 国信达通讯
	kam -q account add 国信联通讯
	# one of five characters; the second and third differ in one, the first and third in two
	same 'A1,A2,similar 80 %
A2,A3,similar 80 %' "$(pairs)"
	kam -q config setting edit similar_from --value 90
	same '' "$(pairs)"
	kam -q config setting edit similar_from --value 60
	same 'A1,A2,similar 80 %
A2,A3,similar 80 %
A1,A3,similar 60 %' "$(pairs)"
}

@test "numbers are no letters that one mistypes" {
	kam_db
	for name in 'Steelworks Plant 12' 'Steelworks Plant 21' 'Steelworks Plant 1' 'Steelwork Plant 12'; do
		kam -q account add "$name" > /dev/null
	done
	# steelworksplant12 and steelworkplant12: one of seventeen
	same 'A1,A4,similar 94 %' "$(pairs)"
}

@test "a former name of another account is one of the reasons" {
	kam_db
	kam -q account add 荣耀终端有限公司 --former-names '华为终端有限公司'
	kam -q account add 华为终端有限公司
	same 'A2,A1,a former name' "$(pairs A2)"
}

@test "nothing is written, and what there is not is named" {
	names
	cp kam.db before.db
	pairs > /dev/null
	pairs --certain > /dev/null
	cmp before.db kam.db
	expect 1 kam account dupes 格力
	holds "$errors" 格力
	expect 2 kam account dupes A1 A2
}
