// unit.e2e.mjs - a unit's form in the browser: by keyboard, by paste, by two people.
import test, { before, after } from "node:test";
import assert from "node:assert/strict";
import { assertAccessible, openPage, signIn, startBrowser, startServer, unitPath } from "./lib.mjs";

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
