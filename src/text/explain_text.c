#include "text/explain_text.h"

#include <string.h>

#include "base/str.h"
#include "text/catalogue.h"
#include "text/number_text.h"

/* Two decimals at least, up to four where they are not zero. */
static void
put_ratio(struct str *out, int64_t ratio_e9)
{
	number_put(out, ratio_round(ratio_e9, 4), 4, 2);
	str_put(out, " %");
}

static void
put_result(struct str *out, int64_t ratio_e9)
{
	number_put_ratio(out, ratio_e9, 2);
	if (ratio_e9 != NUM_ABSENT)
		str_put(out, " %");
}

static void
put_factors(struct str *out, const struct explain_term *t)
{
	if (t->weight_e4 == NUM_ABSENT) {
		put_ratio(out, t->value_e9);
		return;
	}
	number_put_percent(out, t->weight_e4);
	str_put(out, " × ");
	if (t->denominator_e4 == NUM_ABSENT) {
		put_ratio(out, t->value_e9);
		return;
	}
	number_put_quantity(out, t->numerator_e4);
	str_put(out, " / ");
	number_put_quantity(out, t->denominator_e4);
}

void
explain_term_formula_in(struct str *out, const struct explain_term *t,
    const struct catalogue *catalogue)
{
	if (t->result_e9 == NUM_ABSENT) {
		str_put(out, catalogue_find(catalogue, N_("sin dato: no cuenta")));
		return;
	}
	if (t->denominator_e4 == 0) {
		str_put(out, catalogue_find(catalogue, N_("todo en cero: no aporta")));
		return;
	}
	put_factors(out, t);
	if (t->weight_e4 == NUM_ABSENT)
		return;
	str_put(out, " = ");
	put_result(out, t->result_e9);
}

static void
put_sum(struct str *out, const struct explanation *e)
{
	bool any = false;

	for (size_t i = 0; i < e->term_count; i++) {
		const struct explain_term *t = &e->terms[i];

		if (t->result_e9 == NUM_ABSENT || t->result_e9 == 0)
			continue;
		str_put(out, any ? " + " : "");
		put_factors(out, t);
		any = true;
	}
	if (!any)
		str_put(out, "0");
}

static void
put_mean(struct str *out, const struct explanation *e)
{
	size_t count = 0;

	str_put_char(out, '(');
	for (size_t i = 0; i < e->term_count; i++) {
		if (e->terms[i].value_e9 == NUM_ABSENT)
			continue;
		str_put(out, count > 0 ? " + " : "");
		put_ratio(out, e->terms[i].value_e9);
		count++;
	}
	str_printf(out, ") / %zu", count);
}

void
explain_formula_in(struct str *out, const struct explanation *e, const struct catalogue *catalogue)
{
	if (e->result_e9 == NUM_ABSENT) {
		str_put(out, catalogue_find(catalogue, N_("sin dato")));
		return;
	}
	if (e->kind == EXPLAIN_LEAF && e->weight_e4 != NUM_ABSENT) {
		struct explain_term own = { e->weight_e4, e->numerator_e4, e->denominator_e4,
			e->result_e9, e->result_e9, e };

		explain_term_formula_in(out, &own, catalogue);
		return;
	}
	if (e->term_count == 1 && e->terms[0].of->kind == EXPLAIN_SHARE)
		e = e->terms[0].of; /* a mean of one says nothing: what it is of does */
	if (e->kind == EXPLAIN_NODE || e->kind == EXPLAIN_SHARE)
		put_sum(out, e);
	else if (e->term_count > 0)
		put_mean(out, e);
	if (e->term_count > 0)
		str_put(out, " = ");
	put_result(out, e->result_e9);
}

void
explain_agreement_text_in(struct str *out, const struct explanation *e,
    const struct catalogue *catalogue)
{
	if (e->agreement == NOTHING_PRINTED)
		return;
	str_put(out,
	    catalogue_find(catalogue,
		e->agreement == PRINTED_OVERTAKEN ? N_("el documento decía ")
						  : N_("el documento dice ")));
	number_put_percent(out, e->printed_e4);
	if (e->printed_inferred)
		str_put(out,
		    catalogue_find(catalogue, N_(" (celda perdida, deducida de las demás)")));
	str_put(out,
	    catalogue_find(catalogue,
		e->agreement == PRINTED_AGREES          ? N_(": coincide")
		    : e->agreement == PRINTED_OVERTAKEN ? N_(" antes de que se cambiara")
							: N_(": no coincide")));
}

