/*
 * accounts.h - the people of an institution: who they are and how they get in.
 *
 * An administrator makes an account and hands its owner a secret, once; with it
 * the owner chooses a password.  No administrator ever knows one.  A reset is the
 * same, and ends what the old password could do.
 */
#ifndef YUP_APP_ACCOUNTS_H
#define YUP_APP_ACCOUNTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "io/secret.h"
#include "store/account_store.h"
#include "store/grant_store.h"
#include "store/invitation_store.h"

struct app;

enum {
	ACCOUNT_NAME_MAX = 200,
	ACCOUNT_TITLE_MAX = 200,
	ACCOUNT_PAGE_MAX = 200, /* rows of a list at a time */
	INVITATION_LASTS_S = 7 * DAY_S,
	RESET_LASTS_S = DAY_S,        /* one that was asked for by mail */
	RESET_AGAIN_S = 5 * MINUTE_S, /* no other letter to one person so soon */
};

/* What its owner needs to choose a password. */
struct app_invited {
	int64_t user_id;
	char secret[SECRET_TEXT_SIZE]; /* shown once, kept nowhere */
	char expires_at[INSTANT_SIZE];
};

struct app_new_account {
	const char *login, *name;
	const char *email; /* "" for none */
};

/* YUP_ECONFLICT "login_taken", and the refusals of core/field.h. */
MUST_CHECK int app_account_add(const struct app *app, int64_t institution_id,
    const struct app_new_account *account, struct app_invited *out, struct err *err);

/* Another invitation, for who never signed in.  YUP_ECONFLICT "account_in_use": it has a password. */
MUST_CHECK int app_account_invite(const struct app *app, int64_t institution_id, int64_t user_id,
    struct app_invited *out, struct err *err);

/*
 * The old password and the sessions end at once; the owner chooses another.
 * YUP_EDENIED "reset_self": one's own is changed by who knows it.
 */
MUST_CHECK int app_account_reset(const struct app *app, int64_t institution_id, int64_t user_id,
    struct app_invited *out, struct err *err);

/* A name or address corrected; `login` is not read: it stays. */
MUST_CHECK int app_account_correct(const struct app *app, int64_t institution_id, int64_t user_id,
    const struct app_new_account *account, struct err *err);

/*
 * It may no longer sign in; its sessions and tokens end.  YUP_ECONFLICT
 * "last_administrator".
 */
MUST_CHECK int app_account_disable(const struct app *app, int64_t institution_id, int64_t user_id,
    struct err *err);
MUST_CHECK int app_account_enable(const struct app *app, int64_t institution_id, int64_t user_id,
    struct err *err);

/* What is shown of a person; its password never is. */
struct app_person {
	int64_t id;
	const char *login, *name, *email, *created_at;
	const char *disabled_at; /* "" while it may sign in */
	bool has_password;       /* it signed in once */
};

/*
 * The same for who reads the units of the whole institution: who works in it, and of
 * each only the id, login and name.
 */
MUST_CHECK int app_account_names(const struct app *app, struct mem *mem, int64_t institution_id,
    int64_t after, size_t limit, struct app_person **out, size_t *out_count, struct err *err);

/* Up to `limit` (at most ACCOUNT_PAGE_MAX) with an id after `after`, by id. */
MUST_CHECK int app_account_list(const struct app *app, struct mem *mem, int64_t institution_id,
    int64_t after, size_t limit, struct app_person **out, size_t *out_count, struct err *err);

/* One with all that is known of it. */
struct app_account {
	struct app_person person;
	struct post *posts;
	size_t post_count;
	struct grant *grants; /* the first ACCOUNT_PAGE_MAX */
	size_t grant_count;
	struct substitution
	    *substitutions;       /* that it does or is done for; the first ACCOUNT_PAGE_MAX */
	const char **other_names; /* of each, the other person's */
	size_t substitution_count;
	const char *invited_until; /* an invitation not used yet is good until then, "" else */
};

/* A person may see itself.  YUP_ENOTFOUND "account_absent". */
MUST_CHECK int app_account_get(const struct app *app, struct mem *mem, int64_t institution_id,
    int64_t user_id, struct app_account *out, struct err *err);

/* The id of who signs in so.  YUP_ENOTFOUND "account_absent". */
MUST_CHECK int app_account_find(const struct app *app, int64_t institution_id, const char *login,
    int64_t *out, struct err *err);

/* ---- What the owner does ----------------------------------------------------------- */

/* Its other sessions end.  YUP_EDENIED "password_wrong"; refusals of core/password.h. */
MUST_CHECK int app_password_change(const struct app *app, const char *old, const char *password,
    struct err *err);

/* Whose an invitation is, for the page that asks for the password. */
struct app_invitation {
	const char *login, *name, *institution;
	bool first; /* else a reset */
};

/* YUP_EDENIED "invitation_over": none, used, or too old. */
MUST_CHECK int app_invitation_find(const struct app *app, struct mem *mem, const char *secret,
    struct app_invitation *out, struct err *err);

/* Choose the password; the person's sessions end.  Refusals as above and of core/password.h. */
MUST_CHECK int app_invitation_accept(const struct app *app, const char *secret,
    const char *password, struct err *err);

/* A letter with a secret, for io/mail.h. */
struct app_letter {
	const char *to, *name, *login, *institution;
	char secret[SECRET_TEXT_SIZE];
	char expires_at[INSTANT_SIZE];
};

/*
 * Somebody forgot its password and gave a login or an address.  The answer is the
 * same whether it is somebody's; the caller gives it first and sends the letters
 * (at most APP_LETTERS_MAX) after, so that it takes no longer either.  The old
 * password serves until another is chosen.
 */
enum { APP_LETTERS_MAX = 4 };
MUST_CHECK int app_password_forgotten(const struct app *app, struct mem *mem,
    const char *login_or_email, struct app_letter **out, size_t *out_count, struct err *err);

#endif
