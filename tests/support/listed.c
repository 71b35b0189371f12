/* listed.c - see listed.h. */
#include "support/listed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "core/rollup.h"
#include "support/cmocka_all.h"
#include "support/files.h"
#include "support/read_document.h"

enum { COLUMNS_MAX = 24, EQUAL_E9 = 11000000 };

const char *
listed_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

struct checked
listed_check(struct mem *mem, const char *path)
{
	struct checked c = { .mem = mem, .document = read_document(mem, path) };
	struct err err = { 0 };
	int rc = c.document.plan != NULL
	    ? check_plan(mem, c.document.plan, &c.findings, c.passed, &err)
	    : check_follow_up(mem, c.document.follow_up, &c.findings, c.passed, &err);

	if (rc < 0) {
		(void)fprintf(stderr, "%s: %s\n", path, err.message);
		exit(2);
	}
	return c;
}

struct listed_all
listed_read(struct mem *mem, const char *path)
{
	char *text = test_file_read(path, NULL), *copy = mem_strdup(mem, text), *rest;
	struct listed *items = NULL;
	size_t count = 0, room = 0;

	free(text);
	for (char *line = strtok_r(copy, "\r\n", &rest); line != NULL;
	     line = strtok_r(NULL, "\r\n", &rest)) {
		char *second = strchr(line, ','),
		     *third = second != NULL ? strchr(second + 1, ',') : NULL,
		     *fourth = third != NULL ? strchr(third + 1, ',') : NULL;

		if (fourth == NULL || second[1] < '0' || second[1] > '9')
			continue;
		*second = *third = *fourth = '\0';
		MEM_PUSH(mem, items, count, room);
		items[count - 1] = (struct listed){ line, (unsigned)atoi(second + 1),
			third[1] == 'R' ? (unsigned)atoi(third + 2) : 0, fourth + 1 };
	}
	return (struct listed_all){ items, count };
}

bool
listed_is_found(const struct checked *c, unsigned rule, unsigned line)
{
	for (size_t i = 0; i < c->findings.count; i++)
		if (c->findings.items[i].rule == rule && c->findings.items[i].source.line == line)
			return true;
	return false;
}

bool
listed_has(const struct listed_all *all, const char *file, unsigned rule, unsigned line)
{
	for (size_t i = 0; i < all->count; i++)
		if (all->items[i].rule == rule && all->items[i].line == line &&
		    strcmp(all->items[i].file, file) == 0)
			return true;
	return false;
}

/* ---- repairs ---- */

static int64_t
number(const char *cell)
{
	struct num n;

	return num_parse(cell, strlen(cell), NUM_DOT_DECIMAL, &n) == YUP_OK ? n.value_e4
									    : NUM_ABSENT;
}

static size_t
node_at_line(const struct plan *plan, uint32_t line)
{
	size_t i = 0;

	while (i < plan->node_count && node_source_in(&plan->nodes[i], 'B').line != line)
		i++;
	return i;
}

static void
judge(const struct plan *plan, uint32_t line, char **months, struct listed_repairs *out)
{
	size_t i = node_at_line(plan, line);
	bool same = true;

	out->rows++;
	if (i == plan->node_count || plan->nodes[i].state != NODE_REPAIRED) {
		out->open++;
		print_message("line %u is left open\n", line);
		return;
	}
	for (unsigned m = 0; m < plan->period_count; m++)
		same = same && plan_schedule(plan, i)[m] == number(months[m]);
	out->restored += same;
	out->wrong += !same;
	if (!same)
		print_message("line %u is repaired to other values\n", line);
}

struct listed_repairs
listed_repairs(struct mem *mem, const struct plan *plan, const char *path)
{
	char *text = test_file_read(path, NULL), *copy = mem_strdup(mem, text), *rest;
	struct listed_repairs out = { 0 };
	unsigned line_at = 0, first = 0;

	free(text);
	for (char *line = strtok_r(copy, "\r\n", &rest); line != NULL;
	     line = strtok_r(NULL, "\r\n", &rest)) {
		char *cells[COLUMNS_MAX] = { 0 };
		unsigned n = 0;

		for (char *p = line; p != NULL && n < COLUMNS_MAX; n++) {
			cells[n] = p;
			p = strchr(p, ',');
			if (p != NULL)
				*p++ = '\0';
		}
		if (first == 0) { /* the head names the columns */
			while (strcmp(cells[line_at], "line") != 0)
				line_at++;
			while (strcmp(cells[first], "m01") != 0)
				first++;
			continue;
		}
		judge(plan, (uint32_t)atoi(cells[line_at]), cells + first, &out);
	}
	return out;
}

void
listed_equal_objectives(struct mem *mem, const struct plan *plan, unsigned *rows, unsigned *equal)
{
	struct rollup r;
	struct err err;

	*rows = *equal = 0;
	if (rollup_compute(mem, plan, ROLLUP_AS_PUBLISHED, &r, &err) < 0)
		return;
	for (size_t i = 0; i < plan->node_count; i++) {
		const struct published_row *p = plan->nodes[i].published;
		const int64_t *months = rollup_of_node(&r, i);
		bool same = true;

		if (p == NULL || months == NULL)
			continue;
		for (unsigned m = 0; m < plan->period_count; m++)
			same = same && p->month_e4[m] != NUM_ABSENT &&
			    llabs(p->month_e4[m] * (E9 / E4) - months[m]) <= EQUAL_E9;
		*rows += 1;
		*equal += same;
	}
}
