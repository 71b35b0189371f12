/*
 * test_uploads.c - large uploads over sockets: what is past a megabyte waits in a file
 * without a name, whole when it is read, and what never ends is cut.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "io/clock.h"
#include "support/cmocka_all.h"
#include "support/files.h"
#include "support/people.h"
#include "support/store.h"
#include "support/wire.h"
#include "support/world.h"
#include "web/spool.h"

#define HOST "Host: x\r\n"

enum { MIB = 1 << 20, AT_ONCE = 6, HALF_MIB = 30, WHOLE_MIB = 40 };

struct upload {
	struct world world;
	struct wire wire;
	struct site_user user;
	const char *folder; /* of temporary files */
};

static struct upload
open_upload(struct test_store *s)
{
	char now[CLOCK_TEXT_SIZE];
	struct upload u = { .folder = test_temp_folder() };

	clock_now(now); /* the server's clock is the system's */
	people_set_clock(now);
	assert_int_equal(setenv("TMPDIR", u.folder, 1), 0);
	u.world = world_open(s);
	u.user = world_user(&u.world, "elena", "elaborador", u.world.at[WORLD_OWN].org_unit);
	u.wire = wire_open(s, NULL);
	return u;
}

static void
close_upload(struct upload *u)
{
	wire_close(&u->wire);
	world_close(&u->world);
	people_set_clock(TEST_NOW);
}

static size_t
count_files(const char *folder)
{
	DIR *dir = opendir(folder);
	size_t count = 0;

	assert_non_null(dir);
	for (const struct dirent *e = readdir(dir); e != NULL; e = readdir(dir))
		count += e->d_name[0] != '.';
	(void)closedir(dir);
	return count;
}

/* Memory of the process that is no file's, in KiB; 0 where the system does not say. */
static long
memory_kib(void)
{
	FILE *f = fopen("/proc/self/status", "r");
	char line[200];
	long kib = 0;

	while (f != NULL && fgets(line, sizeof(line), f) != NULL)
		if (strncmp(line, "RssAnon:", 8) == 0)
			kib = strtol(line + 8, NULL, 10);
	if (f != NULL)
		(void)fclose(f);
	return kib;
}

/* A document of so many bytes that looks like what it says it is. */
static char *
make_pdf(struct mem *mem, size_t size)
{
	static const char HEAD[] = "%PDF-1.4\n", END[] = "\n%%EOF\n";
	char *bytes = mem_alloc(mem, size + 1);

	for (size_t i = 0; i < size; i++)
		bytes[i] = (char)('a' + i % 23);
	memcpy(bytes, HEAD, strlen(HEAD));
	memcpy(bytes + size - strlen(END), END, strlen(END));
	return bytes;
}

/* ---- A spool ----------------------------------------------------------------------------- */

static void
check_spool(size_t piece, size_t pieces)
{
	CLEANUP(spool_done) struct spool s = { 0 };
	struct err err = { 0 };
	char *bytes = malloc(piece);
	const char *read = NULL;

	assert_non_null(bytes);
	for (size_t i = 0; i < pieces; i++) {
		memset(bytes, 'a' + (int)(i % 26), piece);
		assert_rc(spool_put(&s, bytes, piece, &err), YUP_OK, &err);
	}
	free(bytes);
	assert_rc(spool_end(&s, &read, &err), YUP_OK, &err);
	assert_int_equal(s.size, piece * pieces);
	assert_int_equal(strlen(read), s.size);
	for (size_t i = 0; i < s.size; i++)
		if (read[i] != 'a' + (int)(i / piece % 26))
			fail_msg("byte %zu of %zu", i, s.size);
	assert_int_equal(s.read != NULL, s.size > SPOOL_MEMORY);
	assert_int_equal(s.few.text != NULL, s.size > 0 && s.size <= SPOOL_MEMORY);
}

