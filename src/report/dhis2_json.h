/*
 * dhis2_json.h - years as DHIS2 data values: what was planned and what was achieved in
 * each reporting period, two data elements for each row that is reported.
 *
 *	dataElement   "MARYC-2027-n12-T" its target, "MARYC-2027-n12-A" what was achieved
 *	period        "202701", "2027Q1", "2027S1", "2027": as its reporting periods are long
 *	orgUnit       "MARYC", "MARYC/VRP/UPR": the unit that owns the row
 *
 * All are codes, and the document says so (dataElementIdScheme, orgUnitIdScheme).  The
 * metadata has to be there first, which is the other document.
 */
#ifndef YUP_REPORT_DHIS2_JSON_H
#define YUP_REPORT_DHIS2_JSON_H

#include "report/json_writer.h"
#include "report/open_year.h"

/* {"dataValues": [...]}: /api/dataValueSets */
void dhis2_values_json(struct json_writer *w, const struct open_year *years, size_t count);

/* {"organisationUnits": [...], "dataElements": [...]}: /api/metadata */
void dhis2_metadata_json(struct json_writer *w, const struct open_year *years, size_t count);

#endif
