#include "web/pages/board.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "core/progress.h"
#include "report/chart.h"
#include "text/catalogue.h"
#include "text/number_text.h"

static const char *
said(const struct board *b, const char *text)
{
	return html_translated(&b->visit->html, text);
}

/* ---- Figures ----------------------------------------------------------------------- */

const struct standing *
board_now(const struct board *b, const struct board_line *line)
{
	return line->at[b->now];
}

int64_t
board_efficacy(const struct standing *s)
{
	return s != NULL ? standing_efficacy(s) : NUM_ABSENT;
}

int64_t
board_trend(const struct board *b, const struct board_line *line)
{
	const struct standing *now = line->at[b->now];

	if (now == NULL || now->physical_e9 == NUM_ABSENT)
		return NUM_ABSENT;
	for (unsigned c = b->now; c-- > 0;)
		if (line->at[c] != NULL && line->at[c] != now)
			return line->at[c]->physical_e9 == NUM_ABSENT
			    ? NUM_ABSENT
			    : now->physical_e9 - line->at[c]->physical_e9;
	return NUM_ABSENT;
}

const char *
board_percent(const struct board *b, int64_t value_e9)
{
	char text[NUMBER_TEXT_SIZE + 2];
	size_t length;

	if (value_e9 == NUM_ABSENT)
		return "—";
	length = number_write(text, ratio_round(value_e9, 1), 1, 1);
	memcpy(text + length, " %", 2);
	return mem_strndup(b->mem, text, length + 2);
}

const char *
board_points(const struct board *b, int64_t value_e9)
{
	CLEANUP(str_done) struct str s = { 0 };

	if (value_e9 == NUM_ABSENT)
		return "";
	if (value_e9 > 0)
		str_put(&s, "+");
	number_put_ratio(&s, value_e9, 1);
	return mem_strndup(b->mem, s.text, s.length);
}

const char *
board_money(const struct board *b, int64_t cents)
{
	CLEANUP(str_done) struct str s = { 0 };

	if (cents == NUM_ABSENT)
		return "—";
	number_put_money(&s, cents, b->pack->currency);
	return mem_strndup(b->mem, s.text, s.length);
}

/* ---- Best and worst ----------------------------------------------------------------- */

struct ranked {
	const struct board_line *line;
	int64_t efficacy_e9, physical_e9;
};

static int
best_first(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	if (x->efficacy_e9 != y->efficacy_e9)
		return x->efficacy_e9 > y->efficacy_e9 ? -1 : 1;
	if (x->physical_e9 != y->physical_e9)
		return x->physical_e9 > y->physical_e9 ? -1 : 1;
	return x->line < y->line ? -1 : x->line > y->line;
}

static void
find_ends(struct board *b)
{
	struct ranked *all = mem_array(b->mem, b->count + 1, sizeof(*all));
	size_t count = 0, ends;

	for (size_t i = 0; i < b->count; i++) {
		const struct standing *s = board_now(b, &b->lines[i]);
		int64_t efficacy_e9 = board_efficacy(s);

		if (efficacy_e9 != NUM_ABSENT)
			all[count++] = (struct ranked){ &b->lines[i], efficacy_e9, s->physical_e9 };
	}
	qsort(all, count, sizeof(*all), best_first);
	ends = count / 2 < BOARD_ENDS_MAX ? count / 2 : BOARD_ENDS_MAX;
	b->best = mem_array(b->mem, ends + 1, sizeof(const struct board_line *));
	b->worst = mem_array(b->mem, ends + 1, sizeof(const struct board_line *));
	while (b->best_count < ends) {
		b->best[b->best_count] = all[b->best_count].line;
		b->worst[b->worst_count] = all[count - 1 - b->worst_count].line;
		b->best_count++;
		b->worst_count++;
	}
}

/* ---- Charts -------------------------------------------------------------------------- */

static const char *
svg_of(const struct board *b, const struct chart *chart, const char *id)
{
	CLEANUP(str_done) struct str svg = { 0 };

	chart_put_svg(&svg, chart, id);
	return mem_strndup(b->mem, svg.text, svg.length);
}

static void
follow_whole(struct board *b)
{
	unsigned n = b->column_count;
	int64_t *planned = mem_array(b->mem, n + 1, sizeof(*planned));
	int64_t *achieved = mem_array(b->mem, n + 1, sizeof(*achieved));
	int64_t *projected = mem_array(b->mem, n + 1, sizeof(*projected));
	int64_t efficacy_e9 = board_efficacy(board_now(b, b->whole));

	for (unsigned c = 0; c < n; c++) {
		const struct standing *s = b->whole->at[c];

		planned[c] = s != NULL ? s->planned_e9 : NUM_ABSENT;
		achieved[c] = s != NULL && c <= b->now ? s->physical_e9 : NUM_ABSENT;
		projected[c] = NUM_ABSENT;
		if (c < b->now || efficacy_e9 == NUM_ABSENT || planned[c] == NUM_ABSENT)
			continue;
		projected[c] = muldiv_round(planned[c], efficacy_e9, 100 * E9);
		if (projected[c] > 100 * E9 && c > b->now)
			projected[c] = 100 * E9;
	}
	b->planned_e9 = planned;
	b->achieved_e9 = achieved;
	b->projected_e9 = projected;
}

static void
draw_curve(struct board *b)
{
	struct chart_curve curves[] = { { said(b, N_("Programado")), "planned", b->planned_e9 },
		{ said(b, N_("Logrado")), "achieved", b->achieved_e9 },
		{ said(b, N_("Proyectado")), "projected", b->projected_e9 } };
	struct chart chart;

	chart_curves(b->mem, said(b, N_("Avance del año")),
	    said(b,
		N_("Avance físico acumulado por período: lo programado, lo logrado y lo que se "
		   "proyecta si la eficacia sigue igual. Los números están en la tabla que "
		   "sigue.")),
	    b->columns, b->column_count, curves, sizeof(curves) / sizeof(curves[0]), &chart);
	b->curve = svg_of(b, &chart, "curva");
}

static void
draw_spots(struct board *b)
{
	struct chart_spot *spots = mem_array(b->mem, b->count + 1, sizeof(*spots));
	struct chart chart;
	size_t count = 0;

	for (size_t i = 0; i < b->count; i++) {
		const struct standing *s = board_now(b, &b->lines[i]);

		if (s == NULL || s->physical_e9 == NUM_ABSENT ||
		    money_progress(&s->money) == NUM_ABSENT)
			continue;
		spots[count++] = (struct chart_spot){ b->lines[i].code[0] != '\0'
			    ? b->lines[i].code
			    : b->lines[i].name,
			money_progress(&s->money), s->physical_e9 };
	}
	if (count == 0)
		return;
	chart_spots(b->mem, said(b, N_("Presupuesto y avance")),
	    said(b,
		N_("Cada punto es una unidad o institución: a la derecha, lo ejecutado de su "
		   "presupuesto; arriba, su avance físico. Sobre la diagonal avanzan igual.")),
	    said(b, N_("Ejecución presupuestaria")), said(b, N_("Avance físico")), spots, count,
	    &chart);
	b->spots = svg_of(b, &chart, "dispersion");
}

void
board_draw(struct board *b)
{
	find_ends(b);
	draw_spots(b);
	if (b->whole == NULL || board_now(b, b->whole) == NULL)
		return;
	follow_whole(b);
	draw_curve(b);
}
