/*
 * libyupana.c - the one source the shared library needs of its own.
 *
 * Everything in libyupana comes from the rooms, linked whole; CMake asks for
 * at least one file.
 */
typedef int libyupana_has_no_code_of_its_own;
