#include "web/gzip.h"

#include <limits.h>
#include <stdlib.h>
#define ZLIB_CONST /* what is read is const */
#include <zlib.h>

#include "base/mem.h"
#include "base/str.h"

enum { GZIP_WINDOW = 15 + 16, MEMORY_LEVEL = 8 };

bool
gzip_put(struct str *out, const void *bytes, size_t size, int level)
{
	z_stream z = { 0 };
	char *packed;
	bool smaller;

	if (size > INT_MAX ||
	    deflateInit2(&z, level, Z_DEFLATED, GZIP_WINDOW, MEMORY_LEVEL, Z_DEFAULT_STRATEGY) !=
		Z_OK)
		return false;
	packed = malloc(size);
	z.next_in = (z_const Bytef *)bytes;
	z.avail_in = (uInt)size;
	z.next_out = (Bytef *)packed;
	z.avail_out = packed != NULL ? (uInt)size : 0; /* no room: not smaller */
	smaller = deflate(&z, Z_FINISH) == Z_STREAM_END;
	if (smaller)
		str_put_n(out, packed, z.total_out);
	(void)deflateEnd(&z);
	free(packed);
	return smaller;
}
