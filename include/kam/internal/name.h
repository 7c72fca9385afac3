/* Company names: what two spellings of one and the same may differ in. Text in, text out. Internal to libkam. */
#ifndef KAM_INTERNAL_NAME_H
#define KAM_INTERNAL_NAME_H

#include "kam/value.h"

/* Which list of words; their files are in lib/share/names, a word a line, # begins a line that is none. */
enum name_list {
	NAME_FORMS,   /* legal_forms.txt: 股份有限公司, at the end without a blank */
	NAME_WORDS,   /* legal_words.txt: co ltd, at the end as words of their own */
	NAME_REGIONS, /* regions.txt: 北京市, at the beginning, or in brackets */
	NAME_PLACES,  /* places.txt: china, in brackets or as the last word */
	NAME_TRADES,  /* trades.txt: 银行; with nothing but these a region is part of the name */
	NAME_LISTS
};

/* The lists, ready to be looked up; made once a handle: names_get() of kam/internal/store.h. */
struct names;

/* `texts` must outlive the result, which is freed with names_free(). NULL: out of memory. */
struct names *names_new(const char *const texts[NAME_LISTS]);
void names_free(struct names *names); /* NULL-safe */

/*
 * The longest word of a list with which the text begins (or ends); its length
 * in bytes, 0: none.
 */
size_t names_begin(const struct names *names, enum name_list list, const char *text, size_t length);
size_t names_end(const struct names *names, enum name_list list, const char *text, size_t length);

/*
 * A company's name folded beyond what is certain (kam_text_name_key): without
 * its legal form, and without `region` also without the region it begins with,
 * the place in brackets or at the end. Never empty for a name that is not: what
 * would leave nothing stays, and so does a region before mere words of trade.
 * New string to free(); NULL when out of memory.
 */
char *names_key(const struct names *names, const char *name, size_t length, bool region);

#endif
