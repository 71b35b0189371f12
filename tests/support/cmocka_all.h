/*
 * cmocka_all.h - cmocka with the headers it wants before itself.
 *
 * Every test includes this one instead of <cmocka.h>.
 */
#ifndef YUP_TESTS_CMOCKA_ALL_H
#define YUP_TESTS_CMOCKA_ALL_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#endif
