// screenshots.mjs - the pictures of the README (docs/img/) and of the guide (docs/guia/img/),
// made of the sample and of its year by ./dev screenshots.
//
//   node tools/screenshots.mjs [NAME...]     only those called so
import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import assert from "node:assert/strict";
import { planId, ROOT, signIn, startBrowser, startServer, unitPath } from "../tests/e2e/lib.mjs";

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

const GUIDE = () => [
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

async function take(folder, format, options, list) {
	const server = await startServer(options);
	const browser = await startBrowser();
	mkdirSync(folder, { recursive: true });
	for (const { name, who, path, act, viewport = format === "webp" ? WIDE : NARROW } of list(server)) {
		if (wanted.length > 0 && !wanted.includes(name)) continue;
		const { page, close } = await signIn(browser, server, who, { viewport });
		const file = join(folder, `${name}.${format}`);
		const answer = await page.goto(server.base + path, { waitUntil: "networkidle" });
		assert.equal(answer.status(), 200, `${name}: ${path}`);
		await act?.(page);
		const picture = await page.screenshot();
		writeFileSync(file, format === "webp" ? await webp(browser, picture) : picture);
		assert.ok(statSync(file).size <= SIZE_MAX, `${file} is ${statSync(file).size} bytes`);
		await close();
	}
	await browser.close();
	await server.stop();
}

const some = (list) => wanted.length === 0 || list({}).some(({ name }) => wanted.includes(name));
if (wanted.length === 0) await take(join(ROOT, "docs/img"), "png", {}, README);
if (some(GUIDE)) await take(join(ROOT, "docs/guia/img"), "webp", { year: true }, GUIDE);
