// report.e2e.mjs - what a unit reports in a quarter: typed with the keyboard alone,
// kept when the line or the tab is lost, handed in, returned, accepted, closed and printed.
import test, { before, after } from "node:test";
import assert from "node:assert/strict";
import { assertAccessible, signIn, startBrowser, startServer, unitPath, yupana } from "./lib.mjs";

let server, browser, unit;
const period = "/seguimiento/2027/1";

before(async () => {
	server = await startServer();
	browser = await startBrowser();
	yupana("plan", "review", "--exception", "--why", "Ya aprobado", "--db", server.db);
	yupana("plan", "validate", "--db", server.db);
	yupana("plan", "approve", "--why", "RM 1/2027", "--date", "2027-01-02", "--db", server.db);
	unit = `${period}/unidad/${unitPath(server, "UIC").split("/").at(-1)}`;
});
after(async () => {
	await browser?.close();
	await server?.stop();
});

const saved = (page) => page.waitForFunction(() => document.querySelector("#estado").dataset.state === "saved");
const focused = (page) => page.evaluate(() => document.activeElement.name ?? "");

test("the planner lays out the year and opens its first quarter", async () => {
	const { page, close } = await signIn(browser, server, "pilar");
	await page.goto(`${server.base}/seguimiento`);
	await page.selectOption("#cada", "3");
	await page.getByRole("button", { name: "Definir el calendario" }).click();
	await page.getByRole("button", { name: "Abrir Primer trimestre" }).click();
	await page.getByRole("link", { name: "Primer trimestre" }).click();
	await page.waitForURL(`**${period}`);
	await assertAccessible(page, "the units of the period");
	await close();
});

test("a quarter is typed with the keyboard alone", async () => {
	const { page, close } = await signIn(browser, server, "elena");
	await page.goto(`${server.base}${unit}`);
	await page.focus('table.grid tbody input[name$=".value"]');
	const rows = await page.$$eval("table.grid tbody tr:not(.parent)", (list) => list.map((row) => row.dataset.node));
	for (const row of rows) {
		assert.equal(await focused(page), `${row}.value`);
		await page.keyboard.type("1");
		await page.keyboard.press("Enter");
	}
	await saved(page);
	await page.reload();
	assert.deepEqual(await page.$$eval("input[name$='.value']", (list) => list.map((one) => one.value)), rows.map(() => "1"));
	assert.match(await page.textContent(`#fila-${rows[0]} [data-asks]`), /causa/, "what is asked is told, and why");
	await assertAccessible(page, "a unit's report");
	await close();
});

test("what follows from a figure is told while it is typed", async () => {
	const { page, close } = await signIn(browser, server, "elena");
	await page.goto(`${server.base}${unit}`);
	const row = await page.getAttribute("table.grid tbody tr:not(.parent)", "data-node");
	const before = await page.textContent(`#fila-${row} td.computed`);
	await page.fill(`[name="${row}.value"]`, "9999");
	await page.waitForFunction(([r, text]) => document.querySelector(`#fila-${r} td.computed`).textContent !== text, [row, before]);
	await page.keyboard.press("Escape");
	await close();
});

test("what was typed without a line survives a closed tab, and is saved once", async () => {
	const { page, context, close } = await signIn(browser, server, "elena", { mayLoseLine: true });
	await page.goto(`${server.base}${unit}`);
	const row = await page.getAttribute("table.grid tbody tr:not(.parent)", "data-node");
	await context.setOffline(true);
	await page.fill(`[name="${row}.obtained"]`, "Se visitaron dos cuencas.");
	await page.keyboard.press("Enter");
	await page.waitForFunction(() => document.querySelector("#estado").dataset.state === "offline");
	await page.close({ runBeforeUnload: false });
	await context.setOffline(false);
	const again = await context.newPage();
	await again.goto(`${server.base}${unit}`);
	await saved(again);
	assert.equal(await again.inputValue(`[name="${row}.obtained"]`), "Se visitaron dos cuencas.");
	await again.reload();
	assert.equal(await again.inputValue(`[name="${row}.obtained"]`), "Se visitaron dos cuencas.");
	assert.equal(await again.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("yupana:")).length), 0);
	await close();
});

// With the keyboard alone the planner marks a cell and returns the report with it; the
// drafter may type there and in what explains it, and nowhere else.
async function observeAndAnswer(row, elena, jorge, pilar) {
	await pilar.goto(`${server.base}${unit}`);
	const cell = pilar.locator(`#fila-${row} td[data-field="value"]`);
	await cell.focus();
	await pilar.keyboard.press("Alt+o");
	assert.match(await pilar.inputValue("#observar-que"), /Logrado en el período/);
	await pilar.keyboard.type("El acta dice otra cosa");
	await assertAccessible(pilar, "a report under review");
	await pilar.getByRole("button", { name: "Observar y devolver el informe" }).click();
	await pilar.waitForURL(/listo=devuelto/);
	assert.equal(await cell.locator("a.flag").count(), 1);
	await elena.goto(`${server.base}${unit}`);
	await assertAccessible(elena, "a report returned with observations");
	const open = await elena.$$eval("table.grid tbody input:not([readonly]):not([type=hidden]), table.grid tbody select:not([disabled])",
		(list) => list.map((one) => one.name.split(".")));
	assert.ok(open.every(([node]) => node === row), "only in the row that was marked");
	assert.ok(open.some(([, field]) => field === "value") && open.every(([node]) => node === row), "only the observed row opens");
	await elena.fill(`[name="${row}.value"]`, "2");
	await elena.keyboard.press("Enter");
	await saved(elena);
	await elena.reload();
	assert.match(await elena.textContent("#observaciones .observation"), /Respondida/);
	await elena.getByRole("button", { name: "Enviar el informe" }).click();
	await elena.waitForURL(/listo=enviado/);
	await jorge.goto(`${server.base}${unit}`);
	await jorge.getByRole("button", { name: "Aprobar el informe" }).click();
	await jorge.waitForURL(/listo=aprobado/);
}

