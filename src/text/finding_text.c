#include "text/finding_text.h"

#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "core/check.h"
#include "text/catalogue.h"
#include "text/import_text.h"
#include "text/number_text.h"

/* Marks a text for the catalogues without translating it here. */
enum { QUOTE_COLUMNS = 90, FIX_SHOWN_MAX = 8 };

/*
 * The sentences.  In braces:
 *
 *	{node}             "5.1.1 (UCS)", {code} and {unit} its parts
 *	{operation}        what a row of a follow-up is called: "actividad"
 *	{aggregate}        a follow-up line's name
 *	{expected} {found} {extra} {extra2}   the finding's values
 *	{extra:mes:meses}  a count with its word
 *	{extra:#}          a number as it is, a year
 *	{extra:line}       " (línea 14)", nothing where there is no line
 *	{period}           "febrero"
 *	{month} {months}   what the pack calls its periods
 */
/* clang-format off */
static const struct finding_template TEMPLATES[] = {
	{ 1, 0, N_("El código «{found}» no tiene la forma de su nivel, {expected} (cada N es un "
		   "número). Revise si le falta o le sobra una parte.") },
	{ 1, 1, N_("El código de operación «{found}» no tiene la forma {expected} (cada 9 es una "
		   "cifra). Revise si le falta o le sobra una parte.") },
	{ 2, 0, N_("El código está escrito «{found}», con un punto de más al final. Se leyó como "
		   "{expected}; escríbalo así.") },
	{ 2, 1, N_("Al código «{found}» le falta una parte. Por su lugar en la tabla se leyó como "
		   "{expected}; confírmelo y escríbalo completo.") },
	{ 2, 2, N_("El código está escrito «{found}» y se leyó como {expected}. Escríbalo sin ceros "
		   "ni signos de más.") },
	{ 3, 0, N_("{node} repite un código que la unidad ya usa en otra fila{extra:line}. Dé a cada "
		   "fila su propio número, o deje una sola si son la misma.") },
	{ 3, 1, N_("{node} se imprimió dos veces: ya estaba en el formulario A{extra:line}. Retire el "
		   "formulario repetido, para que nadie sume su presupuesto dos veces.") },
	{ 4, 0, N_("En la numeración que empieza en {node} hay {extra:número sin usar:números sin "
		   "usar}: {found}. Si se perdió una fila, recupérela; si se eliminó, renumere las "
		   "que siguen.") },
	{ 4, 1, N_("{node} está fuera de orden en su grupo. Ordene las filas por su código para que "
		   "se encuentren con facilidad.") },
	{ 5, 0, N_("La unidad «{expected}» aparece también escrita «{found}», y se tomaron por la "
		   "misma. Use un solo nombre en todos los formularios.") },
	{ 5, 1, N_("La sigla {found} puede nombrar a más de una unidad: aquí se tomó por {expected}, "
		   "y también existe {extra}. Anteponga la sigla de la unidad superior para distinguirlas.") },
	{ 6, 0, N_("«{unit}» lleva el número de orden {found}, que también lleva «{extra}»"
		   "{extra2:line}. Dé a cada unidad un número propio, el mismo en todas las "
		   "tablas.") },
	{ 7, 0, N_("El objetivo institucional {code} no está vinculado a ningún objetivo estratégico. "
		   "Vincúlelo antes de aprobar el plan.") },
	{ 7, 1, N_("El objetivo institucional {code} está vinculado al objetivo estratégico {found}, "
		   "vigente de {extra:#} a {extra2:#} y no en esta gestión. Vincúlelo a uno "
		   "vigente.") },
	{ 8, 0, N_("{node} tiene un presupuesto de {extra2} y ninguna actividad que lo ejecute. "
		   "Agregue sus actividades, o traslade el presupuesto a donde estén.") },
	{ 8, 1, N_("{node} pondera {extra} y no tiene ninguna actividad. Agregue sus actividades, o "
		   "retire la ponderación.") },
	{ 9, 0, N_("{node} no tiene indicador. Escriba qué se va a medir, por ejemplo «Número de "
		   "informes aprobados».") },
	{ 9, 1, N_("{node} no tiene meta. Escriba cuánto se quiere alcanzar en la gestión.") },
	{ 9, 2, N_("{node} no tiene medio de verificación. Indique qué documento o registro mostrará "
		   "el resultado.") },
	{ 9, 3, N_("{node} no tiene responsable. Indique el cargo que responde por su "
		   "cumplimiento.") },
	{ 9, 4, N_("{node} no tiene título. Escriba en pocas palabras qué se va a hacer.") },
	{ 10, 0, N_("Los objetivos de este formulario A bajo el objetivo institucional {extra} ponderan "
		    "{found} en total, y deben sumar {expected}. Ajuste sus ponderaciones.") },
	{ 10, 1, N_("Los objetivos de {unit} bajo el objetivo institucional {extra} ponderan {found} en "
		    "total, y deben sumar {expected}, como los de las otras unidades de este "
		    "formulario A. Ajuste sus ponderaciones.") },
	{ 10, 2, N_("El formulario A suma {expected}, pero los objetivos de {unit} bajo el objetivo "
		    "institucional {extra} ponderan solo {found}, y su avance no podrá pasar de ahí. "
		    "Confirme que se quiso repartir la ponderación entre unidades, o dé a cada una "
		    "su propio {expected}.") },
	{ 11, 0, N_("Las actividades de {node} ponderan {found} en total, y deben sumar {expected}. "
		    "Ajuste sus ponderaciones; mientras tanto, el avance del objetivo sale "
		    "equivocado.") },
	{ 11, 1, N_("Las actividades de {node} ya ponderan {found} en total, más que {expected}, y "
		    "alguna no tiene ponderación. Baje las que sobran y dé una a cada actividad, para "
		    "que sumen {expected}.") },
	{ 12, 0, N_("{node} pondera {found}, así que no cuenta en ningún avance. Asigne una ponderación "
		    "mayor que cero, o retire la fila.") },
	{ 12, 1, N_("{node} no tiene una ponderación que se pueda leer, así que no cuenta en ningún "
		    "avance. Escriba cuánto pondera, entre 0 y 100 %.") },
	{ 13, 0, N_("El documento impreso pondera {node} con {expected} en el formulario A y {found} en el "
		    "formulario B; aquí vale una sola, la del A. Acéptela, o escriba la otra.") },
	{ 14, 0, N_("El cronograma de {node} debe tener {expected:valor:valores}, uno por {month}, y "
		    "tiene {found}. Complete los que faltan o quite los que sobran; el cero también "
		    "se escribe.") },
	{ 14, 1, N_("En el archivo, el cronograma de {node} tenía {found:valor:valores} en lugar de "
		    "{expected}. Se reconstruyó con las sumas del propio documento; compárelo con el "
		    "original y confírmelo.") },
	{ 14, 2, N_("{node} no tiene cronograma. Programe cuánto se hará en cada {month}.") },
	{ 14, 3, N_("La fila de {node} en el formulario B debe tener {expected:valor:valores} y tiene "
		    "{found}; no se pudo reconstruir. Compárela con el original y complétela.") },
	{ 14, 4, N_("En el archivo, la fila de {node} en el formulario B tenía {found:valor:valores} en "
		    "lugar de {expected}. Lo que faltaba se dedujo del resto de la fila; compárelo "
		    "con el original.") },
	{ 14, 5, N_("La fila «Total:» de {unit} debe tener {expected:número:números}, contando la suma, "
		    "y tiene {found}. Compárela con el original.") },
	{ 14, 6, N_("En el archivo, la fila «Total:» de {unit} tenía {found:número:números} en lugar de "
		    "{expected}. Lo que faltaba se dedujo del resto; compárelo con el original.") },
	{ 14, 7, N_("Los {months} de {node} no coinciden con su objetivo, y no se encontró una única "
		    "corrección segura. Compare la fila con el original y corrija el {month} que está "
		    "equivocado.") },
	{ 14, 8, N_("El cronograma de {node} tiene en {period} un valor que no se puede leer o es "
		    "negativo. Compárelo con el original y escríbalo; el cero también se escribe.") },
	{ 14, 9, N_("En el archivo, el cronograma de {node} tenía en {period} un valor que no se "
		    "puede leer o es negativo. Se reconstruyó con las sumas del propio documento; "
		    "compárelo con el original y confírmelo.") },
	{ 15, 0, N_("Los {months} de {node} suman {found} y el total dice {expected}. Corrija el total, "
		    "o el {month} que está equivocado.") },
	{ 15, 1, N_("Tal como estaban en el archivo, los {months} de {node} sumaban {found} y el total "
		    "decía {expected}; la fila se reparó y ahora coinciden. Compárela con el original "
		    "y confírmela.") },
	{ 15, 2, N_("Los {months} de {node} suman {found} y el total dice {expected}. Puede ser un error "
		    "del plan o de la lectura del archivo: compare la fila con el original.") },
	{ 15, 3, N_("Los {months} de {node} suman {found} y el total dice {expected}: la diferencia es de "
		"redondeo y se acepta. Si quiere que cuadre exacto, ajuste un decimal.") },
	{ 16, 0, N_("{node} programa un nivel que se mantiene: cada {month} activo debe repetir el total, "
		    "{expected}, y {period} dice {found}. Corríjalo, o elija otro comportamiento si los "
		    "valores se suman.") },
	{ 16, 1, N_("Tal como estaba en el archivo, {node} decía {found} en {period} y no su total, "
		    "{expected}; la fila se reparó y ahora coincide. Compárela con el original y "
		    "confírmela.") },
	{ 17, 0, N_("{node} programa un valor acumulado, que no puede bajar: ya había llegado a "
		    "{expected} y en {period} dice {found}. Escriba lo acumulado hasta ese {month}, o "
		    "elija otro comportamiento.") },
	{ 17, 1, N_("{node} programa un valor acumulado que termina en {found} ({period}), y el total "
		    "dice {expected}. Deben ser iguales: corrija uno de los dos.") },
	{ 17, 2, N_("Tal como estaba en el archivo, el acumulado de {node} no crecía hasta su total "
		    "({period} decía {found}); la fila se reparó y ahora es correcta. Compárela con "
		    "el original y confírmela.") },
	{ 18, 0, N_("La meta de {node} es {expected} y su cronograma totaliza {found}. Corrija la meta o "
		    "el cronograma para que digan lo mismo.") },
	{ 18, 1, N_("La meta de {node} es {expected}, es decir {extra} más que su línea base, y su "
		    "cronograma totaliza {found}. Corrija la meta o el cronograma.") },
	{ 19, 0, N_("{node} debe alcanzar {expected} y tiene todos sus {months} en cero. Distribuya la "
		    "meta en el cronograma.") },
	{ 19, 1, N_("{node} tiene un presupuesto de {extra} y una meta de cero. Escriba qué se logrará "
		    "con ese presupuesto, o retírelo.") },
	{ 20, 0, N_("{node} va {expected}, pero también programa {extra} en {period}. Corrija el {month} "
		    "inicial o el final, o mueva lo programado.") },
	{ 20, 1, N_("{node} va {expected} y su programación está {found}: toda la fila parece corrida. "
		    "Muévala, o corrija el {month} inicial y el final.") },
	{ 20, 2, N_("Tal como estaba en el archivo, {node} programaba {found} y debía ir {expected}; la "
		    "fila se reparó y ahora coincide. Compárela con el original y confírmela.") },
	{ 20, 3, N_("{node} terminaría antes de empezar: va {expected}. Corrija el {month} inicial o el "
		    "final.") },
	{ 21, 0, N_("{node} reparte un porcentaje entre sus {months} y llega a {found}; no debería pasar "
		    "de {expected}. Revise los {months}.") },
	{ 22, 0, N_("El indicador de {node} es un porcentaje («{extra}», meta {expected}), pero sus "
		    "{months} llegan a {found}. Programe en la misma unidad que el indicador, o cambie "
		    "el indicador.") },
	{ 22, 1, N_("El indicador de {node} es un porcentaje («{extra}»), y ni su meta ni sus {months} lo "
		    "son. Escríbalos como porcentaje, o cambie el indicador por lo que se cuenta.") },
	{ 23, 0, N_("El indicador de {node}, «{extra}», cuenta cosas, y su meta está escrita como "
		    "porcentaje: {found}. Si es una cantidad, escriba {expected}, sin el signo %.") },
	{ 24, 0, N_("El documento impreso dice {found} en {period} para {node}, y sus actividades dan "
		    "{expected}, que es lo que muestra el formulario. Acepte lo calculado, o corrija las "
		    "ponderaciones y los {months} de las actividades; «Explicar», en la fila, muestra "
		    "las dos cifras.") },
	{ 24, 1, N_("La fila impresa de {node} no coincide con sus actividades, y en el archivo hay valores "
		    "dudosos: no se puede saber cuál está mal. Compare el objetivo y sus actividades con el "
		    "original.") },
	{ 24, 2, N_("Tal como estaban en el archivo, las actividades de {node} daban {expected} en "
		    "{period} y la fila dice {found}; con las filas reparadas ahora coinciden. "
		    "Compárelas con el original y confírmelas.") },
	{ 24, 3, N_("La fila de {node} dice {found} en {period}, y sus actividades dan {expected}. Es "
		    "redondeo, porque una actividad se escribió con menos decimales que el objetivo: "
		    "no hace falta corregir nada.") },
	{ 24, 4, N_("El documento impreso dice {found} en el total de {node}, y sus actividades dan "
		    "{expected}, que es lo que muestra el formulario. Acepte lo calculado, o corrija las "
		    "actividades; «Explicar», en la fila, muestra las dos cifras.") },
	{ 24, 5, N_("La fila de {node} se calculó como si todos los cronogramas se sumaran. Según el "
		    "comportamiento de cada actividad, en {period} corresponde {expected} y no "
		    "{found}. Téngalo en cuenta al medir el avance.") },
	{ 24, 6, N_("La fila de {node} solo coincide si una de sus actividades tiene más decimales que "
		    "los impresos, y así se tomó. Compárela con el original y "
		    "confírmela.") },
	{ 25, 0, N_("El total de {unit} dice {found} en {period}, y sus objetivos dan {expected}. Revise "
		    "las ponderaciones y vuelva a calcular la fila.") },
	{ 25, 1, N_("El total de {unit} dice que el año suma {found}, y sus objetivos dan {expected}. "
		    "Revise las ponderaciones y vuelva a calcular la fila.") },
	{ 26, 0, N_("El formulario A programa {node} en {period} ({found}) y sus actividades no, con "
		    "diferencias en {extra:{month}:{months}}. Ponga de acuerdo los dos "
		    "cronogramas.") },
	{ 26, 1, N_("Las actividades de {node} avanzan {expected} en {period} y el formulario A no lo "
		    "programa, con diferencias en {extra:{month}:{months}}. Ponga de acuerdo los dos "
		    "cronogramas.") },
	{ 27, 0, N_("El presupuesto al pie del formulario dice {found}, y sus líneas suman {expected}. "
		    "Corrija el pie, o la línea que está equivocada.") },
	{ 35, 0, N_("La {operation} {code} de {unit} ya está en otra línea{extra:line}. Deje una sola línea "
		    "por operación, o corrija el código.") },
	{ 35, 1, N_("La {operation} {code} de {unit} no informa ni resultado ni avance. Complete la línea, "
		    "aunque sea con «Ninguno» y 0 %.") },
	{ 36, 0, N_("La {operation} {code} de {unit} no dice cuánto avanzó. Si no hubo avance escriba 0 %: "
		    "lo que queda en blanco no entra en el promedio.") },
	{ 36, 1, N_("La {operation} {code} de {unit} informa un avance de {found}, que no está entre 0 y "
		    "100 %. Corríjalo, o explique la causa.") },
	{ 37, 0, N_("El promedio de «{unit}» dice {found}, y sus operaciones dan {expected}. Vuelva a "
		    "calcularlo sin redondear antes.") },
	{ 37, 1, N_("«{aggregate}» dice {found}, y sus operaciones dan {expected}. El error es de esta "
		    "línea: revise si quedó fuera alguna unidad, y vuelva a calcularla.") },
	{ 37, 2, N_("«{aggregate}» dice {found}, y sus operaciones dan {expected}. El error viene de "
		    "abajo: promedia cifras que ya estaban equivocadas. Corrija primero esas.") },
	{ 37, 3, N_("El avance presupuestario de «{aggregate}» dice {found}, y las líneas que promedia dan "
		    "{expected}. Vuelva a calcularlo, o diga de dónde se tomó.") },
	{ 38, 0, N_("La {operation} {code} de {unit} informa {found} de avance y antes llegaba a {expected}. "
		    "Corrija el que esté mal o explique en la nota por qué bajó.") },
	{ 39, 0, N_("La {operation} {code} de {unit} avanzó {found}, menos que el {expected} exigido, y no "
		    "tiene causa de desviación ni medida correctiva. Explique qué pasó y qué se "
		    "hará.") },
	{ 39, 1, N_("La {operation} {code} de {unit} avanzó {found}, menos que el {expected} exigido, y tiene "
		    "medida correctiva pero no la causa de la desviación. Escriba qué pasó.") },
	{ 39, 2, N_("La {operation} {code} de {unit} avanzó {found}, menos que el {expected} exigido, y tiene "
		    "la causa de la desviación pero no la medida correctiva. Escriba qué se hará.") },
	{ 39, 3, N_("La {operation} {code} de {unit} avanzó {found} y llega al {expected} exigido: no "
		    "necesita causa ni medida. Puede retirarla de la tabla.") },
	{ 42, 0, N_("La {operation} {code} de {unit} informa {found} de avance y ningún resultado. Describa "
		    "qué se logró, o corrija el avance.") },
	{ 42, 1, N_("La {operation} {code} de {unit} describe un resultado y su avance es {found}. Escriba "
		    "cuánto se avanzó, o «Ninguno» si no hay resultado todavía.") },
	{ 42, 2, N_("La {operation} {code} de {unit} informa {found} de avance sin ningún respaldo. Adjunte "
		    "el documento que lo muestra.") },
	{ 43, 0, N_("En {node} quedó un dato por llenar: «{found}». Complételo.") },
	{ 43, 1, N_("En {node} hay una oración sin terminar, que acaba en «{found}». "
		    "Complétela.") },
	{ 44, 0, N_("En «{unit}», {extra} de {extra2} operaciones informan exactamente {found}, la parte del "
		    "año que transcurrió: parece tomado del calendario y no medido. Informe lo que se "
		    "avanzó en cada una.") },
	{ 45, 0, N_("La tabla de causas numera «{unit}» con {found} y la de resultados con {expected}; desde "
		    "aquí los números no coinciden. Use el mismo en las dos.") },
	{ 45, 1, N_("La fila {found} de «{extra}» en la tabla de causas no corresponde a ninguna operación "
		    "informada. Corrija la unidad o el código.") },
	{ 45, 2, N_("La {operation} {code} de {unit} se llama «{found}» en la tabla de causas y «{expected}» "
		    "en la de resultados. Verifique que el código sea el correcto.") },
	{ 49, 0, N_("El indicador de {node}, «{found}», no dice qué unidades se cuentan. Puede empezar con "
		    "ellas, por ejemplo «Número de …», para que la meta se entienda sola.") },
	{ 49, 1, N_("La meta de {node} es igual a su línea base, {found}: no muestra una mejora. Si se "
		    "trata de mantener lo alcanzado, puede decirlo en el indicador.") },
	{ 49, 2, N_("El título de {node} es una sola palabra, «{found}». Puede decir qué se hará y para "
		    "quién.") },
	{ 49, 3, N_("Desde {node}, {extra} actividades seguidas muestran el mismo medio de verificación, "
		    "«{found}». Conviene distinguir qué documento prueba cada una.") },
	{ 49, 4, N_("{node} alcanza todo lo programado en {period}. Confirme que no queda nada por hacer "
		    "el resto de la gestión.") },
};
/* clang-format on */

