/* copy_store.c - see copy_store.h. */
#include "store/copy_store.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#include "base/mem.h"
#include "store/engine/db.h"

/* Who is referred to comes first; the institution itself before them all. */
static const struct copied_table TABLES[] = {
	{ "institution", Q_COPY_INSTITUTION_READ, Q_COPY_INSTITUTION_WRITE },
	{ "document", Q_COPY_DOCUMENT_READ, Q_COPY_DOCUMENT_WRITE },
	{ "staged_row", Q_COPY_STAGED_ROW_READ, Q_COPY_STAGED_ROW_WRITE },
	{ "plan", Q_COPY_PLAN_READ, Q_COPY_PLAN_WRITE },
	{ "plan_file", Q_COPY_PLAN_FILE_READ, Q_COPY_PLAN_FILE_WRITE },
	{ "unit", Q_COPY_UNIT_READ, Q_COPY_UNIT_WRITE },
	{ "unit_spelling", Q_COPY_UNIT_SPELLING_READ, Q_COPY_UNIT_SPELLING_WRITE },
	{ "form", Q_COPY_FORM_READ, Q_COPY_FORM_WRITE },
	{ "node", Q_COPY_NODE_READ, Q_COPY_NODE_WRITE },
	{ "node_source", Q_COPY_NODE_SOURCE_READ, Q_COPY_NODE_SOURCE_WRITE },
	{ "node_spelling", Q_COPY_NODE_SPELLING_READ, Q_COPY_NODE_SPELLING_WRITE },
	{ "indicator_sheet", Q_COPY_INDICATOR_SHEET_READ, Q_COPY_INDICATOR_SHEET_WRITE },
	{ "published_row", Q_COPY_PUBLISHED_ROW_READ, Q_COPY_PUBLISHED_ROW_WRITE },
	{ "repair", Q_COPY_REPAIR_READ, Q_COPY_REPAIR_WRITE },
	{ "repair_line", Q_COPY_REPAIR_LINE_READ, Q_COPY_REPAIR_LINE_WRITE },
	{ "follow_up", Q_COPY_FOLLOW_UP_READ, Q_COPY_FOLLOW_UP_WRITE },
	{ "fu_file", Q_COPY_FU_FILE_READ, Q_COPY_FU_FILE_WRITE },
	{ "fu_unit", Q_COPY_FU_UNIT_READ, Q_COPY_FU_UNIT_WRITE },
	{ "fu_operation", Q_COPY_FU_OPERATION_READ, Q_COPY_FU_OPERATION_WRITE },
	{ "fu_aggregate", Q_COPY_FU_AGGREGATE_READ, Q_COPY_FU_AGGREGATE_WRITE },
	{ "fu_member", Q_COPY_FU_MEMBER_READ, Q_COPY_FU_MEMBER_WRITE },
	{ "fu_orphan", Q_COPY_FU_ORPHAN_READ, Q_COPY_FU_ORPHAN_WRITE },
	{ "derived", Q_COPY_DERIVED_READ, Q_COPY_DERIVED_WRITE },
	{ "fu_computed", Q_COPY_FU_COMPUTED_READ, Q_COPY_FU_COMPUTED_WRITE },
	{ "finding", Q_COPY_FINDING_READ, Q_COPY_FINDING_WRITE },
	{ "finding_fix", Q_COPY_FINDING_FIX_READ, Q_COPY_FINDING_FIX_WRITE },
	{ "finding_pass", Q_COPY_FINDING_PASS_READ, Q_COPY_FINDING_PASS_WRITE },
	{ "rollup_node", Q_COPY_ROLLUP_NODE_READ, Q_COPY_ROLLUP_NODE_WRITE },
	{ "rollup_unit", Q_COPY_ROLLUP_UNIT_READ, Q_COPY_ROLLUP_UNIT_WRITE },
	{ "org_unit", Q_COPY_ORG_UNIT_READ, Q_COPY_ORG_UNIT_WRITE },
	{ "org_unit_period", Q_COPY_ORG_UNIT_PERIOD_READ, Q_COPY_ORG_UNIT_PERIOD_WRITE },
	{ "org_unit_successor", Q_COPY_ORG_UNIT_SUCCESSOR_READ, Q_COPY_ORG_UNIT_SUCCESSOR_WRITE },
	{ "account", Q_COPY_ACCOUNT_READ, Q_COPY_ACCOUNT_WRITE },
	{ "post", Q_COPY_POST_READ, Q_COPY_POST_WRITE },
	{ "role_grant", Q_COPY_ROLE_GRANT_READ, Q_COPY_ROLE_GRANT_WRITE },
	{ "substitution", Q_COPY_SUBSTITUTION_READ, Q_COPY_SUBSTITUTION_WRITE },
	{ "session", Q_COPY_SESSION_READ, Q_COPY_SESSION_WRITE },
	{ "api_token", Q_COPY_API_TOKEN_READ, Q_COPY_API_TOKEN_WRITE },
	{ "invitation", Q_COPY_INVITATION_READ, Q_COPY_INVITATION_WRITE },
	{ "sign_in_failure", Q_COPY_SIGN_IN_FAILURE_READ, Q_COPY_SIGN_IN_FAILURE_WRITE },
	{ "known_origin", Q_COPY_KNOWN_ORIGIN_READ, Q_COPY_KNOWN_ORIGIN_WRITE },
	{ "change", Q_COPY_CHANGE_READ, Q_COPY_CHANGE_WRITE },
	{ "change_cell", Q_COPY_CHANGE_CELL_READ, Q_COPY_CHANGE_CELL_WRITE },
	{ "plan_step", Q_COPY_PLAN_STEP_READ, Q_COPY_PLAN_STEP_WRITE },
	{ "observation", Q_COPY_OBSERVATION_READ, Q_COPY_OBSERVATION_WRITE },
	{ "observation_act", Q_COPY_OBSERVATION_ACT_READ, Q_COPY_OBSERVATION_ACT_WRITE },
	{ "report_period", Q_COPY_REPORT_PERIOD_READ, Q_COPY_REPORT_PERIOD_WRITE },
	{ "unit_report", Q_COPY_UNIT_REPORT_READ, Q_COPY_UNIT_REPORT_WRITE },
	{ "report_step", Q_COPY_REPORT_STEP_READ, Q_COPY_REPORT_STEP_WRITE },
	{ "report", Q_COPY_REPORT_READ, Q_COPY_REPORT_WRITE },
	{ "report_past", Q_COPY_REPORT_PAST_READ, Q_COPY_REPORT_PAST_WRITE },
	{ "standing_head", Q_COPY_STANDING_HEAD_READ, Q_COPY_STANDING_HEAD_WRITE },
	{ "standing", Q_COPY_STANDING_READ, Q_COPY_STANDING_WRITE },
	{ "log_chain", Q_COPY_LOG_CHAIN_READ, Q_COPY_LOG_CHAIN_WRITE },
	{ "log", Q_COPY_LOG_READ, Q_COPY_LOG_WRITE },
	{ "log_checkpoint", Q_COPY_LOG_CHECKPOINT_READ, Q_COPY_LOG_CHECKPOINT_WRITE },
	{ "log_pending", Q_COPY_LOG_PENDING_READ, Q_COPY_LOG_PENDING_WRITE },
	{ "file", Q_COPY_FILE_READ, Q_COPY_FILE_WRITE },
	{ "file_piece", Q_COPY_FILE_PIECE_READ, Q_COPY_FILE_PIECE_WRITE },
	{ "strategic_node", Q_COPY_STRATEGIC_NODE_READ, Q_COPY_STRATEGIC_NODE_WRITE },
	{ "setting", Q_COPY_SETTING_READ, Q_COPY_SETTING_WRITE },
	{ "register_item", Q_COPY_REGISTER_ITEM_READ, Q_COPY_REGISTER_ITEM_WRITE },
	{ "register_value", Q_COPY_REGISTER_VALUE_READ, Q_COPY_REGISTER_VALUE_WRITE },
	{ "register_act", Q_COPY_REGISTER_ACT_READ, Q_COPY_REGISTER_ACT_WRITE },
	{ "evidence", Q_COPY_EVIDENCE_READ, Q_COPY_EVIDENCE_WRITE },
	{ "issued_document", Q_COPY_ISSUED_DOCUMENT_READ, Q_COPY_ISSUED_DOCUMENT_WRITE },
	{ "pending_import", Q_COPY_PENDING_IMPORT_READ, Q_COPY_PENDING_IMPORT_WRITE },
	{ "job", Q_COPY_JOB_READ, Q_COPY_JOB_WRITE },
	{ "job_file", Q_COPY_JOB_FILE_READ, Q_COPY_JOB_FILE_WRITE },
	{ "table_map", Q_COPY_TABLE_MAP_READ, Q_COPY_TABLE_MAP_WRITE },
};

