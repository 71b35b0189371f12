/*
 * bundle.h - consolidation without a shared database: an agency's plan of a year and what
 * was reported of it, as one signed file (Ed25519) that the ministry's copy takes in.
 *
 * Each file carries its whole year, so that one that gets lost is made good by the next.
 * What is taken is told first, cell by cell; what the ministry had stays in its history.
 * Files of evidence stay at the agency.
 */
#ifndef YUP_APP_BUNDLE_H
#define YUP_APP_BUNDLE_H

#include "app/app.h"
#include "core/bundle.h"
#include "core/plan_diff.h"
#include "io/sign.h"

enum { BUNDLE_CELLS_TOLD = 200, BUNDLE_SIZE_MAX = 64 << 20 };

struct app_bundle_made {
	int64_t serial;
	size_t reports;
	const char *key_path;
	char fingerprint[SIGN_FINGERPRINT_SIZE];
	bool key_made; /* just now */
};

/*
 * The newest year of `institution` with an approved plan, or app->choice.year, into the
 * file `path`, signed with the key in `key_path` (NULL: the user's own), which is made
 * where there is none.  MAY_EXPORT over the whole institution.
 *
 * YUP_ENOTFOUND "bundle_no_plan": none of its plans is approved; YUP_EINVALID
 * "bundle_no_supervisor": nobody supervises it.
 */
MUST_CHECK int app_bundle_create(const struct app *app, struct mem *mem, const char *institution,
    const char *key_path, const char *path, struct app_bundle_made *out, struct err *err);

/* What opening one would do, or did. */
struct app_bundle {
	struct bundle said;
	char fingerprint[SIGN_FINGERPRINT_SIZE];
	bool is_known;               /* its key is the one that was trusted */
	bool is_new;                 /* the institution is not here yet */
	int64_t last_serial;         /* the last one that was taken, 0: none */
	bool has_plan;               /* this version of the plan is here */
	struct plan_diff diff;       /* of it, where it is */
	struct bundle_cell *cells;   /* BUNDLE_CELLS_TOLD of them at most */
	size_t cell_count;           /* all that differ */
	const struct report *before; /* what was reported here, sorted */
	size_t before_count;
};

struct app_bundle_open {
	const char *path;
	const char *trust; /* the fingerprint of a new agency's key, told otherwise; NULL */
	bool accept;       /* take it in; else only look */
};

/*
 * Read, check and compare a file; with `accept` take it in, all or nothing.  MAY_IMPORT
 * over the whole of who supervises the agency.
 *
 * Refused: forged (refusals of signed_text_read()); YUP_EDENIED "bundle_untrusted": of a
 * key that nobody trusted, "bundle_other_key": of another than the agency's;
 * YUP_ECONFLICT "bundle_stale": not newer than the last; "bundle_foreign": for another
 * supervisor; "bundle_lives_here": the agency works in this very database;
 * "bundle_calendar": its periods are others than those here.
 */
MUST_CHECK int app_bundle_open(const struct app *app, struct mem *mem,
    const struct app_bundle_open *how, struct app_bundle *out, struct err *err);

#endif
