#include "web/api/openapi.h"

#include <string.h>

#include "web/api/api.h"
#include "web/api/common.h"

static const struct {
	enum method method;
	const char *path;
	struct api_doc doc;
} DOCS[] = {
	{ METHOD_GET, "/api/v1/openapi.json", { "This description", "any", NULL, 200, 0, 0, 0 } },
	{ METHOD_GET, "/api/v1/institutions",
	    { "Institutions of which one may see something", "institutions", NULL, 200, 0, 0, 0 } },
	{ METHOD_GET, "/api/v1/units",
	    { "Units of the organisation on a day (on=2027-01-31)", "units", NULL, 200, 0, 0, 0 } },
	{ METHOD_GET, "/api/v1/users", { "Accounts", "users", NULL, 200, 1, 0, 0 } },
	{ METHOD_GET, "/api/v1/imports",
	    { "Documents that wait to be accepted", "imports", NULL, 200, 0, 0, 0 } },
	{ METHOD_POST, "/api/v1/imports",
	    { "Send a document; nothing is stored until it is accepted", "import_answer", "text",
		201, 0, 0, 0 } },
	{ METHOD_GET, "/api/v1/imports/{import}",
	    { "What accepting it would do", "import_answer", NULL, 200, 0, 0, 0 } },
	{ METHOD_DELETE, "/api/v1/imports/{import}",
	    { "Throw it away", NULL, NULL, 204, 0, 0, 0 } },
	{ METHOD_POST, "/api/v1/imports/{import}/accept",
	    { "It becomes what is in force", "import_answer", NULL, 200, 0, 0, 0 } },
	{ METHOD_GET, "/api/v1/plans", { "Plans, the replaced too", "plans", NULL, 200, 1, 0, 0 } },
	{ METHOD_GET, "/api/v1/plans/{plan}", { "One plan", "plan_answer", NULL, 200, 0, 1, 0 } },
	{ METHOD_GET, "/api/v1/plans/{plan}/nodes",
	    { "Its rows, those one may read", "nodes", NULL, 200, 1, 0, 0 } },
	{ METHOD_POST, "/api/v1/plans/{plan}/nodes",
	    { "Add a row under another", "node_answer", "new_node", 201, 0, 1, 0 } },
	{ METHOD_GET, "/api/v1/plans/{plan}/nodes/{node}",
	    { "One row", "node_answer", NULL, 200, 0, 1, 0 } },
	{ METHOD_PATCH, "/api/v1/plans/{plan}/nodes/{node}",
	    { "Change cells of a row", "node_answer", "cells", 200, 0, 1, 1 } },
	{ METHOD_DELETE, "/api/v1/plans/{plan}/nodes/{node}",
	    { "Delete a row and what hangs from it", NULL, NULL, 204, 0, 0, 1 } },
	{ METHOD_POST, "/api/v1/plans/{plan}/nodes/{node}/move",
	    { "Hang a row from another", "node_answer", "place", 200, 0, 1, 1 } },
	{ METHOD_GET, "/api/v1/plans/{plan}/rollup",
	    { "Planned progress of its rows, month by month", "rollup", NULL, 200, 0, 0, 0 } },
	{ METHOD_GET, "/api/v1/plans/{plan}/findings",
	    { "What the rules say of it", "findings", NULL, 200, 1, 0, 0 } },
	{ METHOD_GET, "/api/v1/plans/{plan}/observations",
	    { "What reviewers observed in it, with what was answered", "observations", NULL, 200, 1,
		1, 0 } },
	{ METHOD_POST, "/api/v1/plans/{plan}/observations",
	    { "Observe a cell, a row (field \"\") or a unit (node -1)", "observation_answer",
		"new_observation", 201, 0, 0, 0 } },
	{ METHOD_POST, "/api/v1/plans/{plan}/observations/{observation}/replies",
	    { "Answer it, as the unit; or insist, as who observes", "observation_answer", "words",
		201, 0, 0, 0 } },
	{ METHOD_POST, "/api/v1/plans/{plan}/observations/{observation}/settle",
	    { "It is well; the text may be empty", "observation_answer", "words", 200, 0, 0, 0 } },
	{ METHOD_GET, "/api/v1/periods",
	    { "Reporting periods of a year (year=2027), else of the newest that has some",
		"periods", NULL, 200, 0, 0, 0 } },
	{ METHOD_POST, "/api/v1/periods/{year}",
	    { "Lay out a year, until one of its periods opens; 0: as the pack has it", "periods",
		"new_calendar", 201, 0, 0, 0 } },
	{ METHOD_POST, "/api/v1/periods/{year}/{period}/open",
	    { "Open it for its units to report; due_on \"\": as laid out", "periods", "opening",
		200, 0, 0, 0 } },
	{ METHOD_POST, "/api/v1/periods/{year}/{period}/extend",
	    { "Give units (path, id or acronym; none: all) until another day", "periods",
		"extension", 200, 0, 0, 0 } },
	{ METHOD_POST, "/api/v1/periods/{year}/{period}/close",
	    { "Close it; with why, also where reports are not accepted", "periods", "closing", 200,
		0, 0, 0 } },
	{ METHOD_GET, "/api/v1/reports/{year}/{period}/units",
	    { "How the units one may read stand with a period", "unit_reports", NULL, 200, 1, 0,
		0 } },
	{ METHOD_POST, "/api/v1/reports/{year}/{period}/steps",
	    { "Pass units' reports on, all or none: to submitted, approved, validated or returned",
		"unit_reports", "report_step", 200, 0, 0, 0 } },
	{ METHOD_GET, "/api/v1/reports/{year}/{period}/rows/{node}",
	    { "What was reported of a row, how far that is, and every change with its reason",
		"row_reports", NULL, 200, 0, 0, 0 } },
	{ METHOD_GET, "/api/v1/reports/{year}/{period}/follow-up",
	    { "The follow-up document, of all or of a unit (unit=DGP/UIC) and those below it",
		"follow_up", NULL, 200, 0, 0, 0 } },
	{ METHOD_GET, "/api/v1/standings/{year}",
	    { "How units and levels stand at the end of each period of a year", "standings", NULL,
		200, 0, 0, 0 } },
	{ METHOD_GET, "/api/v1/ministry/{year}",
	    { "The institution and those it supervises, through a year", "ministry", NULL, 200, 0,
		0, 0 } },
	{ METHOD_GET, "/api/v1/reports/{year}/{period}/observations",
	    { "What reviewers observed in the units' reports of a period", "observations", NULL,
		200, 1, 0, 0 } },
	{ METHOD_POST, "/api/v1/reports/{year}/{period}/observations",
	    { "Observe a cell of a report, a row (field \"\") or a unit (node -1); its period is 0",
		"observation_answer", "new_observation", 201, 0, 0, 0 } },
	{ METHOD_POST, "/api/v1/reports/{year}/{period}/observations/{observation}/replies",
	    { "Answer it, as the unit; or insist, as who observes", "observation_answer", "words",
		201, 0, 0, 0 } },
	{ METHOD_POST, "/api/v1/reports/{year}/{period}/observations/{observation}/settle",
	    { "It is well; the text may be empty", "observation_answer", "words", 200, 0, 0, 0 } },
	{ METHOD_GET, "/api/v1/evidence",
	    { "Files attached to a year's reports (year, period, node) or to an item (item), or all",
		"evidences", NULL, 200, 0, 0, 0 } },
	{ METHOD_POST, "/api/v1/evidence",
	    { "Attach the file that the body is (year, period, node, or item; name, about, dated_on, why)",
		"evidence_answer", "text", 201, 0, 0, 0 } },
	{ METHOD_GET, "/api/v1/evidence/{evidence}",
	    { "What is known of one", "evidence_answer", NULL, 200, 0, 0, 0 } },
	{ METHOD_DELETE, "/api/v1/evidence/{evidence}",
	    { "Take it back, while its item or period is open; then, of a period, with why", NULL,
		NULL, 204, 0, 0, 0 } },
	{ METHOD_GET, "/api/v1/evidence/{evidence}/file",
	    { "The file itself", NULL, NULL, 200, 0, 0, 0 } },
	{ METHOD_GET, "/api/v1/papers",
	    { "A document as it is filed (what, year, version, unit, period, paper, format)", NULL,
		NULL, 200, 0, 0, 0 } },
	{ METHOD_GET, "/api/v1/issued",
	    { "Documents that were issued, the newest first", "issued_list", NULL, 200, 0, 0, 0 } },
	{ METHOD_POST, "/api/v1/issued",
	    { "Issue one as PDF (what, year, version, unit, period, paper)", "issued_answer", NULL,
		201, 0, 0, 0 } },
	{ METHOD_GET, "/api/v1/issued/{issued}",
	    { "What is known of one", "issued_answer", NULL, 200, 0, 0, 0 } },
	{ METHOD_GET, "/api/v1/issued/{issued}/file",
	    { "Its PDF, byte for byte as it was issued", NULL, NULL, 200, 0, 0, 0 } },
	{ METHOD_GET, "/api/v1/registers",
	    { "Registers of things followed to closure, and how they stand", "registers", NULL, 200,
		0, 0, 0 } },
	{ METHOD_GET, "/api/v1/registers/{register}/items",
	    { "Items of a register, those one may read", "register_items", NULL, 200, 1, 0, 0 } },
	{ METHOD_POST, "/api/v1/registers/{register}/items",
	    { "Open an item: fields of the register, title, unit (its id) and kind",
		"register_item_answer", "register_values", 201, 0, 1, 0 } },
	{ METHOD_GET, "/api/v1/registers/{register}/items/{item}",
	    { "One item, with everything done with it", "register_item_answer", NULL, 200, 0, 1,
		0 } },
	{ METHOD_PATCH, "/api/v1/registers/{register}/items/{item}",
	    { "Change fields of an item", "register_item_answer", "register_values", 200, 0, 1,
		1 } },
	{ METHOD_POST, "/api/v1/registers/{register}/items/{item}/acts",
	    { "Pass it to a state; with state \"\", comment on it", "register_item_answer",
		"new_register_act", 201, 0, 1, 0 } },
	{ METHOD_POST, "/api/v1/registers/{register}/items/{item}/amendment",
	    { "An amendment in draft does it; plan 0: it is given back", "register_item_answer",
		"taking", 200, 0, 1, 0 } },
	{ METHOD_GET, "/api/v1/plans/{plan}/amendment",
	    { "Measures that wait for an amendment of the plan's year, or that this one does",
		"register_items", NULL, 200, 0, 0, 0 } },
	{ METHOD_POST, "/api/v1/plans/{plan}/cells",
	    { "Save cells of several rows, all or none (the grid's own)", "any", "any", 200, 0, 0,
		0 } },
	{ METHOD_POST, "/api/v1/plans/{plan}/cells/try",
	    { "What saving them would give, nothing stored", "any", "any", 200, 0, 0, 0 } },
	{ METHOD_POST, "/api/v1/reports/{year}/{period}/cells",
	    { "Save cells of a unit's report, all or none; in a closed period, with why, corrections",
		"any", "any", 200, 0, 0, 0 } },
	{ METHOD_POST, "/api/v1/reports/{year}/{period}/cells/try",
	    { "What saving them would give, nothing stored", "any", "any", 200, 0, 0, 0 } },
};

