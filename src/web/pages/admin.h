/*
 * admin.h - what the pages of /administracion share: their tabs.
 */
#ifndef YUP_WEB_PAGES_ADMIN_H
#define YUP_WEB_PAGES_ADMIN_H

#include <stdbool.h>

#include "web/frame.h"

struct visit;

enum admin_tab {
	ADMIN_PEOPLE,
	ADMIN_UNITS,
	ADMIN_INSTITUTIONS,
	ADMIN_TOKENS,
	ADMIN_SETTINGS,
	ADMIN__COUNT
};

struct admin_tabs {
	struct {
		const char *path, *text;
		bool current;
	} items[ADMIN__COUNT];
	unsigned count;
};

/* Those that who asks may open. */
struct admin_tabs admin_tabs_make(const struct visit *visit, enum admin_tab current);

#endif
