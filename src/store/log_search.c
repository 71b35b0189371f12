#include "store/log_search.h"

#include "base/mem.h"
#include "store/engine/db.h"
#include "store/log_store.h"

int
log_search_chains(struct db *db, struct mem *mem, struct log_chain **out, size_t *out_count,
    struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_LOG_CHAIN_LIST);
	struct log_chain *list = NULL;
	size_t count = 0, room = 0;
	int rc;

	while ((rc = stmt_next(q, err)) > 0) {
		MEM_PUSH(mem, list, count, room);
		list[count - 1].institution_id = stmt_get_int(q);
		list[count - 1].name = stmt_get_text(q, mem);
		list[count - 1].acronym = stmt_get_text(q, mem);
		list[count - 1].begun = stmt_get_int(q) != 0;
	}
	if (rc < 0)
		return rc;
	*out = list;
	*out_count = count;
	return YUP_OK;
}

static void
put_filter(struct stmt *q, const char *text)
{
	stmt_put_text(q, text != NULL ? text : "");
}

int
log_search_list(struct db *db, struct mem *mem, int64_t institution_id,
    const struct log_filter *filter, struct log_record **out, size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_LOG_SEARCH);
	struct log_record *list = NULL;
	size_t count = 0, room = 0;
	int rc;

	stmt_put_int(q, institution_id);
	stmt_put_int(q, filter->before > 0 ? filter->before : INT64_MAX);
	put_filter(q, filter->from);
	put_filter(q, filter->to);
	put_filter(q, filter->actor);
	put_filter(q, filter->action);
	put_filter(q, filter->subject);
	put_filter(q, filter->outcome);
	stmt_put_int(q, (int64_t)filter->limit);
	while ((rc = stmt_next(q, err)) > 0) {
		MEM_PUSH(mem, list, count, room);
		log_store_get(q, mem, &list[count - 1]);
	}
	if (rc < 0)
		return rc;
	*out = list;
	*out_count = count;
	return YUP_OK;
}
