/*
 * paper.h - documents for paper on the command line: `yupana export --format pdf` and html.
 */
#ifndef YUP_CLI_PAPER_H
#define YUP_CLI_PAPER_H

#include "cli/cli.h"

/* --format is one of them. */
bool paper_is_asked(const struct cli *cli);

/* Make it, or (--issue) issue it. */
enum cli_status paper_run(struct cli *cli);

#define CLI_PAPER_OPTIONS                                                                                \
	{ "unit", 0, "UNIDAD", "en pdf y html: los formularios de esta unidad" },                        \
	    { "period", 0, "NÚMERO",                                                                     \
		    "en pdf y html: el seguimiento de este período, en lugar del documento importado" }, \
	    { "paper", 0, "PAPEL",                                                                       \
		    "en pdf: a4 (si no se dice otro), letter, legal, oficio o a3" },                     \
	{                                                                                                \
		"issue", 0, NULL, "en pdf: emitirlo, con número, y guardarlo tal como sale"             \
	}

#endif
