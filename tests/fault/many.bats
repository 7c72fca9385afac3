# Many writers at once are served in turn: none waits long, and all together take hardly longer than one after the other.

load helper

@test "32 processes of 50 adds: longest wait at most 2 s, all at most 1.2 times one process after the other" {
	kam_db
	cat > adds <<- 'END'
		# adds NAME COUNT: add as many, write down in milliseconds how long each took
		for number in $(seq "$2"); do
			start=$(date +%s%N)
			"$KAM" account add "$1 $number" --code "$1-$number" -q > /dev/null || echo failed
			echo $((($(date +%s%N) - start) / 1000000))
		done > "times.$1"
	END
	export KAM
	start=$(date +%s%N)
	bash adds one 1600
	alone=$((($(date +%s%N) - start) / 1000000))
	kam init --db many.db
	export KAM_DB=$PWD/many.db
	start=$(date +%s%N)
	for process in $(seq 32); do
		bash adds "p$process" 50 &
	done
	wait
	together=$((($(date +%s%N) - start) / 1000000))
	same '' "$(grep -h failed times.* || true)"
	same 1600 "$(sqlite3 many.db 'SELECT count(*) FROM account')"
	longest=$(sort -n times.p* | tail -1)
	echo "# one process $alone ms, 32 together $together ms, longest add $longest ms" >&3
	# 2 s where an add takes 5 ms; on a machine that is slower or busy as much longer
	limit=$((alone > 8000 ? alone / 4 : 2000))
	[ "$longest" -le "$limit" ]
	[ $((together * 10)) -le $((alone * 12)) ]
}
