/*
 * web.c - how fast the web application answers, beside nginx sending the same
 * bytes as a file, and how it stands 3,000 people at work.
 *
 *	bench_web [SECONDS]
 *
 * Run from the root of the checkout.  Needs wrk and nginx (./dev bench installs
 * them); without them it says so and ends.  The sample institution is made anew
 * in a folder of its own under $TMPDIR, with as many people as the last part
 * needs, each signed in; it supervises thirty made-up ones with a year of reports.
 * Nothing is cached between requests but what the server itself keeps, held
 * against the database at every request: the plan, and a ministry's sums.
 */
#include <netinet/in.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "app/actor.h"
#include "app/documents.h"
#include "app/edit.h"
#include "app/institutions.h"
#include "app/mark.h"
#include "base/mem.h"
#include "base/str.h"
#include "io/secret.h"
#include "store/account_store.h"
#include "store/engine/db.h"
#include "store/grant_store.h"
#include "store/plan_store.h"
#include "store/session_store.h"
#include "support/bench.h"

enum {
	PEOPLE = 3000,
	CONNECTIONS = 64,
	RUNS = 7, /* of each thing and what it is held against, by turns */
	ROWS_WANTED = 40,
	LEAVES_MAX = 400,
	BARE = 400,
	CLICK_MS = 10000,
	STARTS = 11,
	AGENCIES = 30,
};

struct target {
	char db[300], folder[256];
	char program[300];
	int64_t institution_id, plan_id;
	char unit[80];
	uint32_t leaves[LEAVES_MAX]; /* rows whose cells are saved */
	size_t leaf_count;
	char secrets[PEOPLE][SECRET_TEXT_SIZE];
	unsigned port, static_port;
	pid_t server, nginx;
	unsigned seconds;
};

struct load {
	double requests, seconds, p50_ms, p95_ms, bad;
};

static struct err err;

static void
need(int rc)
{
	if (rc == YUP_OK)
		return;
	fprintf(stderr, "bench_web: %s\n", err.message);
	exit(1);
}

static void
fail(const char *what)
{
	fprintf(stderr, "bench_web: %s\n", what);
	exit(1);
}

