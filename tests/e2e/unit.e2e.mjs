// unit.e2e.mjs - a unit's form in the browser: by keyboard, by paste, by two people.
import test, { before, after } from "node:test";
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { assertAccessible, openPage, ROOT, signIn, startBrowser, startServer, unitPath, yupana } from "./lib.mjs";

let server, browser, path;

before(async () => {
	server = await startServer();
	browser = await startBrowser();
	path = unitPath(server, "UIC");
});
after(async () => {
	await browser?.close();
	await server?.stop();
});

const saved = (page) => page.waitForSelector('#estado[data-state="saved"]');
const cell = (page, row, field, period) =>
	page.locator(`tr[data-node]`).nth(row).locator(`td[data-field="${field}"]` + (period ? `[data-period="${period}"]` : "")).locator("input");

test("somebody who is not signed in is asked to", async () => {
	const { page, close } = await openPage(browser, server);
	await page.goto(server.base + path);
	assert.match(page.url(), /\/ingresar\?a=/);
	await assertAccessible(page, "sign in");
	await close();
});

test("a weight that breaks the sum is told while typing, repaired by one click and undone", async () => {
	const { page, close } = await signIn(browser, server, "elena");
	await page.goto(server.base + path);
	await assertAccessible(page, "form B");
	const weight = cell(page, 1, "weight");
	const was = await weight.inputValue();
	await weight.fill("13");
	await page.waitForFunction(() => document.querySelector("#cuadre").textContent.includes("R11"));
	assert.equal(await weight.getAttribute("data-saved"), was, "told before it is saved");
	await weight.press("Enter");
	await saved(page);
	await page.locator("#cuadre button[data-fix]").first().click();
	await page.waitForURL(/listo=guardado/);
	assert.ok(!(await page.textContent("#cuadre")).includes("R11"), "the repair holds");
	await close();
});

test("a row is filled in with the keyboard alone", async () => {
	const { page, close } = await signIn(browser, server, "elena");
	await page.goto(server.base + path);
	await cell(page, 2, "weight").focus();
	await page.keyboard.press("Tab");
	for (let month = 1; month <= 12; month++) {
		await page.keyboard.type(String(month));
		await page.keyboard.press(month < 12 ? "ArrowRight" : "Tab");
	}
	await page.keyboard.type("78");
	await page.keyboard.press("Enter");
	await saved(page);
	await page.reload();
	for (let month = 1; month <= 12; month++)
		assert.equal(await cell(page, 2, "schedule", month).inputValue(), String(month));
	assert.equal(await cell(page, 2, "total").inputValue(), "78");
	await close();
});

test("Escape puts back what was, Ctrl+R fills the year, Ctrl+Z undoes it", async () => {
	const { page, close } = await signIn(browser, server, "elena");
	await page.goto(server.base + path);
	const january = cell(page, 3, "schedule", 1), december = cell(page, 3, "schedule", 12);
	const was = [await january.inputValue(), await december.inputValue()];
	await january.focus();
	await page.keyboard.type("9");
	await page.keyboard.press("Escape");
	assert.equal(await january.inputValue(), was[0]);
	await january.fill("7");
	await january.press("Control+r");
	assert.equal(await december.inputValue(), "7");
	await saved(page);
	await page.keyboard.press("Control+z");
	assert.equal(await december.inputValue(), was[1]);
	await saved(page);
	await close();
});

async function paste(page, input, text) {
	await input.focus();
	await page.evaluate((block) => {
		const data = new DataTransfer();
		data.setData("text/plain", block);
		document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
	}, text);
}

test("a block pasted from a sheet is saved at once", async () => {
	const { page, close } = await signIn(browser, server, "elena");
	await page.goto(server.base + path);
	const line = "1\t0\t0\t1\t0\t0\t1\t0\t0\t1\t0\t0";
	await paste(page, cell(page, 1, "schedule", 1), `${line}\r\n${line}\r\n`);
	await saved(page);
	await page.reload();
	for (const row of [1, 2])
		assert.deepEqual(await Promise.all([1, 2, 4, 10, 12].map((m) => cell(page, row, "schedule", m).inputValue())), ["1", "0", "1", "1", "0"]);
	await close();
});

async function deleteLast(page) {
	await page.locator('button[name="accion"][value^="borrar:"]').last().click();
	await page.click('#seguro button[value="si"]');
	await page.waitForURL(/listo=guardado&cambio=/);
}

