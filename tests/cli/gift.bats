# kam account gift suggest, check, approve, give: limits, custom, open tenders, what people had; who may approve.
# Asked on 2026-07-15.

load helper

# A company of our own rules: nothing of what comes with kam is left.
#   limits   any 300 a gift, 1,000 a person and year, 1,200 a customer and year; director 400; key 350;
#            director on a birthday 500
#   items    CG tea 200 (culture), pen 320 (business), clock 100 (home), card 50 (cash), wine 150 (culture), vase 600 (home)
#   people   Zhang, director, Muslim, likes tea; Liu, of the subsidiary, from Germany; Chen, beside Zhang
company() {
	local me record
	me=$(id -un)
	kam_db
	for record in catalogue taboo giftlimit; do
		# shellcheck disable=SC2046 # ids
		kam -q config $record rm $(kam config $record list --ids) > /dev/null
	done
	kam config giftlimit add --per-gift 300 --per-person-year 1000 --per-account-year 1200 > /dev/null
	kam config giftlimit add --level director --per-gift 400 > /dev/null
	kam config giftlimit add --tier key --per-gift 350 > /dev/null
	kam config giftlimit add --level director --occasion birthday --per-gift 500 > /dev/null
	kam config catalogue add tea 200 --style culture --tag tea --season 'autumn;Mid-Autumn' --lead-days 3 > /dev/null
	kam config catalogue add pen 320 --style business --lead-days 12 > /dev/null
	kam config catalogue add clock 100 --style home --tag clock > /dev/null
	kam config catalogue add card 50 --style business --cash-equivalent yes > /dev/null
	kam config catalogue add wine 150 --style culture --tag drink=wine > /dev/null
	kam config catalogue add vase 600 --style home > /dev/null
	kam config taboo add clock 'sounds like the end' --region 'China;中国' > /dev/null
	kam config taboo add 'alcohol;wine' 'not for Muslims' --faith 'Islam;Muslim' > /dev/null
	kam config taboo add any 'ask compliance first' --relation official --effect warn > /dev/null
	kam config taboo add medicine 'a remark on their health' --region 'West;Germany' > /dev/null
	kam config person add Han --login "$me" > /dev/null
	kam config person add Li --login lili --approve-for "others $me" > /dev/null
	kam config person add Wang --login wang --approve-for others > /dev/null
	kam account add Acme > /dev/null
	kam account add Sub --parent Acme > /dev/null
	kam account contact add Acme Zhang --level director --faith muslim --tag likes=tea > /dev/null
	kam account contact add Sub Liu --region Germany > /dev/null
	kam account contact add Acme Chen > /dev/null
}

# verdicts CONTACT…: RULE VERDICT of each row, and the exit status last
verdicts() {
	run --separate-stderr kam account gift check "$@" --csv --columns rule,verdict,most,spent,amount --header none
	printf '%s\n' "$output" "$status"
}

@test "the limit that says most of tier, level and occasion is taken, each amount by itself" {
	company
	same 'per gift,allowed,400.00,0.00,320.00
per person and year,allowed,1000.00,0.00,320.00
per account and year,allowed,1200.00,0.00,320.00
0' "$(verdicts Zhang pen)"
	same 'per gift,allowed,500.00,0.00,500.00
per person and year,allowed,1000.00,0.00,500.00
per account and year,allowed,1200.00,0.00,500.00
0' "$(verdicts Zhang --amount 500 --occasion birthday)"
	same 'per gift,approval,300.00,0.00,320.00
per person and year,allowed,1000.00,0.00,320.00
per account and year,allowed,1200.00,0.00,320.00
1' "$(verdicts Chen pen)"
	# tier and level say as much as each other: the tier counts
	kam config snapshot add Acme --taken-on 2026-07-01 --score 90 --tier key > /dev/null
	same 'per gift,approval,350.00,0.00,350.01' "$(verdicts Zhang --amount 350.01 | head -1)"
	# an item at another price than the catalogue's
	same 'per gift,allowed,350.00,0.00,10.00' "$(verdicts Zhang pen --amount 10 | head -1)"
}

@test "an occasion that is empty is none: the festival's limit holds" {
	company
	kam config giftlimit add --occasion festival --level director --per-gift 90 > /dev/null
	for occasion in festival ''; do
		expect 1 kam account gift check Zhang clock --occasion "$occasion" --csv
		holds "$output" 'per gift,approval,90.00'
	done
}

