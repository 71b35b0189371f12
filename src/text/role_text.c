#include "text/role_text.h"

#include "base/str.h"
#include "text/catalogue.h"

static const struct {
	const char *name, *about;
} ROLES[] = {
	[ROLE_DRAFTER] = { N_("Elaborador"),
	    N_("Formula el plan de su unidad y lo presenta cuando está listo.") },
	[ROLE_HEAD] = { N_("Jefe de unidad"),
	    N_("Lo mismo, y aprueba o devuelve lo que su unidad presenta.") },
	[ROLE_PLANNER] = { N_("Planificador"),
	    N_("La unidad de planificación: observa, valida y certifica, importa documentos y lleva "
	       "el organigrama.") },
	[ROLE_AUTHORITY] = { N_("MAE"),
	    N_("La máxima autoridad: lee todo y aprueba el plan con resolución.") },
	[ROLE_FINANCE] = { N_("Financiero"), N_("Presupuesto, techos y ejecución.") },
	[ROLE_AUDITOR] = { N_("Auditor"), N_("Lee todo, también la bitácora, y no cambia nada.") },
	[ROLE_ADMINISTRATOR] = { N_("Administrador"),
	    N_("Cuentas, roles y unidades. No lee ni cambia planes.") },
	[ROLE_READER] = { N_("Consulta"), N_("Lee los planes.") },
};

static const char *const PERMISSIONS[] = {
	[MAY_READ_PLAN] = N_("Leer planes, seguimientos, hallazgos e historia"),
	[MAY_READ_UNITS] = N_("Ver el organigrama"),
	[MAY_EXPORT] = N_("Llevarse archivos con lo que lee"),
	[MAY_EDIT_NODE] = N_("Cambiar lo que una unidad planifica, mientras es borrador"),
	[MAY_EDIT_FRAMEWORK] = N_(
	    "Cambiar lo que está sobre las unidades (objetivos institucionales)"),
	[MAY_EDIT_BUDGET] = N_("Cambiar montos: presupuesto, techos y ejecución"),
	[MAY_SUBMIT_UNIT] = N_("Presentar el borrador de una unidad"),
	[MAY_APPROVE_UNIT] = N_("Aprobar o devolver lo de una unidad, como su jefe"),
	[MAY_OBSERVE] = N_("Devolver lo de una unidad con observaciones"),
	[MAY_VALIDATE] = N_("Validar lo de una unidad y el plan completo"),
	[MAY_APPROVE_PLAN] = N_("Aprobar el plan por resolución"),
	[MAY_START_PLAN] = N_("Empezar el plan de otra gestión o un reformulado"),
	[MAY_IMPORT] = N_("Importar documentos"),
	[MAY_CERTIFY] = N_("Certificar gastos contra el plan"),
	[MAY_FOLLOW_REGISTER] = N_("Seguir los registros: medidas correctivas, recomendaciones"),
	[MAY_MANAGE_UNITS] = N_("Cambiar el organigrama"),
	[MAY_MANAGE_ACCOUNTS] = N_("Cuentas, roles, suplencias, invitaciones y sesiones ajenas"),
	[MAY_EDIT_SETTINGS] = N_("Cambiar los ajustes: nombres de los niveles, bandas y políticas"),
	[MAY_OWN_TOKENS] = N_("Tener credenciales de la API propias"),
	[MAY_READ_LOG] = N_("Leer y verificar la bitácora"),
	[MAY_CHECKPOINT_LOG] = N_("Firmar la bitácora"),
	[MAY_REPORT] = N_("Informar lo que una unidad avanzó"),
	[MAY_RUN_PERIODS] = N_("Abrir, ampliar y cerrar los períodos de seguimiento"),
	[MAY_CORRECT_REPORT] = N_("Corregir un informe después del cierre, con un motivo"),
	[MAY_OPERATE] = N_("Respaldar, restaurar, copiar y recalcular la base de datos"),
};

_Static_assert(sizeof(ROLES) / sizeof(ROLES[0]) == ROLE__COUNT, "every role has its words");
_Static_assert(sizeof(PERMISSIONS) / sizeof(PERMISSIONS[0]) == MAY__COUNT,
    "every permission has its words");

