/*
 * role.h - what a person may be in an institution, and what each role may do.
 *
 * A role is granted over a unit and all below it, or over the whole institution;
 * what it may do, it may do there and nowhere else.  Some permissions also reach
 * the institutions supervised by the one whose whole the role is granted over.
 * role_table is the only place that says so: docs/permisos.md is made from it.
 *
 * Pure.  Source: DOMAIN section 1 and 7 (RS 225557: unit, planning office, MAE).
 */
#ifndef YUP_CORE_ROLE_H
#define YUP_CORE_ROLE_H

#include <stdbool.h>

/* Stored in role_grant.role: new ones at the end. */
enum role {
	ROLE_DRAFTER,       /* elaborador: drafts its unit's plan */
	ROLE_HEAD,          /* jefe: approves its unit's */
	ROLE_PLANNER,       /* planificador: observes, validates, certifies */
	ROLE_AUTHORITY,     /* MAE: approves the plan */
	ROLE_FINANCE,       /* financiero: budget and execution */
	ROLE_AUDITOR,       /* auditor: reads everything, writes nothing */
	ROLE_ADMINISTRATOR, /* administrador: accounts, not content */
	ROLE_READER,        /* consulta: reads */
	ROLE__COUNT
};

enum permission {
	MAY_READ_PLAN,       /* plans, roll-ups, findings, history, follow-ups */
	MAY_READ_UNITS,      /* the organisation chart */
	MAY_EXPORT,          /* take them out as files */
	MAY_EDIT_NODE,       /* change what a unit plans, while it is a draft */
	MAY_EDIT_FRAMEWORK,  /* nodes above the units: institutional objectives */
	MAY_EDIT_BUDGET,     /* amounts: budget, ceilings, execution */
	MAY_SUBMIT_UNIT,     /* say that a unit's draft is ready */
	MAY_APPROVE_UNIT,    /* approve or return it, as its head */
	MAY_OBSERVE,         /* return a unit with observations, as planning office */
	MAY_VALIDATE,        /* a unit's plan and the whole */
	MAY_APPROVE_PLAN,    /* by resolution */
	MAY_START_PLAN,      /* a new year's plan, an amendment */
	MAY_IMPORT,          /* documents */
	MAY_CERTIFY,         /* expenses against the plan */
	MAY_FOLLOW_REGISTER, /* items of registers: open, change, pass, comment */
	MAY_MANAGE_UNITS,    /* the organisation chart */
	MAY_MANAGE_ACCOUNTS, /* people, roles, substitutions, invitations, sessions */
	MAY_EDIT_SETTINGS,   /* what the institution has otherwise than its pack */
	MAY_OWN_TOKENS,      /* make API tokens of one's own */
	MAY_READ_LOG,
	MAY_CHECKPOINT_LOG, /* sign and export it */
	MAY_REPORT,         /* what a unit achieved, while its report is open */
	MAY_RUN_PERIODS,    /* lay out, open, extend and close reporting periods */
	MAY_CORRECT_REPORT, /* after its period closed, with a reason */
	MAY_OPERATE,        /* back up, restore, copy, rebuild: nobody but the operator */
	MAY__COUNT
};

enum reach {
	REACH_NONE,
	REACH_GRANTED,    /* where the role is granted */
	REACH_SUPERVISED, /* and, granted over a whole institution, in those it supervises */
};

extern const unsigned char role_table[ROLE__COUNT][MAY__COUNT]; /* enum reach */

/* "elaborador" ... as people write it; NULL past the end. */
const char *role_key(enum role role);

/* False where no role is called so. */
bool role_find(const char *key, enum role *out);

/* "plan.read" ... stable, for logs and documentation. */
const char *permission_key(enum permission permission);

/* A permission that changes nothing but the log. */
bool permission_only_reads(enum permission permission);

#endif