@test "what was given this year counts, what was declined, returned or of another year does not" {
	company
	while IFS='|' read -r -a words; do
		kam account gift add "${words[@]}" > /dev/null
	done <<-'END'
		Zhang|thanks|300|--status|given|--given-on|2026-01-05
		Zhang|thanks|90|--status|declined|--given-on|2026-02-01
		Zhang|thanks|80|--status|returned|--given-on|2026-02-01
		Zhang|thanks|70|--status|given|--given-on|2025-12-31
		Zhang|thanks|60|--planned-on|2026-12-01
		Chen|thanks|250|--status|given|--given-on|2026-03-01
		Liu|thanks|200|--status|given|--given-on|2026-03-01
	END
	# Zhang 300; Acme 300 + 250 = 550; the subsidiary is a customer of its own
	same 'per gift,allowed,400.00,0.00,400.00
per person and year,allowed,1000.00,300.00,400.00
per account and year,allowed,1200.00,550.00,400.00
0' "$(verdicts Zhang --amount 400)"
	kam account gift give Zhang --amount 400 --title bowl > /dev/null
	# 700 + 301 > 1000, and 950 + 301 > 1200
	same 'per gift,allowed,400.00,0.00,301.00
per person and year,approval,1000.00,700.00,301.00
per account and year,approval,1200.00,950.00,301.00
1' "$(verdicts Zhang --amount 301)"
	same 0 "$(verdicts Zhang --amount 250 | tail -1)"
	same 1 "$(verdicts Chen --amount 251 | tail -1)"
	# next year all begins anew
	same 0 "$(verdicts Chen --amount 251 --on 2027-01-01 | tail -1)"
}

@test "an approved gift counts before it is given; one in another currency at the rate of its day" {
	company
	kam config rate add USD 7 --starts-on 2026-01-01 > /dev/null
	kam config rate add USD 8 --starts-on 2026-06-01 > /dev/null
	kam account gift add Chen thanks 400 --giver Wang > /dev/null
	same 'per person and year,allowed,1000.00,0.00,10.00' "$(verdicts Chen --amount 10 | sed -n 2p)"
	kam account gift approve GF1
	same 'per person and year,allowed,1000.00,400.00,10.00' "$(verdicts Chen --amount 10 | sed -n 2p)"
	# 20 USD on 1 May are 140, today 10 USD are 80
	kam account gift add Chen thanks 'USD 20' --status given --given-on 2026-05-01 > /dev/null
	same 'per person and year,allowed,1000.00,540.00,80.00' "$(verdicts Chen --amount 'USD 10' | sed -n 2p)"
	# without a rate nothing can be said of it
	run --separate-stderr kam account gift check Chen --amount 'EUR 1' --csv --columns rule,verdict,why
	same 'rule,verdict,why
rate,forbidden,there is no rate for EUR by which to compare: kam config rate add' "$output"
	same 1 "$status"
}

@test "cash equivalents, custom and a tender that is undecided forbid it, whoever would approve" {
	company
	same 'cash equivalent,forbidden,,,' "$(verdicts Chen card | sed -n 4p)"
	same 'custom,forbidden,,,' "$(verdicts Chen clock | sed -n 4p)"
	expect 1 kam account gift give Chen clock
	holds "$errors" 'sounds like the end'
	expect 1 kam account gift give Chen card
	# a German may have a clock, and no medicine
	expect 0 kam account gift check Liu clock
	kam config catalogue edit vase --price 100 --tag medicine
	expect 1 kam account gift check Liu vase
	expect 0 kam account gift check Chen vase
	# at home customs are Chinese only where the base currency is, or the setting says so
	kam config setting edit gift_region --value Germany
	expect 0 kam account gift check Chen clock
	expect 1 kam account gift check Chen vase
	kam config setting edit gift_region --value ''
	# a tender of the subsidiary is one of the group; before it was opened, and from its decision on, it is none
	kam bid add Network --account Sub --tender ZB-7 --opened-on 2026-07-01 > /dev/null
	run --separate-stderr kam account gift check Chen tea --csv --columns rule,verdict,why
	same 'blackout,forbidden,B1 Network: their tender ZB-7 is undecided' "${lines[4]}"
	same 1 "$status"
	expect 1 kam account gift give Chen tea
	expect 0 kam account gift check Chen tea --on 2026-06-30
	kam bid edit B1 --stage lost --reason price --closed-on 2026-07-15
	expect 0 kam account gift check Chen tea
	expect 1 kam account gift check Chen tea --on 2026-07-14
	# a bid without a tender is daily business
	kam bid add Refill --account Acme > /dev/null
	expect 0 kam account gift check Chen tea
	same '' "$(kam account gift list --ids)"
}

