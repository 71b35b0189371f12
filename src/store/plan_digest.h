/*
 * plan_digest.h - what ties plans to the log: the SHA-256 of a change, and of a
 * plan as it was saved.
 *
 * The bytes are lines of UTF-8 that end in a line feed, fields with a tab between
 * them.  A number is decimal, `-` where it is absent; a text is its length in
 * bytes, a colon and its bytes, `-` where there is none.
 *
 *	yupana.change/1 PLAN REVISION AT USER ACTOR KIND WHY
 *
 * and a line for each of its cells, in order: NODE FIELD PERIOD, then number and
 * text of before and of after (core/plan_edit.h has the numbers of fields and
 * kinds).
 *
 *	yupana.plan/1 PLAN YEAR VERSION POLICY PACK PERIODS INSTITUTION ACRONYM BASED_ON
 *
 * and a line, that begins with its letter, for each file (f), unit (u), form (o)
 * and row (n), in the order they are stored; what belongs to a unit or a row has
 * lines after it: spellings (s), sources (l), the row printed in form B (p), a
 * repair (r).  A row's own line has its place and number and text of each field
 * of enum node_field, a schedule's periods one by one.  Rows that are deleted
 * are not there, nor are states: plan_step has those.
 *
 *	yupana.observations/1 PLAN
 *
 * and a line for each act done on observations in one record's transaction, in
 * order: ACT OBSERVATION KIND AT USER ACTOR TEXT REVISION, then where the
 * observation points, UNIT NODE FIELD PERIOD, and OFFICE (core/observation.h).
 *
 * A record of the log carries it at the end of its detail, as
 * "[plan 7 revision 12 sha256 HEX]", "[plan 7 saved sha256 HEX]" or
 * "[plan 7 observations 5 sha256 HEX]", with the number of the last act: those of
 * a record begin where the one before it ended.
 */
#ifndef YUP_STORE_PLAN_DIGEST_H
#define YUP_STORE_PLAN_DIGEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct change;
struct db;
struct mem;
struct observation_line;
struct pack;
struct plan;
struct str;

enum { PLAN_DIGEST_SIZE = 32 };

/* Add the canonical bytes to `out`. */
void change_bytes(struct str *out, int64_t plan_id, const struct change *change);
void plan_bytes(struct str *out, int64_t plan_id, const struct plan *plan);
void observation_bytes(struct str *out, int64_t plan_id, const struct observation_line *lines,
    size_t count);

void observation_digest(int64_t plan_id, const struct observation_line *lines, size_t count,
    uint8_t out[PLAN_DIGEST_SIZE]);
void change_digest(int64_t plan_id, const struct change *change, uint8_t out[PLAN_DIGEST_SIZE]);

/*
 * Of the rows there are, with all changes undone: what was saved.  `*out_differs`
 * as plan_store_load_saved().
 */
MUST_CHECK int plan_digest_saved(struct db *db, int64_t institution_id, int64_t plan_id,
    const struct pack *pack, uint8_t out[PLAN_DIGEST_SIZE], uint32_t *out_differs, struct err *err);

/* What a record says at its end; neither revision nor acts: the plan as saved. */
struct digest_mark {
	int64_t plan_id;
	uint32_t revision;
	uint32_t acts; /* the last one of its observations */
	uint8_t digest[PLAN_DIGEST_SIZE];
};

/* "[plan 7 revision 12 sha256 HEX]", in `mem`. */
const char *digest_mark_text(struct mem *mem, const struct digest_mark *mark);

/* Of a change, and of a plan just saved; in `mem`. */
const char *digest_mark_change(struct mem *mem, int64_t plan_id, const struct change *change);
MUST_CHECK int digest_mark_saved(struct db *db, struct mem *mem, int64_t institution_id,
    int64_t plan_id, const struct pack *pack, const char **out, struct err *err);

/* Of acts just done, `count` above 0; in `mem`. */
const char *digest_mark_acts(struct mem *mem, int64_t plan_id, const struct observation_line *lines,
    size_t count);

/* The mark that ends `detail`, false where none does. */
bool digest_mark_read(const char *detail, struct digest_mark *out);

#endif