static double
seconds_now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int
ascending(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

static double
middle(double *list, size_t count)
{
	qsort(list, count, sizeof(*list), ascending);
	return list[count / 2];
}

static FILE *
open_in(const struct target *t, const char *name)
{
	char path[400];
	FILE *file;

	(void)snprintf(path, sizeof(path), "%s/%s", t->folder, name);
	file = fopen(path, "w");
	if (file == NULL)
		fail(path);
	return file;
}

PRINTF_LIKE(1, 2)
static void
run(const char *format, ...)
{
	char command[2000];
	va_list args;

	va_start(args, format);
	(void)vsnprintf(command, sizeof(command), format, args);
	va_end(args);
	if (system(command) != 0)
		fail(command);
}

/* ---- The database ------------------------------------------------------------------ */

static size_t
rows_of(const struct plan *plan, uint32_t unit, uint32_t *last_leaf)
{
	size_t count = 0;

	for (uint32_t i = 0; i < plan->node_count; i++) {
		if (plan->nodes[i].unit != unit)
			continue;
		count++;
		if (plan_is_leaf_level(plan, plan->nodes[i].level))
			*last_leaf = plan->nodes[i].row;
	}
	return count;
}

static uint32_t
biggest_unit(const struct plan *plan)
{
	size_t most = 0;
	uint32_t best = 0, ignored = 0;

	for (uint32_t u = 0; u < plan->unit_count; u++)
		if (rows_of(plan, u, &ignored) > most) {
			most = rows_of(plan, u, &ignored);
			best = u;
		}
	return best;
}

/* The unit with most rows, and more of them until they are as many as wanted. */
static void
fill_unit(struct target *t, const struct app *app, const struct plan *plan)
{
	CLEANUP(app_plans_done) struct app_plans plans = { 0 };
	CLEANUP(mem_done) struct mem *mem = mem_new();
	uint32_t unit = biggest_unit(plan), leaf = 0;
	struct app_edit_request request = { .institution_id = t->institution_id,
		.plan_id = t->plan_id,
		.kind = CHANGE_DUPLICATE,
		.seen = APP_SEEN_ANY };
	size_t rows = rows_of(plan, unit, &leaf);
	struct app_edited edited;

	request.node = leaf;
	for (; rows < ROWS_WANTED; rows++)
		need(app_edit(app, &plans, mem, &request, &edited, &err));
	(void)snprintf(t->unit, sizeof(t->unit), "%s", plan->units[unit].id);
	printf("unit form of %zu rows; plan of %zu units and %zu rows\n", rows, plan->unit_count,
	    plan->node_count);
	for (uint32_t i = 0; i < plan->node_count && t->leaf_count < LEAVES_MAX; i++)
		if (plan_is_leaf_level(plan, plan->nodes[i].level))
			t->leaves[t->leaf_count++] = plan->nodes[i].row;
}

/* People who may change their plans, each signed in already. */
static void
add_people(struct target *t, struct db *db)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	char now[CLOCK_TEXT_SIZE];

	clock_now(now);
	need(db_begin(db, &tx, &err));
	for (unsigned i = 0; i < PEOPLE; i++) {
		uint8_t hash[HASH_SHA256_SIZE];
		char login[32];
		struct account account = { .institution_id = t->institution_id,
			.login = login,
			.name = login,
			.email = "",
			.created_at = now };
		struct grant grant = { .role = ROLE_PLANNER,
			.from = "2020-01-01",
			.to = "",
			.granted_by = "bench",
			.granted_at = now };
		struct session session = { .institution_id = t->institution_id,
			.created_at = now,
			.expires_at = "2999-01-01T00:00:00Z",
			.origin = "127.0.0.1",
			.agent = "wrk" };
		int64_t id;

		(void)snprintf(login, sizeof(login), "persona%04u", i);
		need(account_store_add(&tx, &account, &grant.user_id, &err));
		need(grant_store_add(&tx, t->institution_id, &grant, &id, &err));
		session.user_id = grant.user_id;
		secret_new(t->secrets[i]);
		secret_digest(t->secrets[i], hash);
		need(session_store_add(&tx, &session, hash, &id, &err));
	}
	need(db_commit(&tx, &err));
}

/* A year of reports of others, which it supervises from now on. */
static void
add_agencies(const struct target *t, struct app *app)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	struct institution *list = NULL;
	const char *ministry = NULL;
	size_t count = 0;

	run("'%s' synth --institutions %d --seed 1 --reports --year 2027 --db '%s' >'%s/synth.txt'",
	    t->program, AGENCIES, t->db, t->folder);
	need(institution_store_list(app->db, mem, &list, &count, &err));
	for (size_t i = 0; i < count; i++)
		if (list[i].id == t->institution_id)
			ministry = list[i].name;
	for (size_t i = 0; i < count; i++)
		if (list[i].id != t->institution_id)
			need(app_institution_supervise(app, list[i].id, ministry, &err));
}

static void
make_database(struct target *t)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(app_close) struct app app = { .now = clock_now, .by = &actor_operator };
	struct app_documents docs = { 0 };

	(void)snprintf(t->db, sizeof(t->db), "%s/web.db", t->folder);
	run("'%s' import samples/poa-2027.txt samples/seguimiento-2027-1.txt --db '%s' >'%s/import.txt'",
	    t->program, t->db, t->folder);
	need(app_open(&app, t->db, 0, &err));
	need(app_load(&app, mem, NULL, MAY_READ_PLAN, APP_PLANS | APP_LATEST, &docs, &err));
	t->institution_id = docs.plans[0].institution->id;
	t->plan_id = docs.plans[0].id;
	fill_unit(t, &app, docs.plans[0].plan);
	add_people(t, app.db);
	add_agencies(t, &app);
}

/* ---- The servers ------------------------------------------------------------------- */

static bool
answers(unsigned port)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
	static const char ASK[] = "GET /ingresar HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
	int s = socket(AF_INET, SOCK_STREAM, 0);
	char answer[16] = "";
	bool ok;

	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	ok = connect(s, (const struct sockaddr *)&to, sizeof(to)) == 0 &&
	    write(s, ASK, sizeof(ASK) - 1) == (ssize_t)sizeof(ASK) - 1 &&
	    recv(s, answer, 12, MSG_WAITALL) == 12 && strncmp(answer, "HTTP/1.1 200", 12) == 0;
	(void)close(s);
	return ok;
}

