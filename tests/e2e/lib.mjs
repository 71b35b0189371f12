// lib.mjs - what the browser tests share: a server of their own with the sample
// institution, a browser, a person signed in, and what must never happen on a page.
import { spawn, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import assert from "node:assert/strict";
import { chromium } from "playwright-core";
import axe from "axe-core";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");
const PROGRAM = process.env.YUPANA || join(ROOT, "build/yupana");
const PASSWORD = "lluvia de agosto";

export function yupana(...args) {
	return execFileSync(PROGRAM, args, { cwd: ROOT, encoding: "utf8" });
}

// A server with a fresh sample, on a port the system chooses.
export async function startServer({ prepare } = {}) {
	const folder = mkdtempSync(join(tmpdir(), "yupana-e2e-"));
	const db = join(folder, "sample.db");
	execFileSync("sh", ["tools/sample-database.sh", PROGRAM, db], { cwd: ROOT });
	if (prepare) prepare(db, folder);
	const child = spawn(PROGRAM, ["serve", "--db", db, "--listen", "127.0.0.1:0", "--quiet"],
		{ stdio: ["ignore", "pipe", "inherit"] });
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
		base, db,
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
export async function openPage(browser, server, options = {}) {
	const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: "es-BO", ...options });
	const page = await context.newPage();
	const wrong = [];
	page.on("console", (message) => {
		if (message.type() === "error" && !/status of (401|403|404|409|422|429)/.test(message.text())) wrong.push(message.text());
	});
	page.on("pageerror", (error) => wrong.push(String(error)));
	page.on("request", (request) => {
		if (!request.url().startsWith(server.base) && !request.url().startsWith("data:")) wrong.push(`left the site: ${request.url()}`);
	});
	return {
		page,
		async close() {
			await context.close();
			assert.deepEqual(wrong, [], "nothing wrong in the console, nothing asked elsewhere");
		},
	};
}

export async function signIn(browser, server, login, options) {
	const opened = await openPage(browser, server, options);
	await opened.page.goto(`${server.base}/ingresar`);
	await opened.page.fill("#usuario", login);
	await opened.page.fill("#clave", PASSWORD);
	await opened.page.press("#clave", "Enter");
	await opened.page.waitForURL((url) => !url.pathname.startsWith("/ingresar"));
	return opened;
}

// What axe finds that a person would stumble on.
export async function assertAccessible(page, where) {
	await page.evaluate(axe.source);
	const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
	const serious = result.violations.filter((v) => v.impact === "serious" || v.impact === "critical");
	assert.deepEqual(serious.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(", ")}`), [], where);
}

export const ROLES = ["elena", "jorge", "pilar", "marta", "felix", "aida", "andres", "carla"];

// The address of a unit's form, by its acronym, as the plan's first page links it.
export function unitPath(server, acronym) {
	const plans = JSON.parse(yupana("export", "--format", "json", "--what", "plan", "--db", server.db));
	const unit = plans.plans[0].units.find((u) => u.acronym === acronym || u.acronym.endsWith(`-${acronym}`));
	return `/plan/${planId(server)}/unidad/${unit.id}`;
}

export function planId(server) {
	return JSON.parse(yupana("plan", "list", "--json", "--db", server.db)).plans[0].id;
}
