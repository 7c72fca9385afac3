# kam: see README.md. `make` builds ./kam and libkam.so here, runnable in place.

VERSION = 0.1.0
SOVERSION = 0

CC = gcc
CFLAGS = -O2 -g
PREFIX = /usr/local
BUILD = build

PACKAGES = sqlite3 libutf8proc
WARNINGS = -std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wpointer-arith -Wstrict-prototypes -Wmissing-prototypes \
	-Wwrite-strings -Wundef -Wformat=2 -Wno-format-nonliteral -Wno-overlength-strings
ALL_CFLAGS = $(WARNINGS) -D_POSIX_C_SOURCE=200809L -D_XOPEN_SOURCE=700 -DKAM_VERSION='"$(VERSION)"' -Iinclude \
	-fvisibility=hidden $(CFLAGS)
LIBRARIES = -lsqlite3 -lcsv -lutf8proc -lm

lib_sources := $(shell find lib -name '*.c' | sort)
cmd_sources := $(shell find cmd -name '*.c' | sort)
embedded := $(shell find lib -name '*.sql' | sort) $(shell find lib/share -type f | sort)
lib_objects := $(lib_sources:%.c=$(BUILD)/%.o) $(BUILD)/embedded.o
cmd_objects := $(cmd_sources:%.c=$(BUILD)/%.o)
soname = libkam.so.$(SOVERSION)

all: kam

kam: $(cmd_objects) $(soname)
	$(CC) $(CFLAGS) $(LDFLAGS) -Wl,-rpath,'$$ORIGIN:$$ORIGIN/../lib' -Wl,--as-needed -o $@ $(cmd_objects) $(soname) -lutf8proc

$(soname): $(lib_objects)
	$(CC) $(CFLAGS) $(LDFLAGS) -shared -Wl,-soname,$(soname) -Wl,--as-needed -o $@ $(lib_objects) $(LIBRARIES)
	ln -sf $(soname) libkam.so

$(BUILD)/libkam.a: $(lib_objects)
	rm -f $@ && ar rcs $@ $(lib_objects)

$(BUILD)/lib/%.o: lib/%.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -fPIC -MMD -MP -c -o $@ $<

$(BUILD)/cmd/%.o: cmd/%.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# The files of lib/ that are compiled in, as C strings.
$(BUILD)/embedded.c: $(embedded) Makefile
	@mkdir -p $(@D)
	@{ echo '#include "kam/internal/store.h"'; \
	   echo 'const struct embedded embedded_files[] = {'; \
	   for file in $(embedded:lib/%=%); do \
	     echo "{ \"$$file\","; sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/^/"/' -e 's/$$/\\n"/' "lib/$$file"; echo '"" },'; \
	   done; echo '{ 0, 0 } };'; } > $@.new && mv $@.new $@

$(BUILD)/embedded.o: $(BUILD)/embedded.c
	$(CC) $(ALL_CFLAGS) -fPIC -MMD -MP -c -o $@ $<

clean:
	rm -rf $(BUILD) kam libkam.so* kam.pc

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)

.PHONY: all clean
