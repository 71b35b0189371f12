#include "app/tables.h"

#include <string.h>

#include "app/actor.h"
#include "app/audit.h"
#include "app/import_own.h"
#include "app/pending_bytes.h"
#include "base/mem.h"
#include "store/engine/db.h"
#include "store/table_map_store.h"

int
app_tables_known(const struct app *app, struct mem *mem, int64_t institution_id,
    struct table_how *out, struct err *err)
{
	struct told_table *told = NULL;
	struct table_known *known;
	size_t count = 0;
	int rc = table_map_store_list(app->db, mem, institution_id, &told, &count, err);

	if (rc < 0)
		return rc;
	known = mem_array(mem, count + 1, sizeof(*known));
	for (size_t i = 0; i < count; i++)
		known[i] = (struct table_known){ told[i].print, told[i].map };
	*out = (struct table_how){ .known = known, .known_count = count };
	return YUP_OK;
}

/* The sheet asked for; without a name, the one whose guess is best, or the first. */
static int
choose_sheet(const struct app_tables_ask *ask, const struct table_list *tables,
    const struct grids *grids, const struct grid **out, struct err *err)
{
	unsigned best = 0;

	*out = grids->count > 0 ? &grids->items[0] : NULL;
	for (size_t i = 0; ask->sheet[0] == '\0' && i < tables->count; i++)
		if (tables->items[i].score > best) {
			best = tables->items[i].score;
			*out = tables->items[i].grid;
		}
	if (ask->sheet[0] == '\0')
		return YUP_OK;
	for (size_t i = 0; i < grids->count; i++)
		if (strcmp(grids->items[i].name, ask->sheet) == 0) {
			*out = &grids->items[i];
			return YUP_OK;
		}
	return err_refuse(err, YUP_ENOTFOUND, "sheet_absent", "%s", ask->sheet);
}

/* The line that is this row of the sheet. */
static int
line_of_row(const struct grid *grid, uint32_t row, size_t *out, struct err *err)
{
	for (size_t i = 0; i < grid->sheet.count; i++)
		if (grid->sheet.lines[i].number - grid->before == row) {
			*out = i;
			return YUP_OK;
		}
	return err_refuse(err, YUP_EINVALID, "table_head", "%u", row);
}

static int
find_asked(struct mem *mem, const struct app_tables_ask *ask, const struct table_list *tables,
    struct app_tables *out, struct err *err)
{
	const struct grid *grid = NULL;
	size_t head = 0;
	int rc = choose_sheet(ask, tables, &out->grids, &grid, err);

	if (rc < 0)
		return rc;
	if (grid == NULL || grid->sheet.count == 0)
		return err_refuse(err, YUP_EINVALID, "table_none", "%s", out->pending.name);
	if (ask->head_row != 0) {
		rc = line_of_row(grid, ask->head_row, &head, err);
		if (rc == YUP_OK)
			table_guess_at(mem, out->pack, grid, head, ask->head_rows == 2 ? 2 : 1,
			    &out->found);
		return rc;
	}
	for (size_t i = 0; i < tables->count; i++)
		if (tables->items[i].grid == grid) {
			out->found = tables->items[i];
			return YUP_OK;
		}
	table_guess_at(mem, out->pack, grid, 0, 1, &out->found);
	return YUP_OK;
}

int
app_tables_look(struct app *app, struct mem *mem, int64_t institution_id, int64_t pending_id,
    const struct app_tables_ask *ask, struct app_tables *out, struct err *err)
{
	const struct app_import_file *file = NULL;
	struct app_tables made = { .pack = NULL };
	struct institution own = { 0 };
	struct table_list tables = { 0 };
	struct app_import_request request = { 0 };
	struct table_how how = { 0 };
	int rc = pending_bytes(app, mem, institution_id, pending_id, &made.pending, &file, err);

	if (rc == YUP_OK)
		rc = institution_store_get(app->db, mem, institution_id, &own, err);
	request.institution = own.name;
	if (rc == YUP_OK)
		rc = import_own(app, mem, &request, &made.pack, &how, err);
	if (rc == YUP_OK)
		rc = import_tables(mem, made.pack, file->bytes, file->size, &how, &made.grids,
		    &tables, err);
	if (rc == YUP_OK && tables.count == 0 && made.grids.count == 0)
		rc = err_refuse(err, YUP_EINVALID, "table_none", "%s", made.pending.name);
	if (rc == YUP_OK)
		rc = find_asked(mem, ask, &tables, &made, err);
	if (rc == YUP_OK)
		*out = made;
	return rc;
}

static int
remember(struct app *app, struct mem *mem, int64_t institution_id, const struct app_tables *tables,
    const struct table_map *map, struct err *err)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	struct told_table told = { .map = table_map_text(mem, map) };
	struct audit what = {
		.institution_id = institution_id,
		.action = "import.columns",
		.subject = tables->pending.name,
		.detail = told.map,
	};
	char now[CLOCK_TEXT_SIZE], print[TABLE_PRINT_SIZE];
	int rc;

	app->now(now);
	table_print(mem, &tables->found.grid->sheet, tables->found.head, map->head_rows, print);
	told.print = print;
	rc = db_begin(app->db, &tx, err);
	if (rc == YUP_OK)
		rc = table_map_store_put(&tx, institution_id, &told, now, err);
	if (rc == YUP_OK)
		rc = audit_done(&tx, app, &what, err);
	if (rc == YUP_OK)
		return db_commit(&tx, err);
	db_rollback(&tx);
	return audit_refused(app, &what, rc, err);
}

static bool
is_told(const struct table_map *map)
{
	const void *title = memchr(map->columns, COLUMN_TITLE, sizeof(map->columns));
	const void *code = memchr(map->columns, COLUMN_CODE, sizeof(map->columns));
	bool periods = false;

	for (size_t i = 0; i < TABLE_COLUMNS_MAX; i++)
		periods |= map->columns[i] >= COLUMN_PERIOD;
	return periods && (title != NULL || code != NULL);
}

int
app_tables_tell(struct app *app, int64_t institution_id, int64_t pending_id,
    const struct app_tables_ask *ask, const struct table_map *map, struct err *err)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct app_tables tables;
	int rc = app_tables_look(app, mem, institution_id, pending_id, ask, &tables, err);

	if (rc == YUP_OK && !is_told(map))
		rc = err_refuse(err, YUP_EINVALID, "table_untold", "%s", tables.pending.name);
	return rc < 0 ? rc : remember(app, mem, institution_id, &tables, map, err);
}
