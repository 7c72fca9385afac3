# kam log: what happened to one record, and what one operation changed.

load helper

play() {
	kam_db
	kam -q config person add 'Li Lei' --login li
	kam -q account add 华为技术有限公司 --industry telecom
	kam -q account contact add A1 Ann --phone 123
	kam -q bid add Core --account A1 --value 'USD 12' --owner li
	kam -q account edit A1 --industry chips --region south
	kam -q bid edit B1 --value 'USD 15.5' --owner ''
	kam -q account contact edit C1 --phone 456
}

log() {
	expect 0 kam log "$@" --csv --header none --columns operation,record,action,field,old,new
}

@test "a record: each change, field by field, from what to what, the newest first" {
	play
	log A1
	same '6,A1,update,industry,telecom,chips
6,A1,update,region,,south
3,A1,insert,,,' "$output"
	log B1
	same '7,B1,update,owner,PE1,
7,B1,update,value,12.00,15.50
5,B1,insert,,,' "$output"
}

@test "a record is also said by its type and what it is called" {
	play
	log A1
	wanted=$output
	for reference in 'account 华为技术有限公司' 'account A1' 'account   华为技术'; do
		log "$reference"
		same "$wanted" "$output" "$reference"
	done
	expect 1 kam log 'account Nobody'
	holds "$errors" "'Nobody'"
	for reference in what 'accout 1'; do
		expect 2 kam log "$reference"
		holds "$errors" 'account 华为'
	done
}

@test "what is personal is masked, unless it is asked for, and then that is written down" {
	play
	log C1
	same '8,C1,update,phone,,
4,C1,insert,,,' "$output"
	log C1 --unmask
	same '8,C1,update,phone,123,456
4,C1,insert,,,' "$output"
	holds "$(kam log --limit 1 --csv)" --unmask
}

@test "an operation: all that it changed" {
	play
	kam -q account edit --where 'id = A1' --region north --industry ''
	log --operation 6
	same '6,A1,update,industry,telecom,chips
6,A1,update,region,,south' "$output"
	log 9
	same '9,A1,update,industry,chips,
9,A1,update,region,south,north' "$output"
	log --operation 5
	same '5,B1,insert,,,' "$output"
	expect 2 kam log --operation x
	holds "$errors" "operation 'x'"
}

@test "by person and period; what is no period says what one is" {
	play
	KAM_NOW=2026-08-03T08:00:00Z kam -q account add Later
	expect 0 kam log --period 2026-08 --csv --header none --columns operation,done
	same '9,account +1' "$output"
	expect 0 kam log --period 2026-09 --ids
	same '' "$output"
	kam -q --as li account edit A1 --region north
	expect 0 kam log --person li --csv --header none --columns operation,done
	same '10,account ~1' "$output"
	expect 2 kam log --period soon
	holds "$errors" "--period 'soon'"
}
