/*
 * workbook_number.h - the numbers of a workbook as decimals and days, by their figures; for workbook*.c.
 */
#ifndef YUP_IMPORT_WORKBOOK_NUMBER_H
#define YUP_IMPORT_WORKBOOK_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

enum { WORKBOOK_NUMBER_SIZE = 64 };

/*
 * "1E3" is "1000", "0.30000000000000004" is "0.3": what is past 15 figures is how a machine
 * wrote it, not what it means.  The result is the number x 10^power.  False: it is no number,
 * or needs more than 40 figures.
 */
bool workbook_number_plain(const char *text, size_t length, int power,
    char out[WORKBOOK_NUMBER_SIZE]);

/*
 * The day, the instant or the time of day that a plain number stands for, to the second; `since_1904`: counted
 * as old Macs did.  False: outside the years of base/date.h, or the 29 February 1900 there was not.
 */
bool workbook_number_day(const char *plain, bool since_1904, char out[WORKBOOK_NUMBER_SIZE]);

#endif
