/*
 * embed.c - carries files inside the program.
 *
 *	embed NAME ROOT OUT FILE...
 *
 * writes three files in the folder OUT for the FILEs, which are named relative
 * to ROOT and keep that name inside the program:
 *
 *	embed_NAME.S   the bytes, with .incbin: the assembler reads them itself, a
 *	               hundred times faster than a C array; it needs -Wa,-I,ROOT
 *	embed_NAME.c   const struct embed_table embed_NAME, sorted by name
 *	embed_NAME.h   its declaration (src/base/embed.h tells how to look in it)
 *
 * The same files give the same output, in any order and on any machine.
 */
#include <sys/stat.h>

#include "tool.h"

#define MADE "/* Made by tools/embed; do not edit. */\n"

struct input {
	const char *name;
	long long size;
};

static const char *table; /* NAME */
static struct input *inputs;
static size_t count;

static int
compare_inputs(const void *a, const void *b)
{
	const struct input *left = a, *right = b;

	return strcmp(left->name, right->name);
}

/* Refuse what would need quoting in assembler and C: nobody needs such a name. */
static void
check_name(const char *name)
{
	if (*name == '\0' || *name == '/' || strstr(name, "..") != NULL)
		fail_at(name, 0, "a name must be relative to the root, inside it");
	for (const char *c = name; *c != '\0'; c++)
		if (!isalnum((unsigned char)*c) && strchr("/._-@", *c) == NULL)
			fail_at(name, 0, "only letters, digits and / . _ - @ in a name");
}

static long long
size_of(const char *root, const char *name)
{
	struct stat st;
	char *path;

	if (asprintf(&path, "%s/%s", root, name) < 0)
		must(NULL);
	if (stat(path, &st) < 0)
		fail_at(name, 0, "%s", strerror(errno));
	if (!S_ISREG(st.st_mode))
		fail_at(name, 0, "not a file");
	free(path);
	return st.st_size;
}

static void
read_inputs(const char *root, char **names, size_t name_count)
{
	count = name_count;
	inputs = must(calloc(count, sizeof(*inputs)));
	for (size_t i = 0; i < count; i++) {
		check_name(names[i]);
		inputs[i] = (struct input){ names[i], size_of(root, names[i]) };
	}
	qsort(inputs, count, sizeof(*inputs), compare_inputs);
	for (size_t i = 1; i < count; i++)
		if (strcmp(inputs[i - 1].name, inputs[i].name) == 0)
			fail_at(inputs[i].name, 0, "given twice");
}

static void
write_assembler(FILE *out)
{
	fputs(MADE "\t.section .rodata\n", out);
	for (size_t i = 0; i < count; i++) {
		fprintf(out, "\n\t.globl embed_%s_%zu\n", table, i);
		fprintf(out, "\t.hidden embed_%s_%zu\n", table, i);
		fprintf(out, "\t.balign 16\n");
		fprintf(out, "embed_%s_%zu:\n", table, i);
		fprintf(out, "\t.incbin \"%s\"\n", inputs[i].name);
		fprintf(out, "\t.byte 0\n");
	}
	/* Without this the linker makes the stack executable. */
	fprintf(out, "\n\t.section .note.GNU-stack,\"\",%%progbits\n");
}

static void
write_table(FILE *out)
{
	fprintf(out, MADE "#include \"embed_%s.h\"\n\n", table);
	for (size_t i = 0; i < count; i++)
		fprintf(out,
		    "extern const unsigned char embed_%s_%zu[] "
		    "__attribute__((visibility(\"hidden\")));\n",
		    table, i);
	fprintf(out, "\nstatic const struct embed_file files[] = {\n");
	for (size_t i = 0; i < count; i++)
		fprintf(out, "\t{ \"%s\", embed_%s_%zu, %lld },\n", inputs[i].name, table, i,
		    inputs[i].size);
	fprintf(out, "};\n\nconst struct embed_table embed_%s = { files, %zu };\n", table, count);
}

static void
write_header(FILE *out)
{
	fprintf(out, MADE "#ifndef EMBED_%s_H\n#define EMBED_%s_H\n\n", table, table);
	fprintf(out, "#include \"base/embed.h\"\n\n");
	fprintf(out, "extern const struct embed_table embed_%s;\n\n#endif\n", table);
}

static void
write_part(const char *folder, const char *suffix, void (*write)(FILE *out))
{
	char *name;

	if (asprintf(&name, "embed_%s%s", table, suffix) < 0)
		must(NULL);
	write_file(folder, name, write);
	free(name);
}

int
main(int argc, char **argv)
{
	if (argc < 5) {
		fprintf(stderr, "usage: embed NAME ROOT OUT FILE...\n");
		return 1;
	}
	table = argv[1];
	read_inputs(argv[2], argv + 4, (size_t)argc - 4);
	write_part(argv[3], ".S", write_assembler);
	write_part(argv[3], ".c", write_table);
	write_part(argv[3], ".h", write_header);
	return 0;
}
