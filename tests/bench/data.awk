# Made-up data for the bench: awk -v what=invoices -v rows=10000 -f data.awk. The same for the same number of rows,
# whichever awk it is (its own rand() is not used).
#   accounts, products   name
#   companies            name, lat, lon: Chinese names of region, three characters, trade and legal form
#   invoices             ten columns of a million rows: three references, two days, three amounts;
#                        accounts=N: of how many accounts (200)
#   tickets              ref, title, account
#   deals                8,800 opportunities of a small seller, in the columns of tests/data/maven/pipeline.map
#   agents, customers    whom the deals name
#   events_tickets       the tickets that tests/data/events.awk names
#   leads                people in and around a town, with tags, consent and what else keeps one off a list
#   lead_touches         touches of as many leads, one for every second
#   tasks                tickets as `task import` reads them
# Invoices in the CSV form above become hledger's journal with what=journal, read from stdin.
BEGIN {
	FS = ","
	state = 20260715
	if (accounts == "")
		accounts = 200
	if (what == "accounts" || what == "products" || what == "customers" || what == "agents") {
		print "name"
		for (i = 1; i <= rows; i++)
			print toupper(substr(what, 1, 1)) substr(what, 2, length(what) - 2) " " i
	} else if (what == "companies") {
		regions = split("北京 上海 深圳市 江苏 浙江 广州 成都 武汉 西安 重庆 山东 湖南 青岛 宁波 厦门 大连", region, " ")
		letters = split("华 信 通 达 中 兴 国 海 天 宏 金 新 东 方 联 科 瑞 创 博 德 诺 力 维 康 恒 安 泰 盛 丰 源 宝 利 元 亨 同 和 长 江 河 山 云 龙 凤 飞 鹏 远 航 星 光 明 智 慧 汇 聚 众 合 正 大 永 昌 隆 吉 祥 顺 富 贵 荣 耀 凯 旋 英 杰 思 源 立 业 建 设 美 佳 优 特 精 工 巨 人 百 年 千 秋 万 里 三 一 双 九 奥 格", letter, " ")
		trades = split("科技 电子 实业 机械 化工 生物 能源 材料 软件 医药 汽车 环保 食品 纺织 物流 通信", trade, " ")
		forms = split("有限公司 股份有限公司 有限责任公司 集团有限公司", form, " ")
		print "name,lat,lon"
		for (i = 1; i <= rows; i++)
			printf "%s%s%s%s%s%s,%.5f,%.5f\n", region[1 + chance(regions)], letter[1 + chance(letters)],
				letter[1 + chance(letters)], letter[1 + chance(letters)], trade[1 + chance(trades)],
				form[1 + chance(forms)], 18 + chance(3500000) / 100000, 74 + chance(6000000) / 100000
	} else if (what == "invoices") {
		print "account,number,issued_on,amount,cost,product,bid,paid_on,paid_amount,ref"
		for (i = 1; i <= rows; i++) {
			amount = 100 + chance(900000) / 100
			day = chance(365 * 6)
			printf "A%d,N-%07d,%s,%.2f,%.2f,PR%d,B1,%s,%.2f,R%d\n", 1 + chance(accounts), i, date(day), amount,
				amount * 0.6, 1 + chance(20), date(day + chance(90)), amount, i
		}
	} else if (what == "tickets") {
		print "ref,title,account"
		for (i = 1; i <= rows; i++)
			printf "R%d,Pump %d leaks,A%d\n", i, chance(100000), 1 + chance(accounts)
	} else if (what == "events_tickets") {
		print "ref,title"
		for (i = 1; i <= rows; i++)
			printf "R%d,Pump %d leaks\n", i, i
	} else if (what == "deals") {
		print "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value"
		split("Won Lost Engaging Prospecting", stages, " ")
		for (i = 1; i <= rows; i++) {
			roll = chance(100)
			stage = roll < 48 ? 1 : roll < 76 ? 2 : roll < 94 ? 3 : 4
			day = chance(365)
			customer = stage > 2 && chance(2) ? "" : "Customer " (1 + chance(85))
			engaged = stage == 4 ? "" : date(day)
			closed = stage > 2 ? "" : date(day + chance(120))
			value = stage == 1 ? 30 + chance(30000) : stage == 2 ? 0 : ""
			printf "%08X,Agent %d,Product %d,%s,%s,%s,%s,%s\n", i * 7919, 1 + chance(35), 1 + chance(7), customer,
				stages[stage], engaged, closed, value
		}
	} else if (what == "leads") {
		jobs = split("医生 教师 工程师 司机 店主", job, " ")
		incomes = split("高 中 低", income, " ")
		print "ref,name,phone,status,lat,lon,consent_on,opt_out,tag.职业,tag.收入"
		for (i = 1; i <= rows; i++) {
			roll = chance(100)
			printf "R%d,Person %d,%s,%s,%.5f,%.5f,%s,%s,%s,%s\n", i, i, chance(15) ? sprintf("138%08d", i) : "",
				roll < 5 ? "converted" : roll < 10 ? "dropped" : roll < 40 ? "pool" : "open",
				31 + chance(46000) / 100000, 121.2 + chance(54000) / 100000,
				chance(10) ? date(1800 + chance(400)) : "", chance(10) ? "no" : "yes",
				job[1 + chance(jobs)], income[1 + chance(incomes)]
		}
	} else if (what == "lead_touches") {
		print "ref,lead,happened_at,body"
		for (i = 1; i <= rows; i += 2)
			printf "T%d,R%d,%sT0%d:30:00Z,called\n", i, i, date(2149 + chance(60)), 1 + chance(8)
	} else if (what == "tasks") {
		for (i = 1; i <= rows; i++)
			printf "{\"description\":\"Pump %d leaks\",\"entry\":\"20260101T000000Z\",\"status\":\"pending\"," \
				"\"uuid\":\"%08x-0000-4000-8000-%012x\"}\n", chance(100000), i, i
	}
	if (what != "journal")
		exit
}

NR > 1 { printf "%s %s\n    account:%s  %s\n    sales\n\n", $3, $2, $1, $4 }

# 0 … n − 1. (Multiplier and modulus keep all products exact in a double.)
function chance(n) {
	state = (state * 69069 + 12345) % 4294967296
	return int(state / 4294967296 * n)
}

# Day n from 2020-01-01 on; every month is taken to have 28 days, which spreads as well.
function date(n) {
	return sprintf("%04d-%02d-%02d", 2020 + int(n / 336), 1 + int(n % 336 / 28), 1 + n % 28)
}
