#include "app/issued_json.h"

#include "report/doc_text.h"
#include "report/json_writer.h"

void
app_issued_json(struct json_writer *w, const char *key, const struct issued *it)
{
	char hash[DOC_HASH_TEXT_SIZE], file[DOC_HASH_TEXT_SIZE];

	doc_hash_put(hash, it->content_hash);
	doc_hash_put(file, it->sha256);
	json_object(w, key);
	json_int(w, "id", it->id);
	json_text(w, "number", it->number);
	json_int(w, "year", it->year);
	json_text(w, "kind", it->kind);
	json_text(w, "title", it->title);
	json_text(w, "unit", it->unit);
	json_text(w, "version", it->version);
	json_text(w, "as_of", it->as_of);
	json_text(w, "paper", it->paper);
	json_int(w, "pages", it->pages);
	json_int(w, "size", it->size);
	json_text(w, "content_hash", hash);
	json_text(w, "sha256", file);
	json_text(w, "issued_at", it->issued_at);
	json_text(w, "by", it->actor);
	json_object_end(w);
}
