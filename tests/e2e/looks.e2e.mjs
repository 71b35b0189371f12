// looks.e2e.mjs - every page on a phone, where it does not scroll sideways, and in the
// dark, where nothing loses its contrast; both at once only in ./dev e2e.
import test, { before, after } from "node:test";
import assert from "node:assert/strict";
import { assertAccessible, everyPath, NO_COLOURS, ONLY_COLOURS, signIn, startBrowser, startServer } from "./lib.mjs";

let server, browser, paths;

before(async () => {
	server = await startServer();
	browser = await startBrowser();
	paths = await everyPath(browser, server);
});
after(async () => {
	await browser?.close();
	await server?.stop();
});

const LOOKS = [
	{ name: "on a phone", options: { viewport: { width: 390, height: 844 } }, narrow: 390, rules: NO_COLOURS },
	{ name: "in the dark", options: { colorScheme: "dark" }, rules: ONLY_COLOURS },
	{ name: "on a phone in the dark", options: { viewport: { width: 390, height: 844 }, colorScheme: "dark" }, rules: ONLY_COLOURS, whole: true },
];

// Who plans and who administers see every page between them.
for (const look of LOOKS)
	test(`every page ${look.name}`, { skip: look.whole && !process.env.YUPANA_E2E_WHOLE }, async () => {
		for (const role of ["pilar", "andres"]) {
			const { page, close } = await signIn(browser, server, role, look.options);
			for (const path of paths) {
				const answer = await page.goto(server.base + path, { waitUntil: "domcontentloaded" });
				if (answer.status() !== 200 || (role === "andres" && !path.startsWith("/administracion") && !path.startsWith("/bitacora"))) continue;
				if (look.narrow) {
					const width = await page.evaluate(() => document.documentElement.scrollWidth);
					assert.ok(width <= look.narrow, `${path}: ${width} wide`);
				}
				await assertAccessible(page, `${path} ${look.name}`, look.rules);
			}
			await close();
		}
	});
