#include "text/log_text.h"

#include <inttypes.h>
#include <string.h>

#include "base/str.h"
#include "text/catalogue.h"

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
log_text_put_fault_in(struct str *out, const char *fault, int64_t seq,
    const struct catalogue *catalogue)
{
	size_t i = 0;
	const char *place, *text;

	while (log_text_faults[i] != NULL && strcmp(log_text_faults[i], fault) != 0)
		i++;
	if (log_text_faults[i] == NULL) {
		str_put(out, fault);
		return;
	}
	text = catalogue_find(catalogue, SENTENCES[i]);
	place = strstr(text, "{n}");
	if (place == NULL) {
		str_put(out, text);
		return;
	}
	str_put_n(out, text, (size_t)(place - text));
	str_printf(out, "%" PRId64 "%s", seq, place + strlen("{n}"));
}

void
log_text_put_fault(struct str *out, const char *fault, int64_t seq)
{
	log_text_put_fault_in(out, fault, seq, NULL);
}

static const struct {
	const char *action, *text;
} ACTIONS[] = {
	{ "account.add", N_("agregar una persona") },
	{ "account.correct", N_("corregir los datos de una persona") },
	{ "account.disable", N_("inhabilitar una cuenta") },
	{ "account.enable", N_("habilitar una cuenta") },
	{ "account.invite", N_("invitar a una persona") },
	{ "account.reset", N_("restablecer una contraseña") },
	{ "database.backup", N_("respaldar la base de datos") },
	{ "database.migrate", N_("poner al día la base de datos") },
	{ "database.restore", N_("restaurar un respaldo") },
	{ "database.synth", N_("generar datos de prueba") },
	{ "derived.rebuild", N_("recalcular lo que se deduce") },
	{ "document.import", N_("importar un documento") },
	{ "document.take", N_("descargar un documento preparado") },
	{ "evidence.add", N_("adjuntar una evidencia") },
	{ "evidence.correct", N_("corregir la evidencia de un período cerrado") },
	{ "evidence.remove", N_("quitar una evidencia") },
	{ "follow_up.correct", N_("corregir un documento de seguimiento") },
	{ "framework.add", N_("agregar al marco estratégico") },
	{ "framework.change", N_("cambiar el marco estratégico") },
	{ "framework.remove", N_("quitar del marco estratégico") },
	{ "import.accepted", N_("aceptar un documento enviado") },
	{ "import.dropped", N_("descartar un documento enviado") },
	{ "import.undo", N_("deshacer una importación") },
	{ "import.upload", N_("enviar un documento") },
	{ "import.columns", N_("decir qué es cada columna de una tabla") },
	{ "institution.copy", N_("copiar una institución") },
	{ "institution.create", N_("crear la institución") },
	{ "institution.supervise", N_("decir quién supervisa la institución") },
	{ "invitation.accept", N_("aceptar una invitación") },
	{ "job.ask", N_("pedir un trabajo largo") },
	{ "job.end", N_("terminar un trabajo largo") },
	{ "list.export", N_("exportar una lista") },
	{ "log.begin", N_("empezar la bitácora") },
	{ "log.checkpoint", N_("firmar la bitácora") },
	{ "log.export", N_("exportar la bitácora") },
	{ "observation.carry", N_("traer observaciones del plan reemplazado") },
	{ "observation.change", N_("cambiar una observación") },
	{ "observation.make", N_("hacer una observación") },
	{ "observation.reply", N_("responder una observación") },
	{ "observation.send", N_("enviar observaciones") },
	{ "observation.settle", N_("dar por atendida una observación") },
	{ "observation.withdraw", N_("retirar una observación") },
	{ "paper.issue", N_("emitir un documento") },
	{ "password.change", N_("cambiar una contraseña") },
	{ "password.forgotten", N_("pedir otra contraseña") },
	{ "period.close", N_("cerrar un período de seguimiento") },
	{ "period.extend", N_("ampliar un plazo de seguimiento") },
	{ "period.lay_out", N_("definir el calendario de seguimiento") },
	{ "period.open", N_("abrir un período de seguimiento") },
	{ "plan.amend", N_("empezar un reformulado") },
	{ "plan.change", N_("cambiar un plan") },
	{ "plan.export", N_("exportar un plan") },
	{ "plan.new_year", N_("empezar otra gestión") },
	{ "plan.pass", N_("pasar un plan a otro estado") },
	{ "post.change", N_("cambiar el puesto de una persona") },
	{ "register.change", N_("cambiar un asunto de un registro") },
	{ "register.comment", N_("comentar un asunto de un registro") },
	{ "register.open", N_("abrir un asunto en un registro") },
	{ "register.pass", N_("pasar un asunto a otro estado") },
	{ "register.take", N_("llevar una medida al reformulado") },
	{ "report.change", N_("informar de filas del plan") },
	{ "report.correct", N_("corregir el informe de un período cerrado") },
	{ "report.pass", N_("pasar informes a otro estado") },
	{ "role.grant", N_("dar un rol") },
	{ "role.revoke", N_("quitar un rol") },
	{ "session.begin", N_("ingresar") },
	{ "session.end", N_("salir") },
	{ "setting.change", N_("cambiar los ajustes") },
	{ "sheet.dropped", N_("descartar una planilla enviada") },
	{ "sheet.upload", N_("enviar una planilla") },
	{ "substitution.add", N_("dar una suplencia") },
	{ "substitution.end", N_("terminar una suplencia") },
	{ "token.create", N_("crear una credencial") },
	{ "token.revoke", N_("revocar una credencial") },
	{ "token.use", N_("usar una credencial") },
	{ "unit.add", N_("agregar una unidad") },
	{ "unit.close", N_("cerrar una unidad") },
	{ "unit.merge", N_("fusionar unidades") },
	{ "unit.move", N_("mover una unidad") },
	{ "unit.pass", N_("pasar una unidad a otro estado") },
	{ "unit.rename", N_("renombrar una unidad") },
	{ "unit.reorder", N_("ordenar unidades") },
	{ "unit.split", N_("dividir una unidad") },
};

