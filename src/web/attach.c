#include "web/attach.h"

#include "base/str.h"
#include "web/router.h"

/* RFC 8187: the letters of any language, and what a header cannot hold, as %XX. */
static void
put_encoded(struct str *out, const char *name)
{
	static const char HEX[] = "0123456789ABCDEF";

	for (const char *c = name; *c != '\0'; c++) {
		unsigned char byte = (unsigned char)*c;

		if ((byte >= '0' && byte <= '9') ||
		    ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') || byte == '.' || byte == '-' ||
		    byte == '_') {
			str_put_char(out, *c);
			continue;
		}
		str_put_char(out, '%');
		str_put_char(out, HEX[byte >> 4]);
		str_put_char(out, HEX[byte & 15]);
	}
}

/* For programs that know no other: plain letters. */
static void
put_plain(struct str *out, const char *name)
{
	for (const char *c = name; *c != '\0'; c++)
		str_put_char(out,
		    *c > ' ' && *c < 0x7F && *c != '"' && *c != '\\' && *c != '%' ? *c : '_');
}

void
answer_attachment(struct visit *visit, const char *name, const char *type)
{
	CLEANUP(str_done) struct str said = { 0 };

	str_put(&said, "attachment; filename=\"");
	put_plain(&said, name);
	str_put(&said, "\"; filename*=UTF-8''");
	put_encoded(&said, name);
	visit->res->type = type;
	answer_header(visit, "Content-Disposition", mem_strdup(visit->req->mem, str_text(&said)));
	answer_header(visit, "Content-Security-Policy", "default-src 'none'; sandbox");
	answer_header(visit, "Cache-Control", "private, no-store");
}
