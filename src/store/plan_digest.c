#include "store/plan_digest.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "core/plan.h"
#include "core/plan_edit.h"
#include "store/change_store.h"
#include "store/observation_store.h"
#include "store/plan_store.h"

/* ---- Fields ----------------------------------------------------------------- */

static void
put_number(struct str *out, int64_t number)
{
	if (number == NUM_ABSENT)
		str_put(out, "\t-");
	else
		str_printf(out, "\t%" PRId64, number);
}

static void
put_index(struct str *out, uint32_t index)
{
	put_number(out, index == PLAN_NONE ? NUM_ABSENT : (int64_t)index);
}

static void
put_text(struct str *out, const char *text)
{
	if (text == NULL)
		str_put(out, "\t-");
	else
		str_printf(out, "\t%zu:%s", strlen(text), text);
}

static void
put_value(struct str *out, struct cell_value value)
{
	put_number(out, value.number);
	put_text(out, value.text);
}

static void
put_months(struct str *out, const int64_t *months, unsigned count)
{
	for (unsigned m = 0; m < count; m++)
		put_number(out, months[m]);
}

static void
put_source(struct str *out, const struct source *source)
{
	put_index(out, source->file);
	put_number(out, source->line);
	put_number(out, source->form);
}

static void
put_measure(struct str *out, const struct measure *measure)
{
	put_text(out, measure->text);
	put_number(out, measure->value_e4);
	put_number(out, measure->percent);
}

/* ---- A change ------------------------------------------------------------------ */

void
change_bytes(struct str *out, int64_t plan_id, const struct change *change)
{
	str_put(out, "yupana.change/1");
	put_number(out, plan_id);
	put_number(out, change->revision);
	put_text(out, change->at);
	put_number(out, change->user_id);
	put_text(out, change->actor);
	put_number(out, (int64_t)change->kind);
	put_text(out, change->why);
	str_put_char(out, '\n');
	for (size_t i = 0; i < change->cell_count; i++) {
		const struct cell_edit *cell = &change->cells[i];

		str_printf(out, "%" PRIu32, cell->node);
		put_number(out, cell->field);
		put_number(out, cell->period);
		put_value(out, cell->before);
		put_value(out, cell->after);
		str_put_char(out, '\n');
	}
}

/* ---- Observations ------------------------------------------------------------- */

void
observation_bytes(struct str *out, int64_t plan_id, const struct observation_line *lines,
    size_t count)
{
	str_put(out, "yupana.observations/1");
	put_number(out, plan_id);
	str_put_char(out, '\n');
	for (size_t i = 0; i < count; i++) {
		const struct observation_line *line = &lines[i];

		str_printf(out, "%" PRIu32, line->act);
		put_number(out, line->observation);
		put_number(out, (int64_t)line->said.kind);
		put_text(out, line->said.at);
		put_number(out, line->said.user_id);
		put_text(out, line->said.actor);
		put_text(out, line->said.text);
		put_number(out, line->said.revision);
		put_index(out, line->anchor.unit);
		put_index(out, line->anchor.node);
		put_number(out,
		    line->anchor.field < FIELD__COUNT ? line->anchor.field : NUM_ABSENT);
		put_number(out, line->anchor.period);
		put_number(out, line->office);
		if (line->anchor.report > 0)
			put_number(out, line->anchor.report);
		str_put_char(out, '\n');
	}
}

/* ---- A plan --------------------------------------------------------------------- */

static void
put_texts(struct str *out, char letter, const char *const *texts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		str_put_char(out, letter);
		put_text(out, texts[i]);
		str_put_char(out, '\n');
	}
}

static void
put_unit(struct str *out, const struct plan *plan, const struct plan_unit *unit)
{
	str_put(out, "u");
	put_text(out, unit->id);
	put_index(out, unit->parent);
	put_text(out, unit->name);
	put_text(out, unit->acronym);
	put_text(out, unit->own_acronym);
	put_text(out, unit->path);
	put_number(out, unit->has_form_b);
	put_number(out, unit->has_total);
	if (unit->has_total) {
		put_months(out, unit->total_e4, plan->period_count);
		put_number(out, unit->total_sum_e4);
		put_number(out, unit->total_inferred);
		put_number(out, unit->total_cells);
		put_source(out, &unit->total_source);
	}
	put_source(out, &unit->source);
	put_number(out, unit->org_unit_id);
	str_put_char(out, '\n');
	put_texts(out, 's', unit->spellings, unit->spelling_count);
}

