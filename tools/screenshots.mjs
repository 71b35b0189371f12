// screenshots.mjs - the pictures of the README: docs/img/, made of the sample by ./dev screenshots.
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import assert from "node:assert/strict";
import { planId, ROOT, signIn, startBrowser, startServer, unitPath } from "../tests/e2e/lib.mjs";

const FOLDER = join(ROOT, "docs/img");
const SIZE_MAX = 120 * 1024;

const server = await startServer();
const browser = await startBrowser();
const plan = `/plan/${planId(server)}`;
const PICTURES = [
	{ name: "plan", who: "pilar", path: plan },
	{ name: "unidad", who: "elena", path: `${unitPath(server, "UIC")}?formulario=b` },
	{ name: "hallazgos", who: "pilar", path: `${plan}/hallazgos` },
	{ name: "telefono", who: "pilar", path: "/", viewport: { width: 390, height: 640 } },
];

mkdirSync(FOLDER, { recursive: true });
for (const { name, who, path, viewport = { width: 1100, height: 560 } } of PICTURES) {
	const { page, close } = await signIn(browser, server, who, { viewport });
	const file = join(FOLDER, `${name}.png`);
	await page.goto(server.base + path, { waitUntil: "networkidle" });
	await page.screenshot({ path: file });
	assert.ok(statSync(file).size <= SIZE_MAX, `${name}.png is ${statSync(file).size} bytes`);
	await close();
}
await browser.close();
await server.stop();
