/*
 * registers_view.h - items of registers as the pages show them.
 */
#ifndef YUP_WEB_PAGES_REGISTERS_VIEW_H
#define YUP_WEB_PAGES_REGISTERS_VIEW_H

#include "app/registers.h"
#include "web/listing.h"
#include "web/pages/evidence_view.h"
#include "web/pages/units.h"

struct register_row {
	const struct register_item *item;
	const char *unit, *state, *style; /* as people read them */
	const char *responsible, *due;    /* "" without them */
	bool late;
	size_t faults;
};

/* A list with its filters. */
struct register_view {
	struct visit *visit;
	struct app_register_list found;
	struct listing listing;
	struct units units;
	struct register_filter filter;
	struct register_row *rows;                           /* in the order asked */
	const struct pack_register_field *responsible, *due; /* NULL: the register has none */
	bool may_open;
};

MUST_CHECK int register_view_load(struct visit *visit, const char *key, struct register_view *out,
    struct err *err);

/* One act as it is told. */
struct register_told {
	const char *actor, *word, *at, *text;
	const char *state;       /* its name; "" where it led nowhere */
	const char *field, *was; /* of a change: "Fecha límite", "31/01/2031" */
	const char *link;        /* to the amendment, "" for none */
};

/* One item. */
struct register_page {
	struct visit *visit;
	struct app_register_item found;
	struct units units;
	struct register_row row;
	struct register_told *told;
	const char **faults; /* sentences */
	size_t fault_count;
	const char *origin, *origin_link; /* the report's row; "" where it comes from none */
	const char *amendment_link;       /* "" where no amendment took it */
	struct evidence_list evidence;
};

MUST_CHECK int register_page_load(struct visit *visit, struct register_page *out, struct err *err);

/* What a form has of a field: as it was typed, else `item`'s (NULL: empty). */
const char *register_form_value(const struct visit *visit, const struct register_item *item,
    const char *field);

/* Every field that the form brings, for app/registers.h; in the request's arena. */
struct register_value *register_form_read(const struct visit *visit,
    const struct pack_register *reg, size_t *count);

/* "campo.due" */
const char *register_form_name(const struct visit *visit, const char *field);

/* "date" ...: the type of its input. */
const char *register_input_type(const struct pack_register_field *field);

/* What a field says, as people read it: a day, a unit's name, a kind's. */
const char *register_shown(const struct visit *visit, const struct units *units,
    const struct pack_register *reg, const char *field, const char *text);

/* The name of a state; its key where the pack no longer has it. */
const char *register_state_name(const struct pack_register *reg, const char *key);

#endif