/* `yupana serve`; its port is what it prints. */
static void
start_server(struct target *t)
{
	char line[200] = "";
	const char *colon;
	FILE *out;
	int ends[2];

	if (pipe(ends) < 0)
		fail("pipe");
	t->server = fork();
	if (t->server == 0) {
		(void)dup2(ends[1], STDOUT_FILENO);
		(void)close(ends[0]);
		(void)execl(t->program, t->program, "serve", "-q", "--listen", "127.0.0.1:0",
		    "--db", t->db, (char *)NULL);
		_exit(127);
	}
	(void)close(ends[1]);
	out = fdopen(ends[0], "r");
	if (out == NULL || fgets(line, sizeof(line), out) == NULL)
		fail("yupana serve did not start");
	(void)fclose(out);
	colon = strrchr(line, ':');
	t->port = colon != NULL ? (unsigned)strtoul(colon + 1, NULL, 10) : 0;
	if (!answers(t->port))
		fail("yupana serve does not answer");
}

static void
stop_server(struct target *t)
{
	(void)kill(t->server, SIGTERM);
	(void)waitpid(t->server, NULL, 0);
	t->server = 0;
}

static void
time_start(struct target *t)
{
	double times[STARTS];

	for (unsigned i = 0; i < STARTS; i++) {
		double began = seconds_now();

		start_server(t);
		times[i] = seconds_now() - began;
		stop_server(t);
	}
	printf("%-52s %9.1f ms    wanted: under 100\n", "start to first answer",
	    middle(times, STARTS) * 1e3);
}

static void
start_nginx(struct target *t)
{
	FILE *file = open_in(t, "nginx.conf");

	t->static_port = t->port > 40000 ? t->port - 1 : t->port + 1;
	fprintf(file,
	    "worker_processes 2;\npid %s/nginx.pid;\nerror_log %s/nginx.err;\ndaemon on;\n"
	    "events { worker_connections 1024; }\n"
	    "http { access_log off; keepalive_requests 1000000; sendfile on; tcp_nopush on;\n"
	    "client_body_temp_path %s/b; proxy_temp_path %s/p; fastcgi_temp_path %s/f;\n"
	    "uwsgi_temp_path %s/u; scgi_temp_path %s/s;\n"
	    "types { text/html html; }\n"
	    "server { listen 127.0.0.1:%u; root %s/files; } }\n",
	    t->folder, t->folder, t->folder, t->folder, t->folder, t->folder, t->folder,
	    t->static_port, t->folder);
	(void)fclose(file);
	run("mkdir -p '%s/files' && chmod 755 '%s' '%s/files' && nginx -c '%s/nginx.conf' 2>/dev/null",
	    t->folder, t->folder, t->folder, t->folder);
}

/* What the page weighs, as a file for nginx. */
static void
keep_page(const struct target *t, const char *path, const char *name)
{
	run("curl -fsS -H 'Cookie: yupana=%s' -o '%s/files/%s.html' 'http://127.0.0.1:%u%s'",
	    t->secrets[0], t->folder, name, t->port, path);
}

/* ---- wrk --------------------------------------------------------------------------- */

/* The end of every script: one line that read_load() reads. */
static const char DONE[] =
    "done = function(s, l, r)\n"
    "  io.write(string.format('LOAD %d %.6f %.3f %.3f %d\\n', s.requests,\n"
    "    s.duration / 1e6, l:percentile(50) / 1e3, l:percentile(95) / 1e3, s.errors.status +\n"
    "    s.errors.connect + s.errors.read + s.errors.write + s.errors.timeout))\n"
    "end\n";

static void
put_people(const struct target *t, FILE *file, size_t count)
{
	char mark[MARK_SIZE];

	fputs("local who = {\n", file);
	for (size_t i = 0; i < count; i++) {
		mark_of(t->secrets[i], mark);
		fprintf(file, "{'yupana=%s', '%s'},\n", t->secrets[i], mark);
	}
	fputs("}\nlocal at = 0\n"
	      "function setup(thread) thread:set('first', n or 0); n = (n or 0) + 1 end\n"
	      "function init() at = first * 7 end\n"
	      "local function person() at = at % #who + 1; return who[at] end\n",
	    file);
}

