# A company's own stages and templates: they take the place of what came, or are refused with their lines.

load helper

root=$BATS_TEST_DIRNAME/../..

part() {
	sed -n "/^\.\\\\\" file $1\$/,/^\.\\\\\" end/p" "$root/man/kam-stage.5" | sed '/^\./d; s/\\e/\\/g; s/\\&//g'
}

# The files of kam-stage(5) in a new database, and Wei, for whose bids Han answers.
own() {
	kam_db
	kam -q config person add Han --login "$(id -un)"
	kam -q config person add Wei --manager Han
	kam -q account add Acme
	part stages.csv > stages.csv
	part templates.csv > templates.csv
	expect 0 kam config stage import stages.csv --replace
	# ten stages and fifteen templates came with kam
	same 'kam: 5 rows read: 5 stage added, 0 changed, 0 unchanged
kam: 25 records that the file does not name were removed' "$errors"
	expect 0 kam config template import templates.csv --replace
	same 'kam: 5 rows read: 5 template added, 0 changed, 0 unchanged' "$errors"
}

stages() {
	kam config stage list --csv --header none --columns name,position,probability,outcome --sort position
}

stage_of() {
	kam bid show "$1" --csv --header none --columns stage
}

@test "the files in kam-stage(5) replace what came, in one operation each; once more they change nothing" {
	own
	same '接触,1,20.00,open
方案,2,50.00,open
赢单,3,100.00,won
丢单,4,0.00,lost
放弃,5,0.00,withdrawn' "$(stages)"
	for type in stage template; do
		expect 0 kam config $type import ${type}s.csv --replace
		same 'kam: 5 rows read, 5 unchanged: nothing was changed' "$errors"
	done
	# a line less, a line changed
	sed -i '/递交标书/d; s/保函,account/保函,delivery/' templates.csv
	expect 0 kam config template import templates.csv --replace
	same 'kam: 4 rows read: 0 template added, 1 changed, 3 unchanged
kam: 1 record that the file does not name was removed' "$errors"
	expect 0 kam undo --last 3
	same 10,15 "$(kam config stage list --ids | wc -l),$(kam config template list --ids | wc -l)"
}

@test "a tender goes its way through a company's own stages; reports and verbs read outcomes, never names" {
	own
	kam -q config setting edit submit_stage --value 方案
	# Thursday 2026-12-24: ten working days before is Thursday the 10th, five Thursday the 17th
	kam -q bid add 园区网 --account Acme --owner Wei --value 1000 --submit-by 2026-12-24
	same 接触 "$(stage_of B1)"
	expect 0 kam bid gate B1 --csv --columns id,title,role,needed_by,blocks
	same 'id,title,role,needed_by,blocks
CK1,客户需求清单,account,,yes
CK2,售前工程师,solution,2026-12-10,yes' "$output"
	expect 1 kam bid advance B1
	holds "$errors" 'B1 does not leave 接触 while these are open: CK1 客户需求清单 (account); CK2 售前工程师 (solution)'
	expect 1 kam bid win B1
	kam -q bid checkitem done CK1
	kam -q bid checkitem grant CK2 --to Han
	expect 0 kam bid submit B1
	same 方案 "$(stage_of B1)"
	same '投标保函,2026-12-17
价格评审,
递交标书,2026-12-24' "$(kam bid checkitem list --stage 方案 --csv --header none --columns title,needed_by --sort id)"
	expect 1 kam bid win B1
	expect 0 kam bid advance B1 --to 赢单 --waive CK3 --waive CK4 --why 框架协议
	same 赢单 "$(stage_of B1)"
	expect 0 kam bid reopen B1
	same 方案 "$(stage_of B1)"
	expect 0 kam bid win B1
	kam -q bid add 二期 --account Acme --owner Wei --value 500
	expect 0 kam bid lose B2 --reason price
	same 丢单 "$(stage_of B2)"
	kam -q bid add 三期 --account Acme --owner Wei --value 70
	expect 0 kam bid withdraw B3 --why 'no people'
	same 放弃 "$(stage_of B3)"
	kam -q bid add 四期 --account Acme --owner Wei --value 30
	expect 0 kam report winrate --period 2026 --csv --section total --columns won,lost
	same 'won,lost
1,1' "$output"
	expect 0 kam report pipeline --csv
	holds "$output" 接触
	for report in $(kam report list --csv --header none | sed 's/,.*//'); do
		kam report "$report" --csv -o "$report.csv" 2> "$report.said" || [ $? -le 3 ] || { cat "$report.said"; false; }
	done
}

@test "what makes no sense is refused with its line, and nothing is imported" {
	kam_db
	before=$(stages)
	while IFS='|' read -r wanted line; do
		{
			printf '%s\n' name,position,probability,outcome A,1,10,open B,2,50,open
			echo "$line"
			printf '%s\n' W,8,100,won L,9,0,lost
		} > stages.csv
		expect 65 kam config stage import stages.csv --replace
		holds "$errors" "stages.csv:4: $wanted"
		same "$before" "$(stages)"
	done <<'END'
stage 'C': position 2 is that of 'B' already|C,2,60,open
probability '101'|C,3,101,open
probability '-1'|C,3,-1,open
stage 'C' is won: its probability is 100|C,3,99,won
stage 'C' is lost: its probability is 0|C,3,1,lost
position '0'|C,0,10,open
outcome 'maybe'|C,3,10,maybe
name: empty, but every stage needs name|,3,10,open
position: empty, but every stage needs position|C,,10,open
END
	while IFS='|' read -r wanted lines; do
		printf 'name,position,outcome\n%b' "$lines" > stages.csv
		expect 1 kam config stage import stages.csv --replace
		holds "$errors" "no stage is left with the outcome $wanted"
		same "$before" "$(stages)"
	done <<'END'
open|W,1,won\nL,2,lost\n
won|A,1,open\nL,2,lost\n
lost|A,1,open\nW,2,won\nX,3,withdrawn\n
END
	# what is decided need not say its chance
	printf 'name,position,outcome\nA,1,open\nW,2,won\nL,3,lost\n' > stages.csv
	expect 0 kam config stage import stages.csv --replace
	same 'A,1,,open
W,2,100.00,won
L,3,0.00,lost' "$(stages)"
	# one of the lines is about a stage that was there: it is the other that is to blame
	printf 'name,position,outcome\nNew,1,open\n' > stages.csv
	expect 65 kam config stage import stages.csv
	holds "$errors" "stages.csv:2: stage 'New': position 1 is that of 'A' already"
}

