/* cmd_user.c - `yupana user add, list, show, invite, reset, disable, enable`. */
#include <string.h>

#include "app/accounts.h"
#include "app/letters.h"
#include "cli/chosen.h"
#include "cli/table.h"
#include "cli/verbs.h"
#include "core/role.h"
#include "report/json_writer.h"

/* ---- One's account ---------------------------------------------------------------------- */

/* Send the code, where --mail asks for it; else show it, this once. */
static enum cli_status
hand_over(struct cli *cli, const struct institution *it, const struct app_invited *made,
    const char *done, bool first)
{
	struct app_account account;
	struct app_letter letter = { .institution = it->name };

	if (app_account_get(&cli->app, cli->mem, it->id, made->user_id, &account, &cli->err) < 0)
		return cli_refused(cli);
	str_printf(&cli->out, "%s: %s (%s)\n", done, account.person.login, account.person.name);
	if (!cli_has(cli, "mail")) {
		str_printf(&cli->out,
		    "Código para elegir su contraseña, que no se muestra otra vez; vale hasta el "
		    "%.10s:\n  %s\n",
		    made->expires_at, made->secret);
		return CLI_DONE;
	}
	letter.to = account.person.email;
	letter.name = account.person.name;
	letter.login = account.person.login;
	memcpy(letter.secret, made->secret, sizeof(letter.secret));
	memcpy(letter.expires_at, made->expires_at, sizeof(letter.expires_at));
	if (letter_send(&cli->app, &letter, first, &cli->err) < 0)
		return cli_refused(cli);
	str_printf(&cli->out, "Se envió a %s cómo elegir su contraseña.\n", letter.to);
	return CLI_DONE;
}

/* --mail is refused before anything is done that only a letter would tell. */
static enum cli_status
check_mail(struct cli *cli)
{
	if (cli_has(cli, "mail") && !letter_can_be_sent())
		return cli_misused(cli,
		    "no hay servidor de correo: falta YUPANA_SMTP_URL o "
		    "YUPANA_SMTP_FROM");
	return CLI_DONE;
}

static enum cli_status
add_run(struct cli *cli)
{
	struct app_new_account account = { .login = cli->operands[0],
		.name = cli_value(cli, "name"),
		.email = cli_value(cli, "email") };
	struct app_invited made;
	struct institution it;
	enum cli_status status = check_mail(cli);

	if (account.name == NULL)
		return cli_misused(cli, "falta --name NOMBRE");
	if (status == CLI_DONE)
		status = chosen_institution(cli, 0, &it);
	if (status != CLI_DONE)
		return status;
	if (app_account_add(&cli->app, it.id, &account, &made, &cli->err) < 0)
		return cli_refused(cli);
	return hand_over(cli, &it, &made, "Cuenta creada", true);
}

/* What invite and reset share. */
static enum cli_status
again(struct cli *cli,
    int (*act)(const struct app *, int64_t, int64_t, struct app_invited *, struct err *),
    const char *done, bool first)
{
	struct app_invited made;
	struct institution it;
	int64_t id = 0;
	enum cli_status status = check_mail(cli);

	if (status == CLI_DONE)
		status = chosen_institution(cli, 0, &it);
	if (status == CLI_DONE)
		status = chosen_user(cli, &it, cli->operands[0], &id);
	if (status != CLI_DONE)
		return status;
	if (act(&cli->app, it.id, id, &made, &cli->err) < 0)
		return cli_refused(cli);
	return hand_over(cli, &it, &made, done, first);
}

static enum cli_status
invite_run(struct cli *cli)
{
	return again(cli, app_account_invite, "Invitación nueva", true);
}

static enum cli_status
reset_run(struct cli *cli)
{
	return again(cli, app_account_reset, "La contraseña anterior ya no vale", false);
}

static enum cli_status
turn(struct cli *cli, int (*act)(const struct app *, int64_t, int64_t, struct err *),
    const char *done)
{
	struct institution it;
	int64_t id = 0;
	enum cli_status status = chosen_institution(cli, 0, &it);

	if (status == CLI_DONE)
		status = chosen_user(cli, &it, cli->operands[0], &id);
	if (status != CLI_DONE)
		return status;
	if (act(&cli->app, it.id, id, &cli->err) < 0)
		return cli_refused(cli);
	str_printf(&cli->out, "%s: %s\n", done, cli->operands[0]);
	return CLI_DONE;
}

