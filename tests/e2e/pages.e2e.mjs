// pages.e2e.mjs - every page for every role: it answers or refuses, nothing is wrong
// in the console, nothing is asked elsewhere, axe finds nothing serious, and on a phone
// it does not scroll sideways.
import test, { before, after } from "node:test";
import assert from "node:assert/strict";
import { assertAccessible, planId, ROLES, signIn, startBrowser, startServer, unitPath } from "./lib.mjs";

let server, browser, paths;

before(async () => {
	server = await startServer();
	browser = await startBrowser();
	const plan = `/plan/${planId(server)}`;
	const unit = unitPath(server, "UIC");
	paths = ["/", "/plan", plan, unit, `${unit}?formulario=a`, `${plan}/fila/0`, `${plan}/fila/100`, `${plan}/revision`,
		`${plan}/hallazgos`, `${plan}/diferencias`, "/buscar?q=agua", "/cuenta", "/administracion", "/administracion/unidades",
		"/bitacora", "/importar"];
});
after(async () => {
	await browser?.close();
	await server?.stop();
});

for (const role of ROLES)
	test(`every page for ${role}`, async () => {
		const { page, close } = await signIn(browser, server, role);
		let opened = 0;
		for (const path of paths) {
			const answer = await page.goto(server.base + path);
			assert.ok([200, 403].includes(answer.status()), `${path}: ${answer.status()}`);
			opened += answer.status() === 200;
			await assertAccessible(page, `${path} for ${role}`);
		}
		assert.ok(opened >= 3, `${role} sees ${opened} pages`);
		await close();
	});

test("no page is wider than a phone", async () => {
	const { page, close } = await signIn(browser, server, "pilar", { viewport: { width: 390, height: 844 } });
	for (const path of paths) {
		await page.goto(server.base + path);
		const width = await page.evaluate(() => document.documentElement.scrollWidth);
		assert.ok(width <= 390, `${path}: ${width} wide`);
	}
	await close();
});

test("in the dark nothing loses its contrast", async () => {
	const { page, close } = await signIn(browser, server, "pilar", { colorScheme: "dark" });
	for (const path of paths) {
		await page.goto(server.base + path);
		await assertAccessible(page, `${path} in the dark`);
	}
	await close();
});