const struct api_schema api_schemas[] = {
	{ "institution",
	    { { "id", "integer" }, { "name", "string" }, { "acronym", "string?" },
		{ "pack", "string" }, { "own", "boolean" } } },
	{ "institutions", { { "institutions", "[institution]" } } },
	{ "unit",
	    { { "id", "integer" }, { "name", "string" }, { "acronym", "string?" },
		{ "path", "string" }, { "parent", "integer?" }, { "from", "string" },
		{ "to", "string?" } } },
	{ "units", { { "units", "[unit]" } } },
	{ "user",
	    { { "id", "integer" }, { "login", "string" }, { "name", "string" },
		{ "email", "string?" }, { "enabled", "boolean" }, { "has_password", "boolean" } } },
	{ "users", { { "users", "[user]" } } },
	{ "pending",
	    { { "id", "integer" }, { "name", "string" }, { "size", "integer" },
		{ "created_at", "string" }, { "expires_at", "string" } } },
	{ "imports", { { "imports", "[pending]" } } },
	{ "import",
	    { { "id", "integer" }, { "kind", "string" }, { "status", "string" },
		{ "year", "integer" }, { "findings", "integer" }, { "issues", "integer" },
		{ "changes", "integer" } } },
	{ "import_answer", { { "import", "import" } } },
	{ "plan",
	    { { "id", "integer" }, { "year", "integer" }, { "version", "integer" },
		{ "pack", "string" }, { "state", "string" }, { "revision", "integer" },
		{ "saved_at", "string" }, { "superseded_at", "string?" } } },
	{ "plans", { { "plans", "[plan]" } } },
	{ "plan_answer", { { "plan", "plan" } } },
	{ "node",
	    { { "node", "integer" }, { "id", "string" }, { "code", "string" },
		{ "level", "string" }, { "parent", "integer?" }, { "unit", "string?" },
		{ "title", "string" }, { "revision", "integer" }, { "weight", "number?" },
		{ "schedule", "[number?]" }, { "total", "number?" }, { "budget", "number?" },
		{ "indicator", "string?" }, { "responsible", "string?" },
		{ "verification", "string?" }, { "baseline", "string?" }, { "target", "string?" },
		{ "formula", "string?" }, { "data_source", "string?" }, { "frequency", "string?" },
		{ "direction", "string?" }, { "measure_unit", "string?" } } },
	{ "nodes", { { "nodes", "[node]" } } },
	{ "node_answer", { { "node", "node" } } },
	{ "cell", { { "field", "string" }, { "period", "integer" }, { "text", "string" } } },
	{ "cells", { { "cells", "[cell]" } } },
	{ "place", { { "parent", "integer" }, { "after", "integer" } } },
	{ "new_node", { { "parent", "integer" }, { "after", "integer" }, { "cells", "[cell]" } } },
	{ "rolled", { { "node", "integer" }, { "months", "[number?]" }, { "total", "number?" } } },
	{ "rollup", { { "nodes", "[rolled]" } } },
	{ "findings", { { "findings", "[any]" } } },
	{ "act",
	    { { "act", "string" }, { "at", "string" }, { "actor", "string" },
		{ "text", "string?" } } },
	{ "observation",
	    { { "id", "integer" }, { "state", "string" }, { "unit", "string" },
		{ "node", "integer?" }, { "code", "string?" }, { "field", "string?" },
		{ "period", "integer" }, { "report", "integer?" }, { "by", "string" },
		{ "text", "string" }, { "acts", "[act]" } } },
	{ "observations", { { "observations", "[observation]" } } },
	{ "observation_answer", { { "observation", "observation" } } },
	{ "new_observation",
	    { { "unit", "string" }, { "node", "integer" }, { "field", "string" },
		{ "period", "integer" }, { "text", "string" } } },
	{ "period",
	    { { "period", "integer" }, { "first", "integer" }, { "last", "integer" },
		{ "due_on", "string" }, { "state", "string" }, { "plan", "integer?" } } },
	{ "periods", { { "year", "integer" }, { "periods", "[period]" } } },
	{ "new_calendar", { { "every", "integer" }, { "days", "integer" } } },
	{ "opening", { { "due_on", "string" } } },
	{ "extension", { { "units", "[string]" }, { "due_on", "string" }, { "why", "string" } } },
	{ "closing", { { "why", "string" } } },
	{ "report_step", { { "units", "[string]" }, { "to", "string" }, { "why", "string" } } },
	{ "unit_report",
	    { { "id", "string" }, { "path", "string" }, { "state", "string" },
		{ "due_on", "string" }, { "late", "boolean" }, { "rows", "integer" },
		{ "reported", "integer" }, { "unexplained", "integer" },
		{ "physical", "number?" } } },
	{ "unit_reports", { { "units", "[unit_report]" } } },
	{ "row_report",
	    { { "node", "integer" }, { "code", "string" }, { "title", "string" },
		{ "unit", "string" }, { "revision", "integer" }, { "physical", "number?" },
		{ "stated", "boolean" }, { "achieved", "number?" }, { "whole", "number?" },
		{ "planned", "number?" }, { "efficacy", "number?" }, { "financial", "number?" },
		{ "threshold", "string" } } },
	{ "report_cell", { { "field", "string" }, { "text", "string" } } },
	{ "said", { { "period", "integer" }, { "cells", "[report_cell]" } } },
	{ "report_change",
	    { { "period", "integer" }, { "field", "string" }, { "before", "string" },
		{ "after", "string" }, { "at", "string" }, { "actor", "string" },
		{ "why", "string?" } } },
	{ "row_reports",
	    { { "row", "row_report" }, { "reports", "[said]" },
		{ "changes", "[report_change]" } } },
	{ "document_source",
	    { { "file", "string?" }, { "form", "string?" }, { "line", "integer" } } },
	{ "document_institution", { { "name", "string" }, { "acronym", "string" } } },
	{ "operation",
	    { { "id", "string" }, { "code", "string" }, { "area", "string?" },
		{ "expected", "string" }, { "obtained", "string" }, { "physical", "number?" },
		{ "financial", "number?" }, { "cause", "string?" }, { "measure", "string?" },
		{ "sources", "[document_source]" } } },
	{ "document_unit",
	    { { "id", "string" }, { "ordinal", "string" }, { "name", "string" },
		{ "parent", "string?" }, { "printed", "number?" }, { "computed", "number?" },
		{ "operations", "[operation]" }, { "sources", "[document_source]" } } },
	{ "document_level",
	    { { "id", "string" }, { "name", "string" }, { "level", "string" },
		{ "parent", "string?" }, { "printed", "number?" }, { "computed", "number?" },
		{ "computed_from_printed", "number?" }, { "printed_financial", "number?" },
		{ "computed_financial", "number?" }, { "of", "[string]" },
		{ "sources", "[document_source]" } } },
	{ "orphan",
	    { { "unit", "string" }, { "code", "string" }, { "expected", "string" },
		{ "cause", "string?" }, { "measure", "string?" },
		{ "sources", "[document_source]" } } },
	{ "follow_up",
	    { { "institution", "document_institution" }, { "year", "integer" },
		{ "as_of", "string?" }, { "pack", "string" }, { "threshold", "number?" },
		{ "threshold_stated", "boolean" }, { "units", "[document_unit]" },
		{ "aggregates", "[document_level]" }, { "orphans", "[orphan]" } } },
	{ "standing",
	    { { "id", "string" }, { "level", "string" }, { "parent", "string?" },
		{ "code", "string?" }, { "name", "string" }, { "physical", "number?" },
		{ "planned", "number?" }, { "efficacy", "number?" }, { "financial", "number?" },
		{ "efficiency", "number?" }, { "projected", "number?" }, { "budget", "number?" },
		{ "executed", "number?" }, { "operations", "integer" }, { "reported", "integer" },
		{ "below", "integer" }, { "unexplained", "integer" } } },
	{ "standing_period",
	    { { "period", "integer" }, { "first", "integer" }, { "last", "integer" },
		{ "due_on", "string" }, { "state", "string" }, { "lines", "[standing]" } } },
	{ "standings", { { "year", "integer" }, { "periods", "[standing_period]" } } },
	{ "figures",
	    { { "physical", "number?" }, { "planned", "number?" }, { "efficacy", "number?" },
		{ "financial", "number?" }, { "efficiency", "number?" }, { "projected", "number?" },
		{ "budget", "number?" }, { "executed", "number?" }, { "operations", "integer" },
		{ "reported", "integer" }, { "below", "integer" }, { "unexplained", "integer" } } },
	{ "ministry_month", { { "month", "integer" }, { "whole", "figures" } } },
	{ "agency_period",
	    { { "period", "integer" }, { "first", "integer" }, { "last", "integer" },
		{ "due_on", "string" }, { "state", "string" }, { "units", "integer" },
		{ "sent", "integer" }, { "late", "integer" }, { "whole", "figures" } } },
	{ "agency",
	    { { "id", "integer" }, { "name", "string" }, { "acronym", "string?" },
		{ "periods", "[agency_period]" } } },
	{ "ministry",
	    { { "year", "integer" }, { "last", "integer" }, { "months", "[ministry_month]" },
		{ "institutions", "[agency]" } } },
	{ "evidence",
	    { { "id", "integer" }, { "unit", "integer?" }, { "year", "integer?" },
		{ "period", "integer?" }, { "node_id", "string?" }, { "item", "integer?" },
		{ "name", "string" }, { "kind", "string" }, { "size", "integer" },
		{ "sha256", "string" }, { "about", "string?" }, { "dated_on", "string?" },
		{ "outside", "boolean" }, { "uses", "integer" }, { "added_at", "string" },
		{ "actor", "string" }, { "removed_at", "string?" } } },
	{ "evidences", { { "evidence", "[evidence]" } } },
	{ "evidence_answer", { { "evidence", "evidence" } } },
	{ "issued",
	    { { "id", "integer" }, { "number", "string" }, { "year", "integer" },
		{ "kind", "string" }, { "title", "string" }, { "unit", "string" },
		{ "version", "string" }, { "as_of", "string" }, { "paper", "string" },
		{ "pages", "integer" }, { "size", "integer" }, { "content_hash", "string" },
		{ "sha256", "string" }, { "issued_at", "string" }, { "by", "string" } } },
	{ "issued_list", { { "documents", "[issued]" } } },
	{ "issued_answer", { { "document", "issued" } } },
	{ "register_state", { { "key", "string" }, { "name", "string" }, { "final", "boolean" } } },
	{ "register_kind", { { "key", "string" }, { "name", "string" }, { "amends", "boolean" } } },
	{ "register_field",
	    { { "key", "string" }, { "name", "string" }, { "kind", "string" },
		{ "needed", "string" } } },
	{ "register",
	    { { "key", "string" }, { "name", "string" }, { "singular", "string" },
		{ "follows_measures", "boolean" }, { "total", "integer" }, { "open", "integer" },
		{ "late", "integer" }, { "faulty", "integer" }, { "states", "[register_state]" },
		{ "kinds", "[register_kind]" }, { "fields", "[register_field]" } } },
	{ "registers", { { "registers", "[register]" } } },
	{ "register_value", { { "field", "string" }, { "text", "string" } } },
	{ "register_values", { { "values", "[register_value]" } } },
	{ "register_warning",
	    { { "rule", "string" }, { "what", "string" }, { "field", "string?" } } },
	{ "register_item",
	    { { "id", "integer" }, { "register", "string" }, { "title", "string" },
		{ "unit", "integer?" }, { "kind", "string?" }, { "state", "string" },
		{ "open", "boolean" }, { "late", "boolean" }, { "year", "integer?" },
		{ "period", "integer?" }, { "node_id", "string?" }, { "amendment", "integer?" },
		{ "opened_at", "string" }, { "revision", "integer" },
		{ "values", "[register_value]" }, { "warnings", "[register_warning]" } } },
	{ "register_items", { { "items", "[register_item]" } } },
	{ "register_act",
	    { { "act", "string" }, { "at", "string" }, { "actor", "string" },
		{ "state", "string?" }, { "field", "string?" }, { "was", "string?" },
		{ "text", "string?" }, { "amendment", "integer?" } } },
	{ "register_item_answer", { { "item", "register_item" }, { "acts", "[register_act]" } } },
	{ "new_register_act", { { "state", "string" }, { "text", "string" } } },
	{ "taking", { { "plan", "integer" } } },
	{ "words", { { "text", "string" } } },
	{ "problem",
	    { { "type", "string" }, { "title", "string" }, { "status", "integer" },
		{ "detail", "string" }, { "code", "string" } } },
	{ 0 },
};