enum { TEMPLATE_COUNT = sizeof(TEMPLATES) / sizeof(TEMPLATES[0]) };

/* All that a sentence may need. */
struct subject {
	const struct finding *f;
	const struct plan *plan;
	const struct follow_up *fu;
	const struct pack *pack;
	const struct catalogue *catalogue; /* NULL: Spanish */
};

static struct subject
subject_of(const struct finding *f, const struct plan *plan, const struct follow_up *fu,
    const struct catalogue *catalogue)
{
	return (struct subject){ f, plan, fu, f->follow_up ? fu->pack : plan->pack, catalogue };
}

static void
put_quoted(struct str *out, const char *text)
{
	size_t n = utf8_prefix(text, QUOTE_COLUMNS);

	while (n > 0 && text[n] != '\0' && text[n - 1] == ' ')
		n--;
	str_put_n(out, text, n);
	if (text[n] != '\0')
		str_put(out, "…");
}

void
finding_value_in(struct str *out, const struct value *value, const struct pack *pack,
    const struct catalogue *catalogue)
{
	switch (value->kind) {
	case VALUE_NONE:
		str_put(out, catalogue_find(catalogue, N_("sin dato")));
		break;
	case VALUE_E4:
		number_put_quantity(out, value->number);
		break;
	case VALUE_PERCENT_E4:
		number_put_percent(out, value->number);
		break;
	case VALUE_E9:
		number_put_ratio(out, value->number, 2);
		str_put(out, " %");
		break;
	case VALUE_CENTS:
		number_put_money(out, value->number, pack->currency);
		break;
	case VALUE_COUNT:
		number_put_count(out, value->number);
		break;
	case VALUE_TEXT:
		put_quoted(out, value->text);
		break;
	case VALUE_RANGE:
		number_put_range_in(out, pack, (unsigned)(value->number / 100),
		    (unsigned)(value->number % 100), catalogue);
		break;
	}
}

