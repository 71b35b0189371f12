/* doc_paper.c - sizes of paper: see doc_pdf.h. */
#include <string.h>

#include "report/doc_pdf.h"

const struct doc_paper doc_papers[] = {
	{ "a4", "A4", 841890, 595276 },
	{ "letter", "Carta", 792000, 612000 },
	{ "legal", "Legal", 1008000, 612000 },
	{ "oficio", "Oficio (216 × 330 mm)", 935433, 612000 },
	{ "a3", "A3", 1190551, 841890 },
};
const size_t doc_paper_count = sizeof(doc_papers) / sizeof(doc_papers[0]);

const struct doc_paper *
doc_paper_find(const char *key)
{
	for (size_t i = 0; i < doc_paper_count; i++)
		if (strcmp(doc_papers[i].key, key) == 0)
			return &doc_papers[i];
	return NULL;
}
