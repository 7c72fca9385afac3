# The customer on one screen: every figure worked out by hand from the lines of customer().

load helper

customer() {
	kam_db
	kam -q config rate add EUR 8 --starts-on 2026-01-01
	kam -q config person add Li
	kam -q config person add Wang
	kam -q account add Group
	kam -q account add Acme --parent Group --region east --industry steel --since 2020-05-01
	kam -q account add Sister --parent Group
	kam -q account seat add Acme account Li --starts-on 2026-01-01
	kam -q account seat add Acme delivery Wang --starts-on 2025-01-01 --ends-on 2026-06-30
	kam -q account contact add Acme Boss --buying-role economic --influence 5
	kam -q bid add plant --account Acme --value 1000 --stage qualified --probability 50 --owner Li
	kam -q bid add line --account Acme --value 100 --currency EUR --stage qualified --probability 10
	kam -q bid add done --account Acme --value 7 --stage won
	kam -q bid add other --account Sister --value 30 --stage qualified
	kam -q account invoice add Acme I1 2026-05-01 500 --due-on 2026-06-15 --paid-amount 100
	kam -q account invoice add Acme I2 2026-07-01 60 --due-on 2026-08-01
	kam -q account invoice add Acme I3 2026-01-01 9 --due-on 2026-02-01 --paid-on 2026-02-02
	kam -q account insight add Acme "may close the works" --kind risk --severity 2 --seen-on 2026-07-05
	kam -q account insight add Acme "was a risk" --kind risk --severity 1 --expires-on 2026-07-14
	kam -q account plan add Acme growth --objective "twice the share" --ends-on 2026-12-31
	kam -q account planaction add growth "visit the board" --owner Li --due-on 2026-07-20
	kam -q account planaction add growth "later" --due-on 2026-09-20
	kam -q ticket add Acme "meter stands still" --severity 2
	kam -q account touch add Acme "first" --contact Acme/Boss --happened-at 2026-07-01T08:00:00Z --next-step "old promise" --next-on 2026-07-02
	kam -q account touch add Acme "second" --contact Acme/Boss --happened-at 2026-07-10T08:00:00Z --next-step "send offer" --next-on 2026-07-18
}

@test "what the customer is to us: group, team, pipeline in the base currency, what they owe" {
	customer
	expect 0 kam report customer --account Acme --csv --columns id,status,tier,group_root,group_accounts,account_owner,delivery_owner
	same "id,status,tier,group_root,group_accounts,account_owner,delivery_owner
A2,active,not scored yet,Group,3,Li," "$output"
	# 1000 + 100 EUR * 8 = 1800; 500 + 80 = 580 weighted; the sister's 30 belong to the group
	# 500 - 100 + 60 = 460 open, 400 of it 30 days overdue
	expect 0 kam report customer --account Acme --csv --columns open_bids,pipeline,weighted,group_pipeline,open_amount,overdue_amount,days_late,open_tickets,last_touch
	same "open_bids,pipeline,weighted,group_pipeline,open_amount,overdue_amount,days_late,open_tickets,last_touch
2,1800.00,580.00,1830.00,460.00,400.00,30,1,2026-07-10T08:00:00Z" "$output"
	# of a customer without a group nothing is said of one
	kam -q account add Alone
	expect 0 kam report customer --account Alone --csv --columns group_root,group_accounts,group_pipeline,pipeline
	same "group_root,group_accounts,group_pipeline,pipeline
,,," "$output"
}

@test "what comes next: the last promise of each thread, and what the plan has open; risks that still count" {
	customer
	expect 0 kam report customer --account Acme --section steps --csv
	same "id,step,due_on,owner,days
TC2,send offer,2026-07-18,,3
PA1,visit the board,2026-07-20,Li,5
PA2,later,2026-09-20,,67" "$output"
	expect 0 kam report customer --account Acme --section risks --csv
	same "id,severity,body,seen_on,days
IN1,2,may close the works,2026-07-05,10" "$output"
	expect 0 kam report customer --account Acme --section plans --csv --columns objective,action,owner,due_on
	same "objective,action,owner,due_on
twice the share,visit the board,Li,2026-07-20" "$output"
}

@test "show is that on one screen for people, and every field for programs" {
	customer
	expect 0 kam account show Acme
	for text in "Customer, Acme, as of 2026-07-15" "twice the share" "may close the works" "meter stands still" second \
		"send offer" Boss "no coach"; do
		holds "$output" "$text"
	done
	# what has no rows is not there
	kam -q account add Alone
	expect 0 kam account show Alone
	[[ $output != *"Open tickets,"* && $output != *"Last touches"* && $output != *"Risks"* ]]
	expect 0 kam account show Acme --fields
	holds "$output" "Region"
	expect 0 kam account show Acme --csv
	[ "$(wc -l <<< "$output")" -eq 2 ]
	holds "$output" "A2,"
	expect 0 kam account show Acme --columns region
	holds "$output" east
	[[ $output != *Customer* ]]
	expect 1 kam account show Nobody
	expect 2 kam account show
}
