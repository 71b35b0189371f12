#include "report/evidence_json.h"

static void
put_id(struct json_writer *w, const char *key, int64_t id)
{
	if (id != 0)
		json_int(w, key, id);
	else
		json_null(w, key);
}

void
evidence_json(struct json_writer *w, const char *key, const struct evidence *e, const char *kind,
    bool outside)
{
	static const char HEX[] = "0123456789abcdef";
	char sha256[2 * EVIDENCE_HASH_SIZE + 1] = { 0 };

	for (size_t i = 0; i < EVIDENCE_HASH_SIZE; i++) {
		sha256[2 * i] = HEX[e->sha256[i] >> 4];
		sha256[2 * i + 1] = HEX[e->sha256[i] & 15];
	}
	json_object(w, key);
	json_int(w, "id", e->id);
	put_id(w, "unit", e->org_unit);
	put_id(w, "year", e->place.year);
	put_id(w, "period", e->place.period);
	json_text_or_null(w, "node_id", e->place.node_id);
	put_id(w, "item", e->place.item_id);
	json_text(w, "name", e->name);
	json_text(w, "kind", kind);
	json_int(w, "size", e->size);
	json_text(w, "sha256", sha256);
	json_text_or_null(w, "about", e->about);
	json_text_or_null(w, "dated_on", e->dated_on);
	json_bool(w, "outside", outside);
	json_int(w, "uses", e->uses);
	json_text(w, "added_at", e->added_at);
	json_text(w, "actor", e->actor);
	json_text_or_null(w, "removed_at", e->removed_at);
	json_object_end(w);
}