static uint32_t
plan_revision(const struct target *t)
{
	CLEANUP(mem_done) struct mem *mem = mem_new();
	CLEANUP(app_close) struct app app = { .now = clock_now, .by = &actor_operator };
	struct app_documents docs = { 0 };

	need(app_open(&app, t->db, 0, &err));
	need(app_load(&app, mem, NULL, MAY_READ_PLAN, APP_PLANS | APP_LATEST, &docs, &err));
	return docs.plans[0].plan->revision;
}

/*
 * save(): a weight of the next row, as one sees it who read the last answer.
 * Rows are shared out among the threads, so that nobody changes another's.
 */
static void
put_saves(const struct target *t, FILE *file)
{
	fputs("local rows = {", file);
	for (size_t i = 0; i < t->leaf_count; i++)
		fprintf(file, "%u,", t->leaves[i]);
	fprintf(file,
	    "}\nlocal turn, seen = 0, %u\n"
	    "local function save()\n"
	    "  local p = person()\n"
	    "  turn = turn + 1\n"
	    "  return wrk.format('POST', wrk.path or '/api/v1/plans/%lld/cells', {Cookie = p[1],\n"
	    "    ['x-yupana-marca'] = p[2], ['Content-Type'] = 'application/json'}, string.format(\n"
	    "    '{\"cells\":[{\"node\":%%d,\"revision\":%%d,\"field\":\"weight\",\"period\":0,'\n"
	    "    .. '\"text\":\"%%d\"}]}', rows[1 + (2 * turn + first) %% #rows], seen,\n"
	    "    1 + turn %% 90))\n"
	    "end\n"
	    "response = function(status, headers, body)\n"
	    "  local r = string.match(body, '^{%%s*\"revision\": (%%d+)')\n"
	    "  if r and tonumber(r) > seen then seen = tonumber(r) end\n"
	    "end\n",
	    plan_revision(t), (long long)t->plan_id);
}

static struct load
read_load(const char *command)
{
	struct load load = { 0 };
	FILE *pipe = popen(command, "r");
	char line[300];

	if (pipe == NULL)
		fail(command);
	while (fgets(line, sizeof(line), pipe) != NULL)
		(void)sscanf(line, "LOAD %lf %lf %lf %lf %lf", &load.requests, &load.seconds,
		    &load.p50_ms, &load.p95_ms, &load.bad);
	if (pclose(pipe) != 0 || load.requests <= 0)
		fail(command);
	return load;
}

static struct load
wrk(const struct target *t, unsigned port, const char *path, const char *script,
    unsigned connections, unsigned seconds)
{
	char command[1200];

	(void)snprintf(command, sizeof(command),
	    "wrk -t%d -c%u -d%us --timeout 30s -s '%s/%s' 'http://127.0.0.1:%u%s'",
	    connections > 1 ? 2 : 1, connections, seconds, t->folder, script, port, path);
	return read_load(command);
}

static void
write_scripts(const struct target *t)
{
	FILE *file = open_in(t, "page.lua");

	put_people(t, file, CONNECTIONS);
	fputs("request = function() return wrk.format('GET', nil, {Cookie = person()[1]}) end\n",
	    file);
	fputs(DONE, file);
	(void)fclose(file);

	file = open_in(t, "file.lua");
	fputs(DONE, file);
	(void)fclose(file);
}

static void
write_cell_script(const struct target *t)
{
	FILE *file = open_in(t, "cell.lua");

	put_people(t, file, 1);
	put_saves(t, file);
	fputs("request = save\n", file);
	fputs(DONE, file);
	(void)fclose(file);
}

/* ---- Pages beside nginx ------------------------------------------------------------ */

