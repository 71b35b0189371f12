/* cmd_register.c - `yupana register list, show, add, set, pass, comment`. */
#include <string.h>

#include "app/registers.h"
#include "cli/chosen.h"
#include "cli/table.h"
#include "cli/verbs.h"
#include "report/register_json.h"
#include "text/register_text.h"

enum { SET_MAX = REGISTER_FIELDS_MAX + 3 };

/* The institution, with a pack of its own where one is given. */
static enum cli_status
begin(struct cli *cli, unsigned flags, struct institution *out)
{
	cli->app.pack = cli_value(cli, "pack");
	return chosen_institution(cli, flags, out);
}

/* ---- register list ------------------------------------------------------------------ */

static int
sums_json(struct cli *cli, const struct app_register_sum *sums, size_t count)
{
	struct json_writer w;

	json_begin(&w, json_to_str, &cli->out);
	json_object(&w, NULL);
	json_text(&w, "schema", "yupana.registers/1");
	json_array(&w, "registers");
	for (size_t i = 0; i < count; i++) {
		const struct register_counts counts = { sums[i].total, sums[i].open, sums[i].late,
			sums[i].faulty };

		register_json(&w, NULL, sums[i].reg, &counts);
	}
	json_array_end(&w);
	json_object_end(&w);
	return json_end(&w, &cli->err);
}

static int
list_registers(struct cli *cli, const struct institution *it)
{
	static const struct table_column COLUMNS[] = { { "clave", false, 0 },
		{ "registro", false, 0 }, { "abiertos", true, 0 }, { "atrasados", true, 0 },
		{ "con avisos", true, 0 }, { "todos", true, 0 } };
	struct app_register_sum *sums = NULL;
	size_t count = 0;
	struct table t;
	int rc = app_register_all(&cli->app, cli->mem, it->id, &sums, &count, &cli->err);

	if (rc < 0)
		return rc;
	if (cli_has(cli, "json"))
		return sums_json(cli, sums, count);
	table_init(&t, cli->mem, COLUMNS, sizeof(COLUMNS) / sizeof(COLUMNS[0]));
	for (size_t i = 0; i < count; i++) {
		table_put(&t, sums[i].reg->key);
		table_put(&t, sums[i].reg->name);
		table_put(&t, mem_printf(cli->mem, "%zu", sums[i].open));
		table_put(&t, mem_printf(cli->mem, "%zu", sums[i].late));
		table_put(&t, mem_printf(cli->mem, "%zu", sums[i].faulty));
		table_put(&t, mem_printf(cli->mem, "%zu", sums[i].total));
	}
	table_write(&t, &cli->out, &cli->term, 0);
	return YUP_OK;
}

static int
items_json(struct cli *cli, const struct app_register_list *found)
{
	struct json_writer w;

	json_begin(&w, json_to_str, &cli->out);
	json_object(&w, NULL);
	json_text(&w, "schema", "yupana.register_items/1");
	json_text(&w, "register", found->reg->key);
	json_array(&w, "items");
	for (size_t i = 0; i < found->count; i++)
		register_item_json(&w, NULL, found->reg, &found->items[i], found->today);
	json_array_end(&w);
	json_object_end(&w);
	return json_end(&w, &cli->err);
}

static const char *
state_name(const struct pack_register *reg, const char *key)
{
	const struct pack_register_state *state = register_state_find(reg, key);

	return state != NULL ? state->name : key;
}

static void
items_text(struct cli *cli, const struct app_register_list *found)
{
	static const struct table_column COLUMNS[] = { { "n.º", true, 0 }, { "estado", false, 0 },
		{ "fecha", false, 0 }, { "responsable", false, 10 }, { "asunto", false, 20 },
		{ "avisos", true, 0 } };
	struct register_finding faults[REGISTER_FINDINGS_MAX];
	struct table t;

	if (found->count == 0) {
		str_put(&cli->out, "No hay asuntos así en el registro.\n");
		return;
	}
	table_init(&t, cli->mem, COLUMNS, sizeof(COLUMNS) / sizeof(COLUMNS[0]));
	for (size_t i = 0; i < found->count; i++) {
		const struct register_item *item = &found->items[i];

		table_put(&t, mem_printf(cli->mem, "%lld", (long long)item->id));
		table_put(&t, state_name(found->reg, item->state));
		table_put(&t, register_value_of(cli->mem, item, REGISTER_DUE));
		table_put(&t, register_value_of(cli->mem, item, REGISTER_RESPONSIBLE));
		table_put(&t, item->title);
		table_put(&t,
		    mem_printf(cli->mem, "%zu",
			register_check(found->reg, item, found->today, faults)));
	}
	table_write(&t, &cli->out, &cli->term, 0);
}

