/*
 * report_text.h - reporting periods, their states and measures, in words.
 */
#ifndef YUP_TEXT_REPORT_TEXT_H
#define YUP_TEXT_REPORT_TEXT_H

#include "core/follow_up_take.h"
#include "core/report.h"

struct catalogue;
struct mem;
struct str;

/*
 * "Primer trimestre", "Segundo semestre", "marzo", else "Período 2": a period of a
 * calendar of `count` periods, in `mem`; `catalogue` NULL: Spanish.
 */
const char *report_period_name(struct mem *mem, const struct catalogue *catalogue,
    const struct pack *pack, const struct report_period *period, size_t count);

/* "enero a marzo"; "" where it is one month, called as its period is. */
const char *report_period_span(struct mem *mem, const struct catalogue *catalogue,
    const struct pack *pack, const struct report_period *period, size_t count);

/* "Por abrir", "Abierto", "Cerrado"; "Eliminar", "Reprogramar" ... in Spanish, to be translated. */
const char *period_state_word(unsigned state);
const char *measure_word(unsigned kind);

/* Why an operation of a document is taken as a report, or is not; how its row was found. */
const char *take_answer_word(enum take_answer answer);
const char *take_by_word(enum take_by by);

/* What of it is not taken: one bit of core/follow_up_take.h. */
const char *take_left_word(unsigned bit);

/* "avance a la fecha, %": a cell of a report. */
const char *report_field_word(enum report_field field);

/* Why a cause and a measure are asked for, with what was reached and the threshold; nothing
   where they are not.  `catalogue` NULL: Spanish. */
void threshold_put(struct str *out, const struct pack *pack, const struct report_progress *progress,
    enum threshold_answer answer, const struct catalogue *catalogue);

#endif
