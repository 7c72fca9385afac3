# kam: see README.md. `make` builds ./kam and libkam.so here, runnable in place; `make help` names the rest.

VERSION = 0.1.0
SOVERSION = 0

CFLAGS = -O2 -g -fstack-protector-strong -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
PREFIX = /usr/local
LIBDIR = $(PREFIX)/lib
BUILD = build
OUT = .
JOBS := $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
KAM_REAL_DATA ?= ../shared/data
FUZZ_SECONDS ?= 60
BENCH_ROWS ?= 1000000
V =

WARNINGS = -std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wpointer-arith -Wstrict-prototypes -Wmissing-prototypes \
	-Wwrite-strings -Wundef -Wformat=2 -Wno-format-nonliteral -Wno-overlength-strings
ALL_CFLAGS = $(WARNINGS) -D_POSIX_C_SOURCE=200809L -D_XOPEN_SOURCE=700 -DKAM_VERSION='"$(VERSION)"' -Iinclude \
	-include kam/internal/banned.h -fvisibility=hidden $(CFLAGS) $(CPPFLAGS)
# Names are looked up when first called (some compilers ask for all at once): most runs of kam touch little of SQLite.
LINK = $(CFLAGS) -Wl,-z,relro,-z,lazy -Wl,-O1 -Wl,--hash-style=gnu -Wl,--as-needed $(LDFLAGS)
LIBRARIES = -lsqlite3 -lcsv -lutf8proc -lm

# One short line for each step; V=1 shows the commands.
Q = $(if $(V),,@)
say = @$(if $(V),:,echo)