test("a block lies column on column; what cannot be typed in is skipped and told", async () => {
	const { page, close } = await signIn(browser, server, "elena");
	await page.goto(server.base + path);
	const before = await cell(page, 0, "indicator").inputValue();
	const last = await page.locator("tr[data-node]").count() - 1;
	await paste(page, cell(page, 0, "weight"), "30\t7\t8\t9\n20\t4\t5\t6\n");
	await saved(page);
	assert.equal(await cell(page, 0, "indicator").inputValue(), before, "no month in a text");
	assert.deepEqual(await Promise.all([1, 2, 3].map((m) => cell(page, 1, "schedule", m).inputValue())), ["4", "5", "6"]);
	assert.match(await page.textContent("#pegado"), /3 valores no se pegaron/);
	await page.keyboard.press("Control+z");
	await saved(page);
	await paste(page, cell(page, last, "verification"), '"Acta ""A""\nfirmada"\tNivel\nsobra\tSuma');
	await saved(page);
	assert.equal(await cell(page, last, "verification").inputValue(), 'Acta "A" firmada');
	assert.equal(await page.locator("tr[data-node]").nth(last).locator("select").inputValue(), "average");
	assert.match(await page.textContent("#pegado"), /1 filas del bloque no cupieron/);
	await close();
});

test("a bad value of a block stays at its cell, with its reason, until it is put right", async () => {
	const { page, close } = await signIn(browser, server, "elena");
	await page.goto(server.base + path);
	await paste(page, cell(page, 1, "schedule", 1), "7\tabc\t8");
	await page.waitForSelector("tr.why");
	await page.waitForFunction(() => document.querySelectorAll("td.saved").length || document.querySelectorAll("td.changed").length === 1);
	assert.equal(await cell(page, 1, "schedule", 2).inputValue(), "abc");
	assert.equal(await page.getAttribute("#estado", "data-state"), "failed");
	assert.match(await page.textContent("tr.why"), /Feb: .*abc/);
	await cell(page, 1, "schedule", 2).press("Escape");
	await saved(page);
	assert.equal(await page.locator("tr.why, td.wrong").count(), 0);
	await page.reload();
	assert.deepEqual(await Promise.all([1, 3].map((m) => cell(page, 1, "schedule", m).inputValue())), ["7", "8"]);
	await close();
});

test("blocks are marked by Shift and arrows or by dragging, and copied as sheets write", async () => {
	const { page, close } = await signIn(browser, server, "elena");
	await page.goto(server.base + path);
	const copy = () => page.evaluate(() => {
		const data = new DataTransfer();
		document.activeElement.dispatchEvent(new ClipboardEvent("copy", { clipboardData: data, bubbles: true, cancelable: true }));
		return data.getData("text/plain");
	});
	await cell(page, 1, "schedule", 1).focus();
	for (const key of ["Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowDown"]) await page.keyboard.press(key);
	assert.equal(await page.locator("td.block").count(), 6);
	const wanted = [];
	for (const row of [1, 2]) wanted.push((await Promise.all([1, 2, 3].map((m) => cell(page, row, "schedule", m).inputValue()))).join("\t"));
	assert.equal(await copy(), wanted.join("\n"));
	await page.locator("#estado").evaluate(() => document.activeElement.blur());
	assert.equal(await page.locator("td.block").count(), 0, "the block ends with the focus");
	await cell(page, 1, "schedule", 2).hover();
	await page.mouse.down();
	await cell(page, 2, "schedule", 4).hover();
	await page.mouse.up();
	assert.equal(await page.locator("td.block").count(), 6);
	const behaviour = page.locator("tr[data-node]").nth(1).locator("select");
	await cell(page, 1, "verification").focus();
	await page.keyboard.press("Shift+ArrowRight");
	assert.ok((await copy()).endsWith(`\t${(await behaviour.locator("option:checked").textContent()).trim()}`));
	await close();
});

test("Esc takes back what the balance said; Ctrl+Z while typing undoes only that", async () => {
	const { page, close } = await signIn(browser, server, "elena");
	await page.goto(server.base + path);
	const weight = cell(page, 1, "weight"), was = await weight.inputValue(), other = await cell(page, 2, "weight").inputValue();
	await cell(page, 2, "responsible").fill("Otra unidad");
	await cell(page, 2, "responsible").press("Enter");
	await saved(page);
	await weight.focus();
	await page.keyboard.type("99");
	await page.waitForFunction(() => document.querySelector("#cuadre").textContent.includes("R11"));
	await page.keyboard.press("Escape");
	await page.waitForFunction(() => !document.querySelector("#cuadre").textContent.includes("R11"));
	await page.keyboard.type("98");
	await page.keyboard.press("Control+z");
	assert.equal(await weight.inputValue(), was);
	assert.equal(await cell(page, 2, "responsible").inputValue(), "Otra unidad");
	assert.equal(await cell(page, 2, "weight").inputValue(), other);
	await close();
});