static const char *const METHODS[] = { "get", "post", "put", "patch", "delete" };

const struct api_doc *
api_doc_of(const struct route *route)
{
	for (size_t i = 0; i < sizeof(DOCS) / sizeof(DOCS[0]); i++)
		if (DOCS[i].method == route->method && strcmp(DOCS[i].path, route->path) == 0)
			return &DOCS[i].doc;
	return NULL;
}

/* ---- Schemas -------------------------------------------------------------------------- */

static void
put_type(struct json_writer *w, const char *key, const char *type)
{
	static const char *const PLAIN[] = { "integer", "string", "boolean", "number" };
	size_t length = strlen(type);

	json_object(w, key);
	if (type[0] == '[') {
		char item[64] = { 0 };

		memcpy(item, type + 1, length - 2);
		json_text(w, "type", "array");
		put_type(w, "items", item);
	} else if (strcmp(type, "any") != 0) {
		bool may_be_null = type[length - 1] == '?';
		char name[64] = { 0 };
		bool plain = false;

		memcpy(name, type, length - may_be_null);
		for (size_t i = 0; i < sizeof(PLAIN) / sizeof(PLAIN[0]); i++)
			plain = plain || strcmp(PLAIN[i], name) == 0;
		if (!plain) {
			char ref[96] = "#/components/schemas/";

			memcpy(ref + strlen(ref), name, strlen(name) + 1);
			json_text(w, "$ref", ref);
		} else if (may_be_null) {
			json_line_array(w, "type");
			json_text(w, NULL, name);
			json_text(w, NULL, "null");
			json_array_end(w);
		} else {
			json_text(w, "type", name);
		}
	}
	json_object_end(w);
}

