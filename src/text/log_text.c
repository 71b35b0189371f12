#include "text/log_text.h"

#include <inttypes.h>
#include <string.h>

#include "base/str.h"

#define N_(text) text

const char *const log_text_faults[] = { "gap", "order", "chain", "previous", "hash", "line", "cut",
	"rewritten", "signature", "unknown", "absent", "change", "plan", "state", "observation",
	NULL };

/* In the order of the keys; {n} is the place. */
static const char *const SENTENCES[] = {
	N_("faltan registros justo antes del {n}"),
	N_("el registro {n} está repetido o fuera de su lugar"),
	N_("el registro {n} está lejos de los demás de su cadena"),
	N_("el registro {n} no sigue al anterior: uno de los dos no es el que era"),
	N_("el registro {n} fue alterado: no dice lo que decía al escribirse"),
	N_("lo que hay en el lugar del registro {n} no es un registro entero"),
	N_("faltan registros al final, desde el {n}: un punto de control es de más adelante"),
	N_("el registro {n} no es el que se firmó en un punto de control: la bitácora se reescribió"),
	N_("la firma del punto de control del registro {n} no vale"),
	N_("no está la cadena a la que pertenece un punto de control (registro {n})"),
	N_("la institución está y su bitácora no, desde el registro {n}: alguien la borró"),
	N_("un cambio guardado no es el que dice la bitácora (registro {n})"),
	N_("un plan no es el que dice la bitácora (registro {n})"),
	N_("el estado de un plan o de una de sus unidades no es el de su último paso (registro {n})"),
	N_("una observación de un plan, o su respuesta, no es la que dice la bitácora (registro {n})"),
};

_Static_assert(sizeof(SENTENCES) / sizeof(SENTENCES[0]) + 1 ==
	sizeof(log_text_faults) / sizeof(log_text_faults[0]),
    "a sentence for each");

void
log_text_put_fault(struct str *out, const char *fault, int64_t seq)
{
	size_t i = 0;
	const char *place;

	while (log_text_faults[i] != NULL && strcmp(log_text_faults[i], fault) != 0)
		i++;
	if (log_text_faults[i] == NULL) {
		str_put(out, fault);
		return;
	}
	place = strstr(SENTENCES[i], "{n}");
	str_put_n(out, SENTENCES[i], (size_t)(place - SENTENCES[i]));
	str_printf(out, "%" PRId64 "%s", seq, place + strlen("{n}"));
}

void
log_text_put_schema(struct str *out, unsigned fault, const char *kind, const char *name)
{
	static const struct {
		const char *kind, *word;
	} WORDS[] = { { "table", N_("la tabla") }, { "index", N_("el índice") },
		{ "trigger", N_("el disparador") }, { "view", N_("la vista") },
		{ "function", N_("la función") }, { "rule", N_("la regla") } };
	static const char *const FAULTS[] = { N_("falta"), N_("no es de yupana"),
		N_("no es como yupana lo hace") };
	const char *word = kind;

	for (size_t i = 0; i < sizeof(WORDS) / sizeof(WORDS[0]); i++)
		if (strcmp(WORDS[i].kind, kind) == 0)
			word = WORDS[i].word;
	str_printf(out, "%s %s: %s", word, name, FAULTS[fault < 3 ? fault : 2]);
}