void
finding_value(struct str *out, const struct value *value, const struct pack *pack)
{
	finding_value_in(out, value, pack, NULL);
}

static const char *
code_of(const struct subject *s)
{
	if (s->f->node == PLAN_NONE)
		return "";
	return s->f->follow_up ? s->fu->operations[s->f->node].code
			       : s->plan->nodes[s->f->node].code;
}

static const char *
unit_of(const struct subject *s)
{
	const struct plan_unit *unit;

	if (s->f->unit == PLAN_NONE)
		return "";
	if (s->f->follow_up)
		return s->fu->units[s->f->unit].name;
	unit = &s->plan->units[s->f->unit];
	return unit->acronym[0] != '\0' ? unit->acronym : unit->name;
}

static const char *
aggregate_of(const struct subject *s)
{
	return s->f->aggregate == PLAN_NONE ? "" : s->fu->aggregates[s->f->aggregate].name;
}

/* "5.1.1 (UCS)" */
static void
put_node(struct str *out, const struct subject *s)
{
	const char *unit = unit_of(s);

	str_put(out, code_of(s));
	if (unit[0] != '\0')
		str_printf(out, " (%s)", unit);
}

static const struct value *
value_named(const struct finding *f, const char *name, size_t length)
{
	const struct {
		const char *name;
		const struct value *value;
	} VALUES[] = {
		{ "expected", &f->expected },
		{ "found", &f->found },
		{ "extra", &f->extra[0] },
		{ "extra2", &f->extra[1] },
	};

	for (size_t i = 0; i < sizeof(VALUES) / sizeof(VALUES[0]); i++)
		if (strlen(VALUES[i].name) == length && memcmp(VALUES[i].name, name, length) == 0)
			return VALUES[i].value;
	return NULL;
}