static void
put_schemas(struct json_writer *w)
{
	json_object(w, "components");
	json_object(w, "securitySchemes");
	json_object(w, "token");
	json_text(w, "type", "http");
	json_text(w, "scheme", "bearer");
	json_object_end(w);
	json_object_end(w);
	json_object(w, "schemas");
	for (const struct api_schema *s = api_schemas; s->name != NULL; s++) {
		json_object(w, s->name);
		json_text(w, "type", "object");
		json_line_array(w, "required");
		for (const struct api_member *m = s->members; m->name != NULL; m++)
			json_text(w, NULL, m->name);
		json_array_end(w);
		json_object(w, "properties");
		for (const struct api_member *m = s->members; m->name != NULL; m++)
			put_type(w, m->name, m->type);
		json_object_end(w);
		json_object_end(w);
	}
	json_object_end(w);
	json_object_end(w);
}

/* ---- Routes ----------------------------------------------------------------------------- */

static void
put_parameter(struct json_writer *w, const char *in, const char *name, size_t length,
    const char *type, bool required)
{
	char text[64] = { 0 };

	memcpy(text, name, length < sizeof(text) - 1 ? length : sizeof(text) - 1);
	json_object(w, NULL);
	json_text(w, "name", text);
	json_text(w, "in", in);
	json_bool(w, "required", required);
	put_type(w, "schema", type);
	json_object_end(w);
}

