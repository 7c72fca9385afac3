# kam report rivals: bids against competitors, what is known of them, who has no answer. Figures worked out by hand.

load helper

# ZTE: lost a (600, custom), won b (1,000, custom; recorded as rival ｚｔｅ, and named as well: once), open c (300).
# Cisco: lost a too (recorded on it), won d (400, standard); known at Acme with 33.33 %. None named: e won, f lost, standard.
# In 2025: g lost to ZTE. Withdrawn: h against ZTE.
played() {
	kam_db
	kam -q config person add Li
	kam -q account add Acme
	local title stage closed value offer competitor
	while IFS='|' read -r title stage closed value offer competitor; do
		kam -q bid add "$title" --account Acme --owner Li --stage "$stage" --closed-on "$closed" --value "$value" \
			--offer "$offer" --competitor "$competitor"
	done <<- 'END'
		a|lost|2026-02-01|600|custom|ZTE
		b|won|2026-03-01|1000|custom|ZTE
		c|qualified||300|standard|ZTE
		d|won|2026-04-01|400|standard|Cisco
		e|won|2026-04-02|50|standard|
		f|lost|2026-04-03|60|standard|
		g|lost|2025-12-31|9000|custom|ZTE
		h|withdrawn|2026-05-01|70|custom|ZTE
	END
	kam -q account rival add Cisco --bid a
	kam -q account rival add ｚｔｅ --bid b --strength price --weakness service
	kam -q account rival add Acme Cisco --share 33.33
	kam -q account rival add Acme Juniper
}

@test "bids against each, won and lost, by count and by value; whom none met yet" {
	played
	expect 0 kam report rivals --csv
	# ZTE: 1 of 2, 1,000 of 1,600; Cisco: 1 of 2, 400 of 1,000
	same 'name,bids,won,lost,rate,open,won_value,lost_value,value_rate,open_value,accounts
ZTE,3,1,1,50.00,1,1000.00,600.00,62.50,300.00,0
Cisco,2,1,1,50.00,0,400.00,600.00,40.00,0.00,1
Juniper,0,0,0,,0,0.00,0.00,,0.00,1' "$output"
	expect 0 kam report rivals --explain Cisco --csv
	same 'id,title,account,owner,stage,value,closed_on,reason
B1,a,Acme,Li,lost,600.00,2026-02-01,
B4,d,Acme,Li,won,400.00,2026-04-01,' "$output"
	expect 0 kam report rivals --explain
	holds "$output" '2 won, lost and open bids that name no competitor'
	expect 0 kam report rivals --period 2025 --csv --columns name,won,lost,open
	same 'name,won,lost,open
ZTE,0,1,1
Cisco,0,0,0
Juniper,0,0,0' "$output"
	# cohorts: without a day of opening that of entry, 2026-07-15, counts; won and lost with no day of closing are left out
	expect 0 kam report rivals --dated opened_on --period 2026-07 --csv --columns name,won,lost
	same 'name,won,lost
ZTE,1,2
Cisco,1,1
Juniper,0,0' "$output"
	printf 'ref,title,account,stage\nx,undated,Acme,lost\n' > undated.csv
	kam -q bid import undated.csv
	expect 0 kam report rivals --explain
	holds "$output" '1 won and lost bid without that date'
	expect 0 kam report rivals --rival zte --csv --columns name,bids
	same 'name,bids
ZTE,3' "$output"
}

@test "by our offer, by discount band, against one competitor, and with none named" {
	played
	expect 0 kam report rivals --section lines --csv
	# custom: a lost to two of them counts once
	same 'name,won,lost,rate,won_value,lost_value,value_rate,alone_won,alone_lost,alone_rate
custom,1,1,50.00,1000.00,600.00,62.50,0,0,
standard,1,0,100.00,400.00,0.00,100.00,1,1,50.00' "$output"
	expect 0 kam report rivals --section lines --rival Cisco --csv --columns name,won,lost,alone_won
	same 'name,won,lost,alone_won
custom,0,1,0
standard,1,0,1' "$output"
	kam -q bid edit a --list-value 600
	kam -q bid edit b --list-value 1250
	expect 0 kam report rivals --section lines --by discount_band --csv --columns name,won,lost
	# b at 20 %
	same 'name,won,lost
0,0,1
10-20,1,0
,1,0' "$output"
	expect 0 kam report rivals --section lines --explain custom --csv --columns id,rivals
	same 'id,rivals
B1,Cisco; ZTE
B2,ZTE' "$output"
}

@test "what is known of them; an open bid against one without a counter is a finding" {
	played
	expect 0 kam report rivals --section known --csv
	same 'id,name,whose,share,counter,strength,weakness
RV3,Cisco,Acme,33.33,,,
RV1,Cisco,a,,,,
RV4,Juniper,Acme,,,,
RV2,ｚｔｅ,b,,,price,service' "$output"
	expect 3 kam report rivals --section unanswered --check --csv
	same 'id,title,owner,stage,value,rivals,lost,close_on
B3,c,Li,qualified,300.00,ZTE,1,' "$output"
	kam -q account rival add Acme zte --counter 'our service'
	expect 0 kam report rivals --section unanswered --check
}

@test "other currencies are said; a database without bids" {
	played
	kam -q bid add usd --account Acme --stage won --closed-on 2026-02-01 --value 'USD 50' --competitor Cisco
	expect 0 kam report rivals --csv --columns name,won,won_value
	holds "$output" 'Cisco,2,400.00'
	holds "$errors" '1 bid in a currency without a rate, in no sum'
	kam -q config rate add USD 7 --starts-on 2026-01-01
	expect 0 kam report rivals --csv --columns name,won,won_value
	holds "$output" 'Cisco,2,750.00'
	rm kam.db
	kam_db
	for section in rivals lines known unanswered; do
		expect 0 kam report rivals --section $section --csv --check
		same 1 "${#lines[@]}" $section
	done
}