enum { TABLE_COUNT = sizeof(TABLES) / sizeof(TABLES[0]) };

const struct copied_table *
copy_store_tables(size_t *out_count)
{
	*out_count = TABLE_COUNT;
	return TABLES;
}

/* ---- Checksums ------------------------------------------------------------ */

static void
hash_number(crypto_hash_sha256_state *state, uint64_t number)
{
	unsigned char bytes[8];

	for (int i = 0; i < 8; i++)
		bytes[i] = (unsigned char)(number >> 8 * i);
	(void)crypto_hash_sha256_update(state, bytes, sizeof(bytes));
}

static void
hash_value(crypto_hash_sha256_state *state, const struct db_value *value)
{
	unsigned char kind = (unsigned char)value->kind;

	(void)crypto_hash_sha256_update(state, &kind, 1);
	hash_number(state, value->kind == DB_INT ? (uint64_t)value->number : value->size);
	if (value->size > 0)
		(void)crypto_hash_sha256_update(state, (const unsigned char *)value->bytes,
		    value->size);
}

void
table_sum_add(struct table_sum *sum, const struct db_value *values, size_t count)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	crypto_hash_sha256_state state;

	(void)crypto_hash_sha256_init(&state);
	for (size_t i = 0; i < count; i++)
		hash_value(&state, &values[i]);
	(void)crypto_hash_sha256_final(&state, hash);
	sum->rows++;
	for (int lane = 0; lane < 4; lane++) {
		uint64_t number = 0;

		for (int i = 0; i < 8; i++)
			number |= (uint64_t)hash[lane * 8 + i] << 8 * i;
		sum->sum[lane] += number;
	}
}