static void
put_parameters(struct json_writer *w, const char *path, const struct api_doc *doc)
{
	json_array(w, "parameters");
	for (const char *at = strchr(path, '{'); at != NULL; at = strchr(at + 1, '{'))
		put_parameter(w, "path", at + 1, strcspn(at + 1, "}"),
		    strncmp(at, "{register}", 10) == 0 ? "string" : "integer", true);
	if (doc->paged) {
		put_parameter(w, "query", "limit", 5, "integer", false);
		put_parameter(w, "query", "after", 5, "integer", false);
	}
	if (doc->if_match)
		put_parameter(w, "header", "If-Match", 8, "string", true);
	json_array_end(w);
}

static void
put_content(struct json_writer *w, const char *media, const char *type)
{
	json_object(w, "content");
	json_object(w, media);
	put_type(w, "schema", type);
	json_object_end(w);
	json_object_end(w);
}

static void
put_route(struct json_writer *w, const struct route *route, const struct api_doc *doc)
{
	char status[8] = { (char)('0' + doc->status / 100), (char)('0' + doc->status / 10 % 10),
		(char)('0' + doc->status % 10) };

	json_object(w, METHODS[route->method]);
	json_text(w, "summary", doc->summary);
	if (route->asks == ASKS_ROLE)
		json_text(w, "x-permission", permission_key(route->permission));
	put_parameters(w, route->path, doc);
	if (doc->body != NULL) {
		bool text = strcmp(doc->body, "text") == 0;

		json_object(w, "requestBody");
		json_bool(w, "required", true);
		put_content(w, text ? "text/plain" : "application/json",
		    text ? "string" : doc->body);
		json_object_end(w);
	}
	json_object(w, "responses");
	json_object(w, status);
	json_text(w, "description", doc->tagged ? "Done; ETag is its revision" : "Done");
	if (doc->answer != NULL)
		put_content(w, "application/json", doc->answer);
	json_object_end(w);
	json_object(w, "default");
	json_text(w, "description", "Refused: why, and what to do");
	put_content(w, "application/problem+json", "problem");
	json_object_end(w);
	json_object_end(w);
	json_object_end(w);
}

