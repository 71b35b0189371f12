#include "app/import_owner.h"

#include <string.h>

#include "base/utf8.h"

int
import_owner_check(struct mem *mem, const char *own, const struct import_result *read,
    struct err *err)
{
	const char *said = read->plan != NULL ? read->plan->institution
					      : read->follow_up->institution;

	for (size_t i = 0; i < read->issue_count; i++)
		if (read->issues[i].kind == ISSUE_NO_INSTITUTION)
			return YUP_OK;
	if (said[0] == '\0' || strcmp(utf8_fold(mem, said), utf8_fold(mem, own)) == 0)
		return YUP_OK;
	return err_refuse(err, YUP_EDENIED, "upload_foreign", "%s", said);
}
