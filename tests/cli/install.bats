# Installing, and what a fresh machine is told.

load helper

root=$BATS_TEST_DIRNAME/../..

# With the variables of the make that runs the tests, so that nothing is built anew.
install_kam() {
	make -s -C "$root" "$1" DESTDIR="$scratch/there" 2> make.errors || {
		cat make.errors
		return 1
	}
}

@test "an installed kam runs, with the library beside it" {
	install_kam install
	installed=$scratch/there/usr/local
	[ -x "$installed/bin/kam" ]
	expect 0 "$installed/bin/kam" --version
	holds "$output" "$(sed -n 's/^VERSION = //p' "$root/Makefile")"
	run ldd "$installed/bin/kam"
	holds "$output" "$installed/"
	[ ! -e "$installed/include/kam/internal" ]
	for script in bash:bash-completion/completions/kam zsh:zsh/site-functions/_kam fish:fish/vendor_completions.d/kam.fish; do
		"$installed/bin/kam" completion "${script%%:*}" | cmp - "$installed/share/${script#*:}"
	done
	for page in "$root"/man/*.[1-9]; do
		[ ! -e "$page" ] || [ -f "$installed/share/man/man${page##*.}/${page##*/}" ]
	done
}

@test "a program of one's own builds with kam.pc" {
	[ -z "$KAM_SANITIZED" ] || skip "the sanitizers' library needs their runtime"
	command -v pkg-config || skip "no pkg-config"
	install_kam install
	installed=$scratch/there/usr/local
	printf '%s\n' '#include <kam/kam.h>' '#include <stdio.h>' 'int main(void) { return puts(kam_version()) < 0; }' > own.c
	flags=$(PKG_CONFIG_PATH=$installed/lib/pkgconfig pkg-config --define-variable=prefix="$installed" \
		--define-variable=libdir="$installed/lib" --cflags --libs kam)
	# shellcheck disable=SC2086 # flags are words
	cc -o own own.c $flags
	same "$(LD_LIBRARY_PATH=$installed/lib ./own)" "$(sed -n 's/^VERSION = //p' "$root/Makefile")"
}

@test "uninstall leaves no file behind" {
	install_kam install
	install_kam uninstall
	same "$(find "$scratch/there" ! -type d)" ""
}

@test "a machine without a compiler is told what it lacks, and nothing is installed" {
	mkdir bin
	for command in sh cat env grep id; do
		ln -s "$(command -v "$command")" "bin/$command"
	done
	printf '#!/bin/sh\necho "$@" >> calls\n' > bin/apt-get
	chmod +x bin/apt-get
	expect 1 env PATH="$PWD/bin" NO_INSTALL=1 sh "$root/tests/bootstrap" build
	holds "$errors" "compiler"
	holds "$output" "apt-get install -y --no-install-recommends"
	holds "$output " " gcc "
	[ ! -e calls ]
}

@test "where a package cannot be had, the others are installed and what is missing is named" {
	mkdir bin
	for command in sh cat env grep id sudo; do
		ln -s "$(command -v "$command" || command -v env)" "bin/$command"
	done
	# This apt-get knows bats and nothing else, and does nothing when asked for more.
	cat > bin/apt-get <<-'END'
		#!/bin/sh
		case "$*" in
		*" bats") echo '#!/bin/sh' > bin/bats && /bin/chmod +x bin/bats ;;
		*) exit 100 ;;
		esac
	END
	chmod +x bin/apt-get
	expect 1 env PATH="$PWD/bin" sh "$root/tests/bootstrap" build test
	[ -x bin/bats ]
	holds "$errors" "cannot be built or tested without: make compiler"
	[[ "${errors##*without:}" != *bats* ]]
}

@test "nothing is asked for where nothing is missing" {
	printf '#!/bin/sh\nexit 1\n' > apt-get
	chmod +x apt-get
	mkdir bin && mv apt-get bin
	expect 0 env PATH="$PWD/bin:$PATH" sh "$root/tests/bootstrap" build
	same "$output$errors" ""
}
