# kam account contact: the people at a customer, and what of them is masked.

load helper

@test "account and name are the operands; the account may be named in any way a reference can" {
	kam_db
	kam account add 华为技术有限公司 --code HW > /dev/null
	expect 0 kam account contact add A1 张三
	same C1 "$output"
	expect 0 kam account contact add HW 李四
	expect 0 kam account contact add 华为技术有限公司 王五
	expect 0 kam account contact add --account A1 赵六
	expect 0 kam account contact list --columns id,account,name --csv --header none
	same 'C1,A1,张三
C2,A1,李四
C3,A1,王五
C4,A1,赵六' "$output"
	expect 2 kam account contact add A1
	holds "$errors" --name
	expect 2 kam account contact add
	holds "$errors" --account
	expect 1 kam account contact add A9 Nobody
	holds "$errors" A9
}

@test "every field is set by its option and comes back" {
	kam_db
	kam account add Acme > /dev/null
	kam account contact add A1 Boss > /dev/null
	expect 0 kam account contact add A1 Ann --title CFO --department Finance --level director --buying-role economic \
		--stance +1 --influence 5 --reports-to Boss --gender f --birthday 1980-2-29 --region 四川 --faith none \
		--relation classmate --phone +8613800138000 --email ann@example.org --wechat ann80 --prefers mail \
		--consent-on 2026-01-02 --opt-out yes --left-on 2026-07-01 --note fond --ref p-2
	expect 0 kam account contact show C2 --unmask --csv --header none --raw
	same 'C2,A1,Ann,CFO,Finance,director,economic,1,5,C1,f,1980-02-29,四川,none,classmate,+8613800138000,ann@example.org,ann80,mail,2026-01-02,yes,2026-07-01,fond,p-2,2026-07-15T09:30:00Z,2026-07-15T09:30:00Z' "$output"
}

@test "stance is -2 to 2, influence 1 to 5, and yes or no is yes or no" {
	kam_db
	kam account add Acme > /dev/null
	for bad in '--stance 3' '--stance -3' '--stance x' '--influence 0' '--influence 6' '--opt-out perhaps' \
		'--level boss' '--buying-role buyer' '--birthday 1980-02-30'; do
		# shellcheck disable=SC2086 # an option and its value
		expect 2 kam account contact add A1 Ann $bad
		holds "$errors" "'${bad#* }'"
	done
	expect 2 kam account contact add A1 Ann --stance 3
	holds "$errors" 'from -2 to 2'
	for good in '--stance -2' '--stance 2' '--influence 1' '--influence 5' '--opt-out no'; do
		# shellcheck disable=SC2086
		expect 0 kam account contact add A1 Ann $good
	done
}

@test "personal fields are empty in CSV and JSON, dots in tables, and shown with --unmask" {
	kam_db
	kam account add Acme > /dev/null
	kam account contact add A1 Ann --phone 13800138000 --email a@b.cn --wechat w --gender f --birthday 1980-01-02 --faith x \
		--title CFO > /dev/null
	columns=name,title,gender,birthday,faith,phone,email,wechat
	expect 0 kam account contact list --columns $columns --csv --header none
	same 'Ann,CFO,,,,,,' "$output"
	expect 0 kam account contact list --columns $columns --json
	same '["Ann","CFO",null,null,null,null,null,null]' "$(jq -c '.[0] | [.[]]' <<< "$output")"
	expect 0 kam account contact list --columns name,phone
	holds "$output" '•••'
	[[ $output != *138* ]]
	expect 0 kam account contact show C1
	[[ $output != *138* && $output != *1980* && $output != *a@b.cn* ]]
	expect 0 kam account contact list --columns $columns --csv --header none --unmask
	same 'Ann,CFO,f,1980-01-02,x,13800138000,a@b.cn,w' "$output"
}

@test "a personal field does not leak through a path or a part of a date" {
	kam_db
	kam account add Acme > /dev/null
	kam account contact add A1 Boss --birthday 1970-05-06 --phone 139 > /dev/null
	kam account contact add A1 Ann --reports-to C1 > /dev/null
	expect 0 kam account contact list --columns name,reports_to.phone,reports_to.birthday.year,birthday.month --csv
	same 'name,reports_to.phone,reports_to.birthday.year,birthday.month
Boss,,,
Ann,,,' "$output"
}

@test "nobody reports to himself, however many stand between" {
	kam_db
	kam account add Acme > /dev/null
	kam account contact add A1 One > /dev/null
	kam account contact add A1 Two --reports-to One > /dev/null
	kam account contact add A1 Three --reports-to Two > /dev/null
	expect 1 kam account contact edit One --reports-to Three
	holds "$errors" C3
	expect 1 kam account contact edit C2 --reports-to C2
	expect 0 kam account contact edit One --reports-to ''
}
