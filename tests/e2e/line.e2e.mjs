// line.e2e.mjs - what a first view costs on the wire: every page, with nothing kept by
// the browser, in less than 60 KB.  With YUPANA_E2E_WHOLE (./dev e2e) also how long it
// takes at 256 kbit/s and 300 ms: 5 s at most.
import test, { before, after } from "node:test";
import assert from "node:assert/strict";
import { everyPath, signIn, startBrowser, startServer } from "./lib.mjs";

const BYTES_MAX = 60 * 1024, SECONDS_MAX = 5;
const SLOW = process.env.YUPANA_E2E_WHOLE;
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

// Bytes as they came, headers too, of each page and all that it asks for but images.
async function measure(role, chosen) {
	const { page, context, close } = await signIn(browser, server, role);
	const line = await context.newCDPSession(page);
	const images = new Set(), told = [];
	let bytes = 0;
	await line.send("Network.enable");
	await line.send("Network.setCacheDisabled", { cacheDisabled: true });
	if (SLOW)
		await line.send("Network.emulateNetworkConditions", { offline: false, latency: 300, downloadThroughput: 32000, uploadThroughput: 32000 });
	line.on("Network.requestWillBeSent", (event) => event.type === "Image" && images.add(event.requestId));
	line.on("Network.loadingFinished", (event) => (bytes += images.has(event.requestId) ? 0 : event.encodedDataLength));
	for (const path of chosen) {
		bytes = 0;
		const began = performance.now();
		const answer = await page.goto(server.base + path, { waitUntil: "load" });
		const seconds = (performance.now() - began) / 1000;
		assert.notEqual(answer.status(), 403, path);
		told.push(`${String(bytes).padStart(6)} bytes ${SLOW ? `${seconds.toFixed(1)} s ` : ""}${path}`);
		assert.ok(bytes > 0 && bytes < BYTES_MAX, `${path}: ${bytes} bytes`);
		if (SLOW) assert.ok(seconds <= SECONDS_MAX, `${path}: ${seconds.toFixed(1)} s`);
	}
	await close();
	if (SLOW) console.log(told.join("\n"));
}

const isOfAccounts = (path) => /personas|credenciales|bitacora/.test(path);

test("every first view of who plans is light", () => measure("pilar", paths.filter((path) => !isOfAccounts(path))));
test("every first view of who administers is light", () => measure("andres", paths.filter(isOfAccounts)));