static enum cli_status
disable_run(struct cli *cli)
{
	return turn(cli, app_account_disable,
	    "Inhabilitada; terminaron sus sesiones, sus credenciales y las suplencias de quien la suple");
}

static enum cli_status
enable_run(struct cli *cli)
{
	return turn(cli, app_account_enable, "Habilitada");
}

/* ---- Looking ---------------------------------------------------------------------------- */

static const char *
state_of(const struct app_person *p)
{
	if (p->disabled_at[0] != '\0')
		return "disabled";
	return p->has_password ? "active" : "invited";
}

static const char *
state_word(const struct app_person *p)
{
	if (p->disabled_at[0] != '\0')
		return "inhabilitada";
	return p->has_password ? "activa" : "invitada";
}

static void
person_json(struct json_writer *w, const struct app_person *p)
{
	json_text(w, "login", p->login);
	json_text(w, "name", p->name);
	json_text_or_null(w, "email", p->email);
	json_text(w, "state", state_of(p));
	json_text(w, "created_at", p->created_at);
}

static int
list_json(struct cli *cli, const struct app_person *list, size_t count)
{
	struct json_writer w;

	json_begin(&w, json_to_str, &cli->out);
	json_object(&w, NULL);
	json_text(&w, "schema", "yupana.users/1");
	json_array(&w, "users");
	for (size_t i = 0; i < count; i++) {
		json_line_object(&w, NULL);
		person_json(&w, &list[i]);
		json_object_end(&w);
	}
	json_array_end(&w);
	json_object_end(&w);
	return json_end(&w, &cli->err);
}

static void
list_text(struct cli *cli, const struct app_person *list, size_t count)
{
	static const struct table_column COLUMNS[] = {
		{ "usuario", false, 8 },
		{ "nombre", false, 12 },
		{ "correo", false, 8 },
		{ "cuenta", false, 0 },
	};
	struct table t;

	table_init(&t, cli->mem, COLUMNS, sizeof(COLUMNS) / sizeof(COLUMNS[0]));
	for (size_t i = 0; i < count; i++) {
		table_put(&t, list[i].login);
		table_put(&t, list[i].name);
		table_put(&t, list[i].email);
		table_put(&t, state_word(&list[i]));
	}
	table_write(&t, &cli->out, &cli->term, 0);
}

/* Page after page, until the last. */
static int
list_all(struct cli *cli, int64_t institution_id, struct app_person **out, size_t *out_count)
{
	struct app_person *all = NULL, *page = NULL;
	size_t count = 0, room = 0, got = 0;
	int rc;

	do {
		rc = app_account_list(&cli->app, cli->mem, institution_id,
		    count > 0 ? all[count - 1].id : 0, ACCOUNT_PAGE_MAX, &page, &got, &cli->err);
		for (size_t i = 0; rc == YUP_OK && i < got; i++) {
			MEM_PUSH(cli->mem, all, count, room);
			all[count - 1] = page[i];
		}
	} while (rc == YUP_OK && got == ACCOUNT_PAGE_MAX);
	*out = all;
	*out_count = count;
	return rc;
}

static enum cli_status
list_run(struct cli *cli)
{
	struct app_person *list = NULL;
	struct institution it;
	size_t count = 0;
	enum cli_status status = chosen_institution(cli, APP_READONLY, &it);
	int rc;

	if (status != CLI_DONE)
		return status;
	rc = list_all(cli, it.id, &list, &count);
	if (rc == YUP_OK && cli_has(cli, "json"))
		rc = list_json(cli, list, count);
	else if (rc == YUP_OK)
		list_text(cli, list, count);
	return rc < 0 ? cli_refused(cli) : CLI_DONE;
}

static void
validity_json(struct json_writer *w, const char *from, const char *to)
{
	json_text(w, "from", from);
	json_text_or_null(w, "to", to);
}

static void
unit_json(struct json_writer *w, int64_t unit)
{
	if (unit != 0)
		json_int(w, "unit", unit);
	else
		json_null(w, "unit");
}

