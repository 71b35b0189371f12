/*
 * register.h - things followed to closure: corrective measures, audit
 * recommendations, and whatever else a pack lists (struct pack_register).
 *
 * An item is what was said of it and done with it, in order; its state follows
 * from its acts, as an observation's does (core/observation.h).  Which states and
 * fields there are is the pack's: nothing here knows a register by its name.
 *
 *	pass to a state that is not final       passed
 *	pass to one that is, which takes a word closed
 *	back from one that is, likewise         reopened
 *
 * What is wrong with an item (R40, R48) is computed from it and the day.
 *
 * Pure: no SQL, no clock, no language.
 */
#ifndef YUP_CORE_REGISTER_H
#define YUP_CORE_REGISTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "core/pack.h"

struct mem;

/* Fields that mean the same in every register. */
#define REGISTER_RESPONSIBLE "responsible"
#define REGISTER_DUE "due"
#define REGISTER_EVIDENCE "evidence"

/* What is not of the pack and changes like a field. */
#define REGISTER_TITLE "title"
#define REGISTER_ORG_UNIT "unit"
#define REGISTER_SORT "kind"

enum {
	REGISTER_TITLE_MAX = 2000,
	REGISTER_VALUE_MAX = 2000,
	REGISTER_WORD_MAX = 2000,
	REGISTER_ITEMS_MAX = 20000, /* of one register */
};

/* Stored in register_act.kind: new ones at the end. */
enum register_act_kind {
	REGISTER_OPENED,
	REGISTER_CHANGED, /* one field, from `was` to `text` */
	REGISTER_PASSED,
	REGISTER_COMMENTED,
	REGISTER_CLOSED,
	REGISTER_REOPENED,
	REGISTER_TAKEN,      /* an amendment, `plan_id`, does it */
	REGISTER_GIVEN_BACK, /* it does not */
	REGISTER_ACT__COUNT
};

struct register_act {
	enum register_act_kind kind;
	const char *at;
	int64_t user_id; /* 0: the operator of the command line */
	const char *actor;
	const char *state; /* where it led; "" where it led nowhere */
	const char *field; /* REGISTER_CHANGED, else "" */
	const char *was;   /* before; "" where it was empty */
	const char *text;  /* what was said, or the field now */
	int64_t plan_id;   /* REGISTER_TAKEN, else 0 */
};

struct register_value {
	const char *field, *text;
};

struct register_item {
	int64_t id;
	const char *reg;  /* key of its register */
	int64_t org_unit; /* 0: of the institution as a whole */
	const char *title;
	const char *sort; /* of pack_register.sorts, "" for none */
	int year;         /* of the report it comes from; 0: from none */
	unsigned period;
	const char
	    *node_id; /* of the plan's row: the same in all versions of a year; "" for none */
	const char *opened_at;
	uint32_t revision;                   /* how many acts it has */
	const char *state;                   /* as its acts led to */
	int64_t plan_id;                     /* the amendment that took it, 0 for none */
	const struct register_value *values; /* those that are not empty */
	size_t value_count;
	size_t files;                    /* of evidence, attached to it */
	const struct register_act *acts; /* NULL in lists */
	size_t act_count;
};

/* Of the pack; NULL where it has none called so. */
const struct pack_register *register_find(const struct pack *pack, const char *key);
const struct pack_register *register_of_measures(const struct pack *pack);
const struct pack_register_state *register_state_find(const struct pack_register *reg,
    const char *key);
const struct pack_register_field *register_field_find(const struct pack_register *reg,
    const char *key);
const struct pack_register_sort *register_sort_find(const struct pack_register *reg,
    const char *key);

/* ---- Acts ------------------------------------------------------------------- */

/* Where its acts led; "" without any, and 0 of the amendment. */
const char *register_state_of(const struct register_act *acts, size_t count);
int64_t register_plan_of(const struct register_act *acts, size_t count);

/* Its state is not a final one; a state that the pack no longer has is open. */
bool register_is_open(const struct pack_register *reg, const struct register_item *item);

/* It is open, and done by changing the plan. */
bool register_amends(const struct pack_register *reg, const struct register_item *item);

/*
 * The act that leads an item to `state`, with that word.  YUP_EINVALID
 * "register_state_unknown", "register_word_needed"; YUP_ECONFLICT "register_state_same";
 * those of field_check().
 */
MUST_CHECK int register_step(const struct pack_register *reg, const struct register_item *item,
    const char *state, const char *word, enum register_act_kind *out, struct err *err);

/* "opened" ...: stable, never NULL. */
const char *register_act_key(enum register_act_kind kind);

/* ---- Fields ----------------------------------------------------------------- */

/* Of a field, or of title, unit (its id) and kind; "" where it is empty.  Never NULL. */
const char *register_value_of(struct mem *mem, const struct register_item *item, const char *field);

/*
 * What was typed of a field, as it is kept, in `mem`: without blanks around.
 * YUP_EINVALID "register_field_unknown", "register_date", "register_number",
 * "register_unit", "register_kind_unknown", "text_absent" (the title); YUP_ELIMIT
 * and those of field_check().  A unit is a number here: whether it is there is not asked.
 */
MUST_CHECK int register_typed(struct mem *mem, const struct pack *pack,
    const struct pack_register *reg, const char *field, const char *typed, const char **out,
    struct err *err);

/* ---- What is wrong with one ------------------------------------------------- */

enum register_fault {
	REGISTER_LACKS,       /* R48: a field it needs */
	REGISTER_LATE,        /* R48: its day passed and it is open */
	REGISTER_STATE_GONE,  /* R48: its state is none of the pack */
	REGISTER_NOT_AMENDED, /* R40: neither taken by an amendment nor closed */
	REGISTER_FAULT__COUNT
};

struct register_finding {
	uint8_t rule; /* 40, 48; both are warnings */
	enum register_fault fault;
	const struct pack_register_field *field; /* REGISTER_LACKS */
};

enum { REGISTER_FINDINGS_MAX = REGISTER_FIELDS_MAX + 3 };

/* How many are in `out`.  Files attached to it are evidence, whatever the field says. */
size_t register_check(const struct pack_register *reg, const struct register_item *item,
    const char *today, struct register_finding out[REGISTER_FINDINGS_MAX]);

/* Its day is before `today` and it is open. */
bool register_is_late(const struct pack_register *reg, const struct register_item *item,
    const char *today);

/* ---- Choosing --------------------------------------------------------------- */

/* Zeroed: every item. */
struct register_filter {
	const char *state; /* a key; "open", "closed": any such; NULL or "": all */
	int64_t org_unit;  /* 0: all */
	bool late;
	bool faulty;             /* with some finding */
	const char *responsible; /* part of what the field says */
	const char *text;        /* part of anything it says */
};

bool register_fits(struct mem *mem, const struct pack_register *reg,
    const struct register_item *item, const struct register_filter *filter, const char *today);

#endif