static void put_text(struct str *out, const struct subject *s, const char *text, size_t length);

/* "{extra:mes:meses}": the number, a blank and its word; or "#", or "line". */
static void
put_counted(struct str *out, const struct subject *s, const struct value *value, const char *words,
    size_t length)
{
	const char *plural = memchr(words, ':', length);

	if (length == 1 && words[0] == '#') {
		if (value->number != 0)
			str_printf(out, "%lld", (long long)value->number);
		else
			str_put(out, "…");
	} else if (plural == NULL) { /* line */
		if (value->kind == VALUE_COUNT && value->number > 0)
			str_printf(out, " (%s %lld)", catalogue_find(s->catalogue, N_("línea")),
			    (long long)value->number);
	} else {
		finding_value_in(out, value, s->pack, s->catalogue);
		str_put_char(out, ' ');
		if (value->number == 1)
			put_text(out, s, words, (size_t)(plural - words));
		else
			put_text(out, s, plural + 1, length - (size_t)(plural + 1 - words));
	}
}

static bool
is_named(const char *name, size_t length, const char *wanted)
{
	return strlen(wanted) == length && memcmp(name, wanted, length) == 0;
}

/* Of a plan they are activities; a document calls them operations. */
static const char *
operation_word(const struct subject *s)
{
	return catalogue_find(s->catalogue,
	    s->fu != NULL && s->fu->is_reported ? N_("actividad") : N_("operación"));
}

