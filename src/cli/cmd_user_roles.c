/* cmd_user_roles.c - `yupana user grant, revoke, post, substitute`. */
#include <string.h>

#include "app/roles.h"
#include "cli/chosen.h"
#include "cli/verbs.h"

static enum cli_status
grant_run(struct cli *cli)
{
	struct app_grant grant = { .role = cli->operands[1],
		.first = cli_value(cli, "from"),
		.last = cli_value(cli, "until") };
	struct institution it;
	int64_t id = 0;
	enum cli_status status = chosen_institution(cli, 0, &it);

	if (status == CLI_DONE)
		status = chosen_user(cli, &it, cli->operands[0], &grant.user_id);
	if (status == CLI_DONE)
		status = chosen_unit(cli, &it, cli_value(cli, "unit"), grant.first,
		    &grant.org_unit);
	if (status != CLI_DONE)
		return status;
	if (app_role_grant(&cli->app, it.id, &grant, &id, &cli->err) < 0)
		return cli_refused(cli);
	str_printf(&cli->out, "Rol %lld: %s es %s %s\n", (long long)id, cli->operands[0],
	    grant.role, grant.org_unit != 0 ? cli_value(cli, "unit") : "de toda la institución");
	return CLI_DONE;
}

static enum cli_status
revoke_run(struct cli *cli)
{
	struct institution it;
	int64_t id = 0;
	enum cli_status status = chosen_number(cli, cli->operands[0], &id);

	if (status == CLI_DONE)
		status = chosen_institution(cli, 0, &it);
	if (status != CLI_DONE)
		return status;
	if (app_role_revoke(&cli->app, it.id, id, &cli->err) < 0)
		return cli_refused(cli);
	str_printf(&cli->out, "El rol %lld terminó hoy.\n", (long long)id);
	return CLI_DONE;
}

/* "jefe,elaborador" in pieces; false, having said why, where there are too many. */
static bool
read_roles(struct cli *cli, const char **roles, struct app_post *post)
{
	char *rest,
	    *list = mem_strdup(cli->mem, cli_has(cli, "roles") ? cli_value(cli, "roles") : "");

	for (char *one = strtok_r(list, ",", &rest); one != NULL;
	     one = strtok_r(NULL, ",", &rest)) {
		if (post->role_count == APP_POST_ROLES_MAX) {
			(void)cli_misused(cli, "son demasiados roles");
			return false;
		}
		roles[post->role_count++] = one;
	}
	post->roles = roles;
	return true;
}

static enum cli_status
post_run(struct cli *cli)
{
	const char *roles[APP_POST_ROLES_MAX];
	struct app_post post = { .title = cli_value(cli, "title"), .on = cli_value(cli, "on") };
	struct institution it;
	enum cli_status status;

	if (post.title == NULL)
		return cli_misused(cli, "falta --title CARGO");
	if (!read_roles(cli, roles, &post))
		return CLI_REFUSED;
	status = chosen_institution(cli, 0, &it);
	if (status == CLI_DONE)
		status = chosen_user(cli, &it, cli->operands[0], &post.user_id);
	if (status == CLI_DONE)
		status = chosen_unit(cli, &it, cli_value(cli, "unit"), post.on, &post.org_unit);
	if (status != CLI_DONE)
		return status;
	if (app_post_change(&cli->app, it.id, &post, &cli->err) < 0)
		return cli_refused(cli);
	str_printf(&cli->out, "%s: %s\n", cli->operands[0], post.title);
	return CLI_DONE;
}

static enum cli_status
end_substitution(struct cli *cli, const struct institution *it)
{
	int64_t id = 0;
	enum cli_status status = chosen_number(cli, cli_value(cli, "end"), &id);

	if (status != CLI_DONE)
		return status;
	if (app_substitution_end(&cli->app, it->id, id, &cli->err) < 0)
		return cli_refused(cli);
	str_printf(&cli->out, "La suplencia %lld terminó hoy.\n", (long long)id);
	return CLI_DONE;
}

