/* zip_made.c - see zip_made.h. */
#include "support/zip_made.h"

#include <string.h>
#include <zlib.h>

static void
put_little(struct str *s, uint64_t value, unsigned bytes)
{
	for (unsigned i = 0; i < bytes; i++)
		str_put_char(s, (char)(i < sizeof(value) ? value >> 8 * i & 0xFF : 0));
}

/* What a member's two headers share. */
static void
put_facts(struct str *s, const char *name, const void *data, size_t size,
    const struct zip_claim *claim)
{
	put_little(s, 20, 2);
	put_little(s, claim->flags, 2);
	put_little(s, claim->method, 2);
	put_little(s, 0, 2);
	put_little(s, 0x21, 2); /* 1980-01-01 */
	put_little(s, crc32(0, data, (uInt)size), 4);
	put_little(s, size, 4);
	put_little(s, claim->size != 0 ? claim->size : size, 4);
	put_little(s, strlen(name), 2);
	put_little(s, 0, 2);
}

void
zip_made_add(struct zip_made *z, const char *name, const void *data, size_t size,
    const struct zip_claim *claim)
{
	static const struct zip_claim AS_IT_IS;
	size_t at = z->bytes.length;

	if (claim == NULL)
		claim = &AS_IT_IS;
	str_put(&z->bytes, "PK\x03\x04");
	put_facts(&z->bytes, name, data, size, claim);
	str_put(&z->bytes, name);
	str_put_n(&z->bytes, data, size);

	str_put(&z->directory, "PK\x01\x02");
	put_little(&z->directory, 20, 2);
	put_facts(&z->directory, name, data, size, claim);
	put_little(&z->directory, 0, 10); /* comment, disk, attributes */
	put_little(&z->directory, at, 4);
	str_put(&z->directory, name);
	z->count++;
}

void
zip_made_end(struct zip_made *z)
{
	size_t at = z->bytes.length;

	str_put_n(&z->bytes, str_text(&z->directory), z->directory.length);
	str_put(&z->bytes, "PK\x05\x06");
	put_little(&z->bytes, 0, 4);
	put_little(&z->bytes, z->count, 2);
	put_little(&z->bytes, z->count, 2);
	put_little(&z->bytes, z->directory.length, 4);
	put_little(&z->bytes, at, 4);
	put_little(&z->bytes, 0, 2);
}

void
zip_made_done(struct zip_made *z)
{
	str_done(&z->bytes);
	str_done(&z->directory);
}

#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

static const struct book_part USUAL[] = {
	{ "[Content_Types].xml",
	    "<Types xmlns='" PACKAGE "content-types'>"
	    "<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
	    "<Default Extension='xml' ContentType='application/xml'/>"
	    "<Override PartName='/xl/workbook.xml' ContentType='application/vnd.openxmlformats-officedocument."
	    "spreadsheetml.sheet.main+xml'/></Types>" },
	{ "_rels/.rels",
	    "<Relationships xmlns='" PACKAGE
	    "relationships'><Relationship Id='rId1' Type='" RELATIONS
	    "/officeDocument' Target='xl/workbook.xml'/></Relationships>" },
	{ "xl/workbook.xml",
	    "<workbook xmlns='" MAIN "' xmlns:r='" RELATIONS
	    "'><sheets><sheet name='Hoja1' sheetId='1' r:id='rId1'/></sheets></workbook>" },
	{ "xl/_rels/workbook.xml.rels",
	    "<Relationships xmlns='" PACKAGE "relationships'>"
	    "<Relationship Id='rId1' Type='" RELATIONS
	    "/worksheet' Target='worksheets/sheet1.xml'/>"
	    "<Relationship Id='rId2' Type='" RELATIONS
	    "/sharedStrings' Target='sharedStrings.xml'/>"
	    "<Relationship Id='rId3' Type='" RELATIONS
	    "/styles' Target='styles.xml'/></Relationships>" },
	{ "xl/sharedStrings.xml", "<sst xmlns='" MAIN "'/>" },
	{ "xl/styles.xml", "<styleSheet xmlns='" MAIN "'/>" },
	{ "xl/worksheets/sheet1.xml", "<worksheet xmlns='" MAIN "'><sheetData/></worksheet>" },
};

static bool
has_part(const struct book_part *parts, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(parts[i].name, name) == 0)
			return true;
	return false;
}

void
book_made(struct zip_made *z, const struct book_part *parts, size_t count)
{
	for (size_t i = 0; i < sizeof(USUAL) / sizeof(USUAL[0]); i++)
		if (!has_part(parts, count, USUAL[i].name))
			zip_made_add(z, USUAL[i].name, USUAL[i].text, strlen(USUAL[i].text), NULL);
	for (size_t i = 0; i < count; i++)
		zip_made_add(z, parts[i].name, parts[i].text, strlen(parts[i].text), NULL);
	zip_made_end(z);
}
