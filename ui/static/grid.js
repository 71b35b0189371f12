// grid.js - a table of inputs that works like a sheet: arrows, Tab, Enter, paste and
// copy of blocks, fill right, undo and redo; saves by itself and shows what came of it.
//
// The page works without this file: every cell is an input of one form.  Cells are
// <td data-field data-period> of <tr data-node data-revision>; the table says where
// to save (data-save) and where to try what is not saved yet (data-try).  Where its
// reader may observe (data-observe) a cell is chosen for the form #observar.

const table = document.querySelector("table.grid");
if (table && table.dataset.save) start(table);
if (table && table.dataset.observe) startObserving(table);

function start(grid) {
	const state = document.querySelector("#estado");
	const balance = document.querySelector("#cuadre");
	const conflicts = document.querySelector("#conflictos");
	const told = document.querySelector("#pegado");
	// Its address, also where a step that was refused stands in its place.
	const sheet = document.querySelector("#hoja")?.getAttribute("action") ?? location.pathname;
	const words = state.dataset;
	const undone = [], done = [];
	const waiting = new Map(); // what is to be saved: input -> text before
	const held = new Map(); // what was refused and stays as typed: input -> why
	const tried = new Map(); // what would be refused of what is being typed: the same
	let mark = document.body.dataset.mark, me = personOf(document);
	let sending = []; // what is under way
	let expired = false, current = null, timer = 0, trying = 0, retry = 2000;
	let anchor = null, head = null, dragging = false;

	const cells = ":is(td, th) > :is(input:not([type=hidden]), select, textarea)";
	const isCell = (target) => target.matches(cells) && Boolean(cellOf(target).dataset.field);
	for (const button of document.querySelectorAll("[data-without-script]")) button.hidden = true;
	if (conflicts) conflicts.hidden = true;

	// A cell's name says what it is: "12.schedule.3"; its first text is what is saved.
	for (const input of grid.querySelectorAll(cells)) {
		const [, field, period] = input.name.split("."), cell = input.parentElement;
		cell.dataset.field = field;
		if (period) cell.dataset.period = period;
		input.dataset.saved ??= input.tagName === "SELECT" ? input.value : input.defaultValue;
		if (!input.className || input.classList.contains("money")) input.inputMode = "decimal";
	}

	// ---- Where cells are ----

	const rows = () => [...grid.tBodies].flatMap((body) => [...body.rows]).filter((r) => r.dataset.node);
	const inputsOf = (row) => [...row.querySelectorAll(cells)];
	const cellOf = (input) => input.closest("td, th");
	const rowOf = (input) => input.closest("tr");

	const inputIn = (cell) => cell?.querySelector(":scope > :is(input:not([type=hidden]), select, textarea)") ?? null;
	const isFixed = (input) => input.disabled || input.readOnly;
	const first = (row) => row && inputsOf(row)[0];
	// The cell of the same column in another row, by field: parents have fewer cells.
	function sameColumn(input, step) {
		const list = rows(), cell = cellOf(input).dataset;
		for (let i = list.indexOf(rowOf(input)) + step; i >= 0 && i < list.length; i += step) {
			const selector = `[data-field="${cell.field}"]` + (cell.period ? `[data-period="${cell.period}"]` : "");
			const other = list[i].querySelector(selector + " > :is(input, select, textarea)");
			if (other && !isFixed(other)) return other;
		}
	}
	function go(input) {
		if (!input) return;
		clearBlock();
		input.focus();
		if (input.select) input.select();
	}

	// ---- Changing cells ----

	function put(input, text) {
		if (input.value === text || isFixed(input)) return null;
		const before = input.value;
		input.value = text;
		changed(input, before);
		return { input, before, after: text };
	}
	function changed(input, before) {
		if (!waiting.has(input)) waiting.set(input, before);
		const cell = cellOf(input), why = tried.get(input);
		cell.classList.remove("saved");
		release(input);
		if (why) tried.set(input, why);
		explain(rowOf(input));
		settleDispute(input);
		cell.classList.toggle("changed", input.value !== input.dataset.saved);
		tell("pending");
	}
	function remember(list) {
		const real = list.filter(Boolean);
		if (real.length) {
			done.push(real);
			undone.length = 0;
		}
		return real.length;
	}
	function step(from, to, key) {
		const list = from.pop();
		if (!list) return;
		for (const one of list) put(one.input, one[key]);
		to.push(list);
		go(list[0].input);
		soon();
	}

	// ---- Saving ----

	function tell(name) {
		keep();
		state.dataset.state = name;
		state.textContent = words[name] || "";
	}
	function soon(ms = 400) {
		clearTimeout(timer);
		timer = setTimeout(save, ms);
	}
	function asCell(input) {
		const { field, period } = cellOf(input).dataset, row = rowOf(input).dataset;
		return { node: +row.node, revision: +row.revision, field, period: +(period || 0), text: input.value };
	}
	async function send(path, inputs) {
		return fetch(path, {
			method: "POST",
			headers: { "content-type": "application/json", accept: "application/json", "x-yupana-marca": mark },
			body: JSON.stringify({ cells: inputs.map(asCell) }),
		});
	}
	const isStuck = () => ["offline", "expired"].includes(state.dataset.state);
	function save() {
		clearTimeout(timer);
		if (expired) tell("expired");
		if (expired || current || !waiting.size) return current;
		current = saveNow().finally(() => {
			current = null;
			if (waiting.size && !isStuck()) soon(50);
		});
		return current;
	}
	async function saveNow() {
		const inputs = [...waiting.keys()], befores = new Map(waiting);
		const back = () => inputs.forEach((input) => waiting.has(input) || waiting.set(input, befores.get(input)));
		waiting.clear();
		sending = inputs;
		tell("saving");
		try {
			const answer = await send(grid.dataset.save, inputs);
			if (answer.status === 503 || answer.status === 429) throw new Error("busy");
			const body = await answer.json();
			sending = [];
			if (answer.ok) settle(body, inputs);
			else if (answer.status === 401 || body.code === "mark_wrong") {
				back();
				expired = true;
				tell("expired");
			} else refused(body, inputs);
			retry = 2000;
		} catch {
			back();
			sending = [];
			tell("offline");
			timer = setTimeout(save, retry);
			retry = Math.min(retry * 2, 60000);
		}
	}
	// ---- What follows from what was saved: parts of the page that come again ----

	const live = document.querySelectorAll("[data-live]");
	let following = null;
	function follow() {
		clearTimeout(following);
		if (live.length) following = setTimeout(look, 600);
	}
	async function look() {
		if (waiting.size || current) return;
		try {
			const answer = await fetch(sheet, { headers: { accept: "text/html" } });
			if (!answer.ok || answer.redirected) return;
			const page = new DOMParser().parseFromString(await answer.text(), "text/html");
			for (const part of live) {
				const fresh = page.querySelector(`[data-live="${part.dataset.live}"]`);
				if (fresh && fresh.innerHTML !== part.innerHTML) part.replaceChildren(...fresh.childNodes);
			}
		} catch { /* at the next save */ }
	}

	// Everything typed is saved, or it is told why not.
	async function flush() {
		while (current || waiting.size) {
			await save();
			if (isStuck()) return false;
		}
		return true;
	}
	// Signed in again in another tab, by the same person: this page's forms are of
	// the new session, and what waits is saved.
	async function renew() {
		if (!expired) return;
		try {
			const answer = await fetch(location.pathname + location.search, { headers: { accept: "text/html" } });
			const page = new DOMParser().parseFromString(await answer.text(), "text/html");
			if (answer.redirected || !page.body.dataset.mark || personOf(page) !== me) return;
			mark = page.body.dataset.mark;
			for (const input of document.querySelectorAll("input[name=_marca]")) input.value = mark;
			expired = false;
			save();
		} catch { /* at the next look */ }
	}
	function personOf(page) {
		return page.querySelector('.who a[href="/cuenta"]')?.textContent;
	}

	// ---- What a closed tab leaves ----

	// What waits or is being typed is also kept by the browser, for who typed it,
	// until it is saved.
	const place = grid.dataset.keep && `yupana:${grid.dataset.keep}:${sheet}`;
	let restoring = Boolean(place);
	function keep() {
		if (!place || restoring) return;
		const active = document.activeElement, open = isCell(active) && isTyping(active) ? [active] : [];
		const cells = [...new Set([...waiting.keys(), ...sending, ...held.keys(), ...open])].map(asCell);
		try {
			if (cells.length) localStorage.setItem(place, JSON.stringify(cells));
			else localStorage.removeItem(place);
		} catch { /* no room, or not allowed: the page itself still holds it */ }
	}
	function restore() {
		let cells = [];
		try {
			cells = JSON.parse(localStorage.getItem(place) || "[]");
		} catch { /* of another program */ }
		for (const one of cells) {
			const input = find(one), before = input?.value;
			if (!input || isFixed(input) || before === one.text) continue;
			// as it was seen then: what others did meanwhile is told, not lost
			const row = rowOf(input);
			if (one.revision < +row.dataset.revision) seen(row, one.revision);
			input.value = one.text;
			changed(input, before);
		}
		restoring = false;
		if (waiting.size) soon(0);
		else keep();
	}

	// ---- What was refused ----

	function hold(input, why, style) {
		waiting.delete(input);
		held.set(input, why);
		tried.delete(input);
		cellOf(input).classList.add(style);
		input.setAttribute("aria-invalid", "true");
		explain(rowOf(input));
	}
	function release(input) {
		held.delete(input);
		tried.delete(input);
		cellOf(input).classList.remove("wrong", "conflict");
		input.removeAttribute("aria-invalid");
		input.removeAttribute("aria-describedby");
		explain(rowOf(input));
	}
	// Under the row, what is wrong with its cells.
	function explain(row) {
		const lines = [...held, ...tried].filter(([input]) => rowOf(input) === row);
		let below = row.nextElementSibling?.matches("tr.why") ? row.nextElementSibling : null;
		if (!lines.length) return below?.remove();
		if (!below) {
			below = document.createElement("tr");
			below.className = "why";
			below.innerHTML = `<td colspan="${row.cells.length}"><span class="frozen-text" role="status"></span></td>`;
			below.querySelector("span").id = `porque-${row.dataset.node}`;
			row.after(below);
		}
		below.querySelector("span").textContent = lines.map(([input, why]) => `▲ ${headOf(input)}: ${why}`).join(" ");
		for (const [input] of lines) input.setAttribute("aria-describedby", `porque-${row.dataset.node}`);
	}
	const headOf = (input) => grid.tHead.rows[0].cells[cellOf(input).cellIndex].textContent.trim();
	const keyOf = (one) => `${one.field}.${+(one.period || 0)}`;
	function find(one) {
		const row = grid.querySelector(`tr[data-node="${one.node}"]`);
		const cell = row && row.querySelector(`[data-field="${one.field}"]` + (one.period ? `[data-period="${one.period}"]` : ""));
		return cell && cell.querySelector("input, select, textarea");
	}
	function seen(tr, revision) {
		tr.dataset.revision = revision;
		tr.querySelector('input[name$=".seen"]').value = revision;
	}
	function settle(body, inputs) {
		for (const row of body.rows || []) {
			const tr = grid.querySelector(`tr[data-node="${row.node}"]`);
			if (!tr) continue;
			seen(tr, row.revision);
			const here = new Map(inputsOf(tr).map((input) => [keyOf(cellOf(input).dataset), input]));
			for (const one of row.cells) {
				const input = here.get(keyOf(one));
				if (!input) continue;
				input.dataset.saved = one.text;
				if (waiting.has(input) || held.has(input) || isTyping(input)) continue;
				input.value = one.text;
				typed.set(input, one.text);
			}
		}
		for (const input of inputs) {
			const cell = cellOf(input);
			if (waiting.has(input)) continue;
			release(input);
			cell.classList.remove("changed");
			cell.classList.add("saved");
			setTimeout(() => cell.classList.remove("saved"), 1500);
		}
		show(body);
		if (held.size) tellHeld([...held.values()].at(-1));
		else tell("saved");
		follow();
	}
	// Figures that follow from a row's cells, and what is asked of it.
	function showComputed(body) {
		for (const row of body.computed || []) {
			const cells = grid.querySelectorAll(`tr[data-node="${row.node}"] td.computed`);
			[...row.months, row.total].forEach((text, i) => {
				if (cells[i]) cells[i].textContent = text;
			});
			const asks = row.asks !== undefined && grid.querySelector(`tr[data-node="${row.node}"] [data-asks]`);
			if (asks) asks.textContent = row.asks;
		}
	}
	function tellHeld(why) {
		tell("failed");
		state.textContent += " " + why;
	}
	// What follows from the cells: the balance, the unit's totals, its curve.
	function show(body) {
		showComputed(body);
		if (body.balance === undefined) return;
		if (balance) balance.innerHTML = body.balance;
		document.querySelector("#curva").innerHTML = body.curve;
		const figures = [...grid.tFoot.querySelectorAll("td.number")];
		const texts = figures.length > 1 ? [...body.foot.months, body.foot.total] : [body.foot.budget];
		figures.forEach((cell, i) => (cell.textContent = texts[i]));
	}
	/*
	 * What was sent beside the refused cells is sent again without them; where the
	 * answer names none and nothing else moved, all of it stays and is not sent again.
	 */
	function refused(body, inputs) {
		let moved = false;
		for (const node of body.gone || []) moved = lose(node, body.detail) || moved;
		for (const one of body.cells || []) {
			const input = find(one), row = input && rowOf(input);
			if (!input || row.classList.contains("gone")) continue;
			if (one.theirs !== undefined) {
				moved = moved || +row.dataset.revision !== one.revision;
				seen(row, one.revision);
				input.dataset.saved = one.theirs;
				if (one.mine === null || one.mine === one.theirs) {
					if (!waiting.has(input) && !isTyping(input) && !inputs.includes(input)) input.value = one.theirs;
					continue;
				}
				dispute(one, input);
			}
			hold(input, one.detail || body.detail || "", one.theirs !== undefined ? "conflict" : "wrong");
			moved = true;
		}
		for (const input of inputs) {
			if (held.has(input) || waiting.has(input) || rowOf(input).classList.contains("gone")) continue;
			if (moved) waiting.set(input, input.dataset.saved);
			else hold(input, body.detail || "", "wrong");
		}
		tellHeld(body.detail || "");
	}
	// A row that somebody deleted: what was typed in it can still be copied.
	function lose(node, why) {
		const row = grid.querySelector(`tr[data-node="${node}"]:not(.gone)`);
		if (!row) return false;
		row.classList.add("gone");
		for (const input of inputsOf(row)) {
			if (waiting.has(input) || input.value !== input.dataset.saved) hold(input, why, "wrong");
			if (input.tagName === "SELECT") input.disabled = true;
			else input.readOnly = true;
		}
		for (const button of row.querySelectorAll("td.row-actions button")) button.disabled = true;
		return true;
	}
	const nameOf = (input) => input.getAttribute("aria-label") ||
		input.getAttribute("aria-labelledby").split(" ").map((id) => document.getElementById(id).textContent.trim()).join(": ");
	// A cell that two people changed: both texts, and which one is to stand.
	function dispute(one, input) {
		const words = conflicts.dataset, line = document.createElement("li"), code = document.createElement("code");
		const texts = [one.by, one.theirs || words.empty, one.mine || words.empty];
		code.textContent = nameOf(input);
		line.append(code, " ", words.told.replace(/%s/g, () => texts.shift()), " ");
		line.dataset.cell = [one.node, one.field, one.period].join(".");
		for (const which of ["theirs", "mine"]) {
			const button = document.createElement("button");
			button.type = "button";
			button.dataset.keep = which;
			button.textContent = words[which];
			button.addEventListener("click", () => decide(input, one[which], line));
			line.append(button, " ");
		}
		conflicts.querySelector(`li[data-cell="${line.dataset.cell}"]`)?.remove();
		conflicts.querySelector("ul").append(line);
		conflicts.hidden = false;
	}
	// Typing again is deciding too.
	function settleDispute(input) {
		const cell = asCell(input), name = [cell.node, cell.field, cell.period].join(".");
		conflicts?.querySelector(`li[data-cell="${name}"]`)?.remove();
		if (conflicts) conflicts.hidden = !conflicts.querySelector("li");
	}
	function decide(input, text, line) {
		line.remove();
		conflicts.hidden = !conflicts.querySelector("li");
		release(input);
		input.value = text;
		go(input);
		if (text !== input.dataset.saved) {
			changed(input, input.dataset.saved);
			soon(50);
		} else if (!waiting.size) {
			cellOf(input).classList.remove("changed");
			tell("saved");
		}
	}
	// What the rules would say of what is being typed, before it is saved.
	function tryIt(input) {
		clearTimeout(trying);
		trying = setTimeout(async () => {
			if (current || expired || isStuck()) return;
			try {
				const answer = await send(grid.dataset.try, [...new Set([...waiting.keys(), input])]);
				if (!answer.ok || current) return;
				const body = await answer.json();
				tried.clear();
				for (const one of body.problems || []) {
					const wrong = find(one);
					if (wrong && !held.has(wrong)) tried.set(wrong, one.detail);
				}
				for (const row of grid.querySelectorAll("tr.why")) explain(row.previousElementSibling);
				for (const wrong of tried.keys()) explain(rowOf(wrong));
				show(body);
			} catch { /* the next one will */ }
		}, 180);
	}

	// ---- Typing ----

	const typed = new WeakMap();
	const isTyping = (input) => document.activeElement === input && input.value !== (typed.get(input) ?? input.dataset.saved);
	let byMouse = false;
	grid.addEventListener("pointerdown", () => (byMouse = true), true);
	grid.addEventListener("pointerup", () => (byMouse = false), true);
	grid.addEventListener("focusin", (event) => {
		if (!isCell(event.target)) return;
		typed.set(event.target, event.target.value);
		if (!byMouse && event.target.select) event.target.select(); // as in a sheet: typing replaces
	});
	grid.addEventListener("input", (event) => {
		if (!isCell(event.target)) return;
		cellOf(event.target).classList.add("changed");
		if (["ready", "saved"].includes(state.dataset.state)) tell("pending");
		else keep();
		tryIt(event.target);
	});
	// What was typed is taken, once: on Enter, where the focus may stay, and on leaving.
	function take(input) {
		const before = typed.get(input) ?? input.dataset.saved ?? "";
		if (input.value === before || isFixed(input)) return;
		remember([{ input, before, after: input.value }]);
		typed.set(input, input.value);
		changed(input, before);
		soon();
	}
	grid.addEventListener("change", (event) => {
		if (isCell(event.target)) take(event.target);
	});
	// What is being typed goes; of a refused cell, what was refused.
	function leave(input) {
		const text = isTyping(input) ? typed.get(input) ?? input.dataset.saved : held.has(input) ? input.dataset.saved : input.value;
		clearBlock();
		if (held.has(input)) {
			settleDispute(input);
			release(input);
			if (!held.size && !waiting.size) tell("saved");
		}
		tried.delete(input);
		input.value = text;
		typed.set(input, text);
		if (state.dataset.state === "pending" && !waiting.size && !current) tell("saved");
		else keep();
		input.dataset.editing = "0";
		cellOf(input).classList.toggle("changed", text !== input.dataset.saved);
		explain(rowOf(input));
		tryIt(input);
	}

	const atStart = (i) => i.selectionStart === 0 && i.selectionEnd === (i.selectionStart === i.selectionEnd ? 0 : i.value.length);
	const atEnd = (i) => i.selectionEnd === i.value.length && (i.selectionStart === i.selectionEnd || i.selectionStart === 0);

	grid.addEventListener("keydown", (event) => {
		const input = event.target;
		if (!isCell(input) || event.altKey) return;
		const all = inputsOf(rowOf(input)), column = all.indexOf(input);
		const control = event.ctrlKey || event.metaKey;
		const editing = input.dataset.editing === "1" || input.tagName === "TEXTAREA";
		let target;
		if (control) {
			const list = rows();
			if (event.key === "z" && !event.shiftKey) isTyping(input) ? leave(input) : step(done, undone, "before");
			else if (event.key === "y" || (event.key === "z" && event.shiftKey) || event.key === "Z") step(undone, done, "after");
			else if (event.key === "r") fillRight(input);
			else if (event.key === "Home") go(first(list[0]));
			else if (event.key === "End") go(inputsOf(list.at(-1)).at(-1));
			else return;
			event.preventDefault();
			return;
		}
		if (event.shiftKey && !editing && arrows[event.key]) {
			event.preventDefault();
			widen(cellOf(input), arrows[event.key]);
			return;
		}
		switch (event.key) {
		case "Enter":
			take(input);
			target = sameColumn(input, event.shiftKey ? -1 : 1);
			break;
		case "ArrowDown":
			target = input.tagName === "SELECT" ? null : sameColumn(input, 1);
			break;
		case "ArrowUp":
			target = input.tagName === "SELECT" ? null : sameColumn(input, -1);
			break;
		case "ArrowLeft":
			target = !editing && input.selectionStart !== undefined && atStart(input) ? all[column - 1] : null;
			break;
		case "ArrowRight":
			target = !editing && input.selectionStart !== undefined && atEnd(input) ? all[column + 1] : null;
			break;
		case "Home":
			target = editing ? null : all[0];
			break;
		case "End":
			target = editing ? null : all[all.length - 1];
			break;
		case "F2":
			input.dataset.editing = editing ? "0" : "1";
			if (input.setSelectionRange) input.setSelectionRange(input.value.length, input.value.length);
			event.preventDefault();
			return;
		case "Escape":
			leave(input);
			event.preventDefault();
			return;
		default:
			return;
		}
		if (target) {
			event.preventDefault();
			input.dataset.editing = "0";
			go(target);
		} else if (event.key === "Enter") {
			event.preventDefault();
		}
	});
	grid.addEventListener("focusout", (event) => {
		if (event.target.dataset) event.target.dataset.editing = "0";
		if (!grid.contains(event.relatedTarget)) clearBlock();
	});

	// ---- Blocks ----

	// To the end of the year, in the row's periods.
	function fillRight(input) {
		const cell = cellOf(input).dataset;
		if (!cell.period) return;
		take(input);
		const list = inputsOf(rowOf(input)).filter((i) => +cellOf(i).dataset.period > +cell.period);
		if (remember(list.map((i) => put(i, input.value)))) soon();
	}
	// As sheets write it: a cell with tabs, line ends or quotes stands in quotes.
	function readBlock(text) {
		const lines = [[]], piece = /"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*)/gy;
		text = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
		for (let at = 0; at <= text.length; at = piece.lastIndex + 1) {
			piece.lastIndex = at;
			const [, quoted, plain] = piece.exec(text);
			lines.at(-1).push(quoted === undefined ? plain.trim() : quoted.replaceAll('""', '"').replace(/\s+/g, " ").trim());
			if (text[piece.lastIndex] === "\n") lines.push([]);
		}
		return lines;
	}
	// What an input would hold for a text of a sheet; a choice is said by its label.
	function asValue(input, text) {
		if (input.tagName !== "SELECT") return text;
		const wanted = text.toLowerCase();
		return [...input.options].find((o) => o.value === wanted || o.textContent.trim().toLowerCase() === wanted)?.value;
	}
	const textOf = (cell) => {
		const input = inputIn(cell);
		return !input ? cell.textContent.trim() : input.tagName === "SELECT" ? input.selectedOptions[0]?.textContent.trim() ?? "" : input.value;
	};
	// Row on row and column on column, whichever of them can be typed in.
	grid.addEventListener("paste", (event) => {
		const input = event.target;
		const text = event.clipboardData.getData("text/plain");
		if (!isCell(input) || (!/[\t\n]/.test(text.trim()) && input.tagName !== "SELECT")) return;
		event.preventDefault();
		const list = rows(), top = list.indexOf(rowOf(input)), left = cellOf(input).cellIndex;
		const made = [], lines = readBlock(text);
		let skipped = 0;
		clearBlock();
		for (const [i, line] of lines.slice(0, list.length - top).entries())
			for (const [j, piece] of line.entries()) {
				const cell = list[top + i].cells[left + j], target = inputIn(cell);
				const value = target && !isFixed(target) ? asValue(target, piece) : undefined;
				if (value !== undefined) made.push(put(target, value));
				else if (piece !== "" && !(cell && textOf(cell) === piece)) skipped++;
			}
		const beyond = Math.max(0, lines.length - (list.length - top));
		told.textContent = [[beyond, told.dataset.beyond], [skipped, told.dataset.skipped]]
			.filter(([count]) => count).map(([count, words]) => words.replace("%d", count)).join(" ");
		typed.set(input, input.value);
		if (remember(made)) soon(50);
	});

	// Shift and arrows, shift and click, or dragging mark a block that Ctrl+C takes.
	const arrows = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
	const lastColumn = () => grid.tHead.rows[0].cells.length - (grid.querySelector("td.row-actions") ? 2 : 1);
	function widen(cell, [down, right]) {
		const list = rows(), from = head && anchor === cell ? head : cell;
		const row = list[list.indexOf(from.closest("tr")) + down], column = from.cellIndex + right;
		anchor = cell;
		if (row && column > 0 && column <= lastColumn()) markBlock(cell, row.cells[column]);
	}
	grid.addEventListener("mousedown", (event) => {
		const cell = event.target.closest("tr[data-node] > td");
		if (!cell || event.button !== 0) return;
		const from = document.activeElement.closest?.("td[data-field]");
		if (event.shiftKey && from && grid.contains(from)) {
			event.preventDefault();
			markBlock(from, cell);
			return;
		}
		clearBlock();
		dragging = Boolean(inputIn(cell));
		anchor = cell;
	});
	grid.addEventListener("mouseover", (event) => {
		const cell = event.target.closest("tr[data-node] > td");
		if (!dragging || !cell || !(event.buttons & 1)) return;
		if (cell === anchor && !head) return;
		event.preventDefault();
		markBlock(anchor, cell);
	});
	document.addEventListener("mouseup", () => (dragging = false));
	function clearBlock() {
		head = null;
		for (const cell of grid.querySelectorAll(".block")) cell.classList.remove("block");
	}
	function markBlock(from, to) {
		clearBlock();
		anchor = from;
		head = to;
		const list = rows(), r = [from, to].map((cell) => list.indexOf(cell.closest("tr"))).sort((a, b) => a - b);
		const c = [from.cellIndex, Math.min(to.cellIndex, lastColumn())].sort((a, b) => a - b);
		for (const row of list.slice(r[0], r[1] + 1))
			for (let i = c[0]; i <= c[1]; i++) row.cells[i].classList.add("block");
	}
	grid.addEventListener("copy", (event) => {
		const quoted = (text) => /[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
		const lines = rows().map((row) => [...row.cells].filter((cell) => cell.classList.contains("block"))).filter((line) => line.length);
		if (!lines.length) return;
		event.clipboardData.setData("text/plain", lines.map((line) => line.map((cell) => quoted(textOf(cell))).join("\t")).join("\n"));
		event.preventDefault();
	});
	// Typing in a cell ends the block.
	grid.addEventListener("input", clearBlock);

	// ---- Repairs of the balance panel, and leaving ----

	if (balance) balance.addEventListener("click", (event) => {
		const link = event.target.closest("a[data-go]");
		if (!link) return;
		const [node, field, period] = link.dataset.go.split(".");
		const input = find({ node, field, period: +(period || 0) });
		if (input) {
			event.preventDefault();
			go(input);
		}
	});
	// A row that others hang from, or with figures, is deleted after asking.
	const dialog = document.querySelector("#seguro");
	let sure = null;
	function asks(button) {
		if (!dialog || sure === button || !/^borrar:/.test(button?.value)) return false;
		const row = button.closest("tr"), { kids } = button.dataset;
		const figures = inputsOf(row).some((i) => /^(weight|schedule|total|budget)$/.test(cellOf(i).dataset.field) && /[1-9]/.test(i.value));
		if (!kids && !figures) return false;
		dialog.querySelector("p").textContent = dialog.dataset[kids ? "kids" : "figures"]
			.replace("%s", row.querySelector("th code").textContent.trim()).replace("%d", kids);
		dialog.returnValue = "";
		dialog.onclose = () => {
			sure = dialog.returnValue === "si" ? button : null;
			if (sure) button.form.requestSubmit(button);
			else button.focus();
		};
		dialog.showModal();
		return true;
	}
	// A form of the page goes after what was typed is saved, and not before.
	document.addEventListener("submit", async (event) => {
		const { target, submitter } = event, active = document.activeElement;
		if (target.method === "dialog") return;
		if (asks(submitter)) return event.preventDefault();
		if (grid.contains(active) && isCell(active)) take(active);
		const wrong = [...held.keys()].filter((input) => !isFixed(input));
		if (!current && !waiting.size && !wrong.length) return;
		if (!target.closest("main")) return; // leaving asks
		event.preventDefault();
		const saved = await flush();
		const stays = [...held.keys()].find((input) => !isFixed(input));
		if (stays) go(stays);
		else if (saved) target.requestSubmit(submitter);
	});
	window.addEventListener("beforeunload", (event) => {
		if (waiting.size || current || held.size) event.preventDefault();
	});
	window.addEventListener("online", () => soon(0));
	window.addEventListener("focus", renew);
	document.addEventListener("visibilitychange", () => document.hidden || renew());
	tell("ready");
	if (place) restore();
}

// A cell, or a row by its heading, goes to the form by a click and Alt+O; where
// cells are not inputs, arrows walk over them.
function startObserving(grid) {
	const form = document.querySelector("#observar");
	const box = document.querySelector("#observar-caja");
	const { fila, celda, que, texto } = form.elements;
	const places = "tr[data-node] > :is(th, td[data-field])";
	let chosen = null;

	for (const hint of document.querySelectorAll("[data-with-script]")) hint.hidden = false;
	for (const hint of box.querySelectorAll("[data-without-script]")) hint.hidden = true;
	const plain = [...grid.querySelectorAll(places)].filter((cell) => !cell.querySelector("input, select"));
	for (const cell of plain) cell.tabIndex = -1;
	if (plain.length) plain[0].tabIndex = 0;

	const nameOf = (cell) => {
		const code = cell.closest("tr").querySelector("th code").textContent;
		const head = grid.tHead.rows[0].cells[cell.cellIndex];
		const title = head.querySelector("abbr")?.title || head.textContent.trim();
		return `${code}: ${cell.tagName === "TH" ? grid.dataset.observe : title}`;
	};
	function choose(cell) {
		if (chosen) chosen.classList.remove("chosen");
		chosen = cell;
		cell.classList.add("chosen");
		fila.value = cell.closest("tr").dataset.node;
		celda.value = cell.tagName === "TH" ? "" : cell.dataset.field + (cell.dataset.period ? `.${cell.dataset.period}` : "");
		que.value = nameOf(cell);
	}
	function write(cell) {
		choose(cell);
		box.open = true;
		texto.focus();
	}
	function walk(cell, rows, columns) {
		const list = [...grid.tBodies].flatMap((body) => [...body.rows]).filter((row) => row.dataset.node);
		const row = list[list.indexOf(cell.closest("tr")) + rows];
		const target = row && row.cells[cell.cellIndex + columns];
		if (!target || !plain.includes(target)) return;
		cell.tabIndex = -1;
		target.tabIndex = 0;
		target.focus();
	}
	const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
	grid.addEventListener("focusin", (event) => {
		const cell = event.target.closest(places);
		if (cell) choose(cell);
	});
	grid.addEventListener("click", (event) => {
		const cell = event.target.closest(places);
		if (cell && plain.includes(cell) && !event.target.closest("a, button")) cell.focus();
	});
	grid.addEventListener("keydown", (event) => {
		const cell = event.target.closest(places);
		if (!cell) return;
		if (event.altKey && event.code === "KeyO") {
			event.preventDefault();
			write(cell);
		} else if (event.target === cell && !event.altKey && !event.ctrlKey && !event.metaKey) {
			if (event.key === "Enter") write(cell);
			else if (steps[event.key]) walk(cell, ...steps[event.key]);
			else return;
			event.preventDefault();
		}
	});
	texto.addEventListener("keydown", (event) => {
		if (event.key === "Escape" && chosen) (chosen.querySelector("input, select") || (plain.includes(chosen) ? chosen : chosen.querySelector("a")))?.focus();
	});
}

// From the panel of observations to what each points at, where it is in the table.
if (table) document.addEventListener("click", (event) => {
	const link = event.target.closest("ul.observations a[data-go]");
	if (!link || !link.dataset.go) return;
	const [node, field, period] = link.dataset.go.split(".");
	const cell = table.querySelector(`tr[data-node="${node}"] > td[data-field="${field}"]` + (+period ? `[data-period="${period}"]` : ""));
	const target = cell && (cell.querySelector("input, select") || cell);
	if (target) {
		event.preventDefault();
		target.focus();
	}
});
