#include "app/log_held.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "io/sign.h"
#include "report/checkpoint_text.h"

/* One that is kept here and elsewhere counts once. */
static bool
is_there(const struct held *held, const struct checkpoint *c)
{
	for (size_t i = 0; i < held->count; i++)
		if (held->items[i].seq == c->seq &&
		    memcmp(held->items[i].hash, c->hash, sizeof(c->hash)) == 0 &&
		    memcmp(held->items[i].signature, c->signature, sizeof(c->signature)) == 0)
			return true;
	return false;
}

void
held_add(struct held *held, const struct checkpoint *checkpoint)
{
	if (is_there(held, checkpoint))
		return;
	MEM_PUSH(held->mem, held->items, held->count, held->room);
	held->items[held->count - 1] = *checkpoint;
}

void
held_add_pages(struct held *held, const uint8_t chain[LOG_CHAIN_SIZE],
    const struct checkpoint_page *pages, bool *used, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct checkpoint c = { .seq = pages[i].seq, .at = pages[i].at };

		if (memcmp(pages[i].chain, chain, LOG_CHAIN_SIZE) != 0)
			continue;
		memcpy(c.chain, pages[i].chain, sizeof(c.chain));
		memcpy(c.hash, pages[i].hash, sizeof(c.hash));
		memcpy(c.public_key, pages[i].public_key, sizeof(c.public_key));
		memcpy(c.signature, pages[i].signature, sizeof(c.signature));
		held_add(held, &c);
		used[i] = true;
	}
}

static int
by_place(const void *a, const void *b)
{
	const struct checkpoint *one = a, *other = b;

	return one->seq < other->seq ? -1 : one->seq > other->seq;
}

static bool
is_signed(const struct checkpoint *checkpoint)
{
	CLEANUP(str_done) struct str s = { 0 };

	checkpoint_write(&s, checkpoint);
	return sign_verify(checkpoint->public_key, s.text, s.length, checkpoint->signature);
}

void
held_begin(struct held *held, struct log_walk *walk)
{
	if (held->count > 0)
		qsort(held->items, held->count, sizeof(*held->items), by_place);
	for (size_t i = 0; i < held->count; i++)
		if (!is_signed(&held->items[i]))
			log_walk_fail(walk, LOG_FAULT_SIGNATURE, held->items[i].seq);
}

void
held_pass(struct held *held, struct log_walk *walk, const struct log_record *record)
{
	for (; held->next < held->count && held->items[held->next].seq <= record->seq;
	     held->next++) {
		const struct checkpoint *c = &held->items[held->next];

		if (c->seq == record->seq && memcmp(c->hash, record->hash, sizeof(c->hash)) != 0)
			log_walk_fail(walk, LOG_FAULT_REWRITTEN, c->seq);
	}
}

void
held_end(struct held *held, struct log_walk *walk)
{
	if (held->next < held->count)
		log_walk_fail(walk, LOG_FAULT_CUT, walk->seq + 1);
}

int
held_read(struct mem *mem, const char *text, struct checkpoint_page **out, bool **out_used,
    size_t *out_count, struct err *err)
{
	int rc = YUP_OK;

	*out = NULL;
	*out_count = 0;
	if (text != NULL)
		rc = checkpoint_text_read(mem, text, out, out_count, err);
	*out_used = mem_array(mem, *out_count + 1, sizeof(**out_used));
	return rc;
}

void
held_tell_unknown(struct mem *mem, const struct checkpoint_page *pages, const bool *used,
    size_t count, struct app_log_verified *out)
{
	struct app_log_chain *chains = mem_array(mem, out->count + count + 1, sizeof(*chains));

	if (out->count > 0)
		memcpy(chains, out->chains, out->count * sizeof(*chains));
	out->chains = chains;
	for (size_t i = 0; i < count; i++) {
		struct app_log_chain *chain = &chains[out->count];

		if (used[i])
			continue;
		*chain = (struct app_log_chain){ .institution = "", .acronym = "", .last_at = "" };
		log_walk_begin(&chain->walk, pages[i].chain);
		log_walk_fail(&chain->walk, LOG_FAULT_UNKNOWN, pages[i].seq);
		chain->checkpoints = 1;
		out->count++;
		out->broken++;
	}
}
