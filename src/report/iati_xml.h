/*
 * iati_xml.h - years as IATI 2.03 activities, the open format of who gives and who
 * receives public money (iatistandard.org/en/iati-standard/203).
 *
 * An objective with a budget or activities is an iati-activity: its budget, what was
 * spent of it in each reporting period (transactions), and as results its own indicator
 * (outcome) and those of the rows below it (output), each with baseline, target and
 * actual a reporting period.  Elements stand in the order of the standard; a value that
 * is not a number is told in words, without @value.
 */
#ifndef YUP_REPORT_IATI_XML_H
#define YUP_REPORT_IATI_XML_H

#include "report/json_writer.h"
#include "report/open_year.h"

/* All years, streamed.  YUP_EIO. */
MUST_CHECK int iati_xml(const struct open_year *years, size_t count, json_write_fn write,
    void *context, struct err *err);

#endif
