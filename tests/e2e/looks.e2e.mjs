// looks.e2e.mjs - every page on a phone, where it does not scroll sideways, and in the
// dark, where nothing loses its contrast. All of both, and both at once, in ./dev e2e;
// else every other page is looked at in one way, and the others in the other.
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

const WHOLE = process.env.YUPANA_E2E_WHOLE !== undefined;

// Who plans and who administers see every page between them.
for (const [which, look] of LOOKS.entries())
	test(`every page ${look.name}`, { skip: look.whole && !WHOLE }, async () => {
		for (const role of ["pilar", "andres"]) {
			const { page, close } = await signIn(browser, server, role, look.options);
			for (const path of paths.filter((_, i) => WHOLE || i % 2 === which)) {
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