const char *
explain_method(const struct explanation *e, enum rollup_policy policy)
{
	switch (e->kind) {
	case EXPLAIN_NODE:
		return policy == ROLLUP_AS_PUBLISHED
		    ? N_("Suma de: ponderación de cada actividad × lo del mes / la suma de sus meses.")
		    : N_("Suma de: ponderación de cada actividad × la parte que avanza en el mes, según "
			 "su comportamiento.");
	case EXPLAIN_SHARE:
		return N_("Suma de: ponderación de cada objetivo × su agregación.");
	case EXPLAIN_UNIT:
		return N_(
		    "Promedio simple de los objetivos institucionales a los que sirve la unidad; en "
		    "cada uno, ponderación de cada objetivo × su agregación.");
	case EXPLAIN_FU_UNIT:
		return N_(
		    "Promedio simple del avance físico de sus operaciones; las vacías no cuentan, "
		    "los ceros sí.");
	case EXPLAIN_AGGREGATE:
		return N_("Promedio simple, sin redondear, de lo que reúne.");
	case EXPLAIN_OPERATION:
		return N_("Avance físico informado.");
	default:
		return N_(
		    "Lo que la fila aporta a su objetivo: su ponderación × la parte del año que "
		    "avanza.");
	}
}

void
explain_change_in(struct str *out, const char *change, const struct catalogue *catalogue)
{
	static const struct {
		const char *word, *text;
	} CHANGES[] = {
		{ "insert", N_("se repuso una celda perdida: {detail}") },
		{ "delete", N_("se quitó una celda de más: {detail}") },
		{ "change", N_("se cambió una celda: {detail}") },
		{ "shift", N_("se movió toda la fila un período: {detail}") },
		{ "total", N_("se repuso el total: {detail}") },
		{ "decimals", N_("se recuperaron decimales que la fila no imprime") },
	};
	size_t n = strcspn(change, " ");
	const char *text = NULL, *mark;

	for (size_t i = 0; i < sizeof(CHANGES) / sizeof(CHANGES[0]); i++)
		if (strlen(CHANGES[i].word) == n && memcmp(CHANGES[i].word, change, n) == 0)
			text = catalogue_find(catalogue, CHANGES[i].text);
	if (text == NULL) {
		str_put(out, change);
		return;
	}
	mark = strstr(text, "{detail}");
	if (mark == NULL) {
		str_put(out, text);
		return;
	}
	str_put_n(out, text, (size_t)(mark - text));
	str_put(out, change[n] == ' ' ? change + n + 1 : "");
	str_put(out, mark + strlen("{detail}"));
}

void
explain_change(struct str *out, const char *change)
{
	explain_change_in(out, change, NULL);
}

void
explain_term_formula(struct str *out, const struct explain_term *term)
{
	explain_term_formula_in(out, term, NULL);
}

void
explain_formula(struct str *out, const struct explanation *e)
{
	explain_formula_in(out, e, NULL);
}

void
explain_agreement_text(struct str *out, const struct explanation *e)
{
	explain_agreement_text_in(out, e, NULL);
}

const char *
explain_equation(const char *equation)
{
	static const struct {
		const char *key, *text;
	} EQUATIONS[] = {
		{ "objective_row", N_("la fila impresa del objetivo") },
		{ "own_total", N_("su propio total") },
		{ "window", N_("su mes inicial y final") },
		{ "unit_total", N_("el Total: de la unidad") },
		{ "form_a", N_("el formulario A") },
	};

	for (size_t i = 0; i < sizeof(EQUATIONS) / sizeof(EQUATIONS[0]); i++)
		if (strcmp(EQUATIONS[i].key, equation) == 0)
			return EQUATIONS[i].text;
	return equation;
}

const char *
explain_behaviour(enum behaviour behaviour)
{
	return behaviour == BEHAVIOUR_SUM    ? N_("suma")
	    : behaviour == BEHAVIOUR_AVERAGE ? N_("nivel")
					     : N_("acumulado");
}

const char *
explain_policy(enum rollup_policy policy)
{
	return policy == ROLLUP_AS_PUBLISHED ? N_("según lo publicado")
					     : N_("según el comportamiento");
}