test("it is handed in whole, returned, approved, accepted; the period closes and is printed", async () => {
	const elena = await signIn(browser, server, "elena"), jorge = await signIn(browser, server, "jorge"), pilar = await signIn(browser, server, "pilar");
	await elena.page.goto(`${server.base}${unit}`);
	await elena.page.getByRole("button", { name: "Enviar el informe" }).click();
	assert.match(await elena.page.textContent("[role=alert]:not([hidden])"), /no está completo/);
	const rows = await elena.page.$$eval("table.grid tbody tr:not(.parent)", (list) => list.map((row) => row.dataset.node));
	const told = await elena.page.textContent("#t-hallazgos");
	for (const row of rows) {
		await elena.page.selectOption(`[name="${row}.cause"]`, "staff");
		await elena.page.fill(`[name="${row}.measure_text"]`, "Se contratará apoyo.");
	}
	await elena.page.keyboard.press("Enter");
	await saved(elena.page);
	await elena.page.waitForFunction((before) => document.querySelector("#t-hallazgos")?.textContent !== before, told);
	await elena.page.getByRole("button", { name: "Enviar el informe" }).click();
	await elena.page.waitForURL(/listo=enviado/);
	await jorge.page.goto(`${server.base}${unit}`);
	await jorge.page.fill("#devuelve", "Aclare la primera.");
	await jorge.page.getByRole("button", { name: "Devolver con el motivo" }).click();
	await elena.page.goto(`${server.base}${unit}`);
	assert.match(await elena.page.textContent("main"), /Aclare la primera/);
	await elena.page.getByRole("button", { name: "Enviar el informe" }).click();
	await elena.page.waitForURL(/listo=enviado/);
	await jorge.page.goto(`${server.base}${unit}`);
	await jorge.page.getByRole("button", { name: "Aprobar el informe" }).click();
	await jorge.page.waitForURL(/listo=aprobado/);
	await observeAndAnswer(rows[0], elena.page, jorge.page, pilar.page);
	await pilar.page.goto(`${server.base}${unit}`);
	await pilar.page.getByRole("button", { name: "Aceptar el informe" }).click();
	await pilar.page.waitForURL(/listo=aceptado/);
	assert.match(await pilar.page.textContent("#observaciones"), /Atendidas y retiradas \(1\)/);
	await pilar.page.goto(`${server.base}${period}`);
	await pilar.page.fill("#motivo", "Las demás informan después.");
	await pilar.page.getByRole("button", { name: "Cerrar el período" }).click();
	await pilar.page.waitForURL(/listo=cerrado/);
	// What somebody typed as it closed is told where it can no longer be saved.
	await elena.page.evaluate(([at, node]) => localStorage.setItem(`yupana:${document.querySelector("[data-left], [data-keep]").dataset.left || document.querySelector("[data-keep]").dataset.keep}:${at}`,
		JSON.stringify([{ node: +node, field: "obtained", text: "Tarde y sin guardar" }])), [unit, rows[0]]);
	await elena.page.goto(`${server.base}${unit}`);
	assert.match(await elena.page.textContent("[data-left]:not([hidden])"), /Resultado obtenido: Tarde y sin guardar/);
	await elena.page.getByRole("button", { name: "Descartarlo" }).click();
	assert.ok(await elena.page.isHidden("[data-left]"));
	await pilar.page.goto(`${server.base}${period}/documento`);
	assert.match(await pilar.page.textContent("main"), /Se visitaron dos cuencas\./);
	assert.match(await pilar.page.textContent("main"), /Se contratará apoyo\./);
	await assertAccessible(pilar.page, "the document");
	await pilar.page.goto(`${server.base}${unit}`);
	await pilar.page.fill(`[name="${rows[0]}.value"]`, "3");
	await pilar.page.fill("#motivo", "Se contó mal.");
	await pilar.page.getByRole("button", { name: "Corregir" }).click();
	await pilar.page.waitForURL(/listo=guardado/);
	await pilar.page.goto(`${server.base}${period}/fila/${rows[0]}`);
	assert.match(await pilar.page.textContent("#t-historia + .table-box"), /Se contó mal\./, "a correction says why");
	await assertAccessible(pilar.page, "a row's reports");
	await pilar.page.goto(`${server.base}${unit}/evidencias`);
	await pilar.page.selectOption("#fila", { index: 1 });
	await pilar.page.setInputFiles("#archivo", { name: "acta.txt", mimeType: "text/plain", buffer: Buffer.from("Acta 4\n") });
	await pilar.page.fill("#motivo", "Faltaba el acta.");
	await pilar.page.getByRole("button", { name: "Adjuntar" }).click();
	await pilar.page.waitForURL(/listo=adjunta/);
	assert.match(await pilar.page.textContent("main"), /Faltaba el acta\./);
	await assertAccessible(pilar.page, "a unit's evidence");
	for (const one of [elena, jorge, pilar]) await one.close();
});
