// screenshots.mjs - the pictures of the README (docs/img/) and of the guide (docs/guia/img/),
// made of the sample and of its year by ./dev screenshots; printed pages by pdftoppm.
//
//   node tools/screenshots.mjs [NAME...]     only those called so
import { execFileSync } from "node:child_process";
import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import assert from "node:assert/strict";
import { openPage, planId, ROOT, signIn, startBrowser, startServer, unitPath, yupana } from "../tests/e2e/lib.mjs";
import { edited, rowOf, workbook } from "../tests/e2e/workbook.mjs";

const SIZE_MAX = 120 * 1024;
const NARROW = { width: 1100, height: 560 }, WIDE = { width: 1280, height: 680 };
const october = "/seguimiento/2027/10";
const wanted = process.argv.slice(2);

// What to do before the picture is taken.
const lower = (text) => async (page) => {
	await page.getByText(text).first().scrollIntoViewIfNeeded();
	await page.evaluate(() => scrollBy(0, 200));
};
const right = (column) => async (page) => page.evaluate((id) => {
	const box = document.querySelector(".grid-box"), head = document.getElementById(id);
	box.scrollLeft = head.offsetLeft - document.querySelector("th.frozen").offsetWidth;
}, column);

const README = (server) => [
	{ name: "plan", who: "pilar", path: `/plan/${planId(server)}` },
	{ name: "unidad", who: "elena", path: `${unitPath(server, "UIC")}?formulario=b` },
	{ name: "hallazgos", who: "pilar", path: `/plan/${planId(server)}/hallazgos` },
	{ name: "telefono", who: "pilar", path: "/", viewport: { width: 390, height: 640 } },
];

// The first rows of the month, as their drafter types them.
async function type(page) {
	const rows = await page.$$eval("table.grid tbody tr:not(.parent)", (list) => list.map((row) => row.dataset.node));
	const fill = async (row, field, text) => {
		const cell = page.locator(`[name="${rows[row]}.${field}"]`);
		if (await cell.evaluate((one) => one.tagName === "SELECT")) await cell.selectOption(text);
		else await cell.fill(text);
		await cell.dispatchEvent("change");
	};
	await fill(0, "value", "3");
	await fill(0, "obtained", "Tres estudios revisados");
	await fill(1, "value", "0");
	await fill(1, "obtained", "Fichas en revisión");
	await fill(1, "cause", "other_institution");
	await fill(1, "cause_text", "El municipio no ha firmado el convenio.");
	await fill(1, "measure", "other");
	await fill(1, "measure_text", "Visita al municipio para la firma.");
	await fill(2, "value", "1");
	await page.waitForFunction(() => document.querySelector("#estado").dataset.state === "saved");
	await page.evaluate(() => { document.activeElement.blur(); scrollTo(0, 0); document.querySelector(".grid-box").scrollLeft = 0; });
}

// The program on the day of the pictures.
const onDay = (...what) => {
	process.env.SOURCE_DATE_EPOCH = Date.UTC(2027, 10, 12, 13) / 1000;
	try {
		return yupana(...what);
	} finally {
		delete process.env.SOURCE_DATE_EPOCH;
	}
};

// ---- Files that go out and come back ------------------------------------------------------

