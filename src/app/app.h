/*
 * app.h - what every use case starts from: a database, a clock, a pack.
 *
 * One function of app/ is one thing a person asks for, whoever asks: the
 * command line, a page or a program.  Each takes a struct app, puts what it
 * answers in the caller's arena and prints nothing.
 */
#ifndef YUP_APP_APP_H
#define YUP_APP_APP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "core/pack.h"
#include "io/clock.h"
#include "store/institution_store.h"

struct actor;
struct db;
struct mem;
struct schema_difference;
struct secret_cost;

#define APP_PACK_DEFAULT "bo-rs225557"

enum {
	APP_CREATE = 1u << 0,   /* make the database where there is none */
	APP_READONLY = 1u << 1, /* never write */
};

/* Told between steps of something long: which, of how many. */
typedef void (*app_progress_fn)(void *context, const char *what, size_t done, size_t total);

/* How far one thing is that takes long: its stages in order, of an import or of a document. */
enum app_stage {
	APP_STAGE_NONE, /* not begun */
	APP_STAGE_READING,
	APP_STAGE_COMPARING,
	APP_STAGE_STORING,
	APP_STAGE_CHECKING,
	APP_STAGE_LAYING,  /* a document's rows are measured */
	APP_STAGE_DRAWING, /* and written down */
	APP_STAGE_KEEPING, /* its file is put away */
	APP_STAGE_ENDING,  /* from here on it cannot be stopped */
	APP_STAGE__COUNT
};

/*
 * Told as each begins, with how much there is to do of it (of LAYING and DRAWING: at each
 * row, with how many there were); false: do not go on.
 */
typedef bool (*app_stage_fn)(void *context, enum app_stage stage, size_t amount);

/* Which plans and follow-ups are asked for; zeroed: what is in force. */
struct app_choice {
	int year;         /* 0: every one */
	bool one_version; /* only `version` of each year */
	unsigned version;
	const char *as_of; /* as they stood at the end of that day, 2027-01-31; NULL: now */
};

struct app {
	struct db *db; /* NULL: there is none (yet) */
	const char *db_name;
	char db_shown[ERR_FILE_MAX]; /* the same for people: without a password */
	bool readonly;
	clock_fn now;
	const struct actor *by; /* who asks (app/actor.h); NULL: nobody, who may nothing */
	const char *origin;     /* the address it asks from; NULL: this machine */
	const char *pack; /* for what is made here; NULL: as the institution, else the default */
	const struct secret_cost *password_cost; /* io/secret.h; NULL: as every program has it */
	struct app_choice choice;                /* of what is read */
	bool *later; /* set where something is to be written that nobody waits for, which is then
	                not done; NULL: it is done at once */
	app_progress_fn progress; /* may be NULL */
	void *progress_context;
	app_stage_fn stage; /* may be NULL */
	void *stage_context;
};

/* A stage begins.  YUP_ECONFLICT "job_stopped": who asked wants it no more. */
MUST_CHECK int app_stage(const struct app *app, enum app_stage stage, size_t amount,
    struct err *err);

/*
 * Open the database `name`; its schema is brought up to date where it is made.
 * `app->now` and `app->pack` may be set before; the caller calls app_close().
 * YUP_ENOTFOUND: none there and no APP_CREATE.  YUP_EINVALID: something else.
 */
MUST_CHECK int app_open(struct app *app, const char *name, unsigned flags, struct err *err);
void app_close(struct app *app); /* for CLEANUP too; a zeroed one does nothing */

/* What of a new program `yupana migrate` brought to a database. */
struct app_migrated {
	size_t had, known;    /* schema changes it had, and this program knows */
	const char **applied; /* "0002_accounts" */
	size_t applied_count;
	struct schema_difference *schema; /* what is not as they make it */
	size_t schema_count;
};

/*
 * Bring the schema of the database `name` up to date and leave it open.
 * YUP_EINVALID: it is newer, or was made from another text; it is not touched.
 */
MUST_CHECK int app_migrate(struct app *app, struct mem *mem, const char *name,
    struct app_migrated *out, struct err *err);

/* A database's name for people: without a password, cut to `size`. */
void app_shown_name(const char *name, char *out, size_t size);

/*
 * The pack called `name`: the one of app->pack where it carries that name, else a built-in one;
 * with what the institution has otherwise (app/settings.h), 0: as it is.
 */
MUST_CHECK int app_pack(const struct app *app, struct mem *mem, int64_t institution_id,
    const char *name, const struct pack **out, struct err *err);

/*
 * The institutions `name` chooses (a name or an acronym), or all where it is
 * NULL.  YUP_ENOTFOUND lists those there are; YUP_ECONFLICT: several share it.
 */
MUST_CHECK int app_institutions(const struct app *app, struct mem *mem, const char *name,
    struct institution **out, size_t *out_count, struct err *err);

/* `yupana init`: a database with one institution.  YUP_ECONFLICT: it is there already. */
MUST_CHECK int app_init(struct app *app, const char *name, const char *acronym, struct err *err);

#endif
