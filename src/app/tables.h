/*
 * tables.h - tables that are not the official forms, in a document that waits: seen with
 * what is guessed of their columns, and told by a person.
 *
 * What is told is the institution's: every table with the same heads is read so from then
 * on, on the page and on the command line.
 */
#ifndef YUP_APP_TABLES_H
#define YUP_APP_TABLES_H

#include "app/app.h"
#include "import/table.h"
#include "store/pending_store.h"

/* What the institution told, for reading its documents. */
MUST_CHECK int app_tables_known(const struct app *app, struct mem *mem, int64_t institution_id,
    struct table_how *out, struct err *err);

struct app_tables_ask {
	const char *sheet;  /* its name; "": the one with the best guess */
	uint32_t head_row;  /* 0: as guessed */
	unsigned head_rows; /* 0: as guessed */
};

struct app_tables {
	struct pending pending;
	struct grids grids;       /* the sheets there are to choose from */
	struct table_found found; /* of the one asked for */
	const struct pack *pack;
};

/*
 * YUP_ENOTFOUND "pending_absent", "sheet_absent"; YUP_EINVALID "table_head": there is no such
 * row; "table_none": the document has nothing to tell columns of: it is made of forms.
 */
MUST_CHECK int app_tables_look(struct app *app, struct mem *mem, int64_t institution_id,
    int64_t pending_id, const struct app_tables_ask *ask, struct app_tables *out, struct err *err);

/* Remember it.  Refusals as above; YUP_EINVALID "table_untold": neither titles nor periods. */
MUST_CHECK int app_tables_tell(struct app *app, int64_t institution_id, int64_t pending_id,
    const struct app_tables_ask *ask, const struct table_map *map, struct err *err);

#endif