const char *const log_text_actions[] = {
	"account.add",
	"account.correct",
	"account.disable",
	"account.enable",
	"account.invite",
	"account.reset",
	"database.backup",
	"database.migrate",
	"database.restore",
	"database.synth",
	"derived.rebuild",
	"document.import",
	"document.take",
	"evidence.add",
	"evidence.correct",
	"evidence.remove",
	"follow_up.correct",
	"framework.add",
	"framework.change",
	"framework.remove",
	"import.accepted",
	"import.columns",
	"import.dropped",
	"import.undo",
	"import.upload",
	"institution.copy",
	"institution.create",
	"institution.supervise",
	"invitation.accept",
	"job.ask",
	"job.end",
	"list.export",
	"log.begin",
	"log.checkpoint",
	"log.export",
	"observation.carry",
	"observation.change",
	"observation.make",
	"observation.reply",
	"observation.send",
	"observation.settle",
	"observation.withdraw",
	"paper.issue",
	"password.change",
	"password.forgotten",
	"period.close",
	"period.extend",
	"period.lay_out",
	"period.open",
	"plan.amend",
	"plan.change",
	"plan.export",
	"plan.new_year",
	"plan.pass",
	"post.change",
	"register.change",
	"register.comment",
	"register.open",
	"register.pass",
	"register.take",
	"report.change",
	"report.correct",
	"report.pass",
	"role.grant",
	"role.revoke",
	"session.begin",
	"session.end",
	"setting.change",
	"sheet.dropped",
	"sheet.upload",
	"substitution.add",
	"substitution.end",
	"token.create",
	"token.revoke",
	"token.use",
	"unit.add",
	"unit.close",
	"unit.merge",
	"unit.move",
	"unit.pass",
	"unit.rename",
	"unit.reorder",
	"unit.split",
	NULL,
};

_Static_assert(sizeof(log_text_actions) / sizeof(log_text_actions[0]) ==
	sizeof(ACTIONS) / sizeof(ACTIONS[0]) + 1,
    "each can be chosen");

const char *
log_action_word(const char *action)
{
	for (size_t i = 0; i < sizeof(ACTIONS) / sizeof(ACTIONS[0]); i++)
		if (strcmp(ACTIONS[i].action, action) == 0)
			return ACTIONS[i].text;
	return "";
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