@test "what custom says of a person's faith is not said without --unmask, which is written down" {
	company
	run --separate-stderr kam account gift check Zhang wine --csv --columns rule,verdict,why
	same 'custom,forbidden,a custom that has to do with the person; --unmask says which' "${lines[4]}"
	run --separate-stderr kam account gift check Zhang wine --csv --columns rule,verdict,why --unmask
	same 'custom,forbidden,not for Muslims' "${lines[4]}"
	same 1 "$status"
	holds "$(kam log --limit 1 --csv)" 'gift check Zhang wine'
	expect 0 kam account gift check Chen wine
	kam account contact edit Chen --relation official
	run --separate-stderr kam account gift check Chen wine --csv --columns rule,verdict,why
	same 'custom,warning,ask compliance first' "${lines[4]}"
	same 0 "$status"
	expect 0 kam account gift give Chen wine
	holds "$errors" 'warning: ask compliance first'
}

@test "suggest ranks by budget, season, suitability and novelty; each figure worked by hand" {
	company
	kam account contact edit Zhang --faith ''
	# A birthday of a director: 500 a gift, 1,000 left for the person, 1,200 for the customer: 500 to spend.
	# On 20 September it is autumn, and Mid-Autumn (25 September 2026) is near.
	# tea   budget 200/500 = 40, season 100, likes tea 100, culture is new 100: 340/4 = 85
	# pen   320/500 = 64, none said 50, 50, 100: 264/4 = 66
	# wine  150/500 = 30, 50, 50, 100: 57.5
	expect 0 kam account gift suggest Zhang --occasion birthday --on 2026-09-20 --csv \
		--columns title,score,budget,season,suits,novelty,order_by
	same 'title,score,budget,season,suits,novelty,order_by
tea,85,40,100,100,100,2026-09-17
pen,66,64,50,50,100,2026-09-08
wine,57.5,30,50,50,100,2026-09-20' "$output"
	holds "$errors" '500.00 on one gift; left this year for the person 1,000.00, for the customer 1,200.00'
	holds "$errors" '3 items are left out'
	# In July tea is out of season: 40 + 0 + 100 + 100 = 240/4 = 60. Chen had culture: novelty 50 for wine, 47.5 - 2.5.
	kam account gift add Chen thanks 10 --item wine --status given --given-on 2026-01-01 > /dev/null
	expect 0 kam account gift suggest Zhang --occasion birthday --csv --columns title,score,novelty
	same 'title,score,novelty
pen,66,100
tea,47.5,50' "$output"
	# What Zhang had of that style: tea 40 + 0 + 100 + 0 = 35
	kam account gift add Zhang thanks 10 --title WINE --status given --given-on 2026-01-01 > /dev/null
	expect 0 kam account gift suggest Zhang --occasion birthday --csv --columns title,score,novelty
	same 'title,score,novelty
pen,66,100
tea,35,0' "$output"
	# 290 is left for Zhang this year: the pen is too dear now, and tea is 200/290 = 68.97: (68.97 + 0 + 100 + 0)/4 = 42.24
	kam account gift add Zhang thanks 350 --status given --given-on 2026-02-01 > /dev/null
	kam account gift add Zhang thanks 350 --status given --given-on 2026-02-02 > /dev/null
	expect 0 kam account gift suggest Zhang --occasion birthday --csv --columns title,score,budget
	same 'title,score,budget
tea,42.24,68.97' "$output"
}

@test "seasons begin in March, June, September and December; a festival counts from 30 days before it on" {
	company
	kam config catalogue add sledge 10 --season winter > /dev/null
	kam config catalogue add fan 10 --season ' Summer ' > /dev/null
	kam config catalogue add lantern 10 --season 'Feast;Moon' > /dev/null
	kam config festival add 'Moon Feast' 2026-11-30 > /dev/null
	season() {
		kam -q account gift suggest Chen --csv --header none --on "$1" --sort title \
			--columns title,season | grep -E 'fan|lantern|sledge' | cut -d , -f 2 | tr '\n' ' '
	}
	same '100 0 0 ' "$(season 2026-08-31)"
	same '0 0 0 ' "$(season 2026-10-30)"
	same '0 100 0 ' "$(season 2026-10-31)"
	same '0 100 0 ' "$(season 2026-11-30)"
	same '0 0 100 ' "$(season 2026-12-01)"
	same '0 0 100 ' "$(season 2027-02-28)"
	same '0 0 0 ' "$(season 2027-03-01)"
	same '100 0 0 ' "$(season 2027-06-01)"
}

