/*
 * pack.h - a country pack: the words, codes, periods and policies of one norm.
 *
 * Everything that differs between countries and norms is data here, never an
 * `if` elsewhere.  A pack is read once (io/pack_file.c, from packs/NAME.json) and is
 * read-only after.  `twelve` in the domain's formulas is `period_count` here.
 *
 * Levels: index 0 is the framework level that groups objectives over the whole
 * institution (institutional objective); the last level is the leaf whose
 * schedule is typed; those between are rolled up.
 */
#ifndef YUP_CORE_PACK_H
#define YUP_CORE_PACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/decimal.h"

enum {
	PACK_LEVELS_MAX = 8,
	PACK_PERIODS_MAX = 12,
	PACK_BANDS_MAX = 8,
	PACK_WORDS_MAX = 24,
	PACK_CAUSES_MAX = 32,
};
enum { PACK_REGISTERS_MAX = 16, REGISTER_STATES_MAX = 12, REGISTER_FIELDS_MAX = 16 };

enum rollup_policy {
	ROLLUP_AS_PUBLISHED, /* every schedule as a sum: reproduces printed documents */
	ROLLUP_BY_BEHAVIOUR, /* each schedule by its behaviour: right */
};

enum threshold_policy {
	THRESHOLD_FLAT,            /* below a fixed per cent */
	THRESHOLD_PLANNED_TO_DATE, /* below a per cent of what was planned to date */
};

enum average_policy { AVERAGE_MEAN, AVERAGE_WEIGHTED, AVERAGE_BUDGET_WEIGHTED };

/* As packs and settings write them, in the order of the enumerations, ended by NULL. */
extern const char *const pack_rollup_words[];
extern const char *const pack_average_words[];
extern const char *const pack_threshold_words[];
extern const char *const pack_blank_words[]; /* excluded, zero */

struct pack_level {
	const char *key;  /* in JSON and code: "specific_objective" */
	const char *name; /* for people: "Objetivo de Gestión Específico" */
	const char *plural;
	const char *mask; /* N one or more digits, 9 exactly one digit, else itself */
};

struct pack_period {
	const char *name;    /* "enero" */
	const char *abbr;    /* "Ene": as in first-last */
	const char *initial; /* "E": as in the table's head */
};

struct pack_band {
	int64_t from_e4; /* per cent, inclusive; up to the next band's, exclusive */
	const char *key, *name, *colour, *shape;
};

/* A cause of deviation that people choose from. */
struct pack_cause {
	const char *key, *name; /* "procurement", "Demora en la contratación" */
};

/* Words that say the same thing; read without case, accents or punctuation. */
struct pack_words {
	const char *words[PACK_WORDS_MAX];
	size_t count;
};

/* The words printed on the forms, for the readers of text. */
struct pack_forms {
	struct pack_words plan_title;       /* "PROGRAMA OPERATIVO ANUAL" */
	struct pack_words form_a;           /* "Objetivo de Gestión Específico" */
	struct pack_words form_b;           /* "Objetivo de Gestión Específico-Actividad" */
	struct pack_words framework_line;   /* "Objetivo de Gestión Institucional" */
	struct pack_words code_head;        /* "Cod." */
	struct pack_words responsible_head; /* "Resp" */
	struct pack_words weight_head;      /* "Pond.", "Pond. %" */
	struct pack_words indicator_head;
	struct pack_words baseline_head; /* "L.B.", "Línea Base" */
	struct pack_words target_head;   /* "Meta", "Meta 2017" */
	struct pack_words verification_head;
	struct pack_words window_head;       /* "Mes Ini-Fin" */
	struct pack_words schedule_head;     /* "Cronograma Mensual" */
	struct pack_words total_head;        /* "Total" */
	struct pack_words budget_head;       /* "Ppto. Bs." */
	struct pack_words unit_total;        /* "Total:" */
	struct pack_words budget_total;      /* "Presupuesto:", "Presupuesto Total de la Unidad:" */
	struct pack_words follow_up_title;   /* "SEGUIMIENTO AL AVANCE DEL POA" */
	struct pack_words follow_up_results; /* "RESULTADOS OBTENIDOS" */
	struct pack_words follow_up_causes;  /* "CAUSAS DE DESVIACIÓN" */
	struct pack_words area;              /* "Área" */
	struct pack_words group_average;     /* "Ejecución Física Promedio" */
	struct pack_words directorate;       /* "DIRECCIÓN GENERAL" */
	struct pack_words vice_ministry;     /* "VICEMINISTERIO" */
	struct pack_words institution;       /* "NIVEL OPERATIVO CENTRAL" */
	struct pack_words nothing;           /* "Ninguno", "Ninguna" */
	struct pack_words signatures;        /* "Elaborado por", "Revisado por", "Aprobado por" */
	/* heads of tables that are not its forms; a pack may have none */
	struct pack_words unit_head;      /* "Unidad" */
	struct pack_words title_head;     /* "Actividad", "Operación" */
	struct pack_words objective_head; /* "Objetivo": where it has a column of its own */
	struct pack_words level_head;     /* "Nivel", "Tipo" */
	struct pack_words first_head;     /* "Inicio" */
	struct pack_words last_head;      /* "Fin" */
};

/* ---- Registers: lists of things followed to closure (core/register.h) -------- */