const char *
role_name(enum role role)
{
	return ROLES[role].name;
}

const char *
role_about(enum role role)
{
	return ROLES[role].about;
}

const char *
permission_name(enum permission permission)
{
	return PERMISSIONS[permission];
}

void
permission_roles_in(struct str *out, enum permission permission, const struct catalogue *catalogue)
{
	bool any = false;

	for (int r = 0; r < ROLE__COUNT; r++) {
		if (role_table[r][permission] == REACH_NONE)
			continue;
		str_printf(out, "%s%s", any ? ", " : "", catalogue_find(catalogue, ROLES[r].name));
		any = true;
	}
}

bool
permission_is_whole(enum permission permission)
{
	switch (permission) {
	case MAY_READ_PLAN:
	case MAY_READ_UNITS:
	case MAY_EXPORT:
	case MAY_EDIT_NODE:
	case MAY_EDIT_BUDGET:
	case MAY_SUBMIT_UNIT:
	case MAY_APPROVE_UNIT:
	case MAY_OBSERVE:
	case MAY_VALIDATE:
	case MAY_REPORT:
	case MAY_CORRECT_REPORT:
	case MAY_FOLLOW_REGISTER:
	case MAY_CERTIFY:
	case MAY_OWN_TOKENS:
		return false;
	default:
		return true;
	}
}

static const char HEAD[] =
    "# Quién puede hacer qué\n\n"
    "Esta página se escribe sola desde la única tabla que lo decide (`src/core/role.c`).\n\n"
    "Un rol se da sobre una unidad y vale para todas las que dependen de ella, o sobre toda la\n"
    "institución. Vale también para los planes de las unidades que esas continúan: las que se\n"
    "fusionaron en ellas o de las que nacieron por división. Quien suple a otra persona puede, mientras\n"
    "dura la suplencia, lo que puede esa persona.\n\n";

static const char TAIL[] =
    "\n- **sí**: donde tiene el rol.\n"
    "- **tuición**: además, con el rol sobre toda la institución, en las que ella supervisa.\n"
    "- **—**: no.\n\n"
    "Lo que no es de ninguna unidad (los objetivos institucionales, las cuentas, importar) solo se\n"
    "cambia con el rol sobre toda la institución; para leerlo basta cualquier rol que lea.\n\n"
    "Cada persona cambia su contraseña, cierra sus sesiones y ve su cuenta, tenga el rol que tenga.\n"
    "Nadie se da roles ni suplencias a sí mismo, y la última persona que administra toda la\n"
    "institución no se puede quedar sin ese rol ni sin su cuenta.\n\n"
    "Quien usa `yupana` en la máquina de la base de datos es el operador: puede todo, y la bitácora lo\n"
    "dice.\n\n"
    "## Credenciales de la API\n\n"
    "Un programa puede lo que puede la persona de la credencial, y solo dentro de su alcance: `read` lo\n"
    "que solo lee; `admin` las cuentas y el organigrama; `write` lo demás. Con una credencial no se\n"
    "crean otras.\n";

static const char *
reach_word(unsigned reach)
{
	static const char *const WORDS
	    [] = { [REACH_NONE] = "—", [REACH_GRANTED] = "sí", [REACH_SUPERVISED] = "tuición" };

	return WORDS[reach];
}

void
role_table_page(struct str *out)
{
	str_put(out, HEAD);
	for (int r = 0; r < ROLE__COUNT; r++)
		str_printf(out, "- **%s** (`%s`): %s\n", role_name((enum role)r),
		    role_key((enum role)r), role_about((enum role)r));
	str_put(out, "\n| |");
	for (int r = 0; r < ROLE__COUNT; r++)
		str_printf(out, " %s |", role_name((enum role)r));
	str_put(out, "\n|---|");
	for (int r = 0; r < ROLE__COUNT; r++)
		str_put(out, "---|");
	str_put_char(out, '\n');
	for (int may = 0; may < MAY__COUNT; may++) {
		str_printf(out, "| %s |", permission_name((enum permission)may));
		for (int r = 0; r < ROLE__COUNT; r++)
			str_printf(out, " %s |", reach_word(role_table[r][may]));
		str_put_char(out, '\n');
	}
	str_put(out, TAIL);
}