static int
show_json(struct cli *cli, const struct app_account *a)
{
	struct json_writer w;

	json_begin(&w, json_to_str, &cli->out);
	json_object(&w, NULL);
	json_text(&w, "schema", "yupana.user/1");
	person_json(&w, &a->person);
	json_text_or_null(&w, "invited_until", a->invited_until);
	json_array(&w, "posts");
	for (size_t i = 0; i < a->post_count; i++) {
		json_line_object(&w, NULL);
		json_text(&w, "title", a->posts[i].title);
		unit_json(&w, a->posts[i].org_unit);
		validity_json(&w, a->posts[i].from, a->posts[i].to);
		json_object_end(&w);
	}
	json_array_end(&w);
	json_array(&w, "roles");
	for (size_t i = 0; i < a->grant_count; i++) {
		json_line_object(&w, NULL);
		json_int(&w, "id", a->grants[i].id);
		json_text(&w, "role", role_key(a->grants[i].role));
		unit_json(&w, a->grants[i].org_unit);
		validity_json(&w, a->grants[i].from, a->grants[i].to);
		json_object_end(&w);
	}
	json_array_end(&w);
	json_array(&w, "substitutions");
	for (size_t i = 0; i < a->substitution_count; i++) {
		json_line_object(&w, NULL);
		json_int(&w, "id", a->substitutions[i].id);
		json_text(&w, "role",
		    a->substitutions[i].user_id == a->person.id ? "substitute" : "absent");
		validity_json(&w, a->substitutions[i].from, a->substitutions[i].to);
		json_object_end(&w);
	}
	json_array_end(&w);
	json_object_end(&w);
	return json_end(&w, &cli->err);
}

/* "desde 2027-01-01", "desde 2027-01-01 hasta antes de 2027-03-01" */
static void
put_validity(struct str *out, const char *from, const char *to)
{
	str_printf(out, "desde %s", from);
	if (to[0] != '\0')
		str_printf(out, " hasta antes de %s", to);
	str_put_char(out, '\n');
}

static void
put_unit(struct str *out, int64_t unit, const char *none)
{
	if (unit != 0)
		str_printf(out, " · unidad %lld · ", (long long)unit);
	else
		str_printf(out, " · %s · ", none);
}

static void
show_text(struct cli *cli, const struct app_account *a)
{
	struct str *out = &cli->out;

	str_printf(out, "%s · %s · %s\n", a->person.login, a->person.name, state_word(&a->person));
	if (a->person.email[0] != '\0')
		str_printf(out, "  correo: %s\n", a->person.email);
	if (a->invited_until[0] != '\0')
		str_printf(out, "  invitación sin usar, vale hasta el %.10s\n", a->invited_until);
	for (size_t i = 0; i < a->post_count; i++) {
		str_printf(out, "  puesto: %s", a->posts[i].title);
		put_unit(out, a->posts[i].org_unit, "sin unidad");
		put_validity(out, a->posts[i].from, a->posts[i].to);
	}
	for (size_t i = 0; i < a->grant_count; i++) {
		str_printf(out, "  rol %lld: %s", (long long)a->grants[i].id,
		    role_key(a->grants[i].role));
		put_unit(out, a->grants[i].org_unit, "toda la institución");
		put_validity(out, a->grants[i].from, a->grants[i].to);
	}
	for (size_t i = 0; i < a->substitution_count; i++) {
		str_printf(out, "  suplencia %lld: %s · ", (long long)a->substitutions[i].id,
		    a->substitutions[i].user_id == a->person.id ? "suple a otra persona"
								: "la suple otra persona");
		put_validity(out, a->substitutions[i].from, a->substitutions[i].to);
	}
}

static enum cli_status
show_run(struct cli *cli)
{
	struct app_account account;
	struct institution it;
	int64_t id = 0;
	enum cli_status status = chosen_institution(cli, APP_READONLY, &it);
	int rc;

	if (status == CLI_DONE)
		status = chosen_user(cli, &it, cli->operands[0], &id);
	if (status != CLI_DONE)
		return status;
	rc = app_account_get(&cli->app, cli->mem, it.id, id, &account, &cli->err);
	if (rc == YUP_OK && cli_has(cli, "json"))
		rc = show_json(cli, &account);
	else if (rc == YUP_OK)
		show_text(cli, &account);
	return rc < 0 ? cli_refused(cli) : CLI_DONE;
}

/* ---- The verbs ---------------------------------------------------------------------------- */

