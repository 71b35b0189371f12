/* account_store.c - see account_store.h. */
#include "store/account_store.h"

#include "base/mem.h"
#include "store/row.h"

/* Logins are ASCII; in an address only ASCII letters have a case that does not matter. */
const char *
account_key(struct mem *mem, const char *text)
{
	char *key = mem_strdup(mem, text);

	for (char *p = key; *p != '\0'; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p - 'A' + 'a');
	return key;
}

int
account_store_add(struct db_tx *tx, const struct account *account, int64_t *out_id, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct stmt *q;
	int64_t id;
	int rc;

	rc = next_id(tx, account->institution_id, &id, err);
	if (rc < 0)
		return rc;
	q = db_use(tx->db, Q_ACCOUNT_INSERT);
	stmt_put_int(q, account->institution_id);
	stmt_put_int(q, id);
	stmt_put_text(q, account->login);
	stmt_put_text(q, account_key(mem, account->login));
	stmt_put_text(q, account->name);
	stmt_put_text(q, account->email);
	stmt_put_text(q, account_key(mem, account->email));
	stmt_put_text(q, account->created_at);
	rc = stmt_run(q, err);
	if (rc == YUP_OK)
		*out_id = id;
	return rc;
}

static struct account
get_account(struct stmt *q, struct mem *mem)
{
	struct account account = { .institution_id = stmt_get_int(q) };

	account.id = stmt_get_int(q);
	account.login = stmt_get_text(q, mem);
	account.name = stmt_get_text(q, mem);
	account.email = stmt_get_text(q, mem);
	account.password = stmt_get_text_or_null(q, mem);
	account.created_at = stmt_get_text(q, mem);
	account.disabled_at = stmt_get_text(q, mem);
	return account;
}

/* The one row of `q`. */
static int
get_one(struct stmt *q, struct mem *mem, struct account *out, struct err *err)
{
	struct account found;
	int rc = stmt_one(q, "account", err);

	if (rc < 0)
		return rc;
	found = get_account(q, mem);
	rc = stmt_end(q, err);
	if (rc == YUP_OK)
		*out = found;
	return rc;
}

static int
get_all(struct stmt *q, struct mem *mem, struct account **out, size_t *out_count, struct err *err)
{
	struct account *list = NULL;
	size_t count = 0, room = 0;
	int rc;

	while ((rc = stmt_next(q, err)) > 0) {
		MEM_PUSH(mem, list, count, room);
		list[count - 1] = get_account(q, mem);
	}
	if (rc < 0)
		return rc;
	*out = list;
	*out_count = count;
	return YUP_OK;
}

int
account_store_get(struct db *db, struct mem *mem, int64_t institution_id, int64_t id,
    struct account *out, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_ACCOUNT_GET);

	stmt_put_int(q, institution_id);
	stmt_put_int(q, id);
	return get_one(q, mem, out, err);
}

int
account_store_find(struct db *db, struct mem *mem, int64_t institution_id, const char *login,
    struct account *out, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_ACCOUNT_FIND);

	stmt_put_int(q, institution_id);
	stmt_put_text(q, account_key(mem, login));
	return get_one(q, mem, out, err);
}

int
account_store_by_login(struct db *db, struct mem *mem, const char *login, struct account **out,
    size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_ACCOUNT_BY_LOGIN);

	stmt_put_text(q, account_key(mem, login));
	return get_all(q, mem, out, out_count, err);
}

int
account_store_by_email(struct db *db, struct mem *mem, const char *email, size_t limit,
    struct account **out, size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_ACCOUNT_BY_EMAIL);

	stmt_put_text(q, account_key(mem, email));
	stmt_put_int(q, (int64_t)limit);
	return get_all(q, mem, out, out_count, err);
}

int
account_store_list(struct db *db, struct mem *mem, int64_t institution_id, int64_t after,
    size_t limit, struct account **out, size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_ACCOUNT_LIST);

	stmt_put_int(q, institution_id);
	stmt_put_int(q, after);
	stmt_put_int(q, (int64_t)limit);
	return get_all(q, mem, out, out_count, err);
}

int
account_store_set_password(struct db_tx *tx, int64_t institution_id, int64_t id,
    const char *password, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(tx->db, Q_ACCOUNT_SET_PASSWORD);

	stmt_put_text(q, password);
	stmt_put_int(q, institution_id);
	stmt_put_int(q, id);
	return stmt_one(q, "account", err);
}

int
account_store_set_disabled(struct db_tx *tx, int64_t institution_id, int64_t id,
    const char *disabled_at, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(tx->db, Q_ACCOUNT_SET_DISABLED);

	stmt_put_text(q, disabled_at);
	stmt_put_int(q, institution_id);
	stmt_put_int(q, id);
	return stmt_one(q, "account", err);
}

int
account_store_set_name(struct db_tx *tx, int64_t institution_id, int64_t id, const char *name,
    const char *email, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(stmt_done) struct stmt *q = db_use(tx->db, Q_ACCOUNT_SET_NAME);

	stmt_put_text(q, name);
	stmt_put_text(q, email);
	stmt_put_text(q, account_key(mem, email));
	stmt_put_int(q, institution_id);
	stmt_put_int(q, id);
	return stmt_one(q, "account", err);
}

/* ---- Posts ------------------------------------------------------------------ */

int
account_store_posts(struct db *db, struct mem *mem, int64_t institution_id, int64_t id,
    struct post **out, size_t *out_count, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_POST_LIST);
	struct post *list = NULL;
	size_t count = 0, room = 0;
	int rc;

	stmt_put_int(q, institution_id);
	stmt_put_int(q, id);
	while ((rc = stmt_next(q, err)) > 0) {
		struct post *p;
		int64_t unit;

		MEM_PUSH(mem, list, count, room);
		p = &list[count - 1];
		p->from = stmt_get_text(q, mem);
		p->to = stmt_get_text(q, mem);
		p->title = stmt_get_text(q, mem);
		unit = stmt_get_num(q);
		p->org_unit = unit != NUM_ABSENT ? unit : 0;
	}
	if (rc < 0)
		return rc;
	*out = list;
	*out_count = count;
	return YUP_OK;
}

int
account_store_change_post(struct db_tx *tx, int64_t institution_id, int64_t id,
    const struct post *post, struct err *err)
{
	struct stmt *q = db_use(tx->db, Q_POST_DROP);
	int rc;

	stmt_put_int(q, institution_id);
	stmt_put_int(q, id);
	stmt_put_text(q, post->from);
	rc = stmt_run(q, err);
	if (rc < 0)
		return rc;
	q = db_use(tx->db, Q_POST_END);
	stmt_put_text(q, post->from);
	stmt_put_int(q, institution_id);
	stmt_put_int(q, id);
	rc = stmt_run(q, err);
	if (rc < 0)
		return rc;
	q = db_use(tx->db, Q_POST_INSERT);
	stmt_put_int(q, institution_id);
	stmt_put_int(q, id);
	stmt_put_text(q, post->from);
	stmt_put_text(q, post->title);
	stmt_put_num(q, post->org_unit != 0 ? post->org_unit : NUM_ABSENT);
	return stmt_run(q, err);
}