enum register_field_kind {
	REGISTER_TEXT,
	REGISTER_DATE,
	REGISTER_PERSON, /* a name or a post, as it is written */
	REGISTER_UNIT,   /* of the organisation chart, by its id */
	REGISTER_NUMBER,
	REGISTER_KIND__COUNT
};

/* When R48 asks for a field. */
enum register_need {
	REGISTER_OPTIONAL,
	REGISTER_ALWAYS,
	REGISTER_WHEN_FINAL,
	REGISTER_NEED__COUNT
};

/* "text" ...; "no", "always", "when_final": as packs write them, ended by NULL. */
extern const char *const pack_register_kind_words[];
extern const char *const pack_register_need_words[];

struct pack_register_state {
	const char *key, *name;
	bool final;
};

struct pack_register_field {
	const char *key,
	    *name; /* "responsible", "due" and "evidence" mean that in every register */
	enum register_field_kind kind;
	enum register_need needed;
};

/* What sort of thing an item is. */
struct pack_register_sort {
	const char *key, *name;
	bool amends; /* it is done by changing the plan: R40, the next amendment */
};

struct pack_register {
	const char *key;       /* in addresses and the database: "audit_recommendations" */
	const char *name;      /* "Recomendaciones de auditoría" */
	const char *singular;  /* "Recomendación de auditoría" */
	bool follows_measures; /* made from the corrective measures of reports */
	bool follows_portal;   /* from what readers of the portal find wrong */
	size_t state_count;    /* an item begins in the first one */
	struct pack_register_state states[REGISTER_STATES_MAX];
	size_t sort_count; /* 0: they are all alike */
	struct pack_register_sort sorts[REGISTER_STATES_MAX];
	size_t field_count;
	struct pack_register_field fields[REGISTER_FIELDS_MAX];
};

/* What an institution says of itself in the documents that it files; a pack has none. */
enum pack_text {
	PACK_TEXT_LEGAL_BASIS,
	PACK_TEXT_MISSION,
	PACK_TEXT_VISION,
	PACK_TEXT_ADDRESS, /* where its documents are verified: "https://poa.ejemplo.gob.bo" */
	PACK_TEXT_PREPARED_NAME, /* who signs, and as what */
	PACK_TEXT_PREPARED_POST,
	PACK_TEXT_REVIEWED_NAME,
	PACK_TEXT_REVIEWED_POST,
	PACK_TEXT_APPROVED_NAME,
	PACK_TEXT_APPROVED_POST,
	PACK_TEXT__COUNT
};

struct pack {
	const char *name;  /* "bo-rs225557" */
	const char *title; /* "Bolivia, RS 225557" */
	const char *country;
	const char *currency;        /* "Bs." */
	const char *currency_code;   /* ISO 4217: "BOB" */
	enum num_style number_style; /* what the country's documents usually write */
	unsigned start_month;        /* of the fiscal year, 1..12 */
	unsigned period_count;       /* 1..PACK_PERIODS_MAX */
	struct pack_period periods[PACK_PERIODS_MAX];
	size_t level_count;
	struct pack_level levels[PACK_LEVELS_MAX];
	const char *operation_mask; /* codes of the follow-up: "99-99.99.99-99" */
	const char *skip_words; /* left out when names are compared: "de la las el los del y e" */
	struct pack_forms forms;

	enum rollup_policy new_policy;      /* of a plan made here */
	enum rollup_policy imported_policy; /* of a plan read from a document */
	enum average_policy average;        /* monitoring: of operations, in a unit */
	enum average_policy average_above;  /* of units and levels */
	bool blank_is_zero;                 /* in averages; else blanks are left out */
	bool cap_at_100;
	enum threshold_policy threshold;
	int64_t threshold_e4; /* per cent; a document may name its own */
	size_t band_count;
	struct pack_band bands[PACK_BANDS_MAX];

	unsigned
	    report_every; /* schedule periods in a reporting period, where none says otherwise */
	unsigned report_days; /* days to report in after it ends */
	size_t cause_count;   /* 0: causes are only texts */
	struct pack_cause causes[PACK_CAUSES_MAX];

	bool portal;       /* approved plans and closed periods are published (app/portal.h) */
	bool portal_staff; /* with the names of who is responsible for each activity */
	const char *texts[PACK_TEXT__COUNT]; /* NULL: nobody has said; see pack_text_of() */

	uint8_t evidence_size; /* the largest file: which of pack_evidence_words */
	size_t register_count;
	const struct pack_register *registers;
};

/* Megabytes that a file of evidence may have, ended by NULL; the first unless somebody chose. */
extern const char *const pack_evidence_words[];
size_t pack_evidence_max(const struct pack *pack); /* in bytes */

/* "" where nobody has said. */
static inline const char *
pack_text_of(const struct pack *pack, enum pack_text text)
{
	return pack->texts[text] != NULL ? pack->texts[text] : "";
}

/* Level whose mask the code fits exactly, or level_count. */
size_t pack_level_of_code(const struct pack *pack, const char *code);

/* True when `code` fits `mask` from end to end. */
bool mask_fits(const char *mask, const char *code);

/* Index of the level with this key, or level_count. */
size_t pack_level_by_key(const struct pack *pack, const char *key);

/* Index of the cause with this key, or cause_count. */
size_t pack_cause_by_key(const struct pack *pack, const char *key);

/* The band a progress falls in: half-open, below the first one counts as the first. */
const struct pack_band *pack_band_of(const struct pack *pack, int64_t percent_e9);

#endif