/* What stands for one pair of braces. */
static void
put_place(struct str *out, const struct subject *s, const char *name, size_t length)
{
	const char *colon = memchr(name, ':', length);
	size_t head = colon != NULL ? (size_t)(colon - name) : length;
	const struct value *value = value_named(s->f, name, head);

	if (value != NULL && colon != NULL)
		put_counted(out, s, value, colon + 1, length - head - 1);
	else if (value != NULL)
		finding_value_in(out, value, s->pack, s->catalogue);
	else if (is_named(name, length, "node"))
		put_node(out, s);
	else if (is_named(name, length, "code"))
		str_put(out, code_of(s));
	else if (is_named(name, length, "operation"))
		str_put(out, operation_word(s));
	else if (is_named(name, length, "unit"))
		str_put(out, unit_of(s));
	else if (is_named(name, length, "aggregate"))
		put_quoted(out, aggregate_of(s));
	else if (is_named(name, length, "period"))
		number_put_period_in(out, s->pack, s->f->period, s->catalogue);
	else if (is_named(name, length, "month"))
		str_put(out, catalogue_find(s->catalogue, number_period_word(s->pack, false)));
	else if (is_named(name, length, "months"))
		str_put(out, catalogue_find(s->catalogue, number_period_word(s->pack, true)));
}

