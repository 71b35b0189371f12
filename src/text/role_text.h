/*
 * role_text.h - roles and permissions in words, and the table of who may what.
 */
#ifndef YUP_TEXT_ROLE_TEXT_H
#define YUP_TEXT_ROLE_TEXT_H

#include "core/role.h"

struct catalogue;
struct str;

/* "Jefe de unidad" */
const char *role_name(enum role role);

/* What it is for, one sentence. */
const char *role_about(enum role role);

/* "Aprobar o devolver lo de una unidad" */
const char *permission_name(enum permission permission);

/* The roles that may, as people call them: "Elaborador, Jefe de unidad". */
void permission_roles_in(struct str *out, enum permission permission,
    const struct catalogue *catalogue);

/* What it takes a role over the whole institution for, not over one unit. */
bool permission_is_whole(enum permission permission);

/* docs/permisos.md: role_table for who administers accounts. */
void role_table_page(struct str *out);

#endif
