// formulate.e2e.mjs - a unit's plan from nothing to submitted and returned, twice: with
// the keyboard alone, and with forms alone, without script.
import test, { before, after } from "node:test";
import assert from "node:assert/strict";
import { planId, signIn, startBrowser, startServer, unitPath } from "./lib.mjs";

let server, browser, unit, plan;

before(async () => {
	server = await startServer();
	browser = await startBrowser();
	unit = unitPath(server, "UIC");
	plan = `/plan/${planId(server)}`;
});
after(async () => {
	await browser?.close();
	await server?.stop();
});

// Tab, or Shift+Tab where that is nearer, until what is wanted has the focus: the page
// must let it be reached so.
async function tabTo(page, selector) {
	const steps = await page.evaluate((wanted) => {
		const all = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")];
		const from = Math.max(all.indexOf(document.activeElement), 0), to = all.indexOf(document.querySelector(wanted));
		const onward = (to - from + all.length) % all.length;
		return onward <= all.length / 2 ? onward : onward - all.length;
	}, selector);
	const key = steps >= 0 ? "Tab" : "Shift+Tab";
	for (let i = 0; i < 900; i++) {
		if (i >= Math.abs(steps) - 8 && await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
		await page.keyboard.press(key);
	}
	assert.fail(`${selector} is not reached with ${key}`);
}
const saved = (page) => page.waitForSelector('#estado[data-state="saved"]');
const lastRow = (page) => page.locator("tr[data-node]").evaluateAll((rows) => rows.at(-1).dataset.node);

// A key that leads to another page, perhaps of the same address.
async function pressAndLoad(page, key, url) {
	await page.evaluate(() => (document.body.dataset.before = "1"));
	await page.keyboard.press(key);
	await page.waitForFunction(() => document.body && !document.body.dataset.before && document.readyState === "complete");
	assert.match(page.url(), url);
}

test("a unit is formulated with the keyboard alone", async () => {
	// The planning office adds an objective for the unit.
	const pilar = await signIn(browser, server, "pilar");
	await pilar.page.goto(server.base + plan);
	await tabTo(pilar.page, "#agregar #para");
	const option = await pilar.page.evaluate((id) => [...document.querySelector("#para").options].find((o) => o.value === id).text, unit.split("/").at(-1));
	await pilar.page.keyboard.type(option);
	await tabTo(pilar.page, "#agregar #titulo");
	await pilar.page.keyboard.type("Estudios de inversión al día");
	await tabTo(pilar.page, "#agregar form:first-of-type button");
	await pressAndLoad(pilar.page, "Enter", /formulario=a/);
	assert.match(await pilar.page.textContent("table.grid"), /Estudios de inversión al día/);
	await pilar.close();

	// The unit gives it a weight on form A, and takes as much from another.
	const { page, close } = await signIn(browser, server, "elena");
	await page.goto(`${server.base}${unit}?formulario=a`);
	const objective = await lastRow(page);
	await tabTo(page, `tr[data-node="${objective}"] td[data-field="weight"] input`);
	await page.keyboard.type("5");
	await page.keyboard.press("Enter");
	await saved(page);

	// Form B: two activities under it.
	await page.goto(`${server.base}${unit}?formulario=b`);
	for (let i = 0; i < 2; i++) {
		await tabTo(page, `button[value="nueva:${objective}"]`);
		await pressAndLoad(page, "Enter", /listo=guardado/);
		// It is named where it stands.
		await page.waitForFunction(() => document.activeElement.matches("textarea.title"));
		await page.keyboard.type(i === 0 ? "Elaborar estudios" : "Revisar estudios");
		await page.keyboard.press("Enter");
		await saved(page);
	}
	const rows = await page.locator("tr[data-node]").evaluateAll((list) => list.slice(-2).map((row) => row.dataset.node));

	// Weights, twelve months and total of each: typing and arrows, then Enter.
	for (const [i, row] of rows.entries()) {
		await tabTo(page, `tr[data-node="${row}"] td[data-field="weight"] input`);
		await page.keyboard.type(i === 0 ? "60" : "50");
		await page.keyboard.press("Tab");
		for (let month = 1; month <= 12; month++) {
			await page.keyboard.type(month % 3 === 0 ? "1" : "0");
			await page.keyboard.press(month < 12 ? "ArrowRight" : "Tab");
		}
		await page.keyboard.type("4");
		await page.keyboard.press("Enter");
		await saved(page);
	}
	// 60 + 50: the balance says so while one is there, and its repair is reached and pressed.
	const rule = page.locator("#cuadre li", { hasText: "R11" }).filter({ has: page.locator("button[data-fix]") });
	await rule.first().waitFor();
	const count = await rule.count();
	const mark = await rule.first().locator("button[data-fix]").getAttribute("data-fix");
	await tabTo(page, `button[data-fix="${mark}"]`);
	await pressAndLoad(page, "Enter", /listo=guardado/);
	assert.equal(await rule.count(), count - 1, "the repair holds");
	for (const [i, month] of [1, 3, 12].entries())
		assert.equal(await page.inputValue(`tr[data-node="${rows[0]}"] td[data-period="${month}"] input`), ["0", "1", "1"][i]);

	// The rest of an activity is on its own page.
	await tabTo(page, `tr[data-node="${rows[0]}"] th a`);
	await pressAndLoad(page, "Enter", /\/fila\//);
	await tabTo(page, '[name="title"]');
	await page.keyboard.press("Control+a");
	await page.keyboard.type("Elaborar estudios de inversión");
	await tabTo(page, 'form[action*="/fila/"] button.main');
	await pressAndLoad(page, "Enter", /listo=guardado/);

	// And the unit is sent.
	await page.goto(server.base + unit);
	assert.match(await page.textContent("table.grid"), /Elaborar estudios de inversión/);
	await tabTo(page, 'button[value="enviar"]');
	await pressAndLoad(page, "Enter", /confirmar=enviar/);
	assert.match(await page.textContent("#sigue"), /error(es)? no cuadran? todavía/);
	await tabTo(page, 'button[name="confirmado"]');
	await pressAndLoad(page, "Enter", /listo=enviado/);
	assert.equal(await page.locator("table.grid input:not([type=hidden])").count(), 0, "it can no longer be typed in");
	await close();
});

async function clickAndLoad(page, locator, url) {
	await Promise.all([page.waitForNavigation(), locator.click()]);
	assert.match(page.url(), url);
}

// With errors, as told.
async function send(page) {
	await clickAndLoad(page, page.locator('button[value="enviar"]'), /confirmar=enviar/);
	await clickAndLoad(page, page.locator('button[name="confirmado"]'), /listo=enviado/);
}

test("without script: returned, changed, repaired, sent, approved", async () => {
	const options = { javaScriptEnabled: false };
	const first = await signIn(browser, server, "elena", options);
	await first.page.goto(server.base + unit);
	if (await first.page.locator('button[value="enviar"]').count()) await send(first.page);
	await first.close();

	const jorge = await signIn(browser, server, "jorge", options);
	await jorge.page.goto(`${server.base}${plan}/revision?q=UIC`);
	await jorge.page.locator(`input[name="unidades"][value="${unit.split("/").at(-1)}"]`).check();
	await jorge.page.fill("#motivo", "Falta el indicador de la primera actividad");
	await clickAndLoad(jorge.page, jorge.page.locator('button[value="devolver"]'), /listo=devuelto/);
	await jorge.close();

	const elena = await signIn(browser, server, "elena", options);
	const { page } = elena;
	await page.goto(`${server.base}/`);
	assert.match(await page.textContent("main"), /Falta el indicador/);
	await page.goto(server.base + unit);
	const row = await page.locator("tr[data-node]:not(.parent)").first().getAttribute("data-node");
	await page.fill(`[name="${row}.indicator"]`, "Estudios con dictamen");
	const weight = `[name="${row}.weight"]`;
	const was = await page.inputValue(weight);
	await page.fill(weight, "1");
	await clickAndLoad(page, page.locator("button[data-without-script]"), /listo=guardado/);
	assert.equal(await page.inputValue(`[name="${row}.indicator"]`), "Estudios con dictamen");
	await clickAndLoad(page, page.locator("#cuadre li", { hasText: "R11" }).locator("button[data-fix]").first(), /listo=guardado/);
	assert.notEqual(was, "1");
	// The list of findings puts right what it lists, too.
	await page.fill(weight, "7");
	await clickAndLoad(page, page.locator("button[data-without-script]"), /listo=guardado/);
	await page.goto(`${server.base}${plan}/hallazgos?unidad=${unit.split("/").at(-1)}&regla=11`);
	await clickAndLoad(page, page.locator('button[name="reparar"]').first(), /listo=guardado/);
	await page.goto(server.base + unit);
	await send(page);
	await elena.close();

	const again = await signIn(browser, server, "jorge", options);
	await again.page.goto(server.base + unit);
	await clickAndLoad(again.page, again.page.locator('button[value="aprobar"]'), /listo=aprobado/);
	await again.page.goto(`${server.base}${plan}/revision?q=UIC`);
	assert.match(await again.page.textContent("table"), /Falta el indicador|Aprobad/);
	await again.close();
});