/* The brace that closes the one before `text`; braces nest once. */
static size_t
brace_length(const char *text, size_t length)
{
	unsigned depth = 0;

	for (size_t i = 0; i < length; i++) {
		if (text[i] == '{')
			depth++;
		else if (text[i] == '}' && depth-- == 0)
			return i;
	}
	return length;
}

static void
put_text(struct str *out, const struct subject *s, const char *text, size_t length)
{
	const char *end = text + length;

	while (text < end) {
		const char *brace = memchr(text, '{', (size_t)(end - text));
		size_t n = (size_t)((brace != NULL ? brace : end) - text);

		str_put_n(out, text, n);
		if (brace == NULL)
			return;
		text = brace + 1;
		n = brace_length(text, (size_t)(end - text));
		put_place(out, s, text, n);
		text += n + 1;
	}
}

static const char *
template_of(const struct finding *f)
{
	for (size_t i = 0; i < TEMPLATE_COUNT; i++)
		if (TEMPLATES[i].rule == f->rule && TEMPLATES[i].variant == f->variant)
			return TEMPLATES[i].text;
	return rule_title(f->rule);
}

void
finding_sentence_in(struct str *out, const struct finding *f, const struct plan *plan,
    const struct follow_up *fu, const struct catalogue *catalogue)
{
	struct subject s = subject_of(f, plan, fu, catalogue);
	const char *text = catalogue_find(catalogue, template_of(f));

	put_text(out, &s, text, strlen(text));
}