static enum cli_status
substitute_run(struct cli *cli)
{
	struct app_substitution s = { .first = cli_value(cli, "from"),
		.last = cli_value(cli, "until") };
	const char *absent = cli_value(cli, "for");
	struct institution it;
	int64_t id = 0;
	enum cli_status status;

	if (!cli_has(cli, "end") && (cli->operand_count == 0 || absent == NULL || s.last == NULL))
		return cli_misused(cli, "hacen falta USUARIO, --for USUARIO y --until FECHA");
	status = chosen_institution(cli, 0, &it);
	if (status == CLI_DONE && cli_has(cli, "end"))
		return end_substitution(cli, &it);
	if (status == CLI_DONE)
		status = chosen_user(cli, &it, cli->operands[0], &s.user_id);
	if (status == CLI_DONE)
		status = chosen_user(cli, &it, absent, &s.absent_id);
	if (status != CLI_DONE)
		return status;
	if (app_substitution_add(&cli->app, it.id, &s, &id, &cli->err) < 0)
		return cli_refused(cli);
	str_printf(&cli->out, "Suplencia %lld: %s suple a %s hasta el %s\n", (long long)id,
	    cli->operands[0], absent, s.last);
	return CLI_DONE;
}

static const struct cli_option GRANT_OPTIONS[] = {
	{ "unit", 0, "UNIDAD",
	    "sobre qué unidad y las que dependen de ella (toda la institución si "
	    "no se indica)" },
	{ "from", 0, "FECHA", "primer día (hoy si no se indica)" },
	{ "until", 0, "FECHA", "último día (sin fin si no se indica)" },
	CLI_ONE_INSTITUTION_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

static const struct cli_option REVOKE_OPTIONS[] = {
	CLI_ONE_INSTITUTION_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

static const struct cli_option POST_OPTIONS[] = {
	{ "title", 0, "CARGO", "el puesto nuevo" },
	{ "unit", 0, "UNIDAD", "en qué unidad" },
	{ "roles", 0, "ROLES", "los que tiene sobre la unidad nueva, con comas entre ellos" },
	CLI_ON_OPTION,
	CLI_ONE_INSTITUTION_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

static const struct cli_option SUBSTITUTE_OPTIONS[] = {
	{ "for", 0, "USUARIO", "a quién suple" },
	{ "from", 0, "FECHA", "primer día (hoy si no se indica)" },
	{ "until", 0, "FECHA", "último día" },
	{ "end", 0, "NÚMERO", "terminar hoy esa suplencia" },
	CLI_ONE_INSTITUTION_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_user_grant = {
	.name = "user grant",
	.summary = "dar un rol sobre una unidad o toda la institución",
	.operands = "USUARIO ROL",
	.about =
	    "Da a una persona un rol: elaborador, jefe, planificador, mae, financiero, auditor, "
	    "administrador o consulta. Vale sobre la unidad y todas las que dependen de ella, también "
	    "para los planes de las unidades a las que suceden.\n\nQué puede cada rol está en "
	    "docs/permisos.md.",
	.examples = "yupana user grant ana.quispe jefe --unit DGP\n"
		    "yupana user grant luis.mamani auditor --until 2027-12-31",
	.options = GRANT_OPTIONS,
	.operands_least = 2,
	.operands_most = 2,
	.run = grant_run,
};

const struct cli_verb cmd_user_revoke = {
	.name = "user revoke",
	.summary = "quitar un rol desde hoy",
	.operands = "NÚMERO",
	.about =
	    "Termina un rol, por el número que muestra `yupana user show`. La última persona que "
	    "administra toda la institución no se puede quedar sin ese rol.",
	.examples = "yupana user revoke 41",
	.options = REVOKE_OPTIONS,
	.operands_least = 1,
	.operands_most = 1,
	.run = revoke_run,
};

const struct cli_verb cmd_user_post = {
	.name = "user post",
	.summary = "cambiar de puesto a una persona",
	.operands = "USUARIO",
	.about =
	    "Desde ese día la persona tiene otro puesto: terminan los roles que tenía sobre la unidad "
	    "que deja y empiezan los que se indican sobre la nueva. Los roles sobre otras unidades o "
	    "sobre toda la institución siguen.",
	.examples =
	    "yupana user post ana.quispe --title \"Jefa de unidad\" --unit UPR --roles jefe",
	.options = POST_OPTIONS,
	.operands_least = 1,
	.operands_most = 1,
	.run = post_run,
};

const struct cli_verb cmd_user_substitute = {
	.name = "user substitute",
	.summary = "suplencia: que una persona pueda lo que otra, por un tiempo",
	.operands = "[USUARIO]",
	.about =
	    "Mientras dura la suplencia, quien suple puede además lo que puede la persona ausente. Lo "
	    "que hace queda con su propio nombre. Dura 366 días como máximo.",
	.examples = "yupana user substitute luis.mamani --for ana.quispe --until 2027-02-15\n"
		    "yupana user substitute --end 52",
	.options = SUBSTITUTE_OPTIONS,
	.operands_most = 1,
	.run = substitute_run,
};