test("what is still being typed goes with the form that is sent", async () => {
	const { page, close } = await signIn(browser, server, "elena");
	await page.goto(server.base + path);
	await cell(page, 2, "responsible").fill("Jefatura de estudios");
	await page.fill('form[role="search"] input', "x");
	await cell(page, 2, "target").fill("77%");
	await page.locator('button[name="accion"][value^="duplicar:"]').last().click();
	await page.waitForURL(/listo=guardado/);
	assert.equal(await cell(page, 2, "responsible").inputValue(), "Jefatura de estudios");
	assert.equal(await cell(page, 2, "target").inputValue(), "77%");
	assert.match(page.url(), /#fila-\d+$/);
	await page.waitForFunction(() => `#${document.activeElement.closest("tr")?.id}` === location.hash); // back at the new row
	// It has figures: it is asked first, and the notice takes it back.
	const count = await page.locator("tr[data-node]").count();
	await page.locator('button[name="accion"][value^="borrar:"]').last().click();
	assert.match(await page.textContent("#seguro p"), /ya tiene cifras/);
	await page.click('#seguro button[value=""]');
	assert.equal(await page.isVisible("#seguro"), false);
	await deleteLast(page);
	assert.equal(await page.locator("tr[data-node]").count(), count - 1);
	await page.getByRole("button", { name: "Deshacer" }).click();
	await page.waitForURL(/listo=deshecho/);
	assert.equal(await page.locator("tr[data-node]").count(), count);
	await deleteLast(page);
	await close();
});

test("a new activity is added under its objective or below a row, and named where it stands", async () => {
	const { page, close } = await signIn(browser, server, "elena");
	await page.goto(server.base + path);
	const count = await page.locator("tr[data-node]").count(), third = page.locator("tr[data-node]").nth(2);
	await third.locator('button[value^="debajo:"]').click();
	await page.waitForURL(/listo=guardado/);
	await page.waitForFunction(() => document.activeElement.matches("textarea.title"));
	assert.equal(await page.locator("tr[data-node]").count(), count + 1);
	assert.equal(await page.evaluate(() => document.activeElement.closest("tr") === document.querySelectorAll("tr[data-node]")[3]), true, "below the third");
	assert.match(await page.textContent("#cuadre"), /no tiene título/);
	await assertAccessible(page, "form B with a row without a title");
	await page.keyboard.type("Medir caudales");
	await page.keyboard.press("Enter");
	await saved(page);
	assert.doesNotMatch(await page.textContent("#cuadre"), /no tiene título/);
	await page.reload();
	const title = page.locator("tr[data-node]").nth(3).locator("textarea.title");
	assert.equal(await title.inputValue(), "Medir caudales");
	await page.locator("tr[data-node]").nth(3).locator('button[value^="borrar:"]').click();
	await page.waitForURL(/listo=guardado&cambio=/);
	await page.getByRole("button", { name: /Agregar actividad a/ }).first().click();
	await page.waitForURL(/listo=guardado/);
	await page.waitForFunction(() => document.activeElement.matches("textarea.title"));
	await page.evaluate(() => document.activeElement.closest("tr").querySelector('button[value^="borrar:"]').click());
	await page.waitForFunction((rows) => document.querySelectorAll("tr[data-node]").length === rows, count);
	await close();
});

test("what is being typed is told unsaved, and a reload loses none of it", async () => {
	const { page, close } = await signIn(browser, server, "elena");
	await page.goto(server.base + path);
	await cell(page, 2, "responsible").focus();
	await page.keyboard.type("Jefatura de caudales");
	assert.match(await page.textContent("#estado"), /Sin guardar/);
	await page.reload();
	await saved(page);
	assert.equal(await cell(page, 2, "responsible").inputValue(), "Jefatura de caudales");
	await page.reload();
	assert.equal(await cell(page, 2, "responsible").inputValue(), "Jefatura de caudales");
	assert.equal(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("yupana:")).length), 0);
	await close();
});

