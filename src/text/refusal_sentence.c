/* refusal_sentence.c - see refusal_text.h: the sentence of a refusal, filled in. */
#include <string.h>

#include "base/str.h"
#include "text/catalogue.h"
#include "text/refusal_field.h"
#include "text/refusal_text.h"

/* What to do on a page, where the usual advice is a command. */
static const struct {
	const char *key, *what_to_do;
} ON_PAGES[] = {
	{ "plan_absent", N_("Elija uno de la lista de planes.") },
	{ "plan_not_draft", N_("Devuélvalo a borrador, o empiece un reformulado.") },
	{ "account_absent", N_("Elíjala en la lista de personas.") },
	{ "unknown_kind", N_("Revise que el texto conserve los encabezados de sus tablas.") },
};

static const struct refusal_template *
template_of(const char *key)
{
	const struct refusal_template *list;
	size_t count;

	for (unsigned part = 0; key != NULL && (list = refusal_templates(part, &count)) != NULL;
	     part++)
		for (size_t i = 0; i < count; i++)
			if (strcmp(list[i].key, key) == 0)
				return &list[i];
	return NULL;
}

static void
put_filled(struct str *out, const char *text, const struct err *err,
    const struct catalogue *catalogue)
{
	const struct {
		const char *mark, *value;
	} marks[] = { { "{detail}", err->message },
		{ "{field}", catalogue_find(catalogue, refusal_field_label(err->field)) } };

	text = catalogue_find(catalogue, text);

	while (*text != '\0') {
		size_t n = strcspn(text, "{"), i = 0;

		str_put_n(out, text, n);
		text += n;
		while (i < 2 && strncmp(text, marks[i].mark, strlen(marks[i].mark)) != 0)
			i++;
		if (i < 2) {
			str_put(out, marks[i].value);
			text += strlen(marks[i].mark);
		} else if (*text != '\0') {
			str_put_char(out, *text++);
		}
	}
}

static const char *
by_code(int code)
{
	switch (code) {
	case YUP_EINVALID:
		return N_("Lo indicado no es válido");
	case YUP_ENOTFOUND:
		return N_("No está lo que se pide");
	case YUP_EDENIED:
		return N_("No está permitido");
	case YUP_ECONFLICT:
		return N_("Choca con algo que ya está");
	case YUP_ELIMIT:
		return N_("Pasa de un límite");
	case YUP_EIO:
		return N_("Falló el disco, la red o la base de datos");
	default:
		return N_("Error interno de yupana: infórmelo, por favor");
	}
}

/* NULL: only a command helps, which is of no use on a page. */
static const char *
advice_on_pages(const struct refusal_template *t)
{
	for (size_t i = 0; i < sizeof(ON_PAGES) / sizeof(ON_PAGES[0]); i++)
		if (strcmp(ON_PAGES[i].key, t->key) == 0)
			return ON_PAGES[i].what_to_do;
	return strstr(t->what_to_do, "`yupana ") == NULL ? t->what_to_do : NULL;
}

static void
put_sentence(struct str *out, const struct err *err, const struct catalogue *catalogue,
    bool on_page)
{
	const struct refusal_template *t = template_of(err->key);
	const char *advice;

	if (err->file[0] != '\0' && err->line > 0)
		str_printf(out, "%s:%u: ", err->file, err->line);
	else if (err->file[0] != '\0')
		str_printf(out, "%s: ", err->file);
	if (t == NULL) {
		str_printf(out, "%s (%s).", catalogue_find(catalogue, by_code(err->code)),
		    err->message);
		return;
	}
	put_filled(out, t->what, err, catalogue);
	advice = on_page ? advice_on_pages(t) : t->what_to_do;
	if (advice == NULL)
		return;
	str_put_char(out, ' ');
	put_filled(out, advice, err, catalogue);
}

void
refusal_sentence(struct str *out, const struct err *err)
{
	put_sentence(out, err, NULL, false);
}

void
refusal_sentence_in(struct str *out, const struct err *err, const struct catalogue *catalogue)
{
	put_sentence(out, err, catalogue, true);
}

bool
refusal_reason_in(struct str *out, const char *key, const struct catalogue *catalogue)
{
	const struct refusal_template *t = template_of(key);
	struct err err = { 0 };

	if (t == NULL)
		return false;
	(void)err_refuse(&err, YUP_EINVALID, t->key, "…");
	put_filled(out, t->what, &err, catalogue);
	return true;
}
