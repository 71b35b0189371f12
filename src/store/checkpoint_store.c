#include "store/checkpoint_store.h"

#include <inttypes.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "store/engine/db.h"

static void
put_hex(struct str *out, const uint8_t *bytes, size_t size)
{
	str_put_char(out, '\t');
	for (size_t i = 0; i < size; i++)
		str_printf(out, "%02x", bytes[i]);
}

void
checkpoint_write(struct str *out, const struct checkpoint *checkpoint)
{
	str_put(out, "yupana.checkpoint/1");
	put_hex(out, checkpoint->chain, sizeof(checkpoint->chain));
	str_printf(out, "\t%" PRId64 "\t%s", checkpoint->seq, checkpoint->at);
	put_hex(out, checkpoint->hash, sizeof(checkpoint->hash));
	str_put_char(out, '\n');
}

int
checkpoint_store_add(struct db_tx *tx, int64_t institution_id, const struct checkpoint *checkpoint,
    struct err *err)
{
	struct stmt *q = db_use(tx->db, Q_CHECKPOINT_INSERT);

	stmt_put_int(q, institution_id);
	stmt_put_int(q, checkpoint->seq);
	stmt_put_text(q, checkpoint->at);
	stmt_put_bytes(q, checkpoint->hash, sizeof(checkpoint->hash));
	stmt_put_bytes(q, checkpoint->public_key, sizeof(checkpoint->public_key));
	stmt_put_bytes(q, checkpoint->signature, sizeof(checkpoint->signature));
	return stmt_run(q, err);
}

static void
get_checkpoint(struct stmt *q, struct mem *mem, struct checkpoint *out)
{
	stmt_get_bytes(q, out->chain, sizeof(out->chain));
	out->seq = stmt_get_int(q);
	out->at = stmt_get_text(q, mem);
	stmt_get_bytes(q, out->hash, sizeof(out->hash));
	stmt_get_bytes(q, out->public_key, sizeof(out->public_key));
	stmt_get_bytes(q, out->signature, sizeof(out->signature));
}

int
checkpoint_store_list(struct db *db, struct mem *mem, int64_t institution_id,
    struct checkpoint **out, size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_CHECKPOINT_LIST);
	struct checkpoint *list = NULL;
	size_t count = 0, room = 0;
	int rc;

	stmt_put_int(q, institution_id);
	while ((rc = stmt_next(q, err)) > 0) {
		MEM_PUSH(mem, list, count, room);
		get_checkpoint(q, mem, &list[count - 1]);
	}
	if (rc < 0)
		return rc;
	*out = list;
	*out_count = count;
	return YUP_OK;
}
