/*
 * import.h - `yupana import`: several files, one transaction.
 *
 * Every file is read before the database is touched: one that is refused
 * refuses all, and a database that was not there is not made.  The bytes of a
 * file that serves already change nothing.  A document of the same institution,
 * year and version (or follow-up date) takes the place of the one in force;
 * that one stays, superseded, and what differs is told.  Where only some units are
 * taken, the others keep their rows, states and observations.
 */
#ifndef YUP_APP_IMPORT_H
#define YUP_APP_IMPORT_H

#include "app/app.h"
#include "app/import_kept.h"
#include "core/plan_diff.h"
#include "import/import.h"

/* A document that came another way than as a file of this machine. */
struct app_import_file {
	const char *name;
	const char *bytes;
	size_t size;
};

struct app_import_request {
	const char *const *paths;
	const struct app_import_file *files; /* instead of paths, where it is not NULL */
	size_t count;
	const char *const *units; /* paths of the plan's units to take; NULL: all */
	size_t unit_count;
	const char *institution; /* NULL: as each text says */
	const char *
	    columns; /* of tables that are not the forms (import/table.h); NULL: as known or guessed */
	uint32_t head_row; /* where their heads are; 0: as guessed */
	bool own_only; /* what names another than `institution` is YUP_EDENIED "upload_foreign" */
	bool dry_run;  /* tell what would happen, store nothing */
	bool replace_edited; /* also over a draft that people have edited or passed on */
};

enum app_import_status { APP_IMPORT_NEW, APP_IMPORT_REPLACED, APP_IMPORT_UNCHANGED };

struct app_import_item {
	const char *path;
	enum app_import_status status;
	struct import_result read;
	const char *sha256;      /* in hexadecimal */
	const char *institution; /* as the database calls it */
	struct finding_list findings;
	size_t severities[SEVERITY__COUNT];
	struct plan_diff diff;            /* APP_IMPORT_REPLACED */
	uint32_t replaced_changes;        /* by people, to the plan whose place it takes */
	struct app_import_worked *worked; /* APP_IMPORT_REPLACED: in each unit of that plan */
	size_t worked_count;
	size_t edited_cells; /* APP_IMPORT_UNCHANGED: that are no longer as the document says */
};

struct app_import {
	struct app_import_item *items; /* in the order of the paths */
	size_t count;
	bool dry_run;
};

/*
 * Import into `app->db_name`; `app->db` may be NULL, and then the database is
 * made once every file was read well.  Everything in `mem`.
 *
 * A refusal names the file and line in `err`.  YUP_ECONFLICT: two of the files
 * are the same plan or follow-up; the plan in force is no draft, or the units that
 * give way were edited or reviewed since and nobody said `replace_edited`.  YUP_EINVALID
 * "units_unchosen": none of `units` is in it.
 */
MUST_CHECK int app_import(struct app *app, struct mem *mem,
    const struct app_import_request *request, struct app_import *out, struct err *err);

/* "new", "replaced", "unchanged". */
const char *app_import_status_key(enum app_import_status status);

#endif
