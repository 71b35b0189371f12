/*
 * import_columns.h - the step "Columnas" of an import: which column of a table is which,
 * guessed, shown over its first rows and told by a person.
 */
#ifndef YUP_WEB_PAGES_IMPORT_COLUMNS_H
#define YUP_WEB_PAGES_IMPORT_COLUMNS_H

#include "app/tables.h"
#include "web/router.h"

enum { COLUMNS_ROWS_SHOWN = 15 };

/* What a column may be, for the list of choices. */
struct column_choice {
	const char *key, *name;
};

struct column_view {
	const char *letters;
	const char *field; /* its name in the form */
	unsigned kind;     /* enum table_column, as guessed or sent */
};

struct columns_row {
	uint32_t number; /* in the sheet */
	const char **cells;
	bool head;
};

struct columns_view {
	const struct app_tables *tables;
	struct column_view *columns;
	size_t column_count;
	struct column_choice *choices;
	size_t choice_count;
	struct columns_row *rows;
	size_t row_count;
	uint32_t head_row;
	unsigned head_rows;
	bool unit_line;
};

/* GET /importar/{documento}/columnas.  Refusals of app_tables_look(). */
MUST_CHECK int import_columns_show(struct visit *visit, const char *wrong, struct err *err);

/* POST: told, and on to the review.  Refusals of app_tables_tell(). */
MUST_CHECK int import_columns_tell(struct visit *visit, struct err *err);

#endif
