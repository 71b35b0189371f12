/* portal_notice.c - what readers of the portal find wrong; see portal.h. */
#include "app/actor.h"
#include "app/portal.h"
#include "app/register_work.h"
#include "base/date.h"
#include "base/mem.h"
#include "core/field.h"
#include "store/register_store.h"

static int
check(const struct app_portal_notice *notice, struct err *err)
{
	int rc = field_check(notice->text, PORTAL_NOTICE_MAX, FIELD_NEEDED, "text", err);

	if (rc == YUP_OK)
		rc = field_check(notice->place, PORTAL_NOTICE_MAX, FIELD_NEEDED, "place", err);
	if (rc == YUP_OK)
		rc = field_check(notice->contact, PORTAL_CONTACT_MAX, FIELD_OPTIONAL, "contact",
		    err);
	return rc;
}

static const struct pack_register *
register_of_portal(const struct pack *pack)
{
	for (size_t i = 0; i < pack->register_count; i++)
		if (pack->registers[i].follows_portal)
			return &pack->registers[i];
	return NULL;
}

/* Nobody reads the thousandth; and a program that writes them finds an end, soon. */
static int
check_room(struct register_work *w)
{
	struct register_item *items = NULL;
	size_t count = 0, waiting = 0, lately = 0;
	int64_t now = instant_seconds(w->now);
	int rc = register_store_list(w->tx.db, w->mem, w->institution_id, w->reg->key, &items,
	    &count, w->err);

	for (size_t i = 0; rc == YUP_OK && i < count; i++) {
		waiting += register_is_open(w->reg, &items[i]);
		lately += now - instant_seconds(items[i].opened_at) < HOUR_S;
	}
	if (rc == YUP_OK && lately >= PORTAL_NOTICES_HOUR)
		return err_refuse(w->err, YUP_ELIMIT, "portal_notices_hour", "%zu", lately);
	if (rc == YUP_OK && (waiting >= PORTAL_NOTICES_MAX || count >= REGISTER_ITEMS_MAX))
		rc = err_refuse(w->err, YUP_ELIMIT, "portal_notices_many", "%zu", waiting);
	return rc;
}

int
app_portal_notify(const struct app *app, const struct app_portal *portal,
    const struct app_portal_notice *notice, struct err *err)
{
	static const struct actor READER = { .kind = ACTOR_NOBODY, .name = "Portal" };
	struct app public = *app;
	CLEANUP(register_work_done)
	struct register_work w = register_work(&public, portal->institution->id, "portal.notify",
	    err);
	struct register_item item = { .title = notice->text, .sort = "" };
	const struct register_value values[] = { { "place", notice->place },
		{ "contact", notice->contact } };
	int rc = check(notice, err);

	if (rc < 0)
		return rc;
	public.by = &READER;
	w.pack = portal->pack;
	w.reg = register_of_portal(portal->pack);
	if (w.reg == NULL)
		return err_refuse(err, YUP_ENOTFOUND, "register_absent", "portal");
	item.reg = w.reg->key;
	rc = register_begin(&w);
	if (rc == YUP_OK)
		rc = check_room(&w);
	if (rc == YUP_OK)
		rc = register_put_new(&w, &item, values, sizeof(values) / sizeof(values[0]));
	if (rc < 0)
		return register_refused(&w, rc);
	w.what.subject = register_subject(w.mem, item.reg, item.id);
	return register_commit(&w);
}
