/*
 * evidence.h - files attached as evidence: added, taken back, listed and read.
 *
 * Of a plan's row in a reporting period that was opened: by who reports of the row
 * (MAY_REPORT) while its unit's report is open, and by who corrects
 * (MAY_CORRECT_REPORT) after the period closed, with a reason that stays.  Of an
 * item of a register: by who follows it; nothing is taken back once it is closed.
 * Who may read the unit's plan reads them.
 *
 * Told, and not refused: the same content used twice (struct evidence, uses), and
 * a date outside the period (evidence_is_outside()).
 */
#ifndef YUP_APP_EVIDENCE_H
#define YUP_APP_EVIDENCE_H

#include "app/live.h"
#include "core/evidence.h"

struct str;

struct app_new_evidence {
	struct evidence_place place;
	const char *name; /* as it is called, with its extension */
	const void *bytes;
	size_t size;
	const char *about, *dated_on; /* may be NULL */
	const char *why;              /* of a correction, once its period closed; may be NULL */
};

/*
 * Look at it (io/media_type.h), have it scanned (io/scan.h) and keep it; `*out_id` is its id.
 *
 * YUP_ENOTFOUND "period_absent", "node_absent", "register_item_absent"; YUP_ECONFLICT
 * "period_not_open", "report_closed"; YUP_ELIMIT "evidence_large", "evidence_many"; those of
 * media_type_of(), scan_bytes(), field_check() and field_check_date().
 */
MUST_CHECK int app_evidence_add(const struct app *app, struct app_plans *plans,
    int64_t institution_id, const struct app_new_evidence *added, int64_t *out_id, struct err *err);

/*
 * With `why` in a closed period, else it may be NULL.  YUP_ENOTFOUND "evidence_absent";
 * YUP_ECONFLICT "evidence_closed", "report_closed"; YUP_EINVALID: no reason.
 */
MUST_CHECK int app_evidence_remove(const struct app *app, struct app_plans *plans,
    int64_t institution_id, int64_t id, const char *why, struct err *err);

/* Of a row in a year, those added or taken back after their period closed; in `mem`. */
MUST_CHECK int app_evidence_corrections(const struct app *app, struct mem *mem,
    int64_t institution_id, int year, const char *node_id, struct evidence **out, size_t *out_count,
    struct err *err);

struct app_evidence {
	struct evidence evidence;
	bool outside;     /* its date is of no day of its period */
	const char *mime; /* "application/pdf" */
	const char *word; /* "PDF" */
};

/* Those of a place that app->by may read, by id; in `mem`. */
MUST_CHECK int app_evidence_list(const struct app *app, struct mem *mem, int64_t institution_id,
    const struct evidence_place *place, struct app_evidence **out, size_t *out_count,
    struct err *err);

/* One, also one that was taken back.  YUP_ENOTFOUND "evidence_absent". */
MUST_CHECK int app_evidence_get(const struct app *app, struct mem *mem, int64_t institution_id,
    int64_t id, struct app_evidence *out, struct err *err);

/* Where else its content is used, that app->by may read; itself too; in `mem`. */
MUST_CHECK int app_evidence_twins(const struct app *app, struct mem *mem, int64_t institution_id,
    int64_t id, struct app_evidence **out, size_t *out_count, struct err *err);

/* Its bytes, verified before any is given.  YUP_ENOTFOUND "evidence_absent": taken back, too. */
MUST_CHECK int app_evidence_read(const struct app *app, struct mem *mem, int64_t institution_id,
    int64_t id, struct app_evidence *out, struct str *bytes, struct err *err);

/* The scanner's command for the rest of the process, instead of YUPANA_SCAN's. */
void app_evidence_scan_with(const char *command);

/* Files in and out, for who has none of its own; what is read lives in `mem`. */
MUST_CHECK int app_evidence_load(struct mem *mem, const char *path, char **out, size_t *out_size,
    struct err *err);
MUST_CHECK int app_evidence_save(const char *path, const struct str *bytes, struct err *err);

/*
 * Whether the report of the row is its unit's to change: its period is open, and its
 * unit has not passed it on.  `*out_org_unit` is whose the row is.
 */
MUST_CHECK int app_evidence_is_open(const struct app *app, struct app_plans *plans,
    int64_t institution_id, const struct evidence_place *place, bool *out, int64_t *out_org_unit,
    struct err *err);

#endif