@test "templates of no stage, of a lost one, without a role or twice are refused with their line" {
	kam_db
	before=$(kam config template list --csv)
	while IFS='|' read -r wanted line; do
		printf '%s\n' stage,kind,title,role,required,days_before qualified,task,One,account,yes,3 "$line" > templates.csv
		expect 65 kam config template import templates.csv --replace
		holds "$errors" "templates.csv:3: $wanted"
		same "$before" "$(kam config template list --csv)"
	done <<'END'
stage 'nowhere'|nowhere,task,Two,account,yes,3
stage 'lost' is lost: nothing is asked of a bid there|lost,task,Two,account,,
role: empty, but every template needs role|review,task,Two,,yes,3
role 'boss'|review,task,Two,boss,yes,3
days_before '-1'|review,task,Two,account,yes,-1
stage 'qualified' asks for 'One' already, as task|qualified,paper,One,account,yes,3
title: empty|review,task,,account,yes,3
END
	# a title that comes as another kind than it was is no second one
	printf '%s\n' stage,kind,title,role 'review,task,Bid bond,account' > templates.csv
	expect 0 kam config template import templates.csv --replace
	same 'review,task,Bid bond,account' "$(kam config template list --csv --header none --columns stage,kind,title,role)"
	# none is an answer too
	echo stage,kind,title,role > templates.csv
	expect 0 kam config template import templates.csv --replace
	same '' "$(kam config template list --ids)"
}

@test "add, edit and rm leave stages that bids can be worked with" {
	kam_db
	expect 1 kam config stage add X 5
	holds "$errors" "position 5 is that of 'submitted' already"
	expect 1 kam config stage edit review --position 5
	expect 2 kam config stage edit won --probability 90
	expect 2 kam config stage add X 20 --outcome lost --probability 5
	expect 1 kam config stage rm lost
	holds "$errors" 'no stage is left with the outcome lost'
	expect 1 kam config stage edit lost --outcome withdrawn --probability 0
	expect 0 kam config stage rm contracted
	expect 1 kam config stage rm won
	kam -q bid add Core --stage review
	expect 1 kam config stage edit review --outcome won --probability 100
	holds "$errors" "stage 'review' has bids (1)"
	expect 1 kam config template add withdrawn task X --role account
	expect 1 kam config template add review paper 'Price reviewed' --role account
	holds "$errors" "stage 'review' asks for 'Price reviewed' already, as review"
	expect 2 kam config template add review paper Other
	# two that change places do so in one operation
	expect 0 kam config stage import - <<< $'name,position\nidentified,2\nqualified,1'
	same 'qualified,identified' "$(stages | head -2 | cut -d, -f1 | paste -sd,)"
}

@test "a stage that bids refer to does not go without a word; it is renamed, or they move first" {
	kam_db
	kam -q bid add One --stage qualified
	kam -q bid add Two
	part stages.csv > stages.csv
	before=$(stages)
	expect 1 kam config stage import stages.csv --replace
	holds "$errors" 'stage SG1 (identified) is not in the file, but referred to by bid B2;'
	same "$before" "$(stages)"
	printf 'id,name,position,outcome\nSG1,接触,1,open\nSG2,方案,2,open\nSG7,赢单,3,won\nSG9,丢单,4,lost\n' > own.csv
	expect 0 kam config stage import own.csv --replace
	same '方案
接触' "$(kam bid list --csv --header none --columns stage --sort id)"
	same '接触,方案,赢单,丢单' "$(stages | cut -d, -f1 | paste -sd,)"
}

@test "--replace is for what comes with kam, and goes with whole files only" {
	kam_db
	printf 'name\nAcme\n' > accounts.csv
	expect 2 kam account import accounts.csv --replace
	holds "$errors" 'records of the type account are removed by rm'
	printf 'name,position,outcome\nA,1,open\nW,2,won\nL,3,lost\n' > stages.csv
	expect 2 kam config stage import stages.csv --replace --skip-bad
	# what gifts refer to is named, too
	kam -q account add Acme
	kam -q account contact add A1 Chen
	kam -q account gift add A1/Chen --item CG1 --amount 10
	printf 'title,price\nTea,100\n' > catalogue.csv
	expect 1 kam config catalogue import catalogue.csv --replace
	holds "$errors" 'gift GF1'
	# two files are one whole
	printf 'name,position,outcome\nA,1,open\n' > one.csv
	printf 'name,position,outcome\nW,2,won\nL,3,lost\n' > two.csv
	expect 0 kam config stage import one.csv two.csv --replace
	same 'A,W,L' "$(stages | cut -d, -f1 | paste -sd,)"
	expect 0 kam config stage import one.csv two.csv --replace --dry-run
}
