# kam report gifts: the register, sums of a person's and a customer's year against the limits, what is not in order.
# Asked on 2026-07-15.

load helper

# Limits: 300 a gift, 500 a person and year, 700 a customer and year; a director 400 a gift.
#   GF1 Zhang (director)  2026-01-05  400  given      Han           Zhang 400, Acme 400
#   GF2 Zhang             2026-02-01  100  given      Han           Zhang 500, Acme 500
#   GF3 Chen              2026-03-01  301  given      Han           over one gift; Acme 801: over its year
#   GF4 Zhang             2026-04-01   10  given      Han           Zhang 510: over the person's year; Acme 811
#   GF5 Chen              2026-05-01   50  given      Han, by Li    Acme 861, but approved
#   GF6 Chen              2026-06-01   20  given      Li, by Li     approved by its giver
#   GF7 Chen              2026-06-02  999  returned
#   GF8 Liu (Sub)         2026-06-15   30  given      nobody        no giver, a card, a tender of the group
#   GF9 Liu               2026-09-01   60  approved   Han, by Li    to come
#   GF10 Liu              2026-10-01   70  planned    Han
#   GF11 Liu              2025-12-31  200  given      Han           another year
#   GF12 Liu              2026-07-01    9  EUR, without a rate
gifts() {
	local record
	kam_db
	for record in catalogue taboo giftlimit; do
		# shellcheck disable=SC2046 # ids
		kam -q config $record rm $(kam config $record list --ids) > /dev/null
	done
	kam config giftlimit add --per-gift 300 --per-person-year 500 --per-account-year 700 > /dev/null
	kam config giftlimit add --level director --per-gift 400 > /dev/null
	kam config catalogue add card 30 --cash-equivalent yes > /dev/null
	kam config person add Han > /dev/null
	kam config person add Li > /dev/null
	kam account add Acme > /dev/null
	kam account add Sub --parent Acme > /dev/null
	kam account contact add Acme Zhang --level director > /dev/null
	kam account contact add Acme Chen > /dev/null
	kam account contact add Sub Liu > /dev/null
	kam bid add Network --account Acme --tender ZB-7 --opened-on 2026-06-10 > /dev/null
	kam bid edit B1 --stage lost --reason price --closed-on 2026-06-20
	cat > gifts.csv <<-'END'
		contact,occasion,amount,currency,given_on,planned_on,status,giver,approver,item,title
		Zhang,thanks,400,,2026-01-05,,given,Han,,,bowl
		Zhang,thanks,100,,2026-02-01,,given,Han,,,pen
		Chen,thanks,301,,2026-03-01,,given,Han,,,vase
		Zhang,thanks,10,,2026-04-01,,given,Han,,,book
		Chen,thanks,50,,2026-05-01,,given,Han,Li,,tea
		Chen,thanks,20,,2026-06-01,,given,Li,Li,,cup
		Chen,thanks,999,,2026-06-02,,returned,Han,,,gold
		Liu,thanks,30,,2026-06-15,,given,,,card,
		Liu,thanks,60,,,2026-09-01,approved,Han,Li,,tea
		Liu,thanks,70,,,2026-10-01,planned,Han,,,tea
		Liu,thanks,200,,2025-12-31,,given,Han,,,tea
		Liu,thanks,9,EUR,2026-07-01,,given,Han,,,soap
	END
	kam -q account gift import gifts.csv
}

@test "the register: whom, what, how much, approved by whom, and what is not in order" {
	gifts
	expect 0 kam report gifts --csv --columns id,day,contact,what,amount,status,giver,approver,finding
	same 'id,day,contact,what,amount,status,giver,approver,finding
GF1,2026-01-05,Zhang,bowl,400.00,given,Han,,
GF2,2026-02-01,Zhang,pen,100.00,given,Han,,
GF3,2026-03-01,Chen,vase,301.00,given,Han,,"over the limit of one gift, over the year of the customer"
GF4,2026-04-01,Zhang,book,10.00,given,Han,,"over the year of the person, over the year of the customer"
GF5,2026-05-01,Chen,tea,50.00,given,Han,Li,
GF6,2026-06-01,Chen,cup,20.00,given,Li,Li,approved by its giver
GF7,2026-06-02,Chen,gold,999.00,returned,Han,,
GF8,2026-06-15,Liu,card,30.00,given,,,"no giver, as good as money, while a tender was undecided"
GF12,2026-07-01,Liu,soap,,given,Han,,
GF9,2026-09-01,Liu,tea,60.00,approved,Han,Li,
GF10,2026-10-01,Liu,tea,70.00,planned,Han,,' "$output"
	holds "$errors" '1 gift in a currency without a rate'
	expect 0 kam report gifts --period 2025 --ids
	same GF11 "$output"
}

@test "what is not in order are findings" {
	gifts
	expect 3 kam report gifts --section findings --csv --columns id --header none --check
	same 'GF3
GF4
GF6
GF8' "$output"
	expect 0 kam report gifts --period 2026-01 --check --csv
	expect 0 kam report gifts --section findings --where 'contact.name = Liu and amount < 10' --check --csv
	same 1 "${#lines[@]}"
}

@test "a person's and a customer's year against the limit" {
	gifts
	expect 0 kam report gifts --section persons --csv --columns id,year,gifts,given,approved,most,left
	# Zhang 400 + 100 + 10; Chen 301 + 50 + 20; Liu 30, and 60 to come
	same 'id,year,gifts,given,approved,most,left
C1,2026,3,510.00,0.00,500.00,-10.00
C2,2026,3,371.00,0.00,500.00,129.00
C3,2026,2,30.00,60.00,500.00,410.00' "$output"
	expect 0 kam report gifts --section accounts --csv --columns id,year,gifts,given,approved,most,left
	same 'id,year,gifts,given,approved,most,left
A1,2026,6,881.00,0.00,700.00,-181.00
A2,2026,2,30.00,60.00,700.00,610.00' "$output"
	# a part of a year shows who had something in it, with the whole year
	expect 0 kam report gifts --section persons --period 2026-01 --csv --columns id,given
	same 'id,given
C1,510.00' "$output"
	expect 0 kam report gifts --section persons --period all --csv --columns id,year,given --where 'contact.name = Liu' --sort year
	same 'id,year,given
C3,2025,200.00
C3,2026,30.00' "$output"
	kam config rate add EUR 10 --starts-on 2026-01-01 > /dev/null
	expect 0 kam report gifts --section persons --csv --columns id,given --where 'contact.name = Liu'
	same 'id,given
C3,120.00' "$output"
}

@test "behind a line: the limits for a gift, best first; the gifts of a person and of a customer" {
	gifts
	expect 0 kam report gifts --explain GF1 --csv --columns level,per_gift
	same 'level,per_gift
director,400.00
,300.00' "$output"
	expect 0 kam report gifts --section persons --explain C1 --csv --columns id,amount
	same 'id,amount
GF1,400.00
GF2,100.00
GF4,10.00' "$output"
	expect 0 kam report gifts --section accounts --explain A2 --ids
	same 'GF8
GF12
GF9
GF10' "$output"
}

@test "an empty database gives headers only, and no finding" {
	kam_db
	for section in register persons accounts findings; do
		expect 0 kam report gifts --section "$section" --csv --check
		same 1 "${#lines[@]}" "$section"
	done
}
