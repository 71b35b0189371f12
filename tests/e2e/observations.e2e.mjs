// observations.e2e.mjs - a unit returned with two cells marked: its drafter changes
// those and no other, replies and sends it again; who reviews settles and validates.
import test, { before, after } from "node:test";
import assert from "node:assert/strict";
import { assertAccessible, planId, signIn, startBrowser, startServer, unitPath } from "./lib.mjs";

let server, browser, path, plan;

before(async () => {
	server = await startServer();
	browser = await startBrowser();
	path = unitPath(server, "UIC");
	plan = `/plan/${planId(server)}`;
});
after(async () => {
	await browser?.close();
	await server?.stop();
});

const saved = (page) => page.waitForSelector('#estado[data-state="saved"]');
const place = (row, field, period) =>
	`tbody tr[data-node] >> nth=${row} >> td[data-field="${field}"]` + (period ? `[data-period="${period}"]` : "");
const cell = (page, row, field, period) => page.locator(place(row, field, period));
const input = (page, row, field, period) => cell(page, row, field, period).locator("input");

async function press(page, step, reason) {
	if (reason) await page.fill("#motivo", reason);
	await Promise.all([page.waitForNavigation(), page.click(`form[action$="/paso"] button[value="${step}"]`)]);
	const anyway = page.getByRole("button", { name: "Enviar de todos modos" });
	if (await anyway.count()) await Promise.all([page.waitForNavigation(), anyway.click()]);
}

test("the unit is sent and its head approves it", async () => {
	const elena = await signIn(browser, server, "elena");
	await elena.page.goto(server.base + path);
	await press(elena.page, "enviar");
	await elena.close();
	const jorge = await signIn(browser, server, "jorge");
	await jorge.page.goto(server.base + path);
	await press(jorge.page, "aprobar");
	await jorge.close();
});

test("with the keyboard alone the planner marks two cells, and returns the unit with them", async () => {
	const { page, close } = await signIn(browser, server, "pilar");
	await page.goto(server.base + path);
	assert.equal(await page.locator("table.grid input").count(), 0, "a unit under review is only read");
	await cell(page, 1, "weight").focus();
	await page.keyboard.press("Enter");
	assert.match(await page.inputValue("#observar-que"), /Pond/);
	await page.keyboard.type("Pesa demasiado");
	await page.keyboard.press("Tab");
	await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
	assert.ok(await cell(page, 1, "weight").locator("a.flag").isVisible());
	await cell(page, 1, "weight").focus();
	await page.keyboard.press("ArrowRight");
	await page.keyboard.press("ArrowRight");
	await page.keyboard.press("Alt+o");
	assert.match(await page.inputValue("#observar-que"), /febrero/);
	await page.keyboard.press("Escape");
	assert.equal(await cell(page, 1, "schedule", 2).evaluate((td) => td === document.activeElement), true, "back where it was");
	await page.keyboard.press("Enter");
	await page.keyboard.type("En febrero no hay personal");
	await page.keyboard.press("Tab");
	await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
	assert.equal(await page.locator("#observaciones .observation .mark", { hasText: "Por enviar" }).count(), 2);
	await assertAccessible(page, "marking");
	await page.goto(`${server.base}${plan}/revision`);
	assert.match(await page.textContent("table"), /2\s+Por enviar/);
	await page.goto(server.base + path);
	await press(page, "devolver", "Vea las dos celdas marcadas");
	assert.equal(await page.locator("#observaciones .observation .mark", { hasText: "Por responder" }).count(), 2);
	await close();
});

