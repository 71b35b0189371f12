// year.e2e.mjs - the sample's year as each role meets it: who is late, a correction after
// closing with what it was, an extension, and the document of a closed period.
import test, { before, after } from "node:test";
import assert from "node:assert/strict";
import { assertAccessible, NO_COLOURS, ONLY_COLOURS, openPage, signIn, startBrowser, startServer, unitPath, yupana } from "./lib.mjs";

let server, browser;
const WHOLE = process.env.YUPANA_E2E_WHOLE !== undefined;

before(async () => {
	server = await startServer({ year: true });
	browser = await startBrowser();
});
after(async () => {
	await browser?.close();
	await server?.stop();
});

const words = async (page, selector = "main") => (await page.textContent(selector)).replace(/\s+/g, " ");
const rowOf = (page, path) => page.locator("main tbody tr", { has: page.getByText(path, { exact: true }) });

test("the planner sees who is late, who has longer and who was returned", async () => {
	const { page, close } = await signIn(browser, server, "pilar");
	await page.goto(`${server.base}/`);
	assert.match(await words(page), /Seguimiento: octubre 2027 .*unidades atrasadas/);
	await page.getByRole("link", { name: "Seguimiento: octubre 2027" }).click();
	await page.waitForURL("**/seguimiento/2027/10");
	assert.equal((await words(page, "h1")).trim(), "octubre", "the month is said once");
	assert.match(await rowOf(page, "ESAGRI").textContent(), /Borrador[^]*0 \/ 10[^]*atrasada/);
	assert.match(await rowOf(page, "DGAF/UTI").textContent(), /19\/11\/2027[^]*ampliado[^]*Pilar Rocha[^]*Migración de sus equipos/);
	assert.doesNotMatch(await rowOf(page, "LARCA").textContent(), /atrasada/);
	assert.match(await rowOf(page, "VRP/DGR").textContent(), /Devuelto[^]*El resultado no dice qué se entregó/);
	assert.match(await rowOf(page, "FONRIC").textContent(), /Validado/);
	await assertAccessible(page, "October, half sent");
	await page.goto(`${server.base}/registros/corrective_measures?atrasados=1`);
	assert.match(await words(page), /atrasado/);
	await close();
});

test("a drafter finds its month half typed, and the file it used before", async () => {
	const { page, close } = await signIn(browser, server, "elena");
	await page.goto(`${server.base}/`);
	await page.getByRole("link", { name: "UNIDAD DE INVERSION Y COOPERACION" }).first().click();
	await page.waitForURL("**/seguimiento/2027/10/unidad/*");
	assert.match(await words(page), /atrasada/);
	const values = await page.$$eval("input[name$='.value']", (list) => list.map((one) => one.value));
	assert.equal(values.filter((one) => one !== "").length, 4, "four rows of eleven");
	await page.getByRole("link", { name: "Evidencias" }).click();
	assert.match(await words(page), /acta-revision\.pdf/);
	assert.match(await words(page), /fuera del período|otra fila|también/, "the same file twice, and its date, are pointed out");
	await close();
});

test("a correction after closing says why, and what it was", async () => {
	const { page, close } = await signIn(browser, server, "aida");
	await page.goto(`${server.base}/seguimiento/2027/7`);
	assert.match(await words(page), /Cerrado/);
	await page.getByRole("link", { name: "UNIDAD DE INVERSION Y COOPERACION" }).click();
	await page.getByRole("link", { name: /Evaluación de término/ }).click();
	await page.waitForURL("**/seguimiento/2027/7/fila/*");
	const text = await words(page);
	assert.match(text, /El acta 31\/2027 cuenta dos evaluaciones, no una/);
	assert.match(text, /25\/08\/2027 [0-9:]+ ?Pilar Rocha/);
	const change = page.locator("main tr", { hasText: "25/08/2027" }).filter({ hasText: "logrado" });
	assert.match((await change.first().textContent()).replace(/\s+/g, " "), /1 ?2/, "one before, two after");
	await close();
});

test("the document of a closed month, for the authority", async () => {
	const { page, close } = await signIn(browser, server, "marta");
	await page.goto(`${server.base}/seguimiento`);
	if (await page.getByRole("link", { name: "2027", exact: true }).count()) await page.getByRole("link", { name: "2027", exact: true }).click();
	await page.locator("main tr", { hasText: "septiembre" }).getByRole("link", { name: "Ver el documento" }).click();
	await page.waitForURL("**/seguimiento/2027/9/documento*");
	const text = await words(page);
	assert.match(text, /Seguimiento al avance del POA · septiembre gestión 2027/);
	assert.match(text, /Redactadas y validadas las secciones 1 a 4\./, "as it was corrected");
	assert.match(text, /convocatoria se declaró desierta/, "causes have their table");
	assert.equal(await page.locator("main table").count() >= 2, true);
	await close();
});

// The address of the first link of that kind on a page.
const firstLink = (page, part) => page.locator(`main a[href*="${part}"]`).first().getAttribute("href");