/* Every method of a path under it, at the first of its routes. */
static int
put_path(struct json_writer *w, const char *path, struct err *err)
{
	json_object(w, path);
	for (size_t t = 0; web_routes[t] != NULL; t++)
		for (const struct route *r = web_routes[t]; r->path != NULL; r++) {
			const struct api_doc *doc = api_doc_of(r);

			if (strcmp(r->path, path) != 0)
				continue;
			if (doc == NULL)
				return err_set(err, YUP_EBUG, "no description of %s", path);
			put_route(w, r, doc);
		}
	json_object_end(w);
	return YUP_OK;
}

/* Was the path met before this route? */
static bool
was_before(const struct route *route)
{
	for (size_t t = 0; web_routes[t] != NULL; t++)
		for (const struct route *r = web_routes[t]; r->path != NULL; r++) {
			if (r == route)
				return false;
			if (strcmp(r->path, route->path) == 0)
				return true;
		}
	return false;
}

int
openapi_put(struct str *out, struct err *err)
{
	struct json_writer w;
	int rc = YUP_OK, ended;

	json_begin(&w, json_to_str, out);
	json_object(&w, NULL);
	json_text(&w, "openapi", "3.1.0");
	json_object(&w, "info");
	json_text(&w, "title", "yupana");
	json_text(&w, "version", "1");
	json_object_end(&w);
	json_array(&w, "security");
	json_object(&w, NULL);
	json_line_array(&w, "token");
	json_array_end(&w);
	json_object_end(&w);
	json_array_end(&w);
	json_object(&w, "paths");
	for (size_t t = 0; web_routes[t] != NULL; t++)
		for (const struct route *r = web_routes[t]; rc == YUP_OK && r->path != NULL; r++)
			if (strncmp(r->path, "/api/", 5) == 0 && !was_before(r))
				rc = put_path(&w, r->path, err);
	json_object_end(&w);
	put_schemas(&w);
	json_object_end(&w);
	ended = json_end(&w, err);
	return rc < 0 ? rc : ended;
}

static int
openapi_show(struct visit *visit, struct err *err)
{
	visit->res->type = "application/json";
	return openapi_put(&visit->res->body, err);
}

const struct route api_openapi[] = {
	{ METHOD_GET, "/api/v1/openapi.json", openapi_show, ASKS_NOTHING, 0, 0 },
	{ 0 },
};
