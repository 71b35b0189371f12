#include "store/engine/schema_check.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "store/engine/db.h"

/* A table, a trigger ...: `text` is what it says, "" where only its name is known. */
struct object {
	const char *kind, *name, *text;
};

struct objects {
	struct mem *mem;
	struct object *items;
	size_t count, room;
};

static void
add(struct objects *list, const char *kind, const char *name, const char *text)
{
	MEM_PUSH(list->mem, list->items, list->count, list->room);
	list->items[list->count - 1] = (struct object){ kind, name, text };
}

static int
by_name(const void *a, const void *b)
{
	const struct object *x = a, *y = b;
	int kind = strcmp(x->kind, y->kind);

	return kind != 0 ? kind : strcmp(x->name, y->name);
}

static void
sort(struct objects *list)
{
	if (list->count > 0)
		qsort(list->items, list->count, sizeof(*list->items), by_name);
}

/* ---- What there is ------------------------------------------------------------- */

static int
read_objects(struct db *db, struct objects *list, struct err *err)
{
	CLEANUP(stmt_done) struct stmt *q = db_use(db, Q_SCHEMA_OBJECTS);
	int rc;

	while ((rc = stmt_next(q, err)) > 0) {
		const char *kind = stmt_get_text(q, list->mem);
		const char *name = stmt_get_text(q, list->mem);

		add(list, kind, name, stmt_get_text(q, list->mem));
	}
	sort(list);
	return rc;
}

/* ---- What there should be ---------------------------------------------------------- */

static int
make_fresh(struct objects *list, struct migration_list known, struct err *err)
{
	struct db *fresh = NULL;
	int rc = db_open(":memory:", DB_CREATE, &fresh, err);

	if (rc == YUP_OK)
		rc = migrate_run(fresh, known, "2000-01-01T00:00:00Z", err);
	if (rc == YUP_OK)
		rc = read_objects(fresh, list, err);
	db_close(fresh);
	return rc;
}

/* The word `at` begins with, without regard to case: what follows it, or NULL. */
static const char *
after_word(const char *at, const char *word)
{
	size_t length = strlen(word);

	for (size_t i = 0; i < length; i++)
		if (toupper((unsigned char)at[i]) != word[i])
			return NULL;
	return at[length] == ' ' ? at + length + 1 : NULL;
}

/* The body of a function, between the $$ that follow its name. */
static const char *
body_after(struct mem *mem, const char *at)
{
	const char *open = strstr(at, "$$"), *end = open != NULL ? strstr(open + 2, "$$") : NULL;

	return end != NULL ? mem_strndup(mem, open + 2, (size_t)(end - open - 2)) : "";
}

/* "CREATE TRIGGER name ..." at the beginning of a line. */
static void
read_created(struct objects *list, const char *at)
{
	static const struct {
		const char *words, *kind;
	} KINDS[] = { { "TABLE", "table" }, { "INDEX", "index" }, { "UNIQUE INDEX", "index" },
		{ "TRIGGER", "trigger" }, { "FUNCTION", "function" }, { "VIEW", "view" } };

	for (size_t i = 0; i < sizeof(KINDS) / sizeof(KINDS[0]); i++) {
		const char *name = after_word(at, KINDS[i].words);

		if (name != NULL)
			add(list, KINDS[i].kind,
			    mem_strndup(list->mem, name, strcspn(name, " (\n\t")),
			    strcmp(KINDS[i].kind, "function") == 0 ? body_after(list->mem, name)
								   : "");
	}
}

static void
read_migrations(const struct db *db, struct objects *list, struct migration_list known)
{
	add(list, "table", "schema_migration", "");
	for (size_t i = 0; i < known.count; i++) {
		const char *at = db_migration_text(db, &known.items[i]);

		for (; at != NULL; at = strchr(at, '\n')) {
			const char *created = after_word(*at == '\n' ? ++at : at, "CREATE");

			if (created != NULL)
				read_created(list, created);
		}
	}
	sort(list);
}

/* ---- Comparing ------------------------------------------------------------------------ */

static struct schema_difference *
tell(struct mem *mem, const struct objects *ours, const struct objects *theirs, size_t *out_count)
{
	struct schema_difference *list = mem_array(mem, ours->count + theirs->count + 1,
	    sizeof(*list));
	size_t a = 0, b = 0, count = 0;

	while (a < ours->count || b < theirs->count) {
		const struct object *x = &ours->items[a], *y = &theirs->items[b];
		int order = a == ours->count ? 1 : b == theirs->count ? -1 : by_name(x, y);

		if (order < 0)
			list[count++] = (struct schema_difference){ SCHEMA_MISSING, x->kind,
				x->name };
		else if (order > 0)
			list[count++] = (struct schema_difference){ SCHEMA_FOREIGN, y->kind,
				y->name };
		else if (strcmp(x->text, y->text) != 0)
			list[count++] = (struct schema_difference){ SCHEMA_OTHER, y->kind,
				y->name };
		a += order <= 0;
		b += order >= 0;
	}
	*out_count = count;
	return list;
}

int
schema_compare(struct db *db, struct mem *mem, struct migration_list list,
    struct schema_difference **out, size_t *out_count, struct err *err)
{
	struct objects ours = { .mem = mem }, theirs = { .mem = mem };
	int rc = read_objects(db, &theirs, err);

	if (rc == YUP_OK && list.count > 0 &&
	    db_migration_text(db, &list.items[0]) == list.items[0].postgres)
		read_migrations(db, &ours, list);
	else if (rc == YUP_OK)
		rc = make_fresh(&ours, list, err);
	if (rc == YUP_OK)
		*out = tell(mem, &ours, &theirs, out_count);
	return rc;
}
