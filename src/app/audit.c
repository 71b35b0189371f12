#include "app/audit.h"

#include <stdio.h>
#include <string.h>

#include "app/actor.h"
#include "app/app.h"
#include "base/mem.h"
#include "store/engine/db.h"
#include "store/log_store.h"

static const char *
actor_text(struct mem *mem, const struct actor *by)
{
	switch (by != NULL ? by->kind : ACTOR_NOBODY) {
	case ACTOR_OPERATOR:
		return "operator";
	case ACTOR_USER:
		return mem_printf(mem, "user %lld", (long long)by->user_id);
	case ACTOR_TOKEN:
		return mem_printf(mem, "token %lld of user %lld", (long long)by->token_id,
		    (long long)by->user_id);
	default:
		return "nobody";
	}
}

static int
append(struct db_tx *tx, const struct app *app, const struct audit *what, const char *outcome,
    const char *detail, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	char now[CLOCK_TEXT_SIZE];
	struct log_record record = {
		.actor = actor_text(mem, app->by),
		.actor_name = app->by != NULL && app->by->name != NULL ? app->by->name : "",
		.origin = app->origin,
		.action = what->action,
		.subject = what->subject,
		.outcome = outcome,
		.detail = detail,
	};

	app->now(now);
	record.at = now;
	return log_store_append(tx, what->institution_id, &record, err);
}

/* As many bytes of `text` as fit, and no half letter. */
static size_t
cut(const char *text, size_t room)
{
	size_t length = strlen(text);

	if (length <= room)
		return length;
	for (length = room; length > 0 && ((unsigned char)text[length] & 0xC0u) == 0x80u;)
		length--;
	return length;
}

/* What was done, and its mark, which is never cut off. */
static const char *
marked(struct mem *mem, const struct audit *what)
{
	const char *detail = what->detail != NULL ? what->detail : "";
	size_t room;

	if (what->mark == NULL)
		return detail;
	room = LOG_TEXT_MAX - strlen(what->mark) - 1;
	return mem_printf(mem, "%.*s%s%s", (int)cut(detail, room), detail,
	    detail[0] != '\0' ? " " : "", what->mark);
}

int
audit_done(struct db_tx *tx, const struct app *app, const struct audit *what, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();

	return append(tx, app, what, "done", marked(mem, what), err);
}

static bool
is_refusal(int rc)
{
	return rc == YUP_EINVALID || rc == YUP_ENOTFOUND || rc == YUP_EDENIED ||
	    rc == YUP_ECONFLICT || rc == YUP_ELIMIT;
}

/* "EDENIED not_allowed weight: what was to be done". */
static const char *
reason(struct mem *mem, const struct audit *what, int rc, const struct err *err)
{
	const char *key = err != NULL && err->key != NULL ? err->key : "";
	const char *field = err != NULL && err->field != NULL ? err->field : "";
	const char *detail = what->detail != NULL ? what->detail : "";

	return mem_printf(mem, "%s%s%s%s%s%s%s", err_name(rc), key[0] != '\0' ? " " : "", key,
	    field[0] != '\0' ? " " : "", field, detail[0] != '\0' ? ": " : "", detail);
}

static bool
is_counted(const struct app *app, const struct audit *what)
{
	return !what->of_somebody && (app->by == NULL || app->by->kind == ACTOR_NOBODY);
}

static int
record_refusal(const struct app *app, const struct audit *what, const char *detail, struct err *err)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	char now[CLOCK_TEXT_SIZE];
	int rc = db_begin(app->db, &tx, err);

	app->now(now);
	if (rc == YUP_OK)
		rc = log_store_flush_failures(&tx, what->institution_id, now, err);
	if (rc == YUP_OK)
		rc = is_counted(app, what) ? log_store_count_failure(&tx, what->institution_id,
						 what->action, app->origin, now, err)
					   : append(&tx, app, what, "refused", detail, err);
	if (rc == YUP_OK)
		rc = db_commit(&tx, err);
	return rc;
}

int
audit_refused(const struct app *app, const struct audit *what, int rc, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct err failed = { 0 };

	if (!is_refusal(rc) || app->db == NULL || app->readonly)
		return rc;
	if (record_refusal(app, what, reason(mem, what, rc, err), &failed) == YUP_OK)
		return rc;
	/* A refusal that cannot be recorded is told as what kept it from being. */
	if (err != NULL)
		*err = failed;
	return failed.code;
}

int
audit_tell_counts(const struct app *app, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	int64_t *institutions = NULL;
	size_t count = 0;
	char now[CLOCK_TEXT_SIZE];
	int rc;

	if (app->readonly)
		return YUP_OK;
	app->now(now);
	rc = log_store_counted(app->db, mem, now, &institutions, &count, err);
	if (rc < 0 || count == 0)
		return rc;
	rc = db_begin(app->db, &tx, err);
	for (size_t i = 0; rc == YUP_OK && i < count; i++)
		rc = log_store_flush_failures(&tx, institutions[i], now, err);
	return rc == YUP_OK ? db_commit(&tx, err) : rc;
}
