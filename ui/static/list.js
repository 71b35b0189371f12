// list.js - small comforts of every page, which all work without it: a box that ticks
// a list's boxes, the menu where one stands, the cell that an address speaks of.

// All or none of the boxes called as data-all says, in the same form.
for (const all of document.querySelectorAll("input[data-all]")) {
	const boxes = [...all.form.elements].filter((box) => box.name === all.dataset.all && box.type === "checkbox");
	const show = () => {
		const ticked = boxes.filter((box) => box.checked).length;
		all.checked = ticked > 0 && ticked === boxes.length;
		all.indeterminate = ticked > 0 && ticked < boxes.length;
	};
	all.hidden = boxes.length === 0;
	all.addEventListener("change", () => {
		for (const box of boxes) box.checked = all.checked;
	});
	all.form.addEventListener("change", show);
	show();
}
for (const other of document.querySelectorAll("[data-without-list]")) other.hidden = true;

// On a phone the menu scrolls: to where one is, with an edge where there is more.
const menu = document.querySelector(".bar nav");
const current = menu?.querySelector("[aria-current]");
function showEdges() {
	menu.classList.toggle("more-before", menu.scrollLeft > 2);
	menu.classList.toggle("more-after", menu.scrollLeft + menu.clientWidth < menu.scrollWidth - 2);
}
if (menu) {
	if (current) menu.scrollLeft = current.offsetLeft - menu.offsetLeft - (menu.clientWidth - current.offsetWidth) / 2;
	menu.addEventListener("scroll", showEdges, { passive: true });
	addEventListener("resize", showEdges);
	showEdges();
}

// What the address speaks of opens, where it is folded.
function openTarget() {
	const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
	const folded = target && target.closest("details");
	if (!folded || folded.open) return;
	folded.open = true;
	target.scrollIntoView();
}
openTarget();
addEventListener("hashchange", openTarget);

// "?celda=schedule.3#fila-76": from a finding to its cell; "#fila-76": to the row's
// first, as after row work.
function goToCell() {
	const row = /^#fila-\d+$/.test(location.hash) && document.getElementById(location.hash.slice(1));
	if (!row) return;
	const celda = new URLSearchParams(location.search).get("celda");
	const named = celda && row.querySelector(`[name="${CSS.escape(`${row.dataset.node}.${celda}`)}"]`);
	const unnamed = [row.querySelector("textarea.title")].find((input) => input?.value === "");
	const target = named || unnamed || row.querySelector("td input, td select") || row.querySelector("a");
	row.scrollIntoView({ block: "center" });
	target?.focus();
	target?.select?.();
}
// Once the browser has gone to the row itself, which takes the focus away: it does so
// before the first picture after the page is whole, hence in the second.
if (!document.querySelector("[autofocus]"))
	addEventListener("load", () => requestAnimationFrame(() => requestAnimationFrame(goToCell)));
addEventListener("hashchange", goToCell);

// Long work comes again by itself, until what comes is no longer watched: then it ended.
async function watch(box) {
	for (let path = box.dataset.watch; path; path = box.dataset.watch) {
		await new Promise((done) => setTimeout(done, 1000));
		const answer = await fetch(path, { headers: { accept: "text/html" } }).catch(() => null);
		if (!answer?.ok) continue;
		const there = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(box.id);
		if (!there) return location.reload();
		const stays = box.contains(document.activeElement);
		if (there.innerHTML !== box.innerHTML) box.replaceChildren(...there.childNodes);
		if (there.dataset.watch) box.dataset.watch = there.dataset.watch;
		else delete box.dataset.watch;
		if (stays) box.querySelector("button, a.button")?.focus();
	}
}
for (const box of document.querySelectorAll("[data-watch]")) watch(box);

// What was typed and not saved, told on a page where it can no longer be.
function tellLeft(box) {
	const place = `yupana:${box.dataset.left}:${document.getElementById("hoja").getAttribute("action")}`;
	let cells = [];
	try {
		cells = JSON.parse(localStorage.getItem(place) || "[]");
	} catch { /* of another program */ }
	for (const one of cells) {
		const row = document.querySelector(`tr[data-node="${one.node}"]`);
		const head = document.querySelector(`th#${CSS.escape(one.field)}`)?.textContent.trim();
		const line = document.createElement("li");
		line.textContent = [row?.querySelector("code")?.textContent, head || one.field].filter(Boolean).join(", ") + ": ";
		line.append(Object.assign(document.createElement("q"), { textContent: one.text }));
		box.querySelector("ul").append(line);
	}
	box.hidden = !cells.length;
	box.querySelector("button").addEventListener("click", () => {
		localStorage.removeItem(place);
		box.hidden = true;
	});
}
for (const box of document.querySelectorAll("[data-left]")) tellLeft(box);
