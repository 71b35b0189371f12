/*
 * diff_view.h - what differs between two readings or versions, for people and
 * as JSON.
 */
#ifndef YUP_CLI_DIFF_VIEW_H
#define YUP_CLI_DIFF_VIEW_H

#include "cli/cli.h"
#include "core/plan_diff.h"

struct json_writer;

/* A line for each row, its cells below. */
void diff_view_put(struct cli *cli, const struct plan_diff *diff, const struct pack *pack);

/* "changes": [ ... ] */
void diff_view_json(struct json_writer *w, const struct plan_diff *diff, const struct pack *pack);

#endif
