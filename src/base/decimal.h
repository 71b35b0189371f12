/*
 * decimal.h - exact decimal numbers as scaled integers.
 *
 * Quantities and weights are int64 x 10^4 (suffix _e4), money is int64
 * centavos (_cents), ratios are int64 billionths (_e9).  There is no floating
 * point.  Products and accumulators use __int128; nothing stored does.
 *
 * Source: DOMAIN section 3 (limits, rounding half away from zero, a value
 * within 5e-7 of a half counts as the half).
 */
#ifndef YUP_BASE_DECIMAL_H
#define YUP_BASE_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct str;

/* No value: a blank cell is not a zero. */
#define NUM_ABSENT INT64_MIN

#define E4 INT64_C(10000)
#define E9 INT64_C(1000000000)

#define NUM_MAX_E4 (INT64_C(10000000000000) * E4)  /* what num_parse() reads: 10^13 */
#define QUANTITY_MAX_E4 (INT64_C(1000000000) * E4) /* |quantity| <= 10^9 */
#define WEIGHT_MAX_E4 (INT64_C(1000) * E4)         /* weight 0..1,000 per cent */
#define MONEY_MAX_CENTS INT64_C(1000000000000000)  /* 10^15 centavos */
#define RATIO_MAX_E9 (INT64_C(1000000000) * E9)    /* 10^9 per cent */

/* Which sign separates decimals: what was taken is always said. */
enum num_style {
	NUM_AUTO,          /* decide from the number itself; refuse the ambiguous */
	NUM_DOT_DECIMAL,   /* 1,234.56 */
	NUM_COMMA_DECIMAL, /* 1.234,56 */
};

struct num {
	int64_t value_e4;
	enum num_style style; /* NUM_AUTO where the number shows neither */
	uint8_t decimals;     /* decimals as written */
	bool percent;         /* followed by % */
};

/*
 * Read one number: optional sign, digits, thousands, decimals, optional %.
 * Blanks around it are allowed, anything else is not.
 *
 * YUP_EINVALID: not a number, thousands misplaced, or more than 4 decimals.
 * YUP_ECONFLICT: ambiguous under NUM_AUTO ("1,234" may be 1234 or 1.234).
 * YUP_ELIMIT: past 10^13 in absolute value.
 */
MUST_CHECK int num_parse(const char *text, size_t length, enum num_style style, struct num *out);

/* a x b / c rounded half away from zero; c > 0.  Saturates at the int64 ends. */
int64_t muldiv_round(int64_t a, int64_t b, int64_t c);

/* sum / count rounded half away from zero; count > 0. */
int64_t div_round(__int128 sum, int64_t count);

/*
 * A ratio rounded once to `decimals` places (0..9), half away from zero, a
 * value within 5e-7 of a half counting as the half.  The result is scaled by
 * 10^decimals: ratio_round(16.67 x 10^9, 1) = 167.
 */
int64_t ratio_round(int64_t ratio_e9, unsigned decimals);

/* x 10^-scale as text, '.' decimals, trailing zeros dropped after `keep`. */
void num_put(struct str *s, int64_t value, unsigned scale, unsigned keep);

enum { NUM_TEXT_SIZE = 32 };

/* The same, its length given back. */
size_t num_write(char out[NUM_TEXT_SIZE], int64_t value, unsigned scale, unsigned keep);

#endif