@test "what is left out is seen with --all and with --explain, last, and why" {
	company
	kam account gift add Zhang thanks 10 --item tea --status given --given-on 2025-01-01 > /dev/null
	kam account gift add Chen thanks 10 --item pen --status returned --given-on 2026-01-01 > /dev/null
	kam account gift add Chen thanks 10 --item vase --planned-on 2026-12-01 > /dev/null
	for option in --all --explain; do
		expect 0 kam account gift suggest Zhang --csv --columns title,left_out --sort title $option
		same 'title,left_out
card,as good as money
clock,sounds like the end
pen,
tea,"given to the person, or planned, before: 2025-01-01"
vase,"dearer than may be spent without an approval; given to Chen, or planned, before: 2026-12-01"
wine,a custom that has to do with the person; --unmask says which' "$output"
	done
	holds "$errors" 'score: the mean of'
	# nothing at all while a tender is undecided
	kam bid add Network --account Acme --tender ZB-7 > /dev/null
	expect 0 kam account gift suggest Zhang --ids
	same '' "$output"
	holds "$errors" '6 items are left out'
}

@test "over a limit someone else approves first; never the giver, never without leave" {
	company
	expect 1 kam account gift give Zhang vase
	holds "$errors" 'needs an approval first'
	same '' "$(kam account gift list --ids)"
	kam account gift add Zhang thanks 600 --item vase > /dev/null
	same 'Han' "$(kam account gift list --csv --columns giver.name --header none)"
	expect 1 kam account gift give GF1
	expect 1 kam account gift approve GF1
	holds "$errors" 'nobody approves what is their own'
	# --as: Wang has not named this login; Li has, but the giver sits here all the same
	expect 1 kam account gift approve GF1 --as Wang
	holds "$errors" 'may not approve for Wang'
	expect 1 kam account gift approve GF1 --as Li
	expect 1 kam account gift edit GF1 --status approved --approver Li
	expect 1 kam account gift edit GF1 --status approved
	kam account gift edit GF1 --giver Wang
	expect 1 kam account gift approve GF1 --as Wang
	expect 0 kam account gift approve GF1 --as Li
	same 'approved,PE2' "$(kam account gift list --csv --columns status,approver --header none)"
	holds "$(kam log --limit 1 --csv)" ,Li,
	expect 1 kam account gift approve GF1
	holds "$errors" 'only a planned gift'
	# it is given as it was approved, or for less
	expect 1 kam account gift edit GF1 --amount 700
	expect 1 kam account gift edit GF1 --contact Chen
	expect 1 kam account gift edit GF1 --giver Li
	expect 0 kam account gift edit GF1 --amount 590
	expect 0 kam account gift give GF1
	same GF1 "$output"
	same 'given,2026-07-15,590.00' "$(kam account gift list --csv --columns status,given_on,amount --header none)"
	expect 1 kam account gift give GF1
	kam undo > /dev/null
	same approved "$(kam account gift list --csv --columns status --header none)"
}

@test "who approves must be known, and be with us" {
	company
	kam account gift add Chen thanks 400 --giver Wang > /dev/null
	kam config person edit Han --left-on 2026-07-01
	expect 1 kam account gift approve GF1
	holds "$errors" 'left on 2026-07-01'
	kam config person edit Han --login ''
	expect 1 kam account gift approve GF1
	holds "$errors" 'nobody has the login'
	expect 1 kam account gift approve GF1 --as Nobody
	expect 1 kam account gift approve GF9
}

@test "give: declined and returned ones stay so; a new gift in one step; what it is has to be said" {
	company
	kam account gift add Chen thanks 100 --status declined > /dev/null
	kam account gift add Chen thanks 100 --status returned > /dev/null
	expect 1 kam account gift give GF1
	holds "$errors" 'GF1 is declined'
	expect 1 kam account gift give GF2
	expect 1 kam account gift approve GF2
	same 'declined
returned' "$(kam account gift list --csv --columns status --header none --sort id)"
	expect 0 kam account gift give Chen tea --occasion thanks --on 2026-07-01
	same GF3 "$output"
	expect 0 kam account gift give Chen --amount 30 --title mug
	same 'GF3,thanks,CG19,,200.00,2026-07-01,PE1,given
GF4,festival,,mug,30.00,2026-07-15,PE1,given' "$(kam account gift list --csv --sort id --status given \
		--columns id,occasion,item,title,amount,given_on,giver,status --header none)"
	expect 0 kam account gift edit GF4 --status returned
	expect 2 kam account gift give Chen tea --occasion wedding
	expect 2 kam account gift give
	expect 2 kam account gift check Chen
	expect 2 kam account gift give GF1 --title mug
	expect 1 kam account gift check Nobody tea
	expect 1 kam account gift check Chen nothing
	expect 0 kam account gift give Chen pen --amount 20 --dry-run
	same 4 "$(kam account gift list --ids | wc -l)"
}

