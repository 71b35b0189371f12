/*
 * home_board.h - how far what who asks may see is, on the first page: the last period of
 * which anything was reported.
 */
#ifndef YUP_WEB_PAGES_HOME_BOARD_H
#define YUP_WEB_PAGES_HOME_BOARD_H

#include "web/pages/report_board.h"

/* NULL in `*out` where nothing was reported yet. */
MUST_CHECK int home_board_read(struct visit *visit, const struct report_board **out,
    struct err *err);

#endif
