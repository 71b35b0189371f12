/* log_file.c - an exported log verified without a database (log.h). */
#include <string.h>

#include "app/log.h"
#include "app/log_held.h"
#include "base/mem.h"
#include "io/lines.h"
#include "report/checkpoint_text.h"

struct file_walk {
	struct mem *mem;
	struct checkpoint_page *pages;
	bool *used;
	size_t page_count;
	struct held held; /* against the chain that is walked */
	struct app_log_chain *chains;
	size_t count, room;
};

static struct app_log_chain *
current(struct file_walk *k)
{
	return &k->chains[k->count - 1];
}

static void
end_chain(struct file_walk *k)
{
	if (k->count == 0)
		return;
	log_walk_end(&current(k)->walk);
	held_end(&k->held, &current(k)->walk);
}

static void
begin_chain(struct file_walk *k, const uint8_t chain[LOG_CHAIN_SIZE])
{
	bool seen = false;

	end_chain(k);
	for (size_t i = 0; i < k->count; i++)
		seen = seen || memcmp(k->chains[i].walk.chain, chain, LOG_CHAIN_SIZE) == 0;
	MEM_PUSH(k->mem, k->chains, k->count, k->room);
	*current(k) = (struct app_log_chain){ .institution = "", .acronym = "", .last_at = "" };
	log_walk_begin(&current(k)->walk, chain);
	k->held = (struct held){ .mem = k->mem };
	held_add_pages(&k->held, chain, k->pages, k->used, k->page_count);
	current(k)->checkpoints = k->held.count;
	held_begin(&k->held, &current(k)->walk);
	if (seen) /* records of one chain stand together */
		log_walk_fail(&current(k)->walk, LOG_FAULT_CHAIN, 1);
}

static void
take_record(struct file_walk *k, const uint8_t *chain, const struct log_record *record,
    const uint8_t *previous)
{
	struct app_log_chain *at;
	int64_t seq;

	if (k->count == 0 || memcmp(current(k)->walk.chain, chain, LOG_CHAIN_SIZE) != 0)
		begin_chain(k, chain);
	at = current(k);
	seq = at->walk.seq;
	log_walk_take(&at->walk, record, previous);
	if (at->walk.seq == seq)
		return;
	held_pass(&k->held, &at->walk, record);
	if (strcmp(at->last_at, record->at) != 0)
		at->last_at = mem_strdup(k->mem, record->at);
}

static int
take_line(struct file_walk *k, struct mem *work, const char *line, bool whole, unsigned number,
    struct err *err)
{
	uint8_t chain[LOG_CHAIN_SIZE], previous[LOG_HASH_SIZE];
	struct log_record record;

	mem_reset(work);
	if (whole && log_record_read(work, line, chain, &record, previous, NULL) == YUP_OK) {
		take_record(k, chain, &record, previous);
		return YUP_OK;
	}
	if (k->count == 0) {
		(void)err_refuse(err, YUP_EINVALID, "log_foreign", "no record in it");
		return err != NULL ? err_at(err, err->file, number) : YUP_EINVALID;
	}
	log_walk_fail(&current(k)->walk, LOG_FAULT_LINE, current(k)->walk.seq + 1);
	return YUP_OK;
}

static int
walk_lines(struct file_walk *k, const char *path, struct err *err)
{
	CLEANUP(lines_done) struct lines *lines = NULL;
	CLEANUP(mem_done) struct mem *work = mem_new();
	const char *line = NULL;
	bool whole = false;
	int rc = lines_open(path, LOG_LINE_MAX, &lines, err);

	while (rc == YUP_OK && (rc = lines_next(lines, &line, &whole, err)) > 0)
		rc = take_line(k, work, line, whole, lines_number(lines), err);
	if (rc == YUP_OK && k->count == 0)
		rc = err_refuse(err, YUP_EINVALID, "log_foreign", "no record in it");
	end_chain(k);
	return rc;
}

int
app_log_verify_file(struct mem *mem, const char *path, const char *checkpoints,
    struct app_log_verified *out, struct err *err)
{
	struct file_walk k = { .mem = mem };
	struct app_log_verified verified = { 0 };
	int rc = held_read(mem, checkpoints, &k.pages, &k.used, &k.page_count, err);

	if (rc == YUP_OK)
		rc = walk_lines(&k, path, err);
	if (rc < 0)
		return rc;
	verified.chains = k.chains;
	verified.count = k.count;
	for (size_t i = 0; i < k.count; i++) {
		verified.records += (uint64_t)k.chains[i].walk.seq;
		verified.broken += k.chains[i].walk.fault != LOG_FAULT_NONE;
	}
	held_tell_unknown(mem, k.pages, k.used, k.page_count, &verified);
	*out = verified;
	return YUP_OK;
}