static void
put_change(struct str *out, const struct subject *s, const struct fix_change *change)
{
	switch (change->field) {
	case FIX_WEIGHT:
		str_put(out, s->plan->nodes[change->node].code);
		break;
	case FIX_TOTAL:
		str_put(out, catalogue_find(s->catalogue, N_("total")));
		break;
	case FIX_PERIOD:
		number_put_period_in(out, s->pack, change->period, s->catalogue);
		break;
	case FIX_CODE:
		str_put(out, catalogue_find(s->catalogue, N_("código")));
		break;
	case FIX_BUDGET_TOTAL:
		str_put(out, catalogue_find(s->catalogue, N_("presupuesto")));
		break;
	case FIX_PRINTED:
		str_put(out, catalogue_find(s->catalogue, N_("promedio")));
		break;
	case FIX_COMPUTED:
		str_put(out,
		    catalogue_find(s->catalogue, N_("aceptar lo que muestra el formulario")));
		break;
	case FIX__COUNT:
		break;
	}
	str_put(out, ": ");
	finding_value_in(out, &change->value, s->pack, s->catalogue);
}

void
finding_fix_label_in(struct str *out, const struct finding *f, const struct plan *plan,
    const struct follow_up *fu, const struct catalogue *catalogue)
{
	struct subject s = subject_of(f, plan, fu, catalogue);

	for (size_t i = 0; i < f->fix_count && i < FIX_SHOWN_MAX; i++) {
		if (i > 0)
			str_put(out, "; ");
		put_change(out, &s, &f->fix[i]);
	}
	if (f->fix_count > FIX_SHOWN_MAX)
		str_put(out, "; …");
}