static enum cli_status
list_run(struct cli *cli)
{
	struct register_filter filter = { .state = cli_value(cli, "state"),
		.late = cli_has(cli, "late"),
		.faulty = cli_has(cli, "warnings"),
		.responsible = cli_value(cli, "responsible"),
		.text = cli_value(cli, "text") };
	struct app_register_list found;
	struct institution it;
	enum cli_status status = begin(cli, APP_READONLY, &it);
	int rc;

	if (status == CLI_DONE)
		status = chosen_unit(cli, &it, cli_value(cli, "unit"), NULL, &filter.org_unit);
	if (status != CLI_DONE)
		return status;
	if (cli->operand_count == 0)
		return list_registers(cli, &it) < 0 ? cli_refused(cli) : CLI_DONE;
	rc = app_register_items(&cli->app, cli->mem, it.id, cli->operands[0], &filter, &found,
	    &cli->err);
	if (rc == YUP_OK && cli_has(cli, "json"))
		rc = items_json(cli, &found);
	else if (rc == YUP_OK)
		items_text(cli, &found);
	return rc < 0 ? cli_refused(cli) : CLI_DONE;
}

static const struct cli_option LIST_OPTIONS[] = {
	{ "state", 0, "ESTADO", "solo los de este estado: su clave, open o closed" },
	{ "unit", 'u', "UNIDAD", "solo los de esta unidad" },
	{ "responsible", 0, "TEXTO", "solo aquellos cuyo responsable lo contiene" },
	{ "text", 0, "TEXTO", "solo los que lo dicen en alguna parte" },
	{ "late", 0, NULL, "solo los abiertos cuya fecha pasó" },
	{ "warnings", 0, NULL, "solo los que tienen avisos" },
	CLI_ONE_INSTITUTION_OPTION,
	CLI_JSON_OPTION,
	CLI_PACK_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_register_list = {
	.name = "register list",
	.summary = "los registros, o los asuntos de uno",
	.operands = "[REGISTRO]",
	.about =
	    "Sin REGISTRO muestra los del paquete de la institución y cómo están; con su clave, "
	    "sus asuntos. Los avisos dicen lo que falta (R48) y lo que espera un reformulado "
	    "(R40).",
	.examples = "yupana register list\nyupana register list audit_recommendations --late",
	.options = LIST_OPTIONS,
	.operands_most = 1,
	.run = list_run,
};

/* ---- register show ------------------------------------------------------------------- */

static int
show_json(struct cli *cli, const struct app_register_item *found)
{
	struct json_writer w;

	json_begin(&w, json_to_str, &cli->out);
	json_object(&w, NULL);
	json_text(&w, "schema", "yupana.register_item/1");
	register_item_json(&w, "item", found->reg, &found->item, found->today);
	register_acts_json(&w, &found->item);
	json_object_end(&w);
	return json_end(&w, &cli->err);
}

static void
show_act(struct cli *cli, const struct pack_register *reg, const struct register_act *act)
{
	str_printf(&cli->out, "  %.16s  %s%s%s", act->at, act->actor,
	    act->actor[0] != '\0' ? " " : "", register_act_word(act->kind));
	if (act->state[0] != '\0' && act->kind != REGISTER_OPENED)
		str_printf(&cli->out, " «%s»", state_name(reg, act->state));
	if (act->field[0] != '\0')
		str_printf(&cli->out, " «%s»: %s -> %s", register_field_name(reg, act->field),
		    act->was, act->text);
	else if (act->text[0] != '\0' && act->kind != REGISTER_OPENED)
		str_printf(&cli->out, ": %s", act->text);
	str_put_char(&cli->out, '\n');
}

static void
show_text(struct cli *cli, const struct app_register_item *found)
{
	struct register_finding faults[REGISTER_FINDINGS_MAX];
	const struct register_item *item = &found->item;
	size_t count = register_check(found->reg, item, found->today, faults);

	str_printf(&cli->out, "%s %lld: %s\n  Estado: %s\n", found->reg->singular,
	    (long long)item->id, item->title, state_name(found->reg, item->state));
	for (size_t i = 0; i < item->value_count; i++)
		str_printf(&cli->out, "  %s: %s\n",
		    register_field_name(found->reg, item->values[i].field), item->values[i].text);
	for (size_t i = 0; i < count; i++) {
		str_printf(&cli->out, "  R%u ", faults[i].rule);
		register_put_finding(&cli->out, &faults[i], NULL);
		str_put_char(&cli->out, '\n');
	}
	for (size_t i = 0; i < item->act_count; i++)
		show_act(cli, found->reg, &item->acts[i]);
}

/* The item that the first operand names. */
static enum cli_status
chosen_item(struct cli *cli, unsigned flags, struct app_register_ref *out)
{
	struct institution it;
	enum cli_status status = begin(cli, flags, &it);

	*out = (struct app_register_ref){ .institution_id = status == CLI_DONE ? it.id : 0 };
	return status == CLI_DONE ? chosen_number(cli, cli->operands[0], &out->id) : status;
}

static enum cli_status
show_run(struct cli *cli)
{
	struct app_register_item found;
	struct app_register_ref which;
	enum cli_status status = chosen_item(cli, APP_READONLY, &which);
	int rc;

	if (status != CLI_DONE)
		return status;
	rc = app_register_get(&cli->app, cli->mem, &which, &found, &cli->err);
	if (rc == YUP_OK && cli_has(cli, "json"))
		rc = show_json(cli, &found);
	else if (rc == YUP_OK)
		show_text(cli, &found);
	return rc < 0 ? cli_refused(cli) : CLI_DONE;
}

static const struct cli_option SHOW_OPTIONS[] = {
	CLI_ONE_INSTITUTION_OPTION,
	CLI_JSON_OPTION,
	CLI_PACK_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_register_show = {
	.name = "register show",
	.summary = "un asunto con todo lo que se hizo con él",
	.operands = "NÚMERO",
	.about = "Muestra los datos de un asunto, sus avisos y sus actos, del primero al último.",
	.examples = "yupana register show 12",
	.options = SHOW_OPTIONS,
	.operands_least = 1,
	.operands_most = 1,
	.run = show_run,
};

/* ---- register add, set ----------------------------------------------------------------- */

/* CAMPO=VALOR of the operands from `first` on; the unit by its name. */
static enum cli_status
read_values(struct cli *cli, const struct institution *it, size_t first,
    struct register_value *list, size_t *count)
{
	for (size_t i = first; i < cli->operand_count; i++) {
		const char *given = cli->operands[i], *equals = strchr(given, '=');
		struct register_value *v = &list[*count];
		int64_t unit = 0;

		if (equals == NULL || *count == SET_MAX)
			return cli_misused(cli, "«%s» no es CAMPO=VALOR", given);
		v->field = mem_strndup(cli->mem, given, (size_t)(equals - given));
		v->text = equals + 1;
		(*count)++;
		if (strcmp(v->field, REGISTER_ORG_UNIT) != 0 || v->text[0] == '\0')
			continue;
		if (chosen_unit(cli, it, v->text, NULL, &unit) != CLI_DONE)
			return CLI_REFUSED;
		v->text = mem_printf(cli->mem, "%lld", (long long)unit);
	}
	return CLI_DONE;
}

static enum cli_status
add_run(struct cli *cli)
{
	struct register_value list[SET_MAX + 1] = { { REGISTER_TITLE, cli->operands[1] } };
	struct institution it;
	size_t count = 1;
	int64_t id = 0;
	enum cli_status status = begin(cli, 0, &it);

	if (status == CLI_DONE)
		status = read_values(cli, &it, 2, list, &count);
	if (status != CLI_DONE)
		return status;
	if (app_register_open(&cli->app, it.id, cli->operands[0], list, count, &id, &cli->err) < 0)
		return cli_refused(cli);
	str_printf(&cli->out, "Asunto %lld.\n", (long long)id);
	return CLI_DONE;
}

static const struct cli_option CHANGE_OPTIONS[] = {
	CLI_ONE_INSTITUTION_OPTION,
	CLI_PACK_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_register_add = {
	.name = "register add",
	.summary = "abrir un asunto en un registro",
	.operands = "REGISTRO ASUNTO [CAMPO=VALOR...]",
	.about =
	    "Abre un asunto en el primer estado del registro. CAMPO es la clave de uno de los suyos "
	    "(`yupana register list --json` las dice), unit (una unidad) o kind (una clase).",
	.examples = "yupana register add audit_recommendations \"Conciliar bienes\" unit=DGP "
		    "due=2027-06-30 responsible=\"Jefe de bienes\"",
	.options = CHANGE_OPTIONS,
	.operands_least = 2,
	.operands_most = SET_MAX + 1,
	.run = add_run,
};

static enum cli_status
set_run(struct cli *cli)
{
	struct register_value list[SET_MAX + 1] = { { NULL, NULL } };
	struct app_register_ref which;
	struct institution it;
	size_t count = 0;
	enum cli_status status = begin(cli, 0, &it);

	which = (struct app_register_ref){ .institution_id = status == CLI_DONE ? it.id : 0 };
	if (status == CLI_DONE)
		status = chosen_number(cli, cli->operands[0], &which.id);
	if (status == CLI_DONE)
		status = read_values(cli, &it, 1, list, &count);
	if (status != CLI_DONE)
		return status;
	if (app_register_change(&cli->app, &which, 0, list, count, &cli->err) < 0)
		return cli_refused(cli);
	str_printf(&cli->out, "Asunto %lld, guardado.\n", (long long)which.id);
	return CLI_DONE;
}

const struct cli_verb cmd_register_set = {
	.name = "register set",
	.summary = "cambiar los datos de un asunto abierto",
	.operands = "NÚMERO CAMPO=VALOR...",
	.about =
	    "Cambia campos de un asunto; lo que decían antes queda entre sus actos. Sin valor, "
	    "el campo queda vacío.",
	.examples = "yupana register set 12 due=2027-07-31 title=\"Conciliar todos los bienes\"",
	.options = CHANGE_OPTIONS,
	.operands_least = 2,
	.operands_most = SET_MAX + 1,
	.run = set_run,
};

/* ---- register pass, comment ---------------------------------------------------------------- */

static enum cli_status
pass_run(struct cli *cli)
{
	struct app_register_ref which;
	enum cli_status status = chosen_item(cli, 0, &which);

	if (status != CLI_DONE)
		return status;
	if (app_register_pass(&cli->app, &which, 0, cli->operands[1], cli_value(cli, "why"),
		&cli->err) < 0)
		return cli_refused(cli);
	str_printf(&cli->out, "Asunto %lld, en %s.\n", (long long)which.id, cli->operands[1]);
	return CLI_DONE;
}

static const struct cli_option PASS_OPTIONS[] = {
	{ "why", 0, "MOTIVO", "qué se hizo o por qué; cerrar y reabrir lo llevan siempre" },
	CLI_ONE_INSTITUTION_OPTION,
	CLI_PACK_OPTION,
	CLI_DB_OPTION,
	CLI_OPTIONS_END,
};

const struct cli_verb cmd_register_pass = {
	.name = "register pass",
	.summary = "pasar un asunto a otro estado",
	.operands = "NÚMERO ESTADO",
	.about = "ESTADO es la clave de uno de los del registro; `yupana register list --json` las "
		 "dice.",
	.examples = "yupana register pass 12 done --why \"Acta 4 de conciliación\"",
	.options = PASS_OPTIONS,
	.operands_least = 2,
	.operands_most = 2,
	.run = pass_run,
};

static enum cli_status
comment_run(struct cli *cli)
{
	struct app_register_ref which;
	enum cli_status status = chosen_item(cli, 0, &which);

	if (status != CLI_DONE)
		return status;
	if (app_register_comment(&cli->app, &which, cli->operands[1], &cli->err) < 0)
		return cli_refused(cli);
	str_printf(&cli->out, "Asunto %lld, comentado.\n", (long long)which.id);
	return CLI_DONE;
}

const struct cli_verb cmd_register_comment = {
	.name = "register comment",
	.summary = "comentar un asunto",
	.operands = "NÚMERO TEXTO",
	.about = "Agrega un comentario a los actos del asunto.",
	.examples = "yupana register comment 12 \"Falta la firma del acta\"",
	.options = CHANGE_OPTIONS,
	.operands_least = 2,
	.operands_most = 2,
	.run = comment_run,
};
