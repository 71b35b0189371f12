/*
 * plan_text.h - a plan or a follow-up in a few lines, for the .cases files.
 *
 *	periods 4                         (12 unless told; before anything else)
 *	policy by_behaviour               (as_published unless told)
 *	year 2030
 *	unit UX name="Unidad X" acronym=D-UX own=UX path=D/UX spelling="Unidad  X" form_b
 *	institutional 5.1
 *	form A footer=1000.00 duplicate   (the objectives that follow stand on it)
 *	objective 5.1.1 unit=UX weight=40 target=4 months=1,1,1,1 total=4 budget=10.50
 *	published 8.33 8.33 8.34 total=25 weight=40 cells=3 damaged inferred=3
 *	again                             (the last objective is printed a second time)
 *	activity 5.1.1.1 weight=100 target=50% months=0,-,1,1 window=1-4
 *	read 1 1 0 0 total=4              (the last node was repaired from these cells)
 *	repaired cells=3                  (the last node was repaired from so many)
 *	unresolved cells=3                (both also with one cell per period: 1 - -5 0)
 *	total UX 7.2 18.9 sum=100 cells=4 inferred=2
 *	link 5.1 serves=P.5 from=2026 to=2030
 *
 *	follow_up as_of=2026-06-30 threshold=35
 *	fu_unit 01 name="Unidad" printed=43 other=02 cause_name="UNIDAD"
 *	op 01-02.03.04-05 physical=50 obtained="Se hizo." cause="..." measure="..."
 *	op 01-02.03.04-05 physical=50 before=70 evidence=0 note="..."   (reported here)
 *	aggregate "Grupo" printed=43 financial=12 of=u1,u2,a1
 *	orphan 01-02.03.04-05 unit="Unidad"
 *
 * `-` is a value that is absent.  A node takes title, indicator, baseline,
 * verification, responsible, behaviour (sum, average, last), basis (quantity,
 * share), decimals, read (its code as in the file) and parent besides; indicator,
 * verification, responsible and title are filled in where nothing is said.
 * An activity hangs under the last objective, an objective under the last
 * institutional one, and its unit is its parent's.  Lines of the .cases file
 * are the lines of its sources.
 */
#ifndef YUP_TESTS_PLAN_TEXT_H
#define YUP_TESTS_PLAN_TEXT_H

#include <stdbool.h>

#include "core/check.h"

struct case_line;

struct plan_text {
	struct mem *mem;
	struct pack *pack;
	struct plan *plan;    /* NULL until a line speaks of a plan */
	struct follow_up *fu; /* NULL until a line speaks of a follow-up */
	struct check_facts facts;
	struct framework_link links[8];
	uint32_t institutional, objective, form;
};

/* A three-level pack with codes 5.1, 5.1.1 and 5.1.1.1. */
struct pack *plan_text_pack(struct mem *mem);

void plan_text_init(struct plan_text *text, struct mem *mem);

/* False when the line's key is not of this notation; a mistake ends the program. */
bool plan_text_line(struct plan_text *text, const struct case_line *line);

/* Infer behaviours, compute the averages: what an import does. */
void plan_text_finish(struct plan_text *text);

/* The value of `key` in `a=1 b="two words" c`, "" for a bare key, NULL where there is none. */
const char *plan_text_option(struct mem *mem, const char *options, const char *key);

#endif