@test "an import states facts: history comes as it was" {
	company
	printf '%s\n' contact,occasion,amount,item,status,given_on,giver,approver \
		'Chen,birthday,9000,clock,given,2026-01-01,Han,Han' > gifts.csv
	expect 0 kam account gift import gifts.csv
	same 'given,PE1,PE1' "$(kam account gift list --csv --columns status,giver,approver --header none)"
}

@test "what comes with kam: items, customs, festivals; limits as the base currency has them" {
	kam_db
	kam init --db usd.db --currency USD
	kam init --db jpy.db --currency JPY
	same '300.00,1000.00,5000.00' "$(kam config giftlimit list --csv --header none --columns per_gift,per_person_year,per_account_year --where 'tier is empty and level is empty and occasion is empty')"
	same '50.00,100.00,500.00' "$(kam config giftlimit list --db usd.db --csv --header none --columns per_gift,per_person_year,per_account_year --where 'tier is empty and level is empty and occasion is empty')"
	# none are known in yen: nothing is given without an approval until the company says its own
	same '0' "$(kam config giftlimit list --db jpy.db --csv --header none --columns per_gift --where 'per_gift is not empty')"
	for db in kam.db usd.db jpy.db; do
		same 18 "$(kam config catalogue list --db $db --ids | wc -l)"
		same 7 "$(kam config giftlimit list --db $db --ids | wc -l)"
	done
	# new moons near midnight in Beijing: 6 February 2027 23:56, 3 February 2030 00:07
	same '2026-02-17
2027-02-06
2028-01-26
2029-02-13
2030-02-03' "$(kam config festival list --csv --header none --columns day --where 'name ~ "Spring Festival" and day >= 2026-01-01 and day < 2031-01-01')"
	same '2026-09-25
2027-09-15' "$(kam config festival list --csv --header none --columns day --where 'name ~ 中秋 and (day.year = 2026 or day.year = 2027)')"
	same '2026-06-19' "$(kam config festival list --csv --header none --columns day --where 'name ~ 端午 and day.year = 2026')"
	same '2026-04-05' "$(kam config festival list --csv --header none --columns day --where 'name ~ Easter and day.year = 2026')"
	same '2026-11-26' "$(kam config festival list --csv --header none --columns day --where 'name ~ Thanksgiving and day.year = 2026')"
	# a clock in China and in Germany; alcohol, and leather
	kam account add Acme > /dev/null
	kam account contact add Acme Zhang > /dev/null
	kam account contact add Acme Klein --region Germany > /dev/null
	kam account contact add Acme Rao --region India --faith Hindu > /dev/null
	expect 1 kam account gift check Zhang 'Desk clock 座钟'
	expect 0 kam account gift check Klein 'Desk clock 座钟'
	expect 1 kam account gift check Rao 'Leather notebook, engraved 定制真皮笔记本'
	expect 0 kam account gift check Klein 'Leather notebook, engraved 定制真皮笔记本'
	expect 1 kam account gift check Klein 'Shopping card 购物卡'
}

@test "the hook gift-approval is told of a planned gift that someone else has to approve" {
	company
	printf '#!/bin/sh\ncat >> "%s/told"\n' "$PWD" > hook.sh
	chmod +x hook.sh
	mkdir -p "$XDG_CONFIG_HOME/kam"
	printf '[hooks]\ngift-approval = %s\n' "$PWD/hook.sh" > "$XDG_CONFIG_HOME/kam/config"
	kam account gift add Chen thanks 300 > /dev/null
	[ ! -e told ]
	expect 0 kam account gift add Chen thanks 301
	same 'gift-approval GF2 C3 Han' "$(jq -r '"\(.event) \(.gift) \(.contact) \(.giver)"' told)"
	holds "$(cat told)" 'dearer than one gift may be'
	rm told
	# a note is no new question; more money is; what is forbidden is no matter of an approval
	kam account gift edit GF2 --note x
	[ ! -e told ]
	kam account gift edit GF1 --amount 302
	same GF1 "$(jq -r .gift told)"
	rm told
	kam account gift add Chen thanks 900 --item card > /dev/null
	kam -q account gift add Chen thanks 900 --dry-run
	printf '%s\n' contact,occasion,amount Chen,thanks,900 > gifts.csv
	kam -q account gift import gifts.csv
	[ ! -e told ]
}
