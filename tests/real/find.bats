# What salesmen write, found among thousands of registered names; and no two companies taken for one.

load ../cli/helper

data=${KAM_REAL_DATA:-}/cn_company_names

setup_file() {
	[ -d "$data" ] || skip "no cn_company_names in KAM_REAL_DATA"
	command -v python3 > /dev/null || skip "no python3"
}

full_names() {
	kam_db
	echo 'name = 1' > name.map
	kam -q account import "$data/DERIVED_full_names.txt" --header none --map name.map
}

@test "a spelling that is part of one full name finds that first, of several all of them" {
	full_names
	# By plain text search: which spellings are part of which full names.
	python3 - "$data" > wanted <<-'END'
		import sys

		def lines(name):
		    return [line.strip() for line in open(f"{sys.argv[1]}/{name}", encoding="utf-8-sig") if line.strip()]

		full, spellings = lines("DERIVED_full_names.txt"), sorted(set(lines("company_search.txt")))
		assert len(full) == 5646 and len(spellings) == 263
		for spelling in spellings:
		    hits = [name for name in full if spelling in name]
		    if hits:
		        print(spelling, *hits, sep="\t")
	END
	same 14 "$(awk -F '\t' 'NF == 2' wanted | wc -l)"
	same 7 "$(awk -F '\t' 'NF > 2' wanted | wc -l)"
	while IFS=$'\t' read -r spelling names; do
		kam account find "$spelling" --columns name --csv --header none > found
		tr '\t' '\n' <<< "$names" > contained
		if [ "$(wc -l < contained)" -eq 1 ]; then
			same "$names" "$(head -1 found)" "$spelling"
		else
			# all of them, before any other
			head -n "$(wc -l < contained)" found | sort > first
			sort contained | diff - first
		fi
	done < wanted
}

@test "the listed companies' short names: how many find their company, and how often what comes first is right" {
	full_names
	# Rows with a shared code are left out: their short and full names are of two times. Every fourth of the rest.
	python3 - "$data" > short <<-'END'
		import collections, csv, sys

		rows = list(csv.DictReader(open(f"{sys.argv[1]}/DERIVED_listed_companies.csv", encoding="utf-8-sig")))
		count = collections.Counter(row["code"].split(".")[0] for row in rows)
		for row in [row for row in rows if count[row["code"].split(".")[0]] == 1][::4]:
		    print(row["name"], row["fullname"], sep="\t")
	END
	answered=0 first=0 found=0
	while IFS=$'\t' read -r name full; do
		kam account find "$name" --columns name --csv --header none > answer
		[ ! -s answer ] || answered=$((answered + 1))
		[ "$(head -1 answer)" != "$full" ] || first=$((first + 1))
		! grep -qxF "$full" answer || found=$((found + 1))
	done < short
	asked=$(wc -l < short)
	awk -v asked="$asked" -v answered="$answered" -v first="$first" -v found="$found" 'BEGIN {
		printf "# %d short names, %d answered: first right %d (precision %.1f %%, recall %.1f %%), among the answers %d (recall %.1f %%)\n",
			asked, answered, first, 100 * first / answered, 100 * first / asked, found, 100 * found / asked
	}' >&3
	# what comes first is right nine times in ten, and four in five find their company
	[ $((first * 10)) -ge $((answered * 9)) ]
	[ $((found * 5)) -ge $((asked * 4)) ]
}

@test "of 5,646 names no two companies are certainly one, but the one that is there twice" {
	full_names
	kam account dupes --certain --columns name,other_name --tsv --header none > certain
	# Folded by another program: width, case, blanks and brackets.
	python3 - "$data" certain <<-'END'
		import collections, sys, unicodedata

		def key(name):
		    return "".join(c for c in unicodedata.normalize("NFKC", name).casefold() if not c.isspace() and c not in "()[]{}")

		names = [line.strip() for line in open(f"{sys.argv[1]}/DERIVED_full_names.txt", encoding="utf-8-sig") if line.strip()]
		same = collections.defaultdict(list)
		for name in names:
		    same[key(name)].append(name)
		wanted = sorted(tuple(group) for group in same.values() if len(group) > 1)
		assert wanted == [("聚光科技(杭州)股份有限公司", "聚光科技杭州股份有限公司")], wanted
		pairs = sorted(tuple(line.rstrip("\n").split("\t")) for line in open(sys.argv[2], encoding="utf-8"))
		assert pairs == wanted, pairs
	END
	# Candidates have a reason each, and no bank is taken for another city's.
	kam account dupes --columns name,other_name,why --csv --header none > likely
	echo "# $(wc -l < likely) candidates among 5,646 names" >&3
	[ "$(wc -l < likely)" -lt 564 ]
	! grep '银行股份有限公司,.*银行股份有限公司,' likely
}

@test "what names have in common is what follows from them" {
	full_names
	expect 0 kam db check
}
