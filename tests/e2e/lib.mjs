// lib.mjs - what the browser tests share: a server of their own with the sample
// institution, a browser, a person signed in, and what must never happen on a page.
import { spawn, execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import assert from "node:assert/strict";
import { chromium } from "playwright-core";
import axe from "axe-core";

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");
const PROGRAM = process.env.YUPANA || join(ROOT, "build/yupana");
const PASSWORD = "lluvia de agosto";
export const SAMPLE = join(ROOT, "samples/poa-2027.txt");
export const ROLES = ["pilar", "andres", "elena", "jorge", "marta", "felix", "aida", "carla"];

export function yupana(...args) {
	return execFileSync(PROGRAM, args, { cwd: ROOT, encoding: "utf8", maxBuffer: 1 << 28 });
}

// Somebody with a role over the whole institution.
export function addPerson(db, login, role) {
	const code = yupana("user", "add", login, "--name", login, "--db", db).match(/^ {2}([\w-]{43})$/m)[1];
	execFileSync(PROGRAM, ["user", "accept", code, "--db", db], { cwd: ROOT, input: `${PASSWORD}\n` });
	yupana("user", "grant", login, role, "--db", db);
}

// A server with a fresh sample, with `year` the one whose year is under way, or what `fill`
// puts into the database, on a port the system chooses.
export async function startServer({ fill, year } = {}) {
	const folder = mkdtempSync(join(tmpdir(), "yupana-e2e-"));
	const db = join(folder, "sample.db");
	if (fill) fill(db, folder);
	else execFileSync("sh", [year ? "tools/sample-year.sh" : "tools/sample-database.sh", PROGRAM, db], { cwd: ROOT });
	const today = year ? ["--today", execFileSync("sh", ["tools/sample-year.sh", "--today"], { cwd: ROOT, encoding: "utf8" }).trim()] : [];
	const child = spawn(PROGRAM, ["serve", "--db", db, "--listen", "127.0.0.1:0", "--quiet", ...today],
		{ stdio: ["ignore", "pipe", year ? "ignore" : "inherit"] });
	const base = await new Promise((resolve, reject) => {
		let text = "";
		child.stdout.on("data", (data) => {
			text += data;
			const found = text.match(/http:\/\/[^\s]+/);
			if (found) resolve(found[0]);
		});
		child.on("exit", (code) => reject(new Error(`the server ended with ${code}`)));
	});
	return {
		base, db, folder,
		async stop() {
			child.removeAllListeners("exit");
			const ended = new Promise((resolve) => child.on("exit", resolve));
			child.kill("SIGTERM");
			assert.equal(await ended, 0, "the server stops cleanly");
			rmSync(folder, { recursive: true });
		},
	};
}

export const startBrowser = () => chromium.launch({
	executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
	args: ["--no-sandbox", "--disable-background-networking"],
});

// A page of a person's own, that fails on console errors and on requests that leave.
export async function openPage(browser, server, { mayLoseLine, ...options } = {}) {
	const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: "es-BO", ...options });
	const page = await context.newPage();
	const wrong = [];
	page.on("console", (message) => {
		const text = message.text();
		if (message.type() !== "error" || /status of (401|403|404|409|422|429)/.test(text)) return;
		if (mayLoseLine && /ERR_INTERNET_DISCONNECTED|ERR_FAILED/.test(text)) return;
		wrong.push(text);
	});
	page.on("pageerror", (error) => wrong.push(String(error)));
	page.on("request", (request) => {
		if (!request.url().startsWith(server.base) && !request.url().startsWith("data:")) wrong.push(`left the site: ${request.url()}`);
	});
	return {
		page, context,
		async close() {
			await context.close();
			assert.deepEqual(wrong, [], "nothing wrong in the console, nothing asked elsewhere");
		},
	};
}

// Somebody signs in once; who comes again has its session.
const sessions = new Map();
export async function signIn(browser, server, login, options) {
	const opened = await openPage(browser, server, options);
	const known = sessions.get(server.base + login);
	if (known) {
		await opened.context.addCookies(known);
		return opened;
	}
	await opened.page.goto(`${server.base}/ingresar`);
	await opened.page.fill("#usuario", login);
	await opened.page.fill("#clave", PASSWORD);
	await opened.page.press("#clave", "Enter");
	await opened.page.waitForURL((url) => !url.pathname.startsWith("/ingresar"));
	sessions.set(server.base + login, await opened.context.cookies());
	return opened;
}

