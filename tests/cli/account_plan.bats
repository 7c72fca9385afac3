# kam account plan review: dated, with a verdict and a next action.

load helper

company() {
	kam_db
	kam config person add Han > /dev/null
	kam config person add Gone --left-on 2026-06-30 > /dev/null
	kam account add Alpha > /dev/null
	kam account plan add Alpha "three years" "twice the share" > /dev/null
}

@test "a review dates the plan, says what was found, and adds what is next" {
	company
	kam account planaction add PL1 "first visit" --owner Han --due-on 2026-07-14 > /dev/null
	kam account planaction add PL1 "second visit" --owner Han --due-on 2026-07-15 > /dev/null
	kam account planaction add PL1 "kick-off" --owner Han --due-on 2026-01-10 --done-on 2026-01-09 > /dev/null
	expect 0 kam account plan review PL1 --why "too slow" --next "call the board" --owner Han --due +7d --csv
	same 'id,title,status,reviewed_on,done,open,overdue,next,due_on
PL1,three years,open,2026-07-15,1,3,1,first visit,2026-07-14' "$output"
	same '2026-07-15,open,too slow' "$(kam account plan list --columns reviewed_on,status,review --csv --header none)"
	same 'PL1,call the board,Han,2026-07-22' \
		"$(kam account planaction list --columns parent_plan,title,owner,due_on --where 'id = PA4' --csv --header none | sed 's/PE1/Han/')"
	expect 0 kam undo
	same ',open,' "$(kam account plan list --columns reviewed_on,status,review --csv --header none)"
	same 3 "$(kam account planaction list --ids | wc -l)"
}

@test "a plan that is over is opened again or left alone" {
	company
	expect 0 kam account plan review PL1 --status met
	expect 1 kam account plan review PL1
	holds "$errors" 'PL1 is met'
	expect 0 kam account plan review PL1 --status open --on today
	same open "$(kam account plan list --columns status --csv --header none)"
}

@test "refused by name, and nothing is left behind" {
	company
	expect 1 kam account plan review PL1 --status missed
	holds "$errors" 'missed needs a reason'
	expect 1 kam account plan review PL1 --status dropped --why ''
	expect 1 kam account plan review PL1 --on 2026-07-16
	holds "$errors" '2026-07-16 is still to come'
	expect 2 kam account plan review PL1 --status "done"
	expect 2 kam account plan review PL1 --next visit --owner Han
	expect 2 kam account plan review PL1 --next visit --due +7d
	expect 2 kam account plan review PL1 --owner Han
	expect 1 kam account plan review PL1 --next visit --owner Gone --due +7d
	holds "$errors" 'Gone has left'
	expect 1 kam account plan review PL1 --next visit --owner Han --due +7d --status met
	expect 1 kam account plan review PL9
	same ',open,' "$(kam account plan list --columns reviewed_on,status,review --csv --header none)"
	same 0 "$(kam account planaction list --ids | wc -l)"
	expect 0 kam account plan review PL1 --on 2026-07-10
	expect 1 kam account plan review PL1 --on 2026-07-09
	holds "$errors" 'PL1 was reviewed on 2026-07-10'
}
