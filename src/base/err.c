#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>

static int fill(struct err *err, int code, const char *key, const char *format, va_list args)
    PRINTF_LIKE(4, 0);

static int
fill(struct err *err, int code, const char *key, const char *format, va_list args)
{
	if (err == NULL)
		return code;
	err->code = code;
	err->key = key;
	err->field = NULL;
	(void)vsnprintf(err->message, sizeof(err->message), format, args);
	return code;
}

int
err_set(struct err *err, int code, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	code = fill(err, code, NULL, format, args);
	va_end(args);
	return code;
}

int
err_refuse(struct err *err, int code, const char *key, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	code = fill(err, code, key, format, args);
	va_end(args);
	return code;
}

int
err_at(struct err *err, const char *file, unsigned line)
{
	if (err == NULL)
		return YUP_EBUG;
	if (file != NULL)
		(void)snprintf(err->file, sizeof(err->file), "%s", file);
	err->line = line;
	return err->code;
}

int
err_in(struct err *err, const char *field)
{
	if (err == NULL)
		return YUP_EBUG;
	err->field = field;
	return err->code;
}

const char *
err_name(int code)
{
	switch (code) {
	case YUP_OK:
		return "OK";
	case YUP_EINVALID:
		return "EINVALID";
	case YUP_ENOTFOUND:
		return "ENOTFOUND";
	case YUP_EDENIED:
		return "EDENIED";
	case YUP_ECONFLICT:
		return "ECONFLICT";
	case YUP_ELIMIT:
		return "ELIMIT";
	case YUP_EIO:
		return "EIO";
	default:
		return "EBUG";
	}
}
