// import.e2e.mjs - a document with damaged rows, from the file to the plan: looked at
// beside what it says, accepted with its repairs, for one unit and whole, and undone.
import test, { before, after } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { addPerson, assertAccessible, SAMPLE, signIn, startBrowser, startServer, yupana } from "./lib.mjs";

const REPAIRED = "5.1.1.2"; // samples/repaired.csv: "insert 0.0 (Abr)"
let server, browser;

before(async () => {
	server = await startServer({
		fill(db) {
			yupana("init", "--institution", "Ministerio de Aguas, Riego y Cuencas", "--acronym", "MARyC", "--db", db);
			addPerson(db, "pilar", "planificador");
		},
	});
	browser = await startBrowser();
});
after(async () => {
	await browser?.close();
	await server?.stop();
});

async function send(page) {
	await page.goto(`${server.base}/importar`);
	await page.setInputFiles("#archivo", SAMPLE);
	await page.locator("form[enctype] button.main").click();
	await page.waitForURL(/importar\/\d+$/);
}

const units = () => JSON.parse(yupana("export", "--format", "json", "--what", "plan", "--db", server.db)).plans[0];

for (const script of [true, false])
	test(`the sample is looked at, accepted with its repairs and undone, ${script ? "with" : "without"} script`, async () => {
		const { page, close } = await signIn(browser, server, "pilar", { javaScriptEnabled: script });
		await send(page);
		// Side by side: above the eleven cells as read, below the twelve as taken.
		const row = page.locator("table.sides tbody tr", { has: page.locator(`th code:text-is("${REPAIRED}")`) }).first();
		const taken = row.locator("xpath=following-sibling::tr[1]");
		assert.equal((await row.locator("td.number").allInnerTexts()).filter((cell) => cell.trim()).length, 12, "eleven months and a total");
		assert.match(await taken.locator(".mark").innerText(), /reparada/i);
		assert.deepEqual((await taken.locator("td.number").allInnerTexts()).slice(0, 12).map((cell) => cell.trim()),
			["0", "0", "3", "0", "3", "0", "3", "0", "3", "0", "0", "0"]);
		if (script) await assertAccessible(page, "the preview");
		await page.locator('button[value="todas"]').click();
		await page.waitForURL(/listo=importado/);
		const node = units().nodes.find((n) => n.code === REPAIRED && n.state === "repaired");
		assert.deepEqual(node.schedule, [0, 0, 3, 0, 3, 0, 3, 0, 3, 0, 0, 0], "the repair is in the plan");
		// The same again changes nothing, and says so.
		await send(page);
		assert.match(await page.textContent(".head"), /Ya está, igual/);
		await page.locator("button", { hasText: "Descartar" }).first().click();
		await page.waitForURL(/listo=descartado/);
		await page.locator("details.sure summary").click();
		await page.locator("button.danger").click();
		await page.waitForURL(/listo=deshecho/);
		const plans = JSON.parse(yupana("plan", "list", "--json", "--db", server.db)).plans;
		assert.ok(plans.every((plan) => plan.replaced_at), "no plan is in force");
		await close();
	});

test("only the units that are ticked become the plan's", async () => {
	const { page, close } = await signIn(browser, server, "pilar");
	await send(page);
	await page.locator("details summary", { hasText: "Solo algunas unidades" }).click();
	const boxes = page.locator('input[name="unidad"]');
	const all = page.locator('input[data-all="unidad"]');
	assert.ok(await all.isChecked(), "all are ticked at first");
	await all.setChecked(false);
	assert.equal(await page.locator('input[name="unidad"]:checked').count(), 0, "one box unticks them all");
	for (const i of [0, 1]) await boxes.nth(i).setChecked(true);
	const chosen = await page.locator('input[name="unidad"]:checked').evaluateAll((list) => list.map((box) => box.value));
	await page.locator('button[value="marcadas"]').click();
	await page.waitForURL(/listo=importado/);
	const plan = units();
	const withRows = new Set(plan.nodes.filter((n) => n.unit !== null && n.level === "activity").map((n) => n.unit));
	assert.ok(withRows.size > 0 && withRows.size <= chosen.length, `${withRows.size} units have rows, ${chosen.length} were ticked`);
	await close();
});

for (const script of [true, false])
	test(`a long document is read beside the page, which says when it ended, ${script ? "with" : "without"} script`, async () => {
		const { page, close } = await signIn(browser, server, "pilar", { javaScriptEnabled: script });
		await page.goto(`${server.base}/importar`);
		await page.setInputFiles("#archivo", { name: "largo.txt", mimeType: "text/plain", buffer: Buffer.concat([readFileSync(SAMPLE), Buffer.alloc(1 << 20, "\n")]) });
		await page.locator("form[enctype] button.main").click();
		await page.waitForURL(/trabajos\/\d+$/);
		const go = page.locator("#trabajo a.button.main");
		await go.waitFor();
		if (script) await assertAccessible(page, "long work that ended");
		await go.click();
		await page.waitForURL(/importar\/\d+$/);
		await page.locator("button", { hasText: "Descartar" }).first().click();
		await page.waitForURL(/listo=descartado/);
		assert.match(await page.textContent("main"), /Leer largo\.txt/);
		await close();
	});