static void
test_spool(void **state)
{
	const char *folder = test_temp_folder();

	(void)state;
	assert_int_equal(setenv("TMPDIR", folder, 1), 0);
	check_spool(1, 0);
	check_spool(1000, 3);
	check_spool(SPOOL_MEMORY, 1);
	check_spool(SPOOL_MEMORY + 1, 1);
	check_spool(65536, 16);
	check_spool(65536, 17);
	check_spool(4096, 1024); /* its end is a page's */
	assert_int_equal(count_files(folder), 0);
}

static void
test_spool_without_room(void **state)
{
	CLEANUP(spool_done) struct spool s = { 0 };
	struct err err = { 0 };
	char *bytes = calloc(1, SPOOL_MEMORY);
	const char *folder = test_temp_folder();

	(void)state;
	assert_non_null(bytes);
	assert_int_equal(setenv("TMPDIR", "/dev/null/none", 1), 0);
	assert_rc(spool_put(&s, bytes, SPOOL_MEMORY, &err), YUP_OK, &err);
	assert_int_equal(spool_put(&s, bytes, 1, &err), YUP_EIO);
	assert_string_equal(err.key, "upload_no_room");
	assert_int_equal(setenv("TMPDIR", folder, 1), 0);
	free(bytes);
}

/* ---- Over sockets -------------------------------------------------------------------------- */

static void
send_mib(int fd, const char *bytes, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		assert_int_equal(wire_send(fd, bytes, MIB), 0);
}

static void
send_text(int fd, const char *text)
{
	assert_int_equal(wire_send(fd, text, strlen(text)), 0);
}

static const char *
form_head(struct upload *u, const char *name, size_t file_size, const char *mark)
{
	struct mem *mem = u->wire.mem;
	const char *row = world_plan(&u->world)->nodes[u->world.at[WORLD_OWN].row].id;
	const char *parts = mem_printf(mem,
	    "--b1\r\nContent-Disposition: form-data; name=\"_marca\"\r\n\r\n%s\r\n"
	    "--b1\r\nContent-Disposition: form-data; name=\"fila\"\r\n\r\n%s\r\n"
	    "--b1\r\nContent-Disposition: form-data; name=\"sobre\"\r\n\r\nActa\r\n"
	    "--b1\r\nContent-Disposition: form-data; name=\"archivo\"; filename=\"%s\"\r\n\r\n",
	    mark, row, name);

	return mem_printf(mem,
	    "POST %s HTTP/1.1\r\n" HOST "Cookie: yupana=%s\r\n"
	    "Content-Type: multipart/form-data; boundary=b1\r\nContent-Length: %zu\r\n\r\n%s",
	    world_path(&u->world, WORLD_OWN,
		"/seguimiento/{anio}/{periodo}/unidad/{unidad}/evidencias"),
	    u->user.secret, strlen(parts) + file_size + strlen("\r\n--b1--\r\n"), parts);
}

static struct wire_answer
get(struct upload *u, const char *path)
{
	return wire_ask(&u->wire,
	    mem_printf(u->wire.mem, "GET %s HTTP/1.1\r\n" HOST "Cookie: yupana=%s\r\n\r\n", path,
		u->user.secret));
}

/* Several at once that have not ended: their bytes are in files that nobody can see. */
static void
test_many_at_once(void **state)
{
	struct upload u = open_upload(*state);
	char *piece = calloc(1, MIB);
	int fds[AT_ONCE];
	long before, grown;

	assert_non_null(piece);
	assert_int_equal(get(&u, "/").status, 200);
	before = memory_kib();
	for (int i = 0; i < AT_ONCE; i++) {
		fds[i] = wire_connect(&u.wire);
		send_text(fds[i], form_head(&u, "acta.pdf", (size_t)WHOLE_MIB * MIB, u.user.mark));
	}
	for (int i = 0; i < AT_ONCE; i++)
		send_mib(fds[i], piece, HALF_MIB);
	grown = memory_kib() - before;
	if (grown > HALF_MIB * 1024)
		fail_msg("%ld KiB for %d uploads of %d MiB", grown, AT_ONCE, HALF_MIB);
	assert_int_equal(count_files(u.folder), 0);
	assert_int_equal(get(&u, "/").status, 200); /* others are answered meanwhile */
	for (int i = 0; i < AT_ONCE; i++)
		(void)close(fds[i]);
	assert_int_equal(get(&u, "/").status, 200);
	free(piece);
	close_upload(&u);
}

