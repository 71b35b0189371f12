/*
 * follow_ups.h - the follow-up documents of an institution: those that were imported,
 * shown, corrected and produced again.
 *
 * A correction makes another version of the document, which takes the place of the one
 * in force; that one stays as it was.  Who made it, when and why is in the log.  For
 * those who may read the whole institution.
 */
#ifndef YUP_APP_FOLLOW_UPS_H
#define YUP_APP_FOLLOW_UPS_H

#include "app/explain.h"
#include "core/finding.h"
#include "core/follow_up_edit.h"
#include "store/follow_up_store.h"

/* All, superseded ones too, by year, date and age; in `mem`. */
MUST_CHECK int app_follow_up_list(const struct app *app, struct mem *mem, int64_t institution_id,
    struct follow_up_head **out, size_t *out_count, struct err *err);

/* A document, what the rules say of it, and the rows of the files it was read in. */
struct app_follow_up_shown {
	struct follow_up_head head, in_force; /* in_force: of its year and date; id 0: none is */
	struct follow_up *fu;
	struct finding_list findings;
	struct app_explained read; /* only its sources */
	bool corrects;             /* who asks may */
};

/* YUP_ENOTFOUND "follow_up_absent". */
MUST_CHECK int app_follow_up_get(const struct app *app, struct mem *mem, int64_t institution_id,
    int64_t follow_up_id, struct app_follow_up_shown *out, struct err *err);

/* A version of a document: what a person changed in the one before it. */
struct app_follow_up_version {
	struct follow_up_head head;
	const char *actor, *why; /* "" where it was imported */
	struct fu_change *changes;
	size_t change_count;
};

/* The versions of a document up to this one, since it was imported, the oldest first. */
MUST_CHECK int app_follow_up_past(const struct app *app, struct mem *mem, int64_t institution_id,
    int64_t follow_up_id, struct app_follow_up_version **out, size_t *out_count, struct err *err);

/*
 * Correct the one in force, with `why`; `*out_id` is the version that this makes.
 * MAY_CORRECT_REPORT over the whole.  YUP_ECONFLICT "follow_up_superseded", YUP_EINVALID
 * "follow_up_same" and those of follow_up_edit() and field_check().
 */
MUST_CHECK int app_follow_up_correct(const struct app *app, int64_t institution_id,
    int64_t follow_up_id, const struct fu_edit *edits, size_t count, const char *why,
    int64_t *out_id, struct err *err);

/* The same of every average that is not as printed: the computed one in its place. */
MUST_CHECK int app_follow_up_settle(const struct app *app, int64_t institution_id,
    int64_t follow_up_id, const char *why, int64_t *out_id, struct err *err);

#endif
