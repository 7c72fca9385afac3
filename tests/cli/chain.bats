# Who decides at a customer, how they buy, and what is not known of it.

load helper

# One customer with five people; the gaps below are worked out by hand from these lines.
customer() {
	kam_db
	kam -q account add Acme
	kam -q account contact add Acme Boss --title CEO --buying-role economic --stance 1 --influence 5
	kam -q account contact add Acme Tech --buying-role technical --stance -1 --influence 3 --reports-to Acme/Boss
	kam -q account contact add Acme User --buying-role user --influence 2 --reports-to Acme/Tech
	kam -q account contact add Acme Gone --buying-role coach --influence 4 --left-on 2026-06-30
	kam -q account contact add Acme Clerk --influence 1 --reports-to Acme/Boss
	kam -q account buystep add Acme 1 "budget" --decided-by Acme/Boss --threshold 100万
	kam -q account buystep add Acme 2 "sign"
	kam -q account touch add Acme "lunch" --contact Acme/Boss --happened-at 2026-05-15
	kam -q account touch add Acme "call" --contact Acme/User --happened-at 2026-07-01
}

@test "the tree: each under whom they report to, the most influential first, with the last touch" {
	customer
	expect 0 kam report chain --account Acme --section people --csv --columns id,person,role,last_touch,left_on,under
	same "id,person,role,last_touch,left_on,under
C1,Boss,economic,2026-05-15,,
C2,└ Tech,technical,,,C1
C3,  └ User,user,2026-07-01,,C2
C5,└ Clerk,,,,C1
C4,Gone,coach,,2026-06-30," "$output"
	expect 0 kam account map Acme
	holds "$output" "Decision chain, Acme, as of 2026-07-15: Who is there" "How they buy" "What we do not know"
	[ "$(wc -L <<< "$output")" -le 100 ]
}

@test "the gaps of one customer, each with its reason" {
	customer
	# 60 days before 2026-07-15 is 2026-05-16: Boss, of the 15th, is untouched; only User is touched.
	expect 0 kam account map Acme --section gaps --columns id,gap,who,since,days --csv
	same "id,gap,who,since,days
A1/coach,no coach,,,
A1/C1/untouched,decider untouched,Boss,2026-05-15,61
A1/C2/opponent,opponent nobody visits,Tech,,
A1/C3/single,single thread,User,2026-07-01,14
A1/C4/left,has left,Gone,2026-06-30,15
A1/step2,nobody known for step 2: sign,,," "$output"
	# with 61 days Boss is in reach again, and the thread is no single one
	expect 0 kam account map Acme --section gaps --days 61 --columns id --csv
	same "id
A1/coach
A1/C2/opponent
A1/C4/left
A1/step2" "$output"
	# the setting says the same
	kam -q config setting edit untouched_days --value 61
	expect 0 kam account map Acme --section gaps --columns id --csv
	holds "$output" A1/C4/left
	[[ $output != *untouched* ]]
	expect 3 kam report chain --account Acme --check
}

@test "what is known closes a gap" {
	customer
	kam -q account contact add Acme Coach --buying-role coach --stance 2
	kam -q account buystep edit BS2 --decided-by Acme/Coach
	kam -q account contact edit C4 --buying-role ''
	for contact in C1 C2 C6; do
		kam -q account touch add Acme hello --contact $contact
	done
	expect 0 kam report chain --account Acme --check
	expect 0 kam account map Acme --section gaps --columns id --csv
	same id "$output"
}

@test "a bid sees its customer, and the touches about it only" {
	customer
	kam -q bid add plant --account Acme
	expect 0 kam account map --bid B1 --section gaps --columns id --csv
	holds "$output" A1/C1/untouched A1/C2/opponent
	[[ $output != *single* ]]
	kam -q account touch add Acme "demo" --contact C1 --bid B1
	expect 0 kam account map --bid B1 --section gaps --columns id --csv
	[[ $output != *A1/C1/untouched* ]]
	holds "$output" A1/C1/single
	# the open bid brings the customer into the list of all, too
	kam -q account add Quiet
	expect 0 kam report chain --csv --columns account
	[[ $output != *Quiet* ]]
	holds "$output" Acme
	expect 2 kam account map
	expect 2 kam account map Acme --bid B1
	expect 1 kam account map Nobody
}

@test "the drawing is one that Graphviz reads" {
	customer
	kam -q account contact edit C5 --name 'Q"uo\te'
	expect 0 kam account map Acme --dot
	holds "$output" 'C2 -> C1;' 'C3 -> C2;' 'Q\"uo\\te' 'style = dashed'
	command -v dot > /dev/null || skip "no dot here: the text was looked at, not drawn"
	dot -Tsvg <<< "$output" > chain.svg
	holds "$(cat chain.svg)" '>Boss<'
}
