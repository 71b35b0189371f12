// pages.e2e.mjs - every page for every role: it answers or refuses, nothing is wrong
// in the console, nothing is asked elsewhere, axe finds nothing serious; also in English.
import test, { before, after } from "node:test";
import assert from "node:assert/strict";
import { assertAccessible, assertAccessibleOnce, everyPath, openPage, ROLES, signIn, startBrowser, startServer } from "./lib.mjs";

let server, browser, paths;

before(async () => {
	server = await startServer();
	browser = await startBrowser();
	paths = everyPath(server);
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
			const answer = await page.goto(server.base + path, { waitUntil: "domcontentloaded" });
			assert.ok([200, 403, 404].includes(answer.status()), `${path}: ${answer.status()}`);
			opened += answer.status() === 200;
			await assertAccessibleOnce(page, path, `${path} for ${role}`);
		}
		assert.ok(opened >= 3, `${role} sees ${opened} pages`);
		await close();
	});

test("the pages of who is not signed in", async () => {
	const { page, close } = await openPage(browser, server);
	for (const path of ["/ingresar", "/clave/olvidada", "/invitacion/ninguna"]) {
		await page.goto(server.base + path);
		await assertAccessible(page, path);
	}
	await close();
});

test("every page in English", async () => {
	const { page, close } = await signIn(browser, server, "pilar", { locale: "en-GB", extraHTTPHeaders: { "accept-language": "en" } });
	for (const path of paths) {
		await page.goto(server.base + path, { waitUntil: "domcontentloaded" });
		assert.equal(await page.getAttribute("html", "lang"), "en", path);
		const spanish = await page.evaluate(() => [...document.querySelectorAll("nav, h1, h2, th, label, button, .tabs")].map((e) => e.innerText)
			.filter((text) => /^(Guardar|Buscar|Salir|Unidades|Hallazgos|Revisión|Cuenta|Importar|Bitácora|Personas|Enviar|Aceptar|Unidad|Estado)$/m.test(text)));
		assert.deepEqual(spanish, [], `${path} says it in English`);
	}
	await assertAccessible(page, "the last page in English");
	await close();
});