void
finding_place_in(struct str *out, const struct finding *f, const struct plan *plan,
    const struct follow_up *fu, const struct staged_rows *rows, const struct catalogue *catalogue)
{
	struct subject s = subject_of(f, plan, fu, catalogue);
	size_t files = f->follow_up ? fu->file_count : plan->file_count;
	const char **names = f->follow_up ? fu->files : plan->files;
	const char *parts[2] = { code_of(&s),
		f->aggregate != PLAN_NONE ? aggregate_of(&s) : unit_of(&s) };
	const char *between = "";

	if (f->source.line > 0 && f->source.file < files) {
		str_printf(out, "%s, ", names[f->source.file]);
		import_line_in(out, rows, f->source.line, catalogue);
		between = ", ";
	}
	for (size_t i = 0; i < 2; i++) {
		if (parts[i][0] == '\0')
			continue;
		str_put(out, between);
		put_quoted(out, parts[i]);
		between = ", ";
	}
	if (f->period == 0)
		return;
	str_put(out, between);
	number_put_period_in(out, s.pack, f->period, catalogue);
}

void
finding_sentence(struct str *out, const struct finding *f, const struct plan *plan,
    const struct follow_up *fu)
{
	finding_sentence_in(out, f, plan, fu, NULL);
}

void
finding_fix_label(struct str *out, const struct finding *f, const struct plan *plan,
    const struct follow_up *fu)
{
	finding_fix_label_in(out, f, plan, fu, NULL);
}

void
finding_place(struct str *out, const struct finding *f, const struct plan *plan,
    const struct follow_up *fu)
{
	finding_place_in(out, f, plan, fu, NULL, NULL);
}

const char *
severity_word(enum severity severity)
{
	static const char *const WORDS[SEVERITY__COUNT] = {
		[SEVERITY_ADVICE] = N_("consejo"),
		[SEVERITY_WARNING] = N_("advertencia"),
		[SEVERITY_ERROR] = N_("error"),
	};

	return WORDS[severity];
}

const char *
severity_plural(enum severity severity)
{
	static const char *const WORDS[SEVERITY__COUNT] = {
		[SEVERITY_ADVICE] = N_("consejos"),
		[SEVERITY_WARNING] = N_("advertencias"),
		[SEVERITY_ERROR] = N_("errores"),
	};

	return WORDS[severity];
}

const char *
rule_title(unsigned id)
{
	const struct rule *rule = rule_find(id);

	return rule != NULL ? rule->title : "";
}

const struct finding_template *
finding_templates(size_t *count)
{
	*count = TEMPLATE_COUNT;
	return TEMPLATES;
}