static void
time_page(const struct target *t, const char *what, const char *path, const char *name,
    const char *wanted)
{
	double ours[RUNS], theirs[RUNS], late[RUNS], ratios[RUNS];
	char file[100];

	keep_page(t, path, name);
	(void)snprintf(file, sizeof(file), "/%s.html", name);
	for (unsigned i = 0; i < RUNS; i++) { /* by turns */
		struct load a = wrk(t, t->port, path, "page.lua", CONNECTIONS, t->seconds);
		struct load b = wrk(t, t->static_port, file, "file.lua", CONNECTIONS, t->seconds);

		if (a.bad > 0 || b.bad > 0)
			fail("a page was refused");
		ours[i] = a.requests / a.seconds;
		late[i] = a.p95_ms;
		theirs[i] = b.requests / b.seconds;
		ratios[i] = ours[i] / theirs[i];
	}
	printf("%s: %.0f requests/s, 95 %% within %.1f ms; nginx %.0f requests/s\n", what,
	    middle(ours, RUNS), middle(late, RUNS), middle(theirs, RUNS));
	bench_ratio("  of nginx's", middle(ratios, RUNS), wanted);
}

/* ---- A saved cell beside a bare commit --------------------------------------------- */

/* One row put in another database of the same folder, and nothing more. */
static double
bare_commit(struct db *db, unsigned i)
{
	CLEANUP(db_tx_done) struct db_tx tx = { 0 };
	double began = seconds_now();
	char what[32];
	struct stmt *q;

	(void)snprintf(what, sizeof(what), "bench %u of %ld", i, random());
	need(db_begin(db, &tx, &err));
	q = db_use(db, Q_DERIVED_PUT);
	stmt_put_int(q, 1);
	stmt_put_int(q, 1);
	stmt_put_text(q, what);
	stmt_put_text(q, what); /* another text each time: a commit of nothing is no commit */
	need(stmt_run(q, &err));
	need(db_commit(&tx, &err));
	return seconds_now() - began;
}

static double
time_bare(const struct target *t)
{
	CLEANUP(app_close) struct app app = { .now = clock_now, .by = &actor_operator };
	double times[BARE];
	char path[400];

	(void)snprintf(path, sizeof(path), "%s/bare.db", t->folder);
	need(app_open(&app, path, 0, &err));
	for (unsigned i = 0; i < BARE; i++)
		times[i] = bare_commit(app.db, i);
	return middle(times, BARE);
}

static void
time_cells(const struct target *t)
{
	char save[64], try[80];
	double bare[RUNS], saved[RUNS], tried[RUNS], ratios[RUNS];

	run("'%s' init --institution Bare --acronym B --db '%s/bare.db' >/dev/null", t->program,
	    t->folder);
	(void)snprintf(save, sizeof(save), "/api/v1/plans/%lld/cells", (long long)t->plan_id);
	(void)snprintf(try, sizeof(try), "%s/try", save);
	for (unsigned i = 0; i < RUNS; i++) {
		struct load a, b;

		bare[i] = time_bare(t) * 1e3;
		write_cell_script(t);
		a = wrk(t, t->port, save, "cell.lua", 1, t->seconds);
		b = wrk(t, t->port, try, "cell.lua", 1, t->seconds);
		if (a.bad > 0 || b.bad > 0)
			fail("a cell was refused");
		saved[i] = a.p50_ms;
		tried[i] = b.p50_ms;
		ratios[i] = saved[i] / bare[i];
	}
	printf("a cell saved over HTTP: %.2f ms; bare commit: %.2f ms\n", middle(saved, RUNS),
	    middle(bare, RUNS));
	bench_ratio("  of a bare commit", middle(ratios, RUNS), "4 or less");
	printf("live cuadre of a cell: %.2f ms    wanted: under 100\n", middle(tried, RUNS));
}

/* ---- Thousands at work ------------------------------------------------------------- */

