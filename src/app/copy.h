/*
 * copy.h - `yupana copy`: institutions from one database to another.
 */
#ifndef YUP_APP_COPY_H
#define YUP_APP_COPY_H

#include "app/app.h"
#include "store/log_walk.h"

struct app_copied_table {
	const char *name;
	uint64_t rows;
	const char *checksum; /* 64 hexadecimal digits, the same on both sides */
};

struct app_copied {
	const char *institution;
	uint64_t rows;
	const struct app_copied_table *tables;
	size_t table_count;
	bool has_log;
	struct log_walk log; /* walked again where it arrived */
};

/*
 * Copy `institution` (a name or an acronym; NULL: all of them) from app's
 * database to the one called `to`, which is made, or brought up to date, first.
 * All of it or nothing: one transaction there, one moment of the database here.
 * What is copied stays here too.
 *
 * YUP_ECONFLICT: it is there already.  YUP_EIO: what arrived is not what left.
 * `*out` is an array in `mem`.
 */
MUST_CHECK int app_copy(const struct app *app, struct mem *mem, const char *institution,
    const char *to, struct app_copied **out, size_t *out_count, struct err *err);

#endif