/* One that ends is given back byte by byte. */
static void
test_whole(void **state)
{
	enum { SIZE = 5 * MIB + 17 };
	struct upload u = open_upload(*state);
	char *bytes = make_pdf(u.wire.mem, SIZE);
	const char *page = world_path(&u.world, WORLD_OWN,
	    "/seguimiento/{anio}/{periodo}/unidad/{unidad}/evidencias");
	int fd = wire_connect(&u.wire);
	struct wire_answer a;
	const char *at;

	send_text(fd, form_head(&u, "acta.pdf", SIZE, u.user.mark));
	assert_int_equal(wire_send(fd, bytes, SIZE), 0);
	send_text(fd, "\r\n--b1--\r\n");
	a = wire_read(&u.wire, fd, 1);
	(void)close(fd);
	if (a.status != 303)
		fail_msg("%u: %.600s", a.status, strstr(a.body, "<main"));
	a = get(&u, page);
	at = strstr(a.body, "href=\"/evidencia/");
	assert_non_null(at);
	at += strlen("href=\"");
	a = get(&u, mem_strndup(u.wire.mem, at, strcspn(at, "\"")));
	assert_int_equal(a.status, 200);
	assert_int_equal(a.size, SIZE);
	assert_memory_equal(a.body, bytes, SIZE);
	close_upload(&u);
}

/* The same, as the body of a request of the API. */
static void
test_whole_body(void **state)
{
	enum { SIZE = 3 * MIB };
	struct upload u = open_upload(*state);
	char *bytes = make_pdf(u.wire.mem, SIZE);
	int fd = wire_connect(&u.wire);
	struct wire_answer a;

	send_text(fd,
	    mem_printf(u.wire.mem,
		"POST %s HTTP/1.1\r\n" HOST "Cookie: yupana=%s\r\nX-Yupana-Marca: %s\r\n"
		"Content-Type: application/octet-stream\r\nContent-Length: %d\r\n\r\n",
		world_path(&u.world, WORLD_OWN, "/api/v1/evidence?item={item}&name=a.pdf"),
		u.user.secret, u.user.mark, SIZE));
	assert_int_equal(wire_send(fd, bytes, SIZE), 0);
	a = wire_read(&u.wire, fd, 1);
	(void)close(fd);
	if (a.status != 201 || strstr(a.body, "3145728") == NULL)
		fail_msg("%u: %.600s", a.status, strstr(a.body, "<main"));
	close_upload(&u);
}

/* In pieces whose sum nobody said: past the limit it is refused, and then cut. */
static void
test_endless(void **state)
{
	enum { FAR_MIB = 120 }; /* twice the limit, and what fits between both ends */
	struct upload u = open_upload(*state);
	char *piece = calloc(1, MIB);
	int fd = wire_connect(&u.wire);
	unsigned sent = 0;

	assert_non_null(piece);
	send_text(fd,
	    mem_printf(u.wire.mem,
		"POST %s HTTP/1.1\r\n" HOST "Cookie: yupana=%s\r\n"
		"Transfer-Encoding: chunked\r\n\r\n",
		world_path(&u.world, WORLD_OWN, "/api/v1/evidence?item={item}&name=a.pdf"),
		u.user.secret));
	while (sent < FAR_MIB && wire_send(fd, "100000\r\n", 8) == 0 &&
	    wire_send(fd, piece, MIB) == 0 && wire_send(fd, "\r\n", 2) == 0)
		sent++;
	assert_true(sent > 41);
	assert_true(sent < FAR_MIB);
	(void)close(fd);
	assert_int_equal(get(&u, "/").status, 200);
	assert_int_equal(count_files(u.folder), 0);
	free(piece);
	close_upload(&u);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_spool),
		STORE_TEST(test_spool_without_room),
		STORE_TEST(test_many_at_once),
		STORE_TEST(test_whole),
		STORE_TEST(test_whole_body),
		STORE_TEST(test_endless),
	};

	return STORE_RUN(argc, argv, tests);
}
