#include "app/import_own.h"

#include "app/tables.h"
#include "store/institution_store.h"

/* `out->id` stays 0 where there is none, or several and nobody said which. */
static int
find_own(const struct app *app, struct mem *mem, const char *name, struct institution *out,
    struct err *err)
{
	struct institution *list = NULL;
	size_t count = 0;
	int rc;

	if (app->db == NULL)
		return YUP_OK;
	if (name != NULL && institution_store_find(app->db, mem, name, out, NULL) == YUP_OK)
		return YUP_OK;
	rc = institution_store_list(app->db, mem, &list, &count, err);
	if (rc == YUP_OK && count == 1)
		*out = list[0];
	return rc;
}

int
import_own(const struct app *app, struct mem *mem, const struct app_import_request *request,
    const struct pack **out_pack, struct table_how *out_how, struct err *err)
{
	struct institution own = { 0 };
	struct table_how how = { 0 };
	bool asked = app->pack != NULL;
	int rc = find_own(app, mem, request->institution, &own, err);

	if (rc == YUP_OK)
		rc = app_pack(app, mem, asked ? 0 : own.id, asked ? NULL : own.pack, out_pack, err);
	if (rc == YUP_OK && own.id != 0)
		rc = app_tables_known(app, mem, own.id, &how, err);
	if (rc < 0)
		return rc;
	how.map = request->columns;
	how.head_row = request->head_row;
	*out_how = how;
	return YUP_OK;
}