/* Each clicks somewhere, on average every 10 s; one click in ten saves a cell. */
static void
write_people_script(const struct target *t)
{
	FILE *file = open_in(t, "people.lua");

	put_people(t, file, PEOPLE);
	put_saves(t, file);
	fprintf(file,
	    "wrk.path = nil\n"
	    "local pages = {'/', '/planes', '/plan/%lld', '/plan/%lld/unidad/%s',\n"
	    "  '/plan/%lld/unidad/%s?formulario=a', '/plan/%lld/hallazgos', '/buscar?q=plan',\n"
	    "  '/plan/%lld/revision', '/plan/%lld/unidad/%s'}\n"
	    "local click = 0\n"
	    "function delay()\n"
	    "  return math.random(0, 2 * %d)\n"
	    "end\n"
	    "request = function()\n"
	    "  click = click + 1\n"
	    "  if click %% 10 == 0 then return save() end\n"
	    "  return wrk.format('GET', pages[1 + click %% #pages], {Cookie = person()[1],\n"
	    "    ['Accept-Encoding'] = 'gzip'})\n"
	    "end\n",
	    (long long)t->plan_id, (long long)t->plan_id, t->unit, (long long)t->plan_id, t->unit,
	    (long long)t->plan_id, (long long)t->plan_id, (long long)t->plan_id, t->unit, CLICK_MS);
	fputs(DONE, file);
	(void)fclose(file);
}

/* The most memory the server ever had, in MB. */
static double
most_memory(const struct target *t)
{
	char path[64], line[200];
	unsigned long kb = 0;
	FILE *file;

	(void)snprintf(path, sizeof(path), "/proc/%d/status", (int)t->server);
	file = fopen(path, "r");
	while (file != NULL && fgets(line, sizeof(line), file) != NULL)
		(void)sscanf(line, "VmHWM: %lu", &kb);
	if (file != NULL)
		(void)fclose(file);
	return (double)kb / 1024;
}

static void
time_people(const struct target *t)
{
	struct load load;

	write_people_script(t);
	load = wrk(t, t->port, "/", "people.lua", PEOPLE, t->seconds * 20);
	printf("%d people, a click every %d s: %.0f requests/s, half within %.1f ms, 95 %% within "
	       "%.1f ms (wanted: 200)\n",
	    PEOPLE, CLICK_MS / 1000, load.requests / load.seconds, load.p50_ms, load.p95_ms);
	printf("  refused or failed: %.0f of %.0f (wanted: none); memory at most %.0f MB (wanted: "
	       "under 500)\n",
	    load.bad, load.requests, most_memory(t));
}

/* ---- ------------------------------------------------------------------------------- */

static struct target *to_end;

static void
end_all(void)
{
	struct target *t = to_end;

	if (t->server > 0)
		stop_server(t);
	if (t->static_port > 0)
		run("kill $(cat '%s/nginx.pid') 2>/dev/null || true", t->folder);
	run("rm -rf '%s'", t->folder);
}

static void
measure(struct target *t)
{
	char path[200];

	make_database(t);
	time_start(t);
	start_server(t);
	start_nginx(t);
	write_scripts(t);
	(void)snprintf(path, sizeof(path), "/plan/%lld/unidad/%s", (long long)t->plan_id, t->unit);
	time_page(t, "unit form", path, "unit", "0.2 or more");
	(void)snprintf(path, sizeof(path), "/plan/%lld", (long long)t->plan_id);
	time_page(t, "plan overview", path, "plan", "0.1 or more");
	time_page(t, "board of a ministry", "/ministerio/2027/12", "ministry", "0.1 or more");
	time_cells(t);
	time_people(t);
}

int
main(int argc, char **argv)
{
	static struct target target;
	const char *folder = getenv("TMPDIR") != NULL ? getenv("TMPDIR") : "/tmp";
	const char *slash = strrchr(argv[0], '/');

	if (system("command -v wrk nginx curl >/dev/null") != 0) {
		puts("bench_web: skipped: wrk, nginx or curl is not here");
		return 0;
	}
	(void)setvbuf(stdout, NULL, _IOLBF, 0);
	target.seconds = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : 3;
	(void)snprintf(target.program, sizeof(target.program), "%.*s/../yupana",
	    slash != NULL ? (int)(slash - argv[0]) : 1, slash != NULL ? argv[0] : ".");
	(void)snprintf(target.folder, sizeof(target.folder), "%s/bench-web-XXXXXX", folder);
	if (mkdtemp(target.folder) == NULL)
		fail(target.folder);
	to_end = &target;
	if (atexit(end_all) != 0)
		fail("atexit");
	measure(&target);
	return 0;
}
