/*
 * number_text.h - numbers as people read them: 1.234,56, 95 %, Bs. 1.234,56.
 *
 * On screen and on paper the local form, whatever the locale of the process;
 * files and other programs get the plain form, '.' decimals and no thousands.
 * An absent number is "sin dato" on screen and nothing in a file.
 *
 * Uses base/ and core/ only.
 */
#ifndef YUP_TEXT_NUMBER_TEXT_H
#define YUP_TEXT_NUMBER_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct catalogue;
struct pack;
struct str;

/* x 10^-scale with at least `keep` decimals, more only where they are not zero. */
void number_put(struct str *out, int64_t value, unsigned scale, unsigned keep);

enum { NUMBER_TEXT_SIZE = 48 };

/* The same of a number that is there, its length given back. */
size_t number_write(char out[NUMBER_TEXT_SIZE], int64_t value, unsigned scale, unsigned keep);

/* As people type it, "1234,5": no thousands, and never three decimals: "1,125" could be 1125. */
size_t number_write_typed(char out[NUMBER_TEXT_SIZE], int64_t value, unsigned scale);

void number_put_quantity(struct str *out, int64_t quantity_e4); /* 1.234,5 */
void number_put_percent(struct str *out, int64_t percent_e4);   /* 95,5 % */
void number_put_ratio(struct str *out, int64_t ratio_e9, unsigned decimals);
void number_put_money(struct str *out, int64_t cents, const char *currency);
void number_put_count(struct str *out, int64_t count); /* 1.234 */

/* For files: 1234.5, rounded once to `decimals` places for ratios. */
void number_put_plain_quantity(struct str *out, int64_t quantity_e4);
void number_put_plain_ratio(struct str *out, int64_t ratio_e9, unsigned decimals);
void number_put_plain_money(struct str *out, int64_t cents);

/* The name of a period of the fiscal year, 1..n: "febrero"; its number where it has none. */
void number_put_period(struct str *out, const struct pack *pack, unsigned period);

/* "de febrero a junio", "en febrero". */
void number_put_range(struct str *out, const struct pack *pack, unsigned first, unsigned last);

/* The same in the catalogue's language; NULL: as the pack has them. */
void number_put_period_in(struct str *out, const struct pack *pack, unsigned period,
    const struct catalogue *catalogue);
void number_put_range_in(struct str *out, const struct pack *pack, unsigned first, unsigned last,
    const struct catalogue *catalogue);

/* What this pack calls its periods: "mes", "meses"; "período", "períodos" for other lengths. */
const char *number_period_word(const struct pack *pack, bool plural);

#endif