#define MAIL_OPTION                                                                               \
	{                                                                                         \
		"mail", 0, NULL,                                                                  \
		    "enviar el código por correo en vez de mostrarlo (necesita YUPANA_SMTP_URL)" \
	}

static const struct cli_option ADD_OPTIONS[] = {
	{ "name", 0, "NOMBRE", "nombre completo de la persona" },
	{ "email", 0, "CORREO", "su correo electrónico" },
	MAIL_OPTION,
	CLI_ONE_INSTITUTION_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

static const struct cli_option AGAIN_OPTIONS[] = {
	MAIL_OPTION,
	CLI_ONE_INSTITUTION_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

static const struct cli_option TURN_OPTIONS[] = {
	CLI_ONE_INSTITUTION_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

static const struct cli_option LIST_OPTIONS[] = {
	CLI_JSON_OPTION,
	CLI_ONE_INSTITUTION_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_user_add = {
	.name = "user add",
	.summary = "crear una cuenta",
	.operands = "USUARIO",
	.about =
	    "Crea la cuenta de una persona y muestra, una sola vez, el código con el que ella elige su "
	    "contraseña; vale siete días. Nadie más llega a conocer la contraseña.\n\nLa cuenta sola no "
	    "permite nada: los roles se dan con `yupana user grant`.",
	.examples = "yupana user add ana.quispe --name \"Ana Quispe\" --email ana@ma.example",
	.options = ADD_OPTIONS,
	.operands_least = 1,
	.operands_most = 1,
	.run = add_run,
};

const struct cli_verb cmd_user_list = {
	.name = "user list",
	.summary = "las cuentas que hay",
	.operands = "",
	.about = "Muestra las cuentas de una institución y si ya entraron alguna vez.",
	.examples = "yupana user list --institution MA",
	.options = LIST_OPTIONS,
	.run = list_run,
};

const struct cli_verb cmd_user_show = {
	.name = "user show",
	.summary = "una cuenta, con sus puestos, roles y suplencias",
	.operands = "USUARIO",
	.about =
	    "Muestra lo que se sabe de una cuenta. El número de cada rol y suplencia sirve para "
	    "terminarlos con `yupana user revoke` y `yupana user substitute --end`.",
	.examples = "yupana user show ana.quispe",
	.options = LIST_OPTIONS,
	.operands_least = 1,
	.operands_most = 1,
	.run = show_run,
};

const struct cli_verb cmd_user_invite = {
	.name = "user invite",
	.summary = "otra invitación, para quien nunca entró",
	.operands = "USUARIO",
	.about = "Da otro código a quien no usó el primero, que deja de valer.",
	.examples = "yupana user invite ana.quispe",
	.options = AGAIN_OPTIONS,
	.operands_least = 1,
	.operands_most = 1,
	.run = invite_run,
};

const struct cli_verb cmd_user_reset = {
	.name = "user reset",
	.summary = "que elija otra contraseña",
	.operands = "USUARIO",
	.about =
	    "La contraseña anterior deja de valer y sus sesiones terminan en el acto; la persona "
	    "elige otra con el código que se muestra.",
	.examples = "yupana user reset ana.quispe --mail",
	.options = AGAIN_OPTIONS,
	.operands_least = 1,
	.operands_most = 1,
	.run = reset_run,
};

const struct cli_verb cmd_user_disable = {
	.name = "user disable",
	.summary = "que no pueda entrar más",
	.operands = "USUARIO",
	.about =
	    "Inhabilita la cuenta: sus sesiones, credenciales e invitaciones terminan en el acto, y "
	    "también las suplencias en que otros la suplen. Lo que hizo queda en la historia con su nombre.",
	.examples = "yupana user disable ana.quispe",
	.options = TURN_OPTIONS,
	.operands_least = 1,
	.operands_most = 1,
	.run = disable_run,
};

const struct cli_verb cmd_user_enable = {
	.name = "user enable",
	.summary = "que pueda entrar otra vez",
	.operands = "USUARIO",
	.about =
	    "Habilita una cuenta inhabilitada, con la contraseña y los roles que tenía; las sesiones "
	    "y credenciales que terminaron no vuelven.",
	.examples = "yupana user enable ana.quispe",
	.options = TURN_OPTIONS,
	.operands_least = 1,
	.operands_most = 1,
	.run = enable_run,
};
