/*
 * replay_main.c - runs a fuzz target over files, without libFuzzer.
 *
 *	fuzz_form fuzz/corpus/form          every file of the folder
 *	fuzz_form build-fuzz/crashes/...    one file, to look at a crash
 *
 * Exit status 0 when the target survived them all; 2 when a path cannot be
 * read or nothing was found to feed, so that an empty corpus does not pass.
 */
#include <dirent.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
die(const char *path)
{
	fprintf(stderr, "%s: %s\n", path, strerror(errno));
	exit(2);
}

static size_t
feed_file(const char *path, size_t size)
{
	FILE *f = fopen(path, "rb");
	uint8_t *data = malloc(size + 1); /* + 1: malloc(0) may be NULL */

	if (f == NULL || data == NULL)
		die(path);
	if (fread(data, 1, size, f) != size)
		die(path);
	fclose(f);
	/* An exact copy, so that a sanitizer sees a read past the end. */
	uint8_t *exact = realloc(data, size > 0 ? size : 1);
	LLVMFuzzerTestOneInput(exact, size);
	free(exact);
	return 1;
}

static size_t feed(const char *path);

static size_t
feed_folder(const char *path)
{
	struct dirent **entries;
	int count = scandir(path, &entries, NULL, alphasort);
	size_t fed = 0;

	if (count < 0)
		die(path);
	for (int i = 0; i < count; i++) {
		char child[4096];

		snprintf(child, sizeof(child), "%s/%s", path, entries[i]->d_name);
		if (entries[i]->d_name[0] != '.')
			fed += feed(child);
		free(entries[i]);
	}
	free(entries);
	return fed;
}

static size_t
feed(const char *path)
{
	struct stat st;

	if (stat(path, &st) < 0)
		die(path);
	return S_ISDIR(st.st_mode) ? feed_folder(path) : feed_file(path, (size_t)st.st_size);
}

int
main(int argc, char **argv)
{
	size_t fed = 0;

	for (int i = 1; i < argc; i++)
		fed += feed(argv[i]);
	printf("%zu inputs\n", fed);
	return fed > 0 ? 0 : 2;
}