static void
put_form(struct str *out, const struct plan_form *form)
{
	str_put(out, "o");
	put_number(out, (int64_t)form->kind);
	put_index(out, form->file);
	put_number(out, form->first_line);
	put_number(out, form->last_line);
	put_index(out, form->unit);
	put_index(out, form->duplicate_of);
	put_number(out, form->has_footer);
	put_number(out, form->has_footer ? form->footer_line : 0);
	put_number(out, form->has_footer ? form->footer_cents : 0);
	str_put_char(out, '\n');
}

static void
put_published(struct str *out, const struct plan *plan, const struct published_row *row)
{
	str_put(out, "p");
	put_months(out, row->month_e4, plan->period_count);
	put_number(out, row->total_e4);
	put_number(out, row->weight_e4);
	put_number(out, row->inferred);
	put_number(out, row->decimals);
	put_number(out, row->cells);
	put_number(out, row->damaged);
	put_source(out, &row->source);
	put_text(out, row->title);
	put_measure(out, &row->baseline);
	put_measure(out, &row->target);
	str_put_char(out, '\n');
}

static void
put_repair(struct str *out, const struct repair_note *note)
{
	str_put(out, "r");
	put_number(out, (int64_t)note->cells_count);
	put_number(out, (int64_t)note->changed_count);
	put_number(out, (int64_t)note->equations_count);
	put_number(out, (int64_t)note->candidates_count);
	str_put_char(out, '\n');
	put_texts(out, 'r', note->cells_read, note->cells_count);
	put_texts(out, 'r', note->changed, note->changed_count);
	put_texts(out, 'r', note->equations, note->equations_count);
	put_texts(out, 'r', note->candidates, note->candidates_count);
}

/* A line of its own where there is one: rows are told as before there were sheets. */
static void
put_sheet(struct str *out, const struct indicator_sheet *sheet)
{
	if (sheet_is_empty(sheet))
		return;
	str_put(out, "h");
	put_text(out, sheet->formula);
	put_text(out, sheet->source);
	put_number(out, sheet->frequency);
	put_number(out, sheet->direction);
	put_text(out, sheet->unit);
	str_put_char(out, '\n');
}

static void
put_row(struct str *out, const struct plan *plan, uint32_t row)
{
	const struct plan_node *node = &plan->nodes[row];

	str_printf(out, "n\t%" PRIu32, row);
	for (int field = 0; field < FIELD_FORMULA; field++) {
		bool months = field == FIELD_SCHEDULE;
		unsigned last = months ? plan->period_count : 0;

		for (unsigned period = months ? 1 : 0; period <= last; period++)
			put_value(out, edit_value(plan, row, (enum node_field)field, period));
	}
	str_put_char(out, '\n');
	put_sheet(out, &node->sheet);
	put_texts(out, 's', node->spellings, node->spelling_count);
	for (size_t i = 0; i < node->source_count; i++) {
		str_put(out, "l");
		put_source(out, &node->sources[i]);
		str_put_char(out, '\n');
	}
	if (node->published != NULL)
		put_published(out, plan, node->published);
	if (node->repair != NULL)
		put_repair(out, node->repair);
}

static void
put_head(struct str *out, int64_t plan_id, const struct plan *plan)
{
	str_put(out, "yupana.plan/1");
	put_number(out, plan_id);
	put_number(out, plan->year);
	put_number(out, plan->version);
	put_number(out, (int64_t)plan->policy);
	put_text(out, plan->pack->name);
	put_number(out, plan->period_count);
	put_text(out, plan->institution);
	put_text(out, plan->acronym);
	put_number(out, plan->based_on);
	str_put_char(out, '\n');
	put_texts(out, 'f', plan->files, plan->file_count);
	for (size_t i = 0; i < plan->unit_count; i++)
		put_unit(out, plan, &plan->units[i]);
	for (size_t i = 0; i < plan->form_count; i++)
		put_form(out, &plan->forms[i]);
}

void
plan_bytes(struct str *out, int64_t plan_id, const struct plan *plan)
{
	put_head(out, plan_id, plan);
	for (uint32_t row = 0; row < plan->node_count; row++)
		if (!plan->nodes[row].deleted)
			put_row(out, plan, row);
}

/* ---- Digests ----------------------------------------------------------------------- */

void
change_digest(int64_t plan_id, const struct change *change, uint8_t out[PLAN_DIGEST_SIZE])
{
	CLEANUP(str_done) struct str s = { 0 };

	change_bytes(&s, plan_id, change);
	(void)crypto_hash_sha256(out, (const unsigned char *)s.text, s.length);
}

