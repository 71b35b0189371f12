/*
 * synth.h - `yupana synth`: a made-up country in a database, or as documents.
 */
#ifndef YUP_APP_SYNTH_H
#define YUP_APP_SYNTH_H

#include "app/app.h"

enum { APP_SYNTH_INSTITUTIONS_MAX = 100000, APP_SYNTH_ACTIVITIES_MAX = 100000 };

struct app_synth_request {
	size_t institutions;
	uint64_t seed;
	size_t activities; /* of each; 0: about 60 */
	unsigned mistakes; /* of 1,000 rows, how many carry one */
	int year;
	bool reports;       /* approved, and every month of it reported; not with `folder` */
	const char *folder; /* write the texts of forms and follow-ups here, no database; or NULL */
};

struct app_synth_made {
	size_t institutions, nodes, operations, reports;
};

/*
 * Make them all: the same request gives the same country.  Each institution is
 * stored whole, a hundred of them to a transaction.  YUP_ECONFLICT: one is in the
 * database already, and nothing more is stored.
 */
MUST_CHECK int app_synth(struct app *app, const struct app_synth_request *request,
    struct app_synth_made *out, struct err *err);

#endif