test("the balance leads to a cell of the other form", async () => {
	const { page, close } = await signIn(browser, server, "elena");
	await page.goto(`${server.base}${path}?formulario=a`);
	const link = page.locator('#cuadre a[href*="formulario=b"]').first();
	assert.match(await link.locator("xpath=..").textContent(), /En el formulario B/);
	await link.click();
	await page.waitForURL(/formulario=b&celda=.*#fila-\d+$/);
	await page.waitForFunction(() => `#${document.activeElement.closest("tr")?.id}` === location.hash);
	await close();
});

test("the unit's total follows a save, and the balance is of what is saved", async () => {
	const { page, close } = await signIn(browser, server, "elena");
	await page.goto(server.base + path);
	const total = () => page.locator("tfoot td.number").last().textContent();
	const before = await total(), curve = await page.innerHTML("#curva"), weight = cell(page, 1, "weight"), was = await weight.inputValue();
	await weight.fill("3");
	await weight.press("Enter");
	await saved(page);
	assert.notEqual(await total(), before);
	assert.notEqual(await page.innerHTML("#curva"), curve);
	await page.keyboard.press("Control+z");
	await saved(page);
	assert.equal(await total(), before);
	assert.equal(await weight.inputValue(), was);
	await close();
});

test("half a number is told under its row while it is typed, and is no failure", async () => {
	const { page, close } = await signIn(browser, server, "elena");
	await page.goto(server.base + path);
	const answer = page.waitForResponse(/cells\/try$/);
	await cell(page, 1, "weight").focus();
	await page.keyboard.type("mucho");
	assert.equal((await answer).status(), 200);
	await page.waitForFunction(() => /Pond. %: .*mucho/.test(document.querySelector("tr.why")?.textContent));
	await page.keyboard.press("Escape");
	await page.waitForSelector("tr.why", { state: "detached" });
	await close();
});

test("who answers for the money changes amounts, and nothing else", async () => {
	const { page, close } = await signIn(browser, server, "felix");
	await page.goto(`${server.base}${path}?formulario=a`);
	assert.equal(await page.locator("table.grid td input:not(.money)").count(), 0);
	const budget = page.locator("table.grid input.money").first(), foot = page.locator("tfoot td.number"), before = await foot.textContent();
	await budget.fill("123456");
	await budget.press("Enter");
	await saved(page);
	assert.notEqual(await foot.textContent(), before);
	await page.reload();
	assert.match(await budget.inputValue(), /123.?456/);
	await close();
});

test("a row that another person deleted is told once, and what was typed can be copied", async () => {
	const elena = await signIn(browser, server, "elena"), jorge = await signIn(browser, server, "jorge");
	await elena.page.goto(server.base + path);
	await elena.page.locator('button[name="accion"][value^="duplicar:"]').last().click();
	await elena.page.waitForURL(/listo=guardado/);
	const last = await elena.page.locator("tr[data-node]").count() - 1;
	await jorge.page.goto(server.base + path);
	await deleteLast(elena.page);
	await elena.page.waitForFunction((count) => document.querySelectorAll("tr[data-node]").length === count, last);
	let saves = 0;
	jorge.page.on("request", (request) => (saves += request.url().endsWith("/cells")));
	await cell(jorge.page, last, "responsible").fill("Lo que escribí");
	await cell(jorge.page, last, "responsible").press("Enter");
	await jorge.page.waitForSelector("tr.gone");
	assert.match(await jorge.page.textContent("#estado"), /borró esta fila/);
	assert.equal(await cell(jorge.page, last, "responsible").inputValue(), "Lo que escribí");
	// Another row is saved all the same, and the refused one is not asked again.
	await cell(jorge.page, 1, "responsible").fill("Jefatura");
	await cell(jorge.page, 1, "responsible").press("Enter");
	await jorge.page.waitForFunction(() => document.querySelector("td.saved"));
	assert.equal(saves, 2);
	await elena.close();
	await jorge.close();
});

test("a refusal that names no cell is not sent again", async () => {
	const { page, close } = await signIn(browser, server, "elena");
	await page.goto(server.base + path);
	let saves = 0;
	await page.route("**/cells", (route) => {
		saves++;
		return route.fulfill({ status: 409, contentType: "application/problem+json", body: JSON.stringify({ status: 409, detail: "El plan ya no se edita.", cells: [] }) });
	});
	await cell(page, 2, "responsible").fill("Nadie lo guarda");
	await cell(page, 2, "responsible").press("Enter");
	await page.waitForSelector("td.wrong");
	assert.match(await page.textContent("#estado"), /El plan ya no se edita/);
	// Something else is tried, asked once too, and both are still there.
	await cell(page, 1, "responsible").fill("Tampoco");
	await cell(page, 1, "responsible").press("Enter");
	await page.waitForFunction(() => document.querySelectorAll("td.wrong").length === 2);
	assert.equal(await cell(page, 2, "responsible").inputValue(), "Nadie lo guarda");
	assert.equal(saves, 2);
	await close();
});

test("a session that ended keeps what is typed, asks nothing, and saves when there is one again", async () => {
	const { page, context, close } = await signIn(browser, server, "elena");
	await page.goto(server.base + path);
	const cookies = await context.cookies();
	await context.clearCookies();
	let saves = 0;
	page.on("request", (request) => (saves += request.url().endsWith("/cells")));
	await cell(page, 2, "responsible").fill("Sin sesión");
	await cell(page, 2, "responsible").press("Enter");
	await page.waitForSelector('#estado[data-state="expired"]');
	await cell(page, 3, "responsible").fill("Tampoco aquí");
	await cell(page, 3, "responsible").press("Enter");
	await page.waitForSelector('#estado[data-state="expired"]');
	assert.match(await page.textContent("#estado"), /ingrese en otra pestaña/);
	const asked = page.waitForResponse(/\/ingresar/);
	await page.evaluate(() => window.dispatchEvent(new Event("focus")));
	await asked;
	assert.equal(saves, 1);
	await context.addCookies(cookies);
	await page.evaluate(() => window.dispatchEvent(new Event("focus")));
	await saved(page);
	await page.reload();
	assert.equal(await cell(page, 2, "responsible").inputValue(), "Sin sesión");
	await close();
});

test("two people on one row: the second is told, and loses nothing typed", async () => {
	const elena = await signIn(browser, server, "elena"), jorge = await signIn(browser, server, "jorge");
	await elena.page.goto(server.base + path);
	await jorge.page.goto(server.base + path);
	await cell(elena.page, 1, "indicator").fill("Estudios con informe");
	await cell(elena.page, 1, "indicator").press("Enter");
	await saved(elena.page);
	await cell(jorge.page, 1, "indicator").fill("Estudios con dictamen");
	await cell(jorge.page, 1, "indicator").press("Enter");
	await jorge.page.waitForSelector("td.conflict");
	assert.equal(await cell(jorge.page, 1, "indicator").inputValue(), "Estudios con dictamen");
	assert.match(await jorge.page.textContent("#estado"), /otra persona/);
	assert.match(await jorge.page.textContent("#conflictos li"), /Elena Huanca puso «Estudios con informe»; usted escribió «Estudios con dictamen»/);
	await jorge.page.click("#conflictos button[data-keep=mine]");
	await saved(jorge.page);
	assert.equal(await jorge.page.isVisible("#conflictos"), false);
	// The other one is told in turn, and lets it be.
	await cell(elena.page, 1, "indicator").fill("Estudios aprobados");
	await cell(elena.page, 1, "indicator").press("Enter");
	await elena.page.click("#conflictos button[data-keep=theirs]");
	assert.equal(await cell(elena.page, 1, "indicator").inputValue(), "Estudios con dictamen");
	await saved(elena.page);
	// Another cell of the same row does not disturb anybody.
	await cell(elena.page, 1, "target").fill("80%");
	await cell(elena.page, 1, "target").press("Enter");
	await saved(elena.page);
	await elena.close();
	await jorge.close();
});

test("a value that cannot be is marked at its cell, and the others are saved", async () => {
	const { page, close } = await signIn(browser, server, "elena");
	await page.goto(server.base + path);
	await cell(page, 1, "weight").fill("mucho");
	await cell(page, 1, "weight").press("Enter");
	await page.waitForSelector("td.wrong");
	assert.equal(await cell(page, 1, "weight").getAttribute("aria-invalid"), "true");
	await cell(page, 1, "weight").fill("25");
	await cell(page, 1, "weight").press("Enter");
	await saved(page);
	await close();
});

test("without a script the form saves all the same", async () => {
	const { page, close } = await signIn(browser, server, "elena", { javaScriptEnabled: false });
	await page.goto(server.base + path);
	const responsible = page.locator("tr[data-node]").nth(1).locator('input[name$=".responsible"]');
	await responsible.fill("Técnica de inversión");
	await page.locator("button[data-without-script]").click();
	assert.equal(await responsible.inputValue(), "Técnica de inversión");
	await close();
});

// ---- A large block ----

const MANY = process.env.YUPANA_E2E_WHOLE ? 300 : 100;

// The tests' small plan, for another year, with a unit of MANY activities.
function largePlan(folder) {
	const text = readFileSync(join(ROOT, "tests/golden/cli/small/poa.txt"), "utf8").replaceAll("2031", "2026");
	const line = text.match(/^1\.1\.1\.1\t.*$/m)[0];
	const more = Array.from({ length: MANY }, (_, i) => line.replace("1.1.1.1", `1.1.1.${i + 4}`).replace("50.0", "0"));
	const path = join(folder, "grande.txt");
	writeFileSync(path, text.replace(/^(1\.1\.1\.3\t.*)$/m, (all) => [all, ...more].join("\n")));
	return path;
}

test(`${MANY} rows of twelve months are pasted, saved at once and undone`, async () => {
	yupana("import", largePlan(server.folder), "--institution", "Ministerio de Aguas, Riego y Cuencas", "--db", server.db);
	const { page, close } = await signIn(browser, server, "pilar");
	await page.goto(`${server.base}/planes`);
	const plan = await page.locator("a", { hasText: "2026" }).first().getAttribute("href");
	await page.goto(server.base + plan);
	await page.goto(server.base + await page.locator(`a[href*="/unidad/"]`, { hasText: "UVE" }).first().getAttribute("href"));
	const rows = page.locator("tr[data-node]:not(.parent)");
	const first = await rows.first().getAttribute("data-node");
	assert.ok(await rows.count() >= MANY, `${await rows.count()} rows`);
	const month = (row, period) => page.evaluate(([r, p]) => document.querySelectorAll("tr[data-node]:not(.parent)")[r]
		.querySelector(`td[data-period="${p}"] input`).value, [row, period]);
	const block = Array.from({ length: MANY }, (_, r) => Array.from({ length: 12 }, (_, m) => (r * 12 + m) % 97).join("\t")).join("\r\n");
	let saves = 0;
	page.on("request", (request) => (saves += request.url().endsWith("/cells")));
	await paste(page, page.locator(`tr[data-node="${first}"] td[data-period="1"] input`), block);
	await saved(page);
	assert.equal(saves, 1, "one request for all");
	await page.reload();
	for (const [row, period] of [[0, 1], [0, 12], [MANY / 2, 6], [MANY - 1, 1], [MANY - 1, 12]])
		assert.equal(await month(row, period), String((row * 12 + period - 1) % 97), `row ${row}, month ${period}`);
	// Undone, as long as the page is the one where it was pasted.
	await paste(page, page.locator(`tr[data-node="${first}"] td[data-period="1"] input`), block.replaceAll(/\d+/g, "5"));
	await saved(page);
	assert.equal(await month(MANY - 30, 7), "5");
	await page.keyboard.press("Control+z");
	await saved(page);
	await page.reload();
	assert.equal(await month(MANY - 30, 7), String(((MANY - 30) * 12 + 6) % 97));
	await close();
});

// ---- The line ----

test("what was typed while the line was down is saved once when it is back", async () => {
	const { page, context, close } = await signIn(browser, server, "elena", { mayLoseLine: true });
	await page.goto(server.base + path);
	const input = cell(page, 4, "responsible");
	await context.setOffline(true);
	await input.fill("Técnica de redes");
	await input.press("Enter");
	await page.waitForSelector('#estado[data-state="offline"]');
	assert.match(await page.textContent("#estado"), /Sin conexión/);
	await context.setOffline(false);
	await saved(page);
	await page.reload();
	assert.equal(await input.inputValue(), "Técnica de redes");
	await close();
});

test("an answer that is lost on its way is asked again, and is no conflict with oneself", async () => {
	const { page, close } = await signIn(browser, server, "elena", { mayLoseLine: true });
	await page.goto(server.base + path);
	const input = cell(page, 4, "verification");
	let lost = 0;
	await page.route("**/cells", async (route) => {
		if (lost++) return route.continue();
		await route.fetch(); // it is saved ...
		await route.abort(); // ... and nobody hears of it
	});
	await input.fill("Actas de visita");
	await input.press("Enter");
	await page.waitForSelector('#estado[data-state="offline"]');
	await saved(page);
	assert.equal(await page.locator("td.conflict").count(), 0);
	await page.reload();
	assert.equal(await input.inputValue(), "Actas de visita");
	const history = await page.locator("tr[data-node]").nth(4).locator("th a").getAttribute("href");
	await page.goto(server.base + history);
	assert.equal((await page.textContent("main")).split("Actas de visita").length - 1 >= 1, true);
	await close();
});