void
observation_digest(int64_t plan_id, const struct observation_line *lines, size_t count,
    uint8_t out[PLAN_DIGEST_SIZE])
{
	CLEANUP(str_done) struct str s = { 0 };

	observation_bytes(&s, plan_id, lines, count);
	(void)crypto_hash_sha256(out, (const unsigned char *)s.text, s.length);
}

int
plan_digest_saved(struct db *db, int64_t institution_id, int64_t plan_id, const struct pack *pack,
    uint8_t out[PLAN_DIGEST_SIZE], uint32_t *out_differs, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(str_done) struct str s = { 0 };
	crypto_hash_sha256_state state;
	struct plan *plan = NULL;
	int rc = plan_store_load_saved(db, mem, institution_id, plan_id, pack, &plan, out_differs,
	    err);

	if (rc < 0)
		return rc;
	(void)crypto_hash_sha256_init(&state);
	put_head(&s, plan_id, plan);
	for (uint32_t row = 0; row < plan->node_count; row++) {
		if (!plan->nodes[row].deleted)
			put_row(&s, plan, row);
		(void)crypto_hash_sha256_update(&state, (const unsigned char *)str_text(&s),
		    s.length);
		str_clear(&s);
	}
	(void)crypto_hash_sha256_update(&state, (const unsigned char *)str_text(&s), s.length);
	(void)crypto_hash_sha256_final(&state, out);
	return YUP_OK;
}

/* ---- Marks --------------------------------------------------------------------------- */

enum { HEX_SIZE = 2 * PLAN_DIGEST_SIZE + 1 };

const char *
digest_mark_text(struct mem *mem, const struct digest_mark *mark)
{
	char hex[HEX_SIZE];

	(void)sodium_bin2hex(hex, sizeof(hex), mark->digest, sizeof(mark->digest));
	if (mark->acts != 0)
		return mem_printf(mem, "[plan %" PRId64 " observations %" PRIu32 " sha256 %s]",
		    mark->plan_id, mark->acts, hex);
	if (mark->revision == 0)
		return mem_printf(mem, "[plan %" PRId64 " saved sha256 %s]", mark->plan_id, hex);
	return mem_printf(mem, "[plan %" PRId64 " revision %" PRIu32 " sha256 %s]", mark->plan_id,
	    mark->revision, hex);
}

const char *
digest_mark_change(struct mem *mem, int64_t plan_id, const struct change *change)
{
	struct digest_mark mark = { .plan_id = plan_id, .revision = change->revision };

	change_digest(plan_id, change, mark.digest);
	return digest_mark_text(mem, &mark);
}

const char *
digest_mark_acts(struct mem *mem, int64_t plan_id, const struct observation_line *lines,
    size_t count)
{
	struct digest_mark mark = { .plan_id = plan_id, .acts = lines[count - 1].act };

	observation_digest(plan_id, lines, count, mark.digest);
	return digest_mark_text(mem, &mark);
}

int
digest_mark_saved(struct db *db, struct mem *mem, int64_t institution_id, int64_t plan_id,
    const struct pack *pack, const char **out, struct err *err)
{
	struct digest_mark mark = { .plan_id = plan_id };
	uint32_t differs;
	int rc = plan_digest_saved(db, institution_id, plan_id, pack, mark.digest, &differs, err);

	if (rc == YUP_OK)
		*out = digest_mark_text(mem, &mark);
	return rc;
}

bool
digest_mark_read(const char *detail, struct digest_mark *out)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct digest_mark mark = { 0 };
	const char *at = strrchr(detail, '['), *hex;

	if (at == NULL || (hex = strstr(at, " sha256 ")) == NULL)
		return false;
	if (sscanf(at, "[plan %" SCNd64 " revision %" SCNu32, &mark.plan_id, &mark.revision) < 1)
		return false;
	if (mark.revision == 0)
		(void)sscanf(at, "[plan %*d observations %" SCNu32, &mark.acts);
	if (sodium_hex2bin(mark.digest, sizeof(mark.digest), hex + strlen(" sha256 "),
		HEX_SIZE - 1 < strlen(hex + strlen(" sha256 ")) ? HEX_SIZE - 1 : 0, NULL, NULL,
		NULL) != 0)
		return false;
	if (strcmp(digest_mark_text(mem, &mark), at) != 0) /* exactly as it is written */
		return false;
	*out = mark;
	return true;
}
