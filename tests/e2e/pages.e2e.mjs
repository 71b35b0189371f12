// pages.e2e.mjs - every page for every role: it answers or refuses, nothing is wrong
// in the console, nothing is asked elsewhere, axe finds nothing serious; also in English.
import test, { before, after } from "node:test";
import assert from "node:assert/strict";
import { assertAccessible, assertAccessibleOnce, everyPath, openPage, ROLES, signIn, startBrowser, startServer, unitPath } from "./lib.mjs";

let server, browser, paths;

before(async () => {
	server = await startServer();
	browser = await startBrowser();
	paths = await everyPath(browser, server);
});
after(async () => {
	await browser?.close();
	await server?.stop();
});

// Who only reads sees what the others see, without their buttons: outside the whole run
// (./dev e2e) it is asked whether each page answers or refuses, and not looked at.
const READS = new Set(process.env.YUPANA_E2E_WHOLE ? [] : ["marta", "felix", "aida", "carla"]);

for (const role of ROLES)
	test(`every page for ${role}`, async () => {
		const { page, context, close } = await signIn(browser, server, role);
		let opened = 0;
		for (const path of paths) {
			const answer = READS.has(role) ? await context.request.get(server.base + path, { maxRedirects: 3 })
				: await page.goto(server.base + path, { waitUntil: "domcontentloaded" });
			assert.ok(path === "/no-hay" ? answer.status() === 404 : [200, 403].includes(answer.status()), `${path}: ${answer.status()}`);
			opened += answer.status() === 200;
			if (!READS.has(role)) await assertAccessibleOnce(page, path, `${path} for ${role}`);
		}
		assert.ok(opened >= 3, `${role} sees ${opened} pages`);
		await close();
	});

test("the cell that an address speaks of has the focus", async () => {
	const { page, close } = await signIn(browser, server, "pilar");
	const unit = unitPath(server, "UIC");
	await page.goto(`${server.base}${unit}?formulario=b`);
	const row = await page.getAttribute("table.grid tr:not(.parent):has(input)", "id");
	await page.goto(`${server.base}${unit}?formulario=b&celda=schedule.3#${row}`);
	await page.waitForFunction((name) => document.activeElement.name === name, `${row.slice(5)}.schedule.3`);
	await close();
});

test("a unit's form on paper: only figures, on its side, nothing on top of another", async () => {
	const { page, close } = await signIn(browser, server, "pilar", { viewport: { width: 1050, height: 750 } });
	await page.goto(`${server.base}${unitPath(server, "UIC")}?formulario=b`);
	await page.emulateMedia({ media: "print" });
	const seen = await page.evaluate(() => ({
		aside: getComputedStyle(document.querySelector(".work > aside")).display,
		grid: document.querySelector("table.grid").getBoundingClientRect().right,
		texts: [...document.querySelectorAll("table.grid input.text")].filter((e) => e.offsetParent).length,
		months: [...document.querySelectorAll("table.grid input[name*='schedule']")].filter((e) => e.offsetParent).length,
	}));
	assert.equal(seen.aside, "none");
	assert.ok(seen.grid <= 1050, `${seen.grid} wide`);
	assert.equal(seen.texts, 0);
	assert.ok(seen.months >= 12);
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
