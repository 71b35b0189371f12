/*
 * form_build.h - rows of forms become a plan: codes normalised, forms A and B
 * joined, units told apart, damaged rows repaired.  Four files share this:
 * form_build.c (nodes), form_cells.c (cells), form_units.c (units), form_repair.c
 * (schedules).
 */
#ifndef YUP_IMPORT_FORM_BUILD_H
#define YUP_IMPORT_FORM_BUILD_H

#include "base/map.h"
#include "core/plan.h"
#include "core/repair.h"
#include "import/form_rows.h"
#include "import/import.h"

/* What the readers know of a unit beside the plan's own record. */
struct unit_note {
	const char *acronym_key; /* folded, no blanks */
	const char *name_key;    /* folded without skip words, "" while unknown */
	bool closed;             /* its form B has been totalled */
};

struct node_note {
	const struct form_row *row_a, *row_b;
	uint32_t key_next; /* next node with the same unit and code */
};

/* A window cell already read. */
struct window {
	const char *cell;
	uint8_t first, last;
};

enum { WINDOWS_KEPT = 64 };

/* More than this is not one plan, or says nothing new. */
enum { ROOTS_MAX = 5000, SPELLINGS_MAX = 16, SOURCES_MAX = 64 };

struct form_builder {
	struct mem *mem;
	const struct pack *pack;
	struct import_result *result;
	const struct form_rows *rows;
	enum num_style style;
	struct plan *plan;

	struct unit_note *units; /* one per plan unit */
	size_t unit_count, unit_room;
	struct map unit_by_acronym, unit_by_name;

	struct node_note *nodes; /* one per plan node */
	size_t node_count, node_room;
	struct map node_by_key; /* "unit code" */
	struct map root_by_code;
	size_t root_count;

	uint32_t *form_unit; /* form index -> unit, PLAN_NONE while unknown */
	uint32_t *total_row; /* unit -> row index of its `Total:`, PLAN_NONE */
	size_t total_room;

	struct window windows[WINDOWS_KEPT];
	const char *owner; /* the last one looked up, and its unit */
	uint32_t owner_unit;

	uint32_t form;          /* the one being read */
	const char *root_title; /* announced, its code not yet known */
	uint32_t root_line;
	uint32_t objective; /* of form B, under which activities stand */
	const char *last_activity;
};

/* Add every row to the plan.  Fails with YUP_ELIMIT past the plan's limits. */
MUST_CHECK int form_build_nodes(struct form_builder *b, struct err *err);

/* The unit an owner's acronym means on a form A row. */
uint32_t form_unit_of_owner(struct form_builder *b, const char *owner, uint32_t line);

/* The unit of a form B with this name whose objectives this owner signs ("" unknown). */
uint32_t form_unit_of_form(struct form_builder *b, const char *name, const char *owner,
    uint32_t line);

/* A further unit with the same acronym. */
uint32_t form_unit_homonym(struct form_builder *b, const char *owner, uint32_t line);

/* Parents, own acronyms, paths and ids, once every row is in. */
void form_units_settle(struct form_builder *b);

/* A cell's text without marks, "" where the row has none there. */
const char *form_cell_at(const struct form_builder *b, const struct form_row *row, uint8_t column);

/* NUM_ABSENT where it is blank or none, and the issue is noted. */
int64_t form_weight_at(struct form_builder *b, const struct form_row *row);

/* "Ene-Dic": 1 and 12; 0 and 0 where it is blank or unreadable. */
void form_window_at(struct form_builder *b, const struct form_row *row, uint8_t *first,
    uint8_t *last);

/* The cells of a row's figures: periods and total, the budget left out. */
struct repair_cells form_row_cells(const struct form_builder *b, const struct form_row *row,
    bool *percent, int64_t *budget_cents);

/* Schedules, totals and published rows of every node, repaired where proven. */
MUST_CHECK int form_repair_plan(struct form_builder *b, struct err *err);

/*
 * An institution's acronym: its initials, with the "y" where the text itself
 * writes them so ("MDPyEP").
 */
const char *form_acronym(struct mem *mem, const struct pack *pack, const char *name,
    const char *text, size_t length);

/* Read a plan's text whole. */
MUST_CHECK int form_text_read(struct mem *mem, const struct pack *pack, const struct sheet *sheet,
    const char *text, size_t text_length, struct import_result *result, struct err *err);

#endif
