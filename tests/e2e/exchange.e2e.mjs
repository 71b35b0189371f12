// exchange.e2e.mjs - files that go out and come back: a unit's workbook with changes of its
// own beside those of somebody else, an old table whose columns are told, and a document.
import test, { before, after } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { assertAccessible, NO_COLOURS, planId, signIn, startBrowser, startServer, unitPath, yupana } from "./lib.mjs";
import { edited, rowOf, workbook } from "./workbook.mjs";

let server, browser;
const COLOURS = process.env.YUPANA_E2E_WHOLE ? {} : NO_COLOURS; // what takes axe long

before(async () => {
	server = await startServer();
	browser = await startBrowser();
});
after(async () => {
	await browser?.close();
	await server?.stop();
});

const words = async (page, selector = "main") => (await page.textContent(selector)).replace(/\s+/g, " ");
const send = async (page, name, bytes) => {
	await page.setInputFiles("#archivo", { name, mimeType: "application/octet-stream", buffer: bytes });
	await page.locator("form[enctype] button.main").click();
};
const title = (code) => JSON.parse(yupana("export", "--format", "json", "--what", "plan", "--db", server.db))
	.plans[0].nodes.find((node) => node.code === code && node.unit === unitPath(server, "UIC").split("/").at(-1)).title;

test("a workbook comes back: what changed, what somebody else changed, taken and undone", async () => {
	const { page, close } = await signIn(browser, server, "elena");
	const path = `/plan/${planId(server)}/planilla`;
	await page.goto(server.base + path);
	await assertAccessible(page, path, COLOURS);
	await page.selectOption("#unidad", { value: unitPath(server, "UIC").split("/").at(-1) });
	const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Descargar la planilla" }).click()]);
	const book = readFileSync(await download.path());

	await send(page, "igual.xlsx", book);
	await page.waitForURL("**/planilla/*");
	assert.match(await words(page), /no hay nada que tomar/);

	const before = title("5.1.1.1");
	yupana("node", "set", "--unit", "UIC", "--code", "5.1.1.2", "title=Lo que escribió otra persona", "--db", server.db);
	await page.goto(server.base + path);
	await send(page, "uic.xlsx", edited(book, 2, { [`E${rowOf(book, 2, "5.1.1.1")}`]: "Lo que escribí sin conexión", [`E${rowOf(book, 2, "5.1.1.2")}`]: "Lo mío" }));
	await page.waitForURL("**/planilla/*");
	await assertAccessible(page, "the difference");
	const line = (text) => page.locator("main tbody tr", { hasText: text });
	assert.match(await line("Lo mío").textContent(), /conflicto[^]*Lo que escribió otra persona/);
	assert.equal(await line("Lo mío").locator("input[name=celda]").isChecked(), false, "nobody's work is replaced unasked");
	assert.equal(await line("Lo que escribí").locator("input[name=celda]").isChecked(), true);
	await page.locator("button[value=marcado]").focus();
	await page.keyboard.press("Enter");
	await page.getByRole("button", { name: "Deshacer lo tomado" }).waitFor();
	assert.equal(title("5.1.1.1"), "Lo que escribí sin conexión");
	assert.equal(title("5.1.1.2"), "Lo que escribió otra persona");
	await page.getByRole("button", { name: "Deshacer lo tomado" }).click();
	await page.waitForLoadState();
	assert.equal(title("5.1.1.1"), before);
	await close();
});

test("an old workbook is asked what its columns are, and its rows are told by sheet", async () => {
	const { page, close } = await signIn(browser, server, "pilar");
	await page.goto(`${server.base}/importar`);
	await send(page, "poa-2026.xlsx", workbook({ Carátula: [["Plan de la gestión 2026"]], UIC: [["Plan 2026"], [],
		["N°", "Tarea", "Peso", "Ene", "Feb", "Mar", "Abr", "May", "Jun", "Jul", "Ago", "Sep", "Oct", "Nov", "Dic"],
		["1.1.1", "Inversión con respaldo técnico", 100, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
		["1.1.1.1", "Registrar los proyectos", 100, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
		["1.1.1.9.9", "Un código que no existe", 10, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, "una"]] }));
	await page.waitForURL("**/columnas");
	await assertAccessible(page, "what is each column", COLOURS);
	await page.locator("thead select").nth(2).selectOption("weight");
	await page.getByRole("button", { name: "Leer así y revisar" }).click();
	await page.waitForURL(/importar\/\d+$/);
	const text = await words(page);
	assert.match(text, /hoja «UIC», fila 6/);
	assert.doesNotMatch(text, /línea 1006/);
	await close();
});

test("a unit's forms as PDF, and a fingerprint that nobody issued", async () => {
	const { page, close } = await signIn(browser, server, "pilar");
	await page.goto(`${server.base}/documentos`);
	await page.getByRole("link", { name: "Formulario B" }).click();
	await page.locator("nav.tabs a[aria-current]", { hasText: "Formulario" }).waitFor();
	await page.fill("#unidad", "UIC");
	const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Descargar" }).click()]);
	assert.equal(readFileSync(await download.path()).toString("latin1", 0, 5), "%PDF-");
	await page.goto(`${server.base}/verificar`);
	await page.fill("#huella", "4a3f".repeat(16));
	await page.press("#huella", "Enter");
	await page.getByRole("alert").waitFor();
	await assertAccessible(page, "/verificar, of nobody", COLOURS);
	await close();
});
