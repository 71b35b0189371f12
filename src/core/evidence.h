/*
 * evidence.h - a file that shows what was reported or done: of a plan's row in a
 * reporting period, or of an item of a register.
 *
 * Pure.
 */
#ifndef YUP_CORE_EVIDENCE_H
#define YUP_CORE_EVIDENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pack;
struct report_period;

enum {
	EVIDENCE_NAME_MAX = 200,
	EVIDENCE_ABOUT_MAX = 500,
	EVIDENCE_OF_ONE_MAX = 50, /* of one row in one period, or of one item */
	EVIDENCE_HASH_SIZE = 32,
};

/* What it is of. */
struct evidence_place {
	int year;            /* 0: of an item; in lists without an item, all there is */
	unsigned period;     /* in lists, 0: of all */
	const char *node_id; /* of the plan's row; in lists, "": of all */
	int64_t item_id;     /* 0: of a period */
};

struct evidence {
	int64_t id;
	int64_t org_unit; /* 0: of the institution as a whole */
	struct evidence_place place;
	uint8_t sha256[EVIDENCE_HASH_SIZE];
	int64_t size;
	const char *name;     /* as it came */
	uint8_t media;        /* enum media_type, io/media_type.h */
	const char *about;    /* "" where nothing was said */
	const char *dated_on; /* the document's own date, "" where nobody said */
	const char *added_at;
	int64_t user_id; /* 0: the operator of the command line */
	const char *actor;
	const char *removed_at, *removed_by; /* "" while it is there */
	const char *why, *removed_why;       /* "" but in corrections, after its period closed */
	uint32_t uses;                       /* that are there, of the same content; itself too */
};

/*
 * Its date is before the period begins or after it ends, by the calendar of a fiscal
 * year that begins in pack->start_month.  What has no date, or is of no period, is not.
 */
bool evidence_is_outside(const struct pack *pack, const struct report_period *period,
    const struct evidence *evidence);

#endif
