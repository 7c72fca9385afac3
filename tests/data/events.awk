# A log of ticket events: awk -v tickets=7500 -v seed=1 -f events.awk. Some 65,000 rows: ticket, happened_at, kind, dept,
# in the order in which things happened to each ticket; several events may share an instant.
BEGIN {
	srand(seed)
	split("研发 交付 质量 客服 采购 财务", dept, " ")
	print "ticket,happened_at,kind,dept,body"
	for (ticket = 1; ticket <= tickets; ticket++) {
		time = 1767225600 + int(rand() * 15000000)
		print "R" ticket "," stamp(time) ",open,,"
		steps = 4 + int(rand() * 8)
		for (step = 1; step <= steps; step++) {
			# One in five follows at once.
			if (rand() > 0.2)
				time += 60 + int(rand() * 86400)
			roll = rand()
			if (roll < 0.55)
				print "R" ticket "," stamp(time) ",assign," dept[1 + int(rand() * 6)] ",\"to whom, and why\""
			else if (roll < 0.7)
				print "R" ticket "," stamp(time) ",note,,"
			else if (roll < 0.8)
				print "R" ticket "," stamp(time) ",work," dept[1 + int(rand() * 6)] ","
			else if (roll < 0.9)
				print "R" ticket "," stamp(time) ",reject,,"
			else
				print "R" ticket "," stamp(time) ",resolve,,"
		}
	}
}

# 2026 only: days are counted on.
function stamp(seconds, day, month, left) {
	left = seconds - 1767225600
	day = int(left / 86400)
	left -= day * 86400
	split("31 28 31 30 31 30 31 31 30 31 30 31", length_of, " ")
	for (month = 1; day >= length_of[month]; month++)
		day -= length_of[month]
	return sprintf("2026-%02d-%02dT%02d:%02d:%02dZ", month, day + 1, int(left / 3600), int(left / 60) % 60, left % 60)
}
