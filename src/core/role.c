#include "core/role.h"

#include <string.h>

enum { NO = REACH_NONE, YES = REACH_GRANTED, ALL = REACH_SUPERVISED };

/* clang-format off */
const unsigned char role_table[ROLE__COUNT][MAY__COUNT] = {
	/* elaborador, jefe, planificador, MAE, financiero, auditor, administrador, consulta */
#define ROW(what, e, j, p, m, f, a, d, c)                                              \
	[ROLE_DRAFTER][what] = (e), [ROLE_HEAD][what] = (j), [ROLE_PLANNER][what] = (p),       \
	[ROLE_AUTHORITY][what] = (m), [ROLE_FINANCE][what] = (f), [ROLE_AUDITOR][what] = (a),  \
	[ROLE_ADMINISTRATOR][what] = (d), [ROLE_READER][what] = (c),
	/*                          elab  jefe  plan  MAE   fin   aud   adm   cons */
	ROW(MAY_READ_PLAN,          YES,  YES,  ALL,  ALL,  YES,  ALL,  NO,   YES)
	ROW(MAY_READ_UNITS,         YES,  YES,  ALL,  ALL,  YES,  ALL,  YES,  YES)
	ROW(MAY_EXPORT,             YES,  YES,  ALL,  ALL,  YES,  ALL,  NO,   YES)
	ROW(MAY_EDIT_NODE,          YES,  YES,  YES,  NO,   NO,   NO,   NO,   NO)
	ROW(MAY_EDIT_FRAMEWORK,     NO,   NO,   YES,  NO,   NO,   NO,   NO,   NO)
	ROW(MAY_EDIT_BUDGET,        YES,  YES,  YES,  NO,   YES,  NO,   NO,   NO)
	ROW(MAY_SUBMIT_UNIT,        YES,  YES,  NO,   NO,   NO,   NO,   NO,   NO)
	ROW(MAY_APPROVE_UNIT,       NO,   YES,  NO,   NO,   NO,   NO,   NO,   NO)
	ROW(MAY_OBSERVE,            NO,   NO,   YES,  NO,   NO,   NO,   NO,   NO)
	ROW(MAY_VALIDATE,           NO,   NO,   YES,  NO,   NO,   NO,   NO,   NO)
	ROW(MAY_APPROVE_PLAN,       NO,   NO,   NO,   YES,  NO,   NO,   NO,   NO)
	ROW(MAY_START_PLAN,         NO,   NO,   YES,  NO,   NO,   NO,   NO,   NO)
	ROW(MAY_IMPORT,             NO,   NO,   YES,  NO,   NO,   NO,   NO,   NO)
	ROW(MAY_CERTIFY,            NO,   NO,   YES,  NO,   NO,   NO,   NO,   NO)
	ROW(MAY_FOLLOW_REGISTER,    YES,  YES,  YES,  NO,   NO,   NO,   NO,   NO)
	ROW(MAY_MANAGE_UNITS,       NO,   NO,   YES,  NO,   NO,   NO,   YES,  NO)
	ROW(MAY_MANAGE_ACCOUNTS,    NO,   NO,   NO,   NO,   NO,   NO,   YES,  NO)
	ROW(MAY_EDIT_SETTINGS,      NO,   NO,   YES,  NO,   NO,   NO,   NO,   NO)
	ROW(MAY_OWN_TOKENS,         YES,  YES,  YES,  YES,  YES,  YES,  YES,  YES)
	ROW(MAY_READ_LOG,           NO,   NO,   NO,   YES,  NO,   ALL,  YES,  NO)
	ROW(MAY_CHECKPOINT_LOG,     NO,   NO,   NO,   YES,  NO,   ALL,  YES,  NO)
	ROW(MAY_REPORT,             YES,  YES,  NO,   NO,   NO,   NO,   NO,   NO)
	ROW(MAY_RUN_PERIODS,        NO,   NO,   YES,  NO,   NO,   NO,   NO,   NO)
	ROW(MAY_CORRECT_REPORT,     NO,   NO,   YES,  NO,   NO,   NO,   NO,   NO)
	ROW(MAY_OPERATE,            NO,   NO,   NO,   NO,   NO,   NO,   NO,   NO)
#undef ROW
};
/* clang-format on */

static const char *const ROLES[] = {
	[ROLE_DRAFTER] = "elaborador",
	[ROLE_HEAD] = "jefe",
	[ROLE_PLANNER] = "planificador",
	[ROLE_AUTHORITY] = "mae",
	[ROLE_FINANCE] = "financiero",
	[ROLE_AUDITOR] = "auditor",
	[ROLE_ADMINISTRATOR] = "administrador",
	[ROLE_READER] = "consulta",
};

static const char *const PERMISSIONS[] = {
	[MAY_READ_PLAN] = "plan.read",
	[MAY_READ_UNITS] = "org.read",
	[MAY_EXPORT] = "plan.export",
	[MAY_EDIT_NODE] = "node.edit",
	[MAY_EDIT_FRAMEWORK] = "framework.edit",
	[MAY_EDIT_BUDGET] = "budget.edit",
	[MAY_SUBMIT_UNIT] = "unit.submit",
	[MAY_APPROVE_UNIT] = "unit.approve",
	[MAY_OBSERVE] = "unit.observe",
	[MAY_VALIDATE] = "plan.validate",
	[MAY_APPROVE_PLAN] = "plan.approve",
	[MAY_START_PLAN] = "plan.start",
	[MAY_IMPORT] = "document.import",
	[MAY_CERTIFY] = "expense.certify",
	[MAY_FOLLOW_REGISTER] = "register.follow",
	[MAY_MANAGE_UNITS] = "org.manage",
	[MAY_MANAGE_ACCOUNTS] = "account.manage",
	[MAY_EDIT_SETTINGS] = "setting.edit",
	[MAY_OWN_TOKENS] = "token.own",
	[MAY_READ_LOG] = "log.read",
	[MAY_CHECKPOINT_LOG] = "log.checkpoint",
	[MAY_REPORT] = "report.edit",
	[MAY_RUN_PERIODS] = "period.run",
	[MAY_CORRECT_REPORT] = "report.correct",
	[MAY_OPERATE] = "database.operate",
};

_Static_assert(sizeof(ROLES) / sizeof(ROLES[0]) == ROLE__COUNT, "every role has a key");
_Static_assert(sizeof(PERMISSIONS) / sizeof(PERMISSIONS[0]) == MAY__COUNT,
    "every permission has a key");

const char *
role_key(enum role role)
{
	return role < ROLE__COUNT ? ROLES[role] : NULL;
}

bool
role_find(const char *key, enum role *out)
{
	for (int role = 0; role < ROLE__COUNT; role++)
		if (strcmp(ROLES[role], key) == 0) {
			*out = (enum role)role;
			return true;
		}
	return false;
}

const char *
permission_key(enum permission permission)
{
	return permission < MAY__COUNT ? PERMISSIONS[permission] : NULL;
}

bool
permission_only_reads(enum permission permission)
{
	return permission == MAY_READ_PLAN || permission == MAY_READ_UNITS ||
	    permission == MAY_EXPORT || permission == MAY_READ_LOG;
}
