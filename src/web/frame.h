/*
 * frame.h - what stands around every page: head, menu, who is signed in.
 */
#ifndef YUP_WEB_FRAME_H
#define YUP_WEB_FRAME_H

#include <stdbool.h>
#include <stddef.h>

struct visit;

enum frame_place {
	PLACE_NONE,
	PLACE_HOME,
	PLACE_PLAN,
	PLACE_FRAMEWORK,
	PLACE_REVIEW,
	PLACE_FINDINGS,
	PLACE_REPORTS,
	PLACE_REGISTERS,
	PLACE_PAPERS,
	PLACE_IMPORT,
	PLACE_ADMIN,
	PLACE_LOG,
};

struct frame_menu {
	const char *path, *text;
	bool current;
};

struct frame {
	const char *title;
	const char *lang, *other_lang, *other_lang_name;
	const char *here; /* this page's address, to come back to in the other language */
	const char *style, *icon, *list; /* paths of assets of every page */
	const char *script;              /* of this one; may be NULL */
	const char *acronym;             /* of the person's institution, "" for nobody */
	const char *user;                /* "" for nobody */
	const char *mark;                /* for forms; NULL for nobody */
	const char *notice;              /* what was just done; NULL for nothing */
	const char *standing, *standing_path, *standing_link; /* as in struct visit */
	const char *wrong;     /* why what was asked was refused; NULL for nothing */
	unsigned look_again_s; /* without script the page comes again; 0: it does not */
	const char *version;
	struct frame_menu menu[12];
	size_t menu_count;
};

/* The frame of a page called `title` (already in the reader's language). */
struct frame frame_make(const struct visit *visit, const char *title, enum frame_place place);

#endif