// What axe finds that a person would stumble on; `rules` as in its options.
export async function assertAccessible(page, where, rules = {}) {
	await page.evaluate(axe.source);
	const result = await page.evaluate((options) => globalThis.axe.run(document, { resultTypes: ["violations"], ...options }), rules);
	const serious = result.violations.filter((v) => v.impact === "serious" || v.impact === "critical");
	assert.deepEqual(serious.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(", ")}`), [], where);
}

// Colours are what takes axe long, and are the same for everybody and at every size.
export const ONLY_COLOURS = { runOnly: { type: "rule", values: ["color-contrast"] } };
export const NO_COLOURS = { rules: { "color-contrast": { enabled: false } } };

// The same page made for another person is looked at once: what differs in what axe
// sees is its elements, classes and attributes, not its figures.
const looked = new Set();
export async function assertAccessibleOnce(page, path, where) {
	const shape = await page.evaluate(() => {
		const kinds = new Set();
		for (const e of document.querySelectorAll("*"))
			kinds.add(`${e.parentElement?.localName} ${e.localName}.${e.className?.baseVal ?? e.className} ${[...e.attributes].map((a) => a.name)}`);
		return [...kinds].sort().join("\n");
	});
	const key = createHash("sha256").update(shape).digest("hex");
	if (looked.has(key)) return;
	await assertAccessible(page, where, looked.has(path) ? NO_COLOURS : {});
	looked.add(key).add(path);
}

// The address of a unit's form, by its acronym, as the plan's first page links it.
export function unitPath(server, acronym, year) {
	const plans = JSON.parse(yupana("export", "--format", "json", "--what", "plan", "--db", server.db, ...(year ? ["--year", `${year}`] : [])));
	const unit = plans.plans[0].units.find((u) => u.acronym === acronym || u.acronym.endsWith(`-${acronym}`));
	return `/plan/${planId(server, year)}/unidad/${unit.id}`;
}

// The id of something that a page of the administrator links, by the path before it.
export async function linkedId(page, server, list, path) {
	await page.goto(server.base + list);
	const ids = await page.evaluate((start) => [...document.querySelectorAll("a[href]")].map((a) => a.getAttribute("href"))
		.filter((href) => href.startsWith(start)).map((href) => href.slice(start.length).split("?")[0]).filter((id) => /^\d+$/.test(id)), path);
	assert.ok(ids.length > 0, `${list} links ${path}`);
	return ids[0];
}

// The first plan of the list, or that of a year.
export function planId(server, year) {
	const { plans } = JSON.parse(yupana("plan", "list", "--json", "--db", server.db));
	return plans.find((plan) => !year || plan.year === year).id;
}

// Every page there is, with things that are there: a page that is new goes here.
export async function everyPath(browser, server) {
	const { page, close } = await signIn(browser, server, "andres");
	const person = await linkedId(page, server, "/administracion/personas", "/administracion/personas/");
	const place = await linkedId(page, server, "/administracion/unidades", "/administracion/unidades/");
	await close();
	const plan = `/plan/${planId(server)}`;
	const unit = unitPath(server, "UIC");
	return ["/", "/planes", plan, `${plan}?orden=-presupuesto&estado=borrador`, unit, `${unit}?formulario=a`, `${unit}/cronograma`, `${plan}/fila/0`,
		`${plan}/fila/100`, `${plan}/fila/100?mes=3`, `${plan}/revision`, `${plan}/hallazgos`, `${plan}/hallazgos?q=zzzz`,
		`${plan}/diferencias`, `${plan}/planilla`, "/seguimiento", "/marco", "/marco/articulacion", "/buscar?q=agua", "/buscar?q=zzzz", "/cuenta",
		"/administracion/personas", `/administracion/personas/${person}`, "/administracion/unidades", `/administracion/unidades/${place}`,
		"/documentos", "/verificar", "/registros", "/registros/corrective_measures", "/registros/audit_recommendations?q=zzzz", `${plan}/reformulado`, "/administracion/instituciones", "/administracion/credenciales", "/administracion/ajustes", "/bitacora", "/bitacora/estado", "/importar",
		"/portal", "/no-hay"];
}