bool
table_sum_same(const struct table_sum *one, const struct table_sum *other)
{
	return one->rows == other->rows && memcmp(one->sum, other->sum, sizeof(one->sum)) == 0;
}

static int
sum_table(struct db *db, const struct copied_table *table, int64_t institution_id,
    struct table_sum *sum, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, (enum query)table->read);
	int rc;

	sum->table = table->name;
	stmt_put_int(q, institution_id);
	stmt_stream(q);
	while ((rc = stmt_next(q, err)) > 0) {
		struct db_value values[COPY_COLUMNS_MAX];
		int count = stmt_column_count(q);

		assert(count <= COPY_COLUMNS_MAX);
		for (int i = 0; i < count; i++)
			values[i] = stmt_get_value(q);
		table_sum_add(sum, values, (size_t)count);
	}
	return rc;
}

int
copy_store_sum(struct db *db, struct mem *mem, int64_t institution_id, struct table_sum **out,
    size_t *out_count, struct err *err)
{
	struct table_sum *sums = mem_array(mem, TABLE_COUNT, sizeof(*sums));
	int rc = YUP_OK;

	for (size_t i = 0; rc == YUP_OK && i < TABLE_COUNT; i++)
		rc = sum_table(db, &TABLES[i], institution_id, &sums[i], err);
	if (rc < 0)
		return rc;
	*out = sums;
	*out_count = TABLE_COUNT;
	return YUP_OK;
}

/* ---- Copying -------------------------------------------------------------- */

static void
pass_row(struct stmt *from, struct stmt *to)
{
	for (int i = 0; i < stmt_column_count(from); i++) {
		struct db_value value = stmt_get_value(from);

		stmt_put_value(to, &value);
	}
}

static int
copy_institution(struct db *from, struct db *to, int64_t institution_id, int64_t *out_id,
    struct err *err)
{
	CLEANUP(stmt_done) struct stmt *read = db_use(from, Q_COPY_INSTITUTION_READ);
	CLEANUP(stmt_done) struct stmt *write = db_use(to, Q_COPY_INSTITUTION_WRITE);
	int64_t id;
	int rc;

	stmt_put_int(read, institution_id);
	rc = stmt_one(read, "institution", err);
	if (rc < 0)
		return rc;
	pass_row(read, write);
	rc = stmt_one(write, "institution", err);
	if (rc < 0)
		return rc;
	id = stmt_get_int(write);
	rc = stmt_end(write, err);
	if (rc == YUP_OK)
		*out_id = id;
	return rc;
}

static int
copy_table(struct db *from, struct db *to, const struct copied_table *table, int64_t from_id,
    int64_t to_id, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *read = db_use(from, (enum query)table->read);
	int rc;

	stmt_put_int(read, from_id);
	stmt_stream(read);
	while ((rc = stmt_next(read, err)) > 0) {
		struct stmt *write = db_use(to, (enum query)table->write);

		stmt_put_int(write, to_id);
		pass_row(read, write);
		rc = stmt_send(write, err);
		if (rc < 0)
			return rc;
	}
	return rc;
}

static int
compare(const struct db *to, const struct table_sum *left, const struct table_sum *arrived,
    struct err *err)
{
	for (size_t i = 0; i < TABLE_COUNT; i++)
		if (!table_sum_same(&left[i], &arrived[i]))
			return err_refuse(err, YUP_EIO, "copy_differs", "%s: %s", db_name(to),
			    left[i].table);
	return YUP_OK;
}

int
copy_store_copy(struct db *from, struct db_tx *to, struct mem *mem, int64_t institution_id,
    int64_t *out_id, struct table_sum **out, size_t *out_count, struct err *err)
{
	struct table_sum *left = NULL, *arrived = NULL;
	size_t count = 0;
	int64_t id = 0;
	int rc;

	rc = copy_institution(from, to->db, institution_id, &id, err);
	for (size_t i = 1; rc == YUP_OK && i < TABLE_COUNT; i++)
		rc = copy_table(from, to->db, &TABLES[i], institution_id, id, err);
	if (rc == YUP_OK)
		rc = db_settle(to->db, err);
	if (rc == YUP_OK)
		rc = copy_store_sum(from, mem, institution_id, &left, &count, err);
	if (rc == YUP_OK)
		rc = copy_store_sum(to->db, mem, id, &arrived, &count, err);
	if (rc == YUP_OK)
		rc = compare(to->db, left, arrived, err);
	if (rc < 0)
		return rc;
	*out_id = id;
	*out = arrived;
	*out_count = count;
	return YUP_OK;
}
