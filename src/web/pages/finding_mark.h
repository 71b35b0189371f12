/*
 * finding_mark.h - what tells a finding from every other, as long as it says the
 * same: a form that puts it right names it so, and not by its place in a list that
 * somebody else's edit moves.
 */
#ifndef YUP_WEB_PAGES_FINDING_MARK_H
#define YUP_WEB_PAGES_FINDING_MARK_H

struct finding;
struct mem;

/* Sixteen letters, of the finding and of what the page says of it; in `mem`. */
const char *finding_mark(struct mem *mem, const struct finding *finding, const char *sentence,
    const char *fix);

#endif
