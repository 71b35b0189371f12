/* Made by tools/tmplc; do not edit. */
#include "templates.h"

#define _(text) html_translated(h, text)

void
tpl_page(struct html *h, const char *title, int n)
{
	(void)h;
	html_raw(h,
	    "<h1 class=\"big\" data-n=\"",
	    24);
#line 3 "tests/tools/golden/tmplc/good/page.html"
	html_put(h, (n));
	html_raw(h,
	    "\">",
	    2);
#line 3 "tests/tools/golden/tmplc/good/page.html"
	html_put(h, (title));
	html_raw(h,
	    "</h1>\n",
	    6);
#line 4 "tests/tools/golden/tmplc/good/page.html"
	if (n > 0) {
	html_raw(h,
	    "<a href=\"/planes/",
	    17);
#line 5 "tests/tools/golden/tmplc/good/page.html"
	html_put_part(h, (n));
	html_raw(h,
	    "/x?q=",
	    5);
#line 5 "tests/tools/golden/tmplc/good/page.html"
	html_put_part(h, (title));
	html_raw(h,
	    "\">",
	    2);
#line 5 "tests/tools/golden/tmplc/good/page.html"
	html_put(h, (_("Ver")));
	html_raw(h,
	    "</a>\n"
	    "<a href=\"",
	    14);
#line 6 "tests/tools/golden/tmplc/good/page.html"
	html_put_url(h, (title));
	html_raw(h,
	    "\">x</a>\n",
	    8);
	} else {
	html_raw(h,
	    "<p>no</p>\n",
	    10);
	}
	html_raw(h,
	    "<script src=\"/x.js\"></script>\n"
	    "<p>",
	    33);
#line 12 "tests/tools/golden/tmplc/good/page.html"
	html_put(h, (title));
	html_raw(h,
	    ", ",
	    2);
#line 12 "tests/tools/golden/tmplc/good/page.html"
	html_put(h, (n));
	html_raw(h,
	    "</p>\n",
	    5);
}