# Nothing up to here or below runs a compiler or pkg-config that has to be there: the bootstrap comes first.
lib_sources := $(sort $(wildcard lib/*.c lib/*/*.c lib/*/*/*.c))
cmd_sources := $(sort $(wildcard cmd/*.c cmd/*/*.c))
unit_sources := $(sort $(wildcard tests/unit/test_*.c))
real_sources := $(sort $(wildcard tests/real/test_*.c))
fuzz_sources := $(sort $(wildcard tests/fuzz/*.c))
shared := $(wildcard lib/share/* lib/share/*/* lib/share/*/*/*)
embedded := $(sort $(wildcard lib/*/*.sql lib/*/*/*.sql) $(foreach path,$(shared),$(if $(wildcard $(path)/.),,$(path))))
scripts := $(sort $(wildcard cmd/completion/kam.*))
catalogs := $(sort $(wildcard cmd/po/*.po))
reports := $(sort $(wildcard lib/report/*.sql))
headers := $(sort $(wildcard include/kam/*.h))
manuals := $(sort $(wildcard man/*.[1-9]))
ifneq ($(shell pkg-config --exists xlsxwriter 2>/dev/null && echo yes),)
xlsx_flags := -DHAVE_XLSXWRITER $(shell pkg-config --cflags xlsxwriter)
xlsx_libraries := $(shell pkg-config --libs xlsxwriter)
endif

lib_objects := $(lib_sources:%.c=$(BUILD)/%.o) $(BUILD)/embedded.o
cmd_objects := $(cmd_sources:%.c=$(BUILD)/%.o) $(BUILD)/scripts.o
unit_tests := $(unit_sources:%.c=$(BUILD)/%)
real_tests := $(real_sources:%.c=$(BUILD)/%)
fuzzers := $(fuzz_sources:%.c=$(BUILD)/%)
locale := $(catalogs:cmd/po/%.po=$(BUILD)/locale/%/LC_MESSAGES/kam.mo)
soname = libkam.so.$(SOVERSION)
library = $(OUT)/$(soname)
kam = $(if $(wildcard cmd/main.c),$(OUT)/kam)

all: $(kam) $(library) $(OUT)/kam.pc $(locale)

$(OUT)/kam: $(cmd_objects) $(library) $(BUILD)/flags
	$(say) link $@
	$Q$(CC) $(LINK) -Wl,-rpath,'$$ORIGIN:$$ORIGIN/../$(notdir $(LIBDIR))' -o $@ $(cmd_objects) $(library) \
		$(xlsx_libraries) -lutf8proc

$(library): $(lib_objects) $(BUILD)/flags $(BUILD)/sources
	@mkdir -p $(@D)
	$(say) link $@
	$Q$(CC) $(LINK) -shared -Wl,-soname,$(soname) -Wl,-Bsymbolic-functions -o $@ $(lib_objects) $(LIBRARIES)
	@ln -sf $(soname) $(OUT)/libkam.so

# For tests that look at one function: the whole library and all commands but main().
$(BUILD)/libkam.a: $(lib_objects) $(BUILD)/sources
	@rm -f $@ && ar rcs $@ $(lib_objects)

$(BUILD)/cmd.a: $(cmd_objects) $(BUILD)/sources
	@rm -f $@ && ar rcs $@ $(filter-out $(BUILD)/cmd/main.o,$(cmd_objects))

$(BUILD)/lib/%.o: lib/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(say) cc $<
	$Q$(CC) $(ALL_CFLAGS) -fPIC -MMD -MP -c -o $@ $<

$(BUILD)/cmd/%.o: cmd/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(say) cc $<
	$Q$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/cmd/output/xlsx.o: private ALL_CFLAGS += $(xlsx_flags)
$(BUILD)/cmd/surroundings.o: private ALL_CFLAGS += -DKAM_LOCALE_DIR='"$(PREFIX)/share/locale"'
$(BUILD)/cmd/surroundings.o: $(BUILD)/prefix

$(unit_tests) $(real_tests): $(BUILD)/%: %.c $(BUILD)/cmd.a $(BUILD)/libkam.a $(BUILD)/flags
	@mkdir -p $(@D)
	$(say) cc $<
	$Q$(CC) $(ALL_CFLAGS) -I. -Icmd -Itests/unit -MMD -MP $(LDFLAGS) -o $@ $< $(BUILD)/cmd.a $(BUILD)/libkam.a $(LIBRARIES) \
		$(xlsx_libraries) -lcmocka

$(BUILD)/tests/fuzz/%: tests/fuzz/%.c $(BUILD)/libkam.a $(BUILD)/flags
	@mkdir -p $(@D)
	$(say) cc $<
	$Q$(CC) $(ALL_CFLAGS) -fsanitize=fuzzer -MMD -MP -o $@ $< $(BUILD)/libkam.a $(LIBRARIES)

# Writes the tables of the manual pages from the rows of the commands.
pages := $(BUILD)/tests/pages
$(pages): tests/pages.c $(BUILD)/cmd.a $(BUILD)/libkam.a $(BUILD)/flags
	@mkdir -p $(@D)
	$(say) cc $<
	$Q$(CC) $(ALL_CFLAGS) -Icmd -MMD -MP $(LDFLAGS) -o $@ $< $(BUILD)/cmd.a $(BUILD)/libkam.a $(LIBRARIES) $(xlsx_libraries)

pages: $(pages)
	@for page in $(manuals); do $(pages) < $$page > $(BUILD)/page || exit 1; \
		cmp -s $(BUILD)/page $$page || { echo "write $$page"; cp $(BUILD)/page $$page; }; done

# A file's lines as C strings. (\? because ??/ and its like are trigraphs in C11.)
as_strings = sed -e 's/\\/\\\\/g' -e 's/["?]/\\&/g' -e "s/$$cr/\\\\r/g" -e 's/^/"/' -e 's/$$/\\n"/'

# The files of lib/ that are compiled in.
# Two migrations of one number: the second would never be run.
$(BUILD)/embedded.c: $(embedded) $(BUILD)/sources
	@mkdir -p $(@D)
	@twice=$$(ls lib/store/migrations | cut -c1-4 | uniq -d); \
	   [ -z "$$twice" ] || { echo "two migrations have the number $$twice" >&2; exit 1; }
	@{ echo '#include "kam/internal/store.h"'; \
	   echo 'const struct embedded embedded_files[] = {'; \
	   cr=$$(printf '\r'); \
	   for file in $(embedded:lib/%=%); do \
	     echo "{ \"$$file\","; \
	     $(as_strings) "lib/$$file"; \
	     echo '"" },'; \
	   done; echo '{ 0, 0 } };'; } > $@.new && mv $@.new $@

# The scripts that shells read for completion.
$(BUILD)/scripts.c: $(scripts) $(BUILD)/sources
	@mkdir -p $(@D)
	@{ echo '#include "cmd/completion/completion.h"'; \
	   echo 'const struct script completion_scripts[] = {'; \
	   cr=$$(printf '\r'); \
	   for file in $(scripts); do \
	     echo "{ \"$${file##*.}\","; \
	     $(as_strings) "$$file"; \
	     echo '"" },'; \
	   done; echo '{ 0, 0 } };'; } > $@.new && mv $@.new $@

$(BUILD)/scripts.o: private ALL_CFLAGS += -I.
$(BUILD)/embedded.o $(BUILD)/scripts.o: $(BUILD)/%.o: $(BUILD)/%.c $(BUILD)/flags
	$(say) cc $<
	$Q$(CC) $(ALL_CFLAGS) -fPIC -MMD -MP -c -o $@ $<

$(OUT)/kam.pc: lib/kam.pc.in $(BUILD)/prefix
	@mkdir -p $(@D)
	@sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@LIBDIR@|$(LIBDIR)|' -e 's|@VERSION@|$(VERSION)|' lib/kam.pc.in > $@

# Files that change when what they hold does: other flags, a source that came or went, another prefix.
$(BUILD)/flags: content = $(CC) $(ALL_CFLAGS) $(LINK) $(xlsx_flags)
$(BUILD)/sources: content = $(lib_sources) $(cmd_sources) $(embedded) $(scripts)
$(BUILD)/prefix: content = $(PREFIX) $(LIBDIR) $(VERSION)
$(BUILD)/flags $(BUILD)/sources $(BUILD)/prefix: FORCE
	@mkdir -p $(@D)
	@[ "$$(cat $@ 2>/dev/null)" = '$(subst ','"'"',$(content))' ] || printf '%s\n' '$(subst ','"'"',$(content))' > $@

# ---- translations: built where msgfmt is, merged from the sources by `make po`

$(BUILD)/locale/%/LC_MESSAGES/kam.mo: cmd/po/%.po
	@mkdir -p $(@D)
	@if command -v msgfmt > /dev/null; then echo msgfmt $<; msgfmt -c -o $@ $<; \
	else echo "msgfmt (gettext) is missing: built without the translation $<"; fi

po: $(BUILD)/kam.pot
	@for catalog in $(catalogs); do msgmerge -q --update --backup=none $$catalog $(BUILD)/kam.pot && \
		msgfmt -c --statistics -o /dev/null $$catalog || exit 1; done

# What people read of the reports stands in SQL files: written down as C for xgettext.
$(BUILD)/reports.c: $(reports) cmd/po/reports.awk
	@mkdir -p $(@D)
	@for file in $(reports); do echo "/* $$file */"; awk -f cmd/po/reports.awk $$file; done > $@

$(BUILD)/kam.pot: $(lib_sources) $(cmd_sources) $(BUILD)/reports.c
	@mkdir -p $(@D)
	xgettext --from-code=UTF-8 --language=C --keyword=_ --keyword=N_ --keyword=dngettext:2,3 --keyword=by_number:1,2 --add-comments=Translators \
		--sort-by-file --add-location=file --package-name=kam --package-version=$(VERSION) -o $@ $(lib_sources) $(cmd_sources) \
		$(BUILD)/reports.c

# ---- install

bash_completion = $(PREFIX)/share/bash-completion/completions/kam
zsh_completion = $(PREFIX)/share/zsh/site-functions/_kam
fish_completion = $(PREFIX)/share/fish/vendor_completions.d/kam.fish

install: all
	mkdir -p $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(LIBDIR)/pkgconfig $(DESTDIR)$(PREFIX)/include/kam
	rm -f $(DESTDIR)$(PREFIX)/bin/kam $(DESTDIR)$(LIBDIR)/$(soname)
	install -m 755 $(OUT)/kam $(DESTDIR)$(PREFIX)/bin/kam
	install -m 755 $(library) $(DESTDIR)$(LIBDIR)/$(soname)
	ln -sf $(soname) $(DESTDIR)$(LIBDIR)/libkam.so
	install -m 644 $(OUT)/kam.pc $(DESTDIR)$(LIBDIR)/pkgconfig/kam.pc
	install -m 644 $(headers) $(DESTDIR)$(PREFIX)/include/kam
	@for page in $(manuals); do \
		to=$(DESTDIR)$(PREFIX)/share/man/man$${page##*.}; mkdir -p $$to; install -m 644 $$page $$to || exit 1; \
	done
	mkdir -p $(dir $(foreach path,$(bash_completion) $(zsh_completion) $(fish_completion),$(DESTDIR)$(path)))
	install -m 644 cmd/completion/kam.bash $(DESTDIR)$(bash_completion)
	install -m 644 cmd/completion/kam.zsh $(DESTDIR)$(zsh_completion)
	install -m 644 cmd/completion/kam.fish $(DESTDIR)$(fish_completion)
	@for file in $(locale:$(BUILD)/%=%); do test ! -f $(BUILD)/$$file || { \
		mkdir -p $(DESTDIR)$(PREFIX)/share/$${file%/*}; \
		install -m 644 $(BUILD)/$$file $(DESTDIR)$(PREFIX)/share/$$file; } || exit 1; \
	done

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/kam $(DESTDIR)$(LIBDIR)/$(soname) $(DESTDIR)$(LIBDIR)/libkam.so \
		$(DESTDIR)$(LIBDIR)/pkgconfig/kam.pc \
		$(DESTDIR)$(bash_completion) $(DESTDIR)$(zsh_completion) $(DESTDIR)$(fish_completion) \
		$(foreach page,$(manuals),$(DESTDIR)$(PREFIX)/share/man/man$(subst .,,$(suffix $(page)))/$(notdir $(page))) \
		$(locale:$(BUILD)/%=$(DESTDIR)$(PREFIX)/share/%)
	rm -rf $(DESTDIR)$(PREFIX)/include/kam

# ---- on a fresh machine: what is missing is installed first (NO_INSTALL=1: only said), then make looks again

inner = $(MAKE) --no-print-directory $(if $(findstring jobserver,$(MAKEFLAGS)),,-j$(JOBS))

demo:
	@sh tests/bootstrap build
	@+$(inner) all
	@KAM=$(abspath $(OUT))/kam sh tests/demo

check:
	@sh tests/bootstrap build test
	@+$(inner) check-built

check-built: all $(unit_tests) $(pages)
	@KAM=$(abspath $(OUT))/kam PAGES=$(abspath $(pages)) RESULTS=$(BUILD)/results.check bash tests/run $(unit_tests) $(if $(kam),tests/cli/*.bats)

# What is true of other people's data: needs it in KAM_REAL_DATA.
check-real:
	@if [ -d "$(KAM_REAL_DATA)" ]; then sh tests/bootstrap build test real && $(inner) check-real-built; \
	else echo "skipped: no real data in $(KAM_REAL_DATA) (set KAM_REAL_DATA)"; fi

check-real-built: all $(real_tests)
	@KAM=$(abspath $(OUT))/kam KAM_REAL_DATA=$(abspath $(KAM_REAL_DATA)) RESULTS=$(BUILD)/results.real \
		bash tests/run $(real_tests) $(if $(kam),tests/real/*.bats)

# ---- for those who work on it

lint:
	@sh tests/bootstrap build test lint
	@+$(inner) all $(pages)
	@+$(inner) compiled BUILD=build/lint-gcc CC=gcc CFLAGS='-O2 -Werror'
	@+$(inner) compiled BUILD=build/lint-clang CC=clang CFLAGS='-O2 -Werror'
	@JOBS=$(JOBS) OUT=$(OUT) BUILD=$(BUILD) SONAME=$(soname) sh tests/lint/all.sh

compiled: $(lib_objects) $(cmd_objects) $(unit_tests) $(real_tests) $(pages)

format:
	clang-format -i $(filter-out $(wildcard lib/*/records*.c),$(wildcard include/kam/*.h include/kam/*/*.h lib/*/*.[ch] cmd/*.[ch] cmd/*/*.[ch]))

clang = $(if $(shell command -v clang),clang,gcc)
sanitizers = -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
sanitize:
	@sh tests/bootstrap build test
	@+KAM_SANITIZED=1 ASAN_OPTIONS=$${ASAN_OPTIONS:-strict_string_checks=1:detect_stack_use_after_return=1} \
		$(inner) check-built BUILD=build/sanitize OUT=build/sanitize/out CC=$(clang) CFLAGS='$(sanitizers)'

coverage:
	@sh tests/bootstrap build test
	@rm -f $$(find build/coverage -name '*.gcda' 2>/dev/null)
	-@+KAM_COVERAGE=1 $(inner) check-built BUILD=build/coverage OUT=build/coverage/out CC=gcc CFLAGS='-O0 -g --coverage -fprofile-update=atomic'
	@sh tests/lint/coverage.sh build/coverage

fuzz:
	@+$(inner) fuzz-built BUILD=build/fuzz OUT=build/fuzz/out CC=clang \
		CFLAGS='-O1 -g -fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=all'

fuzz-built: $(fuzzers)
	@for fuzzer in $(fuzzers); do name=$${fuzzer##*/}; mkdir -p $(BUILD)/corpus/$$name; \
		echo "fuzz $$name, $(FUZZ_SECONDS) s"; seeds=tests/fuzz/seeds/$$name; test -d $$seeds || seeds=; \
		$$fuzzer -max_total_time=$(FUZZ_SECONDS) -verbosity=0 -print_final_stats=1 -timeout=10 \
			-artifact_prefix=$(BUILD)/$$name- $(BUILD)/corpus/$$name $$seeds > $(BUILD)/$$name.log 2>&1 || \
			{ cat $(BUILD)/$$name.log; exit 1; }; \
		grep -E 'number_of_executed_units|peak_rss' $(BUILD)/$$name.log; \
	done

# Speed against its bars: BENCH_ROWS=100000 for a quick look. What is compared with is installed by bench-deps.
bench: all
	@KAM=$(abspath $(OUT))/kam BENCH_ROWS=$(BENCH_ROWS) bash tests/bench/run

bench-deps:
	@sh tests/bootstrap build bench

# After a change that is meant to cost what it costs, or for another compiler or SQLite.
bench-update: all
	@KAM=$(abspath $(OUT))/kam sh tests/bench/instructions.sh update

# Some minutes; FAULT_PLACES=N tries more places.
fault:
	@sh tests/bootstrap build test fault
	@+$(inner) fault-built

fault-built: all
	@KAM=$(abspath $(OUT))/kam RESULTS=$(BUILD)/results.fault bash tests/fault/run

clean:
	rm -rf $(BUILD) $(OUT)/kam $(OUT)/libkam.so $(library) $(OUT)/kam.pc

help:
	@echo 'make                build ./kam, libkam.so and the translations, runnable here'
	@echo 'make demo           install what is missing, build, show a sample company'
	@echo 'make check          install what is missing, build, run all tests'
	@echo 'make check-real     tests on real data in KAM_REAL_DATA ($(KAM_REAL_DATA))'
	@echo 'make install        PREFIX=$(PREFIX) DESTDIR=   (and uninstall)'
	@echo 'make lint           formatting, static checks, the rules of the house    make format   write C so'
	@echo 'make sanitize       all tests with ASan and UBSan    make coverage   branches the tests take'
	@echo 'make fuzz           FUZZ_SECONDS=$(FUZZ_SECONDS) each           make po         merge translations'
	@echo 'make bench          speed against its bars, BENCH_ROWS=$(BENCH_ROWS)   make bench-deps   what it compares with'
	@echo 'make bench-update   write down the counted instructions            make fault   let everything fail'
	@echo 'make pages          tables of the manual pages'

-include $(pages).d $(lib_objects:.o=.d) $(cmd_objects:.o=.d) $(unit_tests:=.d) $(real_tests:=.d) $(fuzzers:=.d)

.PHONY: all install uninstall demo check check-built check-real check-real-built lint compiled format sanitize coverage fuzz fuzz-built \
	bench bench-deps bench-update fault fault-built po pages clean help FORCE
.DELETE_ON_ERROR:
