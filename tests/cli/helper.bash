# What every .bats file begins with: `load helper`. A test runs in an empty folder of its own, as a user without a
# configuration, on Wednesday 2026-07-15 09:30 UTC.

bats_require_minimum_version 1.5.0

setup() {
	scratch=$(mktemp -d "${TMPDIR:-/tmp}/kam-test.XXXXXX")
	for variable in $(compgen -e KAM_) PAGER LESS COLUMNS LINES NO_COLOR EDITOR LANGUAGE; do
		case $variable in
		KAM_REAL_DATA | KAM_SANITIZED | KAM_COVERAGE) ;;
		*) unset "$variable" ;;
		esac
	done
	mkdir "$scratch/home" "$scratch/work"
	export HOME=$scratch/home
	export XDG_CONFIG_HOME=$HOME/.config XDG_DATA_HOME=$HOME/.local/share XDG_CACHE_HOME=$HOME/.cache
	export XDG_STATE_HOME=$HOME/.local/state
	export KAM_NOW=2026-07-15T09:30:00Z TZ=UTC LC_ALL=C.UTF-8
	KAM=${KAM:-$BATS_TEST_DIRNAME/../../kam}
	cd "$scratch/work" || return 1
}

teardown() {
	cd / || return 1
	rm -rf "$scratch"
}

kam() {
	"$KAM" "$@"
}

# An empty database, kam.db, in the test's folder.
kam_db() {
	kam init "$@" > /dev/null
}

# expect STATUS COMMAND…: run it, demand the exit status. stdout is left in $output (and $lines), stderr in $errors.
expect() {
	local wanted=$1
	shift
	run --separate-stderr "$@"
	errors=$stderr
	if [ "$status" -ne "$wanted" ]; then
		printf '%s\n' "wanted status $wanted, got $status: $*" "stdout: $output" "stderr: $errors"
		return 1
	fi
}

# same WANTED GOT [WHAT]: equal texts, or both are shown.
same() {
	[ "$1" = "$2" ] || {
		printf '%s\n' "${3:-not the same}" "wanted: $1" "got:    $2"
		return 1
	}
}

# holds TEXT PART: TEXT has PART in it, or TEXT is shown.
holds() {
	case $1 in
	*"$2"*) ;;
	*)
		printf '%s\n' "not found: $2" "in: $1"
		return 1
		;;
	esac
}
