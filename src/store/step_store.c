#include "store/step_store.h"

#include "base/mem.h"
#include "core/plan_state.h"
#include "store/row.h"

static struct stmt *
use(struct db *db, enum query query, int64_t institution_id, int64_t plan_id)
{
	struct stmt *q = db_use(db, query);

	stmt_put_int(q, institution_id);
	stmt_put_int(q, plan_id);
	return q;
}

static int
insert_step(struct db_tx *tx, int64_t institution_id, int64_t plan_id, const struct plan_step *step,
    uint32_t revision, struct err *err)
{
	struct stmt *q = use(tx->db, Q_PLAN_STEP_INSERT, institution_id, plan_id);

	put_index(q, step->unit, PLAN_UNITS_MAX);
	stmt_put_int(q, step->state);
	stmt_put_text(q, step->at);
	stmt_put_num(q, step->user_id != 0 ? step->user_id : NUM_ABSENT);
	stmt_put_text(q, step->actor);
	stmt_put_text(q, step->why);
	stmt_put_text(q, step->resolution_date[0] != '\0' ? step->resolution_date : NULL);
	stmt_put_int(q, revision);
	return stmt_run(q, err);
}

/* The answer's one number; YUP_ECONFLICT where no row was as it was seen. */
static int
take_row(struct stmt *q, uint32_t *out, struct err *err)
{
	uint32_t value;
	int rc = stmt_next(q, err);

	if (rc < 0)
		return rc;
	if (rc == 0)
		return err_refuse(err, YUP_ECONFLICT, "plan_changed", "not in the state seen");
	value = get_u32(q);
	rc = stmt_end(q, err);
	if (rc == YUP_OK)
		*out = value;
	return rc;
}

int
step_store_plan(struct db_tx *tx, int64_t institution_id, int64_t plan_id, unsigned seen,
    const struct plan_step *step, uint32_t *out_revision, struct err *err)
{
	uint32_t revision = 0;
	int rc;

	{
		CLEANUP(stmt_done) struct stmt *q = db_use(tx->db, Q_PLAN_SET_STATE);

		stmt_put_int(q, step->state);
		stmt_put_int(q, institution_id);
		stmt_put_int(q, plan_id);
		stmt_put_int(q, seen);
		rc = take_row(q, &revision, err);
	}
	if (rc == YUP_OK)
		rc = insert_step(tx, institution_id, plan_id, step, revision, err);
	if (rc == YUP_OK)
		*out_revision = revision;
	return rc;
}

int
step_store_unit(struct db_tx *tx, int64_t institution_id, int64_t plan_id, unsigned seen,
    const struct plan_step *step, struct err *err)
{
	uint32_t ordinal;
	int rc;

	{
		CLEANUP(stmt_done) struct stmt *q = db_use(tx->db, Q_UNIT_SET_STATE);

		stmt_put_int(q, step->state);
		stmt_put_int(q, institution_id);
		stmt_put_int(q, plan_id);
		stmt_put_int(q, step->unit);
		stmt_put_int(q, seen);
		rc = take_row(q, &ordinal, err);
	}
	if (rc == YUP_OK)
		rc = insert_step(tx, institution_id, plan_id, step, step->revision, err);
	return rc;
}

static struct plan_step
get_step(struct stmt *q, struct mem *mem)
{
	struct plan_step step = { .unit = get_index(q, PLAN_UNITS_MAX) };

	step.state = get_u8(q,
	    step.unit == PLAN_NONE ? PLAN_STATE__COUNT - 1 : UNIT_STATE__COUNT - 1);
	step.at = stmt_get_text(q, mem);
	step.user_id = stmt_get_num(q);
	if (step.user_id == NUM_ABSENT)
		step.user_id = 0;
	step.actor = stmt_get_text(q, mem);
	step.why = stmt_get_text(q, mem);
	step.resolution_date = stmt_get_text(q, mem);
	step.revision = get_u32(q);
	return step;
}

int
step_store_list(struct db *db, struct mem *mem, int64_t institution_id, int64_t plan_id,
    struct plan_step **out, size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = use(db, Q_PLAN_STEP_LIST, institution_id, plan_id);
	struct plan_step *list = NULL;
	size_t count = 0, room = 0;
	int rc;

	while ((rc = stmt_next(q, err)) > 0) {
		MEM_PUSH(mem, list, count, room);
		list[count - 1] = get_step(q, mem);
	}
	if (rc < 0)
		return rc;
	*out = list;
	*out_count = count;
	return YUP_OK;
}
