/*
 * attach.h - a file that somebody sent, given back so that no browser runs it.
 */
#ifndef YUP_WEB_ATTACH_H
#define YUP_WEB_ATTACH_H

struct visit;

/*
 * The body is a file called `name`: to be saved, never shown; and should a browser
 * show it all the same, in a sandbox that may nothing.
 */
void answer_attachment(struct visit *visit, const char *name, const char *type);

#endif
