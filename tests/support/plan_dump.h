/*
 * plan_dump.h - a plan or a follow-up as text that a person can read and
 * approve: for golden files.
 *
 * Everything the importer decides is there, and nothing that changes without
 * a change of meaning (ids, addresses, rooms).
 */
#ifndef YUP_TESTS_PLAN_DUMP_H
#define YUP_TESTS_PLAN_DUMP_H

#include "base/str.h"
#include "import/import.h"

void plan_dump(struct str *out, const struct plan *plan);
void follow_up_dump(struct str *out, const struct follow_up *fu);

/* Kind, encoding, decimals, the plan or follow-up, and what the reader remarked. */
void import_dump(struct str *out, const struct import_result *result);

#endif