test("the drafter changes what is marked and nothing else, answers and sends it again", async () => {
	const { page, close } = await signIn(browser, server, "elena");
	await page.goto(`${server.base}/`);
	assert.match(await page.textContent("main"), /Observaciones por responder/);
	await page.goto(server.base + path);
	await assertAccessible(page, "a unit returned with observations");
	const open = await page.locator('table.grid td[data-field] > input:not([readonly])').count();
	assert.equal(open, 2, "two cells can be typed in");
	assert.equal(await page.locator('td[data-field] > select:not([disabled])').count(), 0);
	await input(page, 1, "responsible").focus();
	await page.keyboard.type("Otra persona");
	await page.keyboard.press("Enter");
	await page.reload();
	assert.notEqual(await input(page, 1, "responsible").inputValue(), "Otra persona");
	// Not even past the page.
	const answer = await page.evaluate(async ([url, mark]) => {
		const row = document.querySelectorAll("tbody tr[data-node]")[1];
		const reply = await fetch(url, { method: "POST",
			headers: { "content-type": "application/json", "x-yupana-marca": mark },
			body: JSON.stringify({ cells: [{ node: +row.dataset.node, revision: +row.dataset.revision, field: "indicator", period: 0, text: "x" }] }) });
		return { status: reply.status, ...(await reply.json()) };
	}, [`/api/v1${plan.replace("/plan/", "/plans/")}/cells`, await page.getAttribute("body", "data-mark")]);
	assert.equal(answer.status, 422);
	assert.equal(answer.code, "cell_not_marked");

	await page.click('button[name="paso"][value="enviar"]');
	await page.waitForURL(/\/paso$/);
	assert.match(await page.textContent("main"), /observaciones sin responder/);
	await page.goto(server.base + path);
	await input(page, 1, "weight").fill((await input(page, 1, "weight").inputValue()) === "20" ? "21" : "20");
	await input(page, 1, "weight").press("Enter");
	await saved(page);
	await page.reload();
	assert.equal(await page.locator("#observaciones .mark", { hasText: "Respondida" }).count(), 1, "changing it answers it");
	const second = page.locator("#observaciones .observation", { hasText: "En febrero no hay personal" });
	await second.locator("textarea").fill("Sí lo hay: acta 4");
	await Promise.all([page.waitForNavigation(), second.getByRole("button", { name: "Responder" }).click()]);
	assert.equal(await page.locator("#observaciones .mark", { hasText: "Respondida" }).count(), 2);
	await press(page, "enviar");
	await close();
});

test("the planner settles one, validates with the other, and both stay on record", async () => {
	const jorge = await signIn(browser, server, "jorge");
	await jorge.page.goto(server.base + path);
	await press(jorge.page, "aprobar");
	await jorge.close();
	const { page, close } = await signIn(browser, server, "pilar");
	await page.goto(`${server.base}/`);
	assert.match(await page.textContent("main"), /Observaciones respondidas/);
	await page.goto(`${server.base}${plan}/observaciones?estado=respondida`);
	await assertAccessible(page, "the list");
	const first = page.locator(".observation", { hasText: "En febrero no hay personal" });
	await first.locator("textarea").fill("De acuerdo");
	await Promise.all([page.waitForNavigation(), first.getByRole("button", { name: "Dar por atendida" }).click()]);
	await page.goto(server.base + path);
	await press(page, "validar");
	await page.goto(`${server.base}${plan}/observaciones?estado=atendida`);
	assert.equal(await page.locator(".observation").count(), 2);
	assert.match(await page.textContent("table"), /De acuerdo/);
	const csv = await page.evaluate(async (url) => (await fetch(url)).text(), `${plan}/observaciones.csv`);
	assert.match(csv, /Pesa demasiado/);
	await close();
});

test("without a script a cell is observed from its row's page, and answered", async () => {
	const elena = await signIn(browser, server, "elena", { javaScriptEnabled: false });
	const pilar = await signIn(browser, server, "pilar", { javaScriptEnabled: false });
	await pilar.page.goto(server.base + path);
	await pilar.page.locator("tbody tr[data-node] th a:not(.flag)").nth(2).click();
	await pilar.page.selectOption("#observar-celda", "title");
	await pilar.page.fill("#observar-texto", "Empiece por un verbo");
	await pilar.page.getByRole("button", { name: "Observar y devolver la unidad" }).click();
	assert.match(pilar.page.url(), /listo=devuelto/);
	assert.match(await pilar.page.textContent("#observaciones"), /Por responder/);
	await elena.page.goto(pilar.page.url());
	assert.equal(await elena.page.locator("form.card textarea:not([readonly])").count(), 1);
	await elena.page.fill("#c-title", "Elaborar el informe de pruebas");
	await elena.page.getByRole("button", { name: "Guardar" }).click();
	assert.match(await elena.page.textContent("#observaciones"), /Respondida/);
	await elena.close();
	await pilar.close();
});

test("on a phone and in the dark it is still well", async () => {
	const { page, close } = await signIn(browser, server, "pilar", { viewport: { width: 390, height: 844 }, colorScheme: "dark" });
	for (const at of [path, `${plan}/observaciones`, `${plan}/revision`]) {
		await page.goto(server.base + at);
		assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390, `${at} is wider than a phone`);
		await assertAccessible(page, `${at} in the dark`);
	}
	await close();
});