test("what the year led to reads well, in the light and in the dark", async () => {
	const { page, close } = await signIn(browser, server, "pilar");
	const month = "/seguimiento/2027/9";
	await page.goto(`${server.base}${month}/documento`);
	const row = await firstLink(page, "/fila/");
	await page.goto(`${server.base}/registros/corrective_measures`);
	const item = await page.locator("main tbody a[href^='/registros/corrective_measures/']").first().getAttribute("href");
	await page.goto(`${server.base}/seguimiento/2027/10`);
	const unit = await firstLink(page, "/unidad/");
	const paths = [`/seguimiento/2027/10/panel`, `/seguimiento/2027/10/resumen`, `${month}/documento`, row, item, `${unit}/evidencias`, "/registros/corrective_measures"];
	for (const path of paths) {
		await page.goto(`${server.base}${path}`);
		await page.emulateMedia({ colorScheme: "light" });
		await assertAccessible(page, path);
		await page.emulateMedia({ colorScheme: "dark" });
		await assertAccessible(page, `${path} in the dark`, ONLY_COLOURS);
	}
	await close();
});

test("the plan of 2028 is a draft beside it", async () => {
	const { page, close } = await signIn(browser, server, "jorge");
	await page.goto(`${server.base}/`);
	assert.match(await words(page), /Plan 2028.*Borrador/);
	await close();
});

test("anybody reads the portal: on a desk, on a phone, by keyboard, as of a day", async () => {
	const base = "/portal/maryc/2027", unit = unitPath(server, "UIC", 2027).split("/").at(-1);
	const { page, close } = await openPage(browser, server);
	await page.goto(server.base + base);
	assert.match(await words(page), /Hasta el 30\/09\/2027.*Dónde va atrasado, y por qué/, "October is open: it is not told");
	const aim = await firstLink(page, "/objetivo/");
	for (const path of ["/portal", base, `${base}/unidad/${unit}`, aim, `${base}/buscar?q=agua`, `${base}/aviso?lugar=x`]) {
		await page.setViewportSize({ width: 1366, height: 768 });
		await page.goto(server.base + path);
		await assertAccessible(page, path, WHOLE || path === base ? {} : NO_COLOURS);
		await page.setViewportSize({ width: 390, height: 844 });
		const width = await page.evaluate(() => document.documentElement.scrollWidth);
		assert.ok(width <= 390, `${path}: ${width} wide on a phone`);
	}
	await page.setViewportSize({ width: 1366, height: 768 });
	await page.goto(server.base + base);
	await page.keyboard.press("Tab");
	await page.keyboard.press("Enter");
	assert.equal(new URL(page.url()).hash, "#contenido", "the first stop skips to what matters");
	await page.locator("#q").focus();
	await page.keyboard.type("cooperación");
	await page.keyboard.press("Enter");
	await page.waitForURL("**/buscar?q=*");
	assert.match(await words(page), /UNIDAD DE INVERSION Y COOPERACION/);
	await page.goto(`${server.base}${base}?al=2027-08-20`);
	assert.match(await words(page), /lo que estaba publicado el 20\/08\/2027.*Hasta el 31\/07\/2027/);
	for (const file of ["plan.csv", "avance.csv", "datapackage.json", "iati.xml"])
		assert.equal((await page.request.get(`${server.base}${base}/datos/${file}`)).status(), 200, file);
	await close();
});

test("what a reader finds wrong waits in its register", async () => {
	const { page, close } = await openPage(browser, server);
	await page.goto(`${server.base}/portal/maryc/2027`);
	await page.getByRole("link", { name: "¿Ve un error en una cifra? Avísenos" }).click();
	await page.fill("#texto", "La resolución dice 130 millones");
	await page.getByRole("button", { name: "Enviar el aviso" }).click();
	await page.getByRole("status").waitFor();
	await close();
	const planner = await signIn(browser, server, "pilar");
	await planner.page.goto(`${server.base}/registros/portal_notices`);
	assert.match(await words(planner.page), /La resolución dice 130 millones/);
	await planner.close();
});

test("an issued document is verified by anybody and comes out again byte for byte", async () => {
	const { page, context, close } = await signIn(browser, server, "pilar");
	await page.goto(`${server.base}/documentos`);
	await page.getByRole("link", { name: "Formulario A" }).click();
	await page.locator("nav.tabs a[aria-current]", { hasText: "Formulario" }).waitFor();
	await page.selectOption("#plan", { index: await page.$$eval("#plan option", (list) => list.findIndex((one) => one.textContent.startsWith("2027"))) });
	await page.fill("#unidad", "UIC");
	await page.getByRole("button", { name: "Emitir con número" }).click();
	await page.waitForURL("**/documentos?listo=*");
	const path = await firstLink(page, "/documentos/");
	const [one, again] = [await (await context.request.get(server.base + path)).body(), await (await context.request.get(server.base + path)).body()];
	assert.equal(one.toString("latin1", 0, 5), "%PDF-");
	assert.ok(one.equals(again));
	await close();
	const hash = yupana("issued", "list", "--json", "--db", server.db).match(/[0-9a-f]{64}/)[0];
	const reader = await openPage(browser, server);
	await reader.page.goto(`${server.base}/verificar/${hash}`);
	assert.match(await words(reader.page), /Este documento fue emitido/);
	await assertAccessible(reader.page, "/verificar");
	await reader.close();
});
