import { startBrowser, signIn } from "./lib.mjs";
import { spawn, execFileSync } from "node:child_process";
import { copyFileSync } from "node:fs";
const child = spawn("build-dev/yupana", ["serve", "--db", "/tmp/s5.db", "--listen", "127.0.0.1:8391", "--quiet"], { cwd: "/work/main", stdio: "inherit" });
await new Promise((r) => setTimeout(r, 1200));
const server = { base: "http://127.0.0.1:8391" };
const browser = await startBrowser();
const shot = async (page, name) => page.screenshot({ path: `/tmp/s5-${name}.png`, fullPage: false });
try {
	const { page } = await signIn(browser, server, "pilar");
	await page.goto(server.base + "/seguimiento");
	await shot(page, "cal0");
	if (await page.$("#cada")) { await page.selectOption("#cada", "3"); await page.click("button.main"); await page.waitForURL(/listo/); }
	await shot(page, "cal1");
	const opens = await page.$("button[name=abrir]");
	if (opens && !(await page.$('a[href="/seguimiento/2027/1"]'))) { await opens.click(); await page.waitForURL(/listo/); }
	await page.goto(server.base + "/seguimiento/2027/1");
	await shot(page, "period");
	const e = await signIn(browser, server, "elena");
	await e.page.goto(server.base + "/seguimiento/2027/1");
	await shot(e.page, "elena");
	const href = await e.page.$eval('th a[href*="/unidad/"]', (a) => a.href);
	await e.page.goto(href);
	await shot(e.page, "unit");
	const input = await e.page.$("input[name$='.value']");
	await input.fill("1"); await input.press("Enter"); await e.page.waitForTimeout(900);
	await shot(e.page, "unit2");
	await page.goto(server.base + "/seguimiento/2027/1/documento");
	await shot(page, "doc");
	await page.goto(href + "");
	await shot(page, "unitp");
} finally { await browser.close(); child.kill(); }