const draft = (server) => `/plan/${planId(server, 2028)}`;
const send = async (page, name, bytes, selector = "#archivo") => {
	await page.setInputFiles(selector, { name, mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", buffer: bytes });
	await page.locator("form[enctype] button.main").click();
};

// Elena's workbook comes back with four cells changed, one of which somebody else changed too.
const bringBack = async (page, server) => {
	const unit = unitPath(server, "UIC", 2028).split("/").at(-1);
	const book = await (await page.request.get(`${server.base}${draft(server)}/planilla.xlsx?unidad=${unit}`)).body();
	const at = (code) => rowOf(book, 2, code);
	onDay("node", "set", "--year", "2028", "--unit", "UIC", "--code", "3.1.1.2", "title=Reuniones de coordinación con los tres municipios de la frontera", "--db", server.db);
	await send(page, "uic-2028.xlsx", edited(book, 2, { [`E${at("3.1.1.1")}`]: "Fichas de idea de proyecto con cinco municipios", [`O${at("3.1.1.1")}`]: 5,
		[`E${at("3.1.1.2")}`]: "Reuniones con los municipios", [`F${at("3.1.1.3")}`]: "la mitad" }));
	await page.waitForURL("**/planilla/*");
};

// A plan of years ago, as a unit kept it.
const _ = null;
const OLD = { UIC: [["PLAN OPERATIVO ANUAL 2026 · UNIDAD DE INVERSIÓN Y COOPERACIÓN"], [],
	["N°", "Tarea", "Peso", "Producto", "Ene", "Feb", "Mar", "Abr", "May", "Jun", "Jul", "Ago", "Sep", "Oct", "Nov", "Dic", "Quién"],
	["1.1.1", "Inversión con respaldo técnico", 60, "Estudios aprobados", _, _, 2, _, _, 3, _, _, 2, _, _, 3, "Jefatura"],
	["1.1.1.1", "Revisar los estudios de preinversión", 60, "Estudios revisados", _, _, 2, _, _, 3, _, _, 2, _, _, 3, "Profesional I"],
	["1.1.1.2", "Registrar los proyectos de inversión", 40, "Proyectos registrados", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, "Profesional II"]] };
const importOld = async (page) => {
	await send(page, "poa-uic-2026.xlsx", workbook(OLD));
	await page.waitForURL("**/importar/*/columnas");
};

// ---- Printed pages ------------------------------------------------------------------------

const paper = (...what) => (server) => {
	const file = join(server.folder, `${what.join("")}.pdf`);
	onDay("export", "--format", "pdf", "--year", "2027", ...what, "-o", file, "--db", server.db);
	return file;
};
const plan2027 = paper("--what", "plan"), report = paper("--what", "follow-up", "--period", "9");
const leaf = (pdf, page) => execFileSync("pdftoppm", ["-r", "70", "-png", "-f", page, "-l", page, pdf]);

// The plan and a month, issued as the planner does.
async function issue(page) {
	for (const [kind, period] of [["POA completo", ""], ["Seguimiento", "9"]]) {
		await page.getByRole("radio", { name: kind }).check();
		await page.selectOption("#plan", { index: await page.$$eval("#plan option", (list) => list.findIndex((one) => one.textContent.startsWith("2027"))) });
		await page.fill("#periodo", period);
		await page.getByRole("button", { name: "Emitir con número" }).click();
		await page.waitForURL("**/documentos?*");
		await page.goto(page.url().split("?")[0]);
	}
	await lower("Emitidos")(page);
}
const verify = (server) => async (page) => {
	if (JSON.parse(onDay("issued", "list", "--json", "--db", server.db)).documents.length === 0)
		onDay("export", "--format", "pdf", "--year", "2027", "--what", "plan", "--issue", "-o", join(server.folder, "issued.pdf"), "--db", server.db);
	await page.fill("#huella", JSON.parse(onDay("issued", "list", "--json", "--db", server.db)).documents.at(-1).content_hash);
	await page.press("#huella", "Enter");
	await page.getByRole("status").waitFor();
};

const portal = "/portal/maryc/2027";
const to = (selector) => async (page) => page.evaluate((what) => document.querySelector(what).scrollIntoView(), selector);

const FILES = (server) => [
	{ name: "excel-planilla", who: "elena", path: () => `${draft(server)}/planilla` },
	{ name: "excel-diferencia", who: "elena", path: () => `${draft(server)}/planilla`, act: (page) => bringBack(page, server) },
	{ name: "excel-columnas", who: "pilar", path: "/importar", act: importOld },
	{ name: "documentos-formulario-a", pdf: paper("--what", "form-a", "--unit", "UIC"), page: 1 },
	{ name: "documentos-formulario-b", pdf: paper("--what", "form-b", "--unit", "UIC"), page: 1 },
	{ name: "documentos-caratula", pdf: plan2027, page: 1 },
	{ name: "documentos-seguimiento", pdf: report, page: 2 },
	{ name: "documentos-imprimir", who: "pilar", path: "/documentos" },
	{ name: "documentos-emitidos", who: "pilar", path: "/documentos", act: issue },
	{ name: "documentos-verificar", path: "/verificar", act: verify(server), viewport: { width: 1000, height: 560 } },
	{ name: "portal-anio", path: portal },
	{ name: "portal-atrasos", path: portal, act: to("#atrasos") },
	{ name: "portal-unidad", path: () => `${portal}/unidad/${unitPath(server, "UIC", 2027).split("/").at(-1)}` },
	{ name: "portal-datos", path: portal, act: to("#descargas") },
	{ name: "portal-aviso", path: `${portal}/aviso?lugar=${portal}`, viewport: { width: 1000, height: 600 } },
];

const MONTH = () => [
	{ name: "elaborador-inicio", who: "elena", path: "/" },
	{ name: "elaborador-informe", who: "elena", path: `${october}/unidad/u7`, act: type },
	{ name: "elaborador-causa", who: "elena", path: `${october}/unidad/u7`, act: right("obtained") },
	{ name: "elaborador-evidencias", who: "elena", path: `${october}/unidad/u7/evidencias` },
	{ name: "elaborador-enviar", who: "elena", path: `${october}/unidad/u7`, act: lower("Siguiente paso") },
	{ name: "jefe-inicio", who: "jorge", path: "/" },
	{ name: "jefe-informe", who: "jorge", path: `${october}/unidad/u6` },
	{ name: "jefe-aprobar", who: "jorge", path: `${october}/unidad/u6`, act: lower("Siguiente paso") },
	{ name: "planificador-periodos", who: "pilar", path: "/seguimiento?gestion=2027" },
	{ name: "planificador-octubre", who: "pilar", path: october },
	{ name: "planificador-observar", who: "pilar", path: `${october}/unidad/u4`, act: lower("Siguiente paso") },
	{ name: "planificador-documento", who: "pilar", path: "/seguimiento/2027/9/documento" },
	{ name: "planificador-panel", who: "pilar", path: `${october}/panel` },
	{ name: "planificador-resumen", who: "pilar", path: "/seguimiento/2027/9/resumen" },
	{ name: "planificador-correccion", who: "pilar", path: "/seguimiento/2027/7/fila/99", act: lower("Historia") },
	{ name: "planificador-medidas", who: "pilar", path: "/registros/corrective_measures?estado=open" },
];

const GUIDE = (server) => [...MONTH(), ...FILES(server)];

// The same picture in the browser's own WebP, a third of the size.
async function webp(browser, png) {
	const page = await browser.newPage();
	const url = await page.evaluate(async (base64) => {
		const image = new Image();
		image.src = `data:image/png;base64,${base64}`;
		await image.decode();
		const canvas = document.createElement("canvas");
		[canvas.width, canvas.height] = [image.width, image.height];
		canvas.getContext("2d").drawImage(image, 0, 0);
		return canvas.toDataURL("image/webp", 0.8);
	}, png.toString("base64"));
	await page.close();
	return Buffer.from(url.split(",")[1], "base64");
}

// What a person sees at an address; without `who`, a person who did not sign in.
async function screen(browser, server, { name, who, path, act, viewport }) {
	const { page, close } = await (who ? signIn(browser, server, who, { viewport }) : openPage(browser, server, { viewport }));
	const address = typeof path === "function" ? path() : path;
	const answer = await page.goto(server.base + address, { waitUntil: "networkidle" });
	assert.equal(answer.status(), 200, `${name}: ${address}`);
	await act?.(page);
	const picture = await page.screenshot();
	await close();
	return picture;
}

async function take(folder, format, options, list) {
	const server = await startServer(options);
	const browser = await startBrowser();
	mkdirSync(folder, { recursive: true });
	for (const one of list(server)) {
		if (wanted.length > 0 && !wanted.includes(one.name)) continue;
		const file = join(folder, `${one.name}.${format}`);
		const picture = one.pdf ? leaf(one.pdf(server), one.page)
			: await screen(browser, server, { viewport: format === "webp" ? WIDE : NARROW, ...one });
		writeFileSync(file, format === "webp" ? await webp(browser, picture) : picture);
		assert.ok(statSync(file).size <= SIZE_MAX, `${file} is ${statSync(file).size} bytes`);
	}
	await browser.close();
	await server.stop();
}

const some = (list) => wanted.length === 0 || list({}).some(({ name }) => wanted.includes(name));
if (wanted.length === 0) await take(join(ROOT, "docs/img"), "png", {}, README);
if (some(GUIDE)) await take(join(ROOT, "docs/guia/img"), "webp", { year: true }, GUIDE);
