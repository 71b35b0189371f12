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
	const mark = document.body.dataset.mark;
	const words = state.dataset;
	const undone = [], done = [];
	const waiting = new Map(); // what is to be saved: input -> text before
	let saving = false, timer = 0, trying = 0, anchor = null, retry = 2000;

	for (const button of document.querySelectorAll("[data-without-script]")) button.hidden = true;
	if (conflicts) conflicts.hidden = true;

	// A cell's name says what it is: "12.schedule.3"; its first text is what is saved.
	for (const input of grid.querySelectorAll("td > :is(input, select, textarea)")) {
		const [, field, period] = input.name.split("."), cell = input.parentElement;
		cell.dataset.field = field;
		if (period) cell.dataset.period = period;
		input.dataset.saved ??= input.tagName === "SELECT" ? input.value : input.defaultValue;
		if (!input.className || input.classList.contains("money")) input.inputMode = "decimal";
	}

	// ---- Where cells are ----

	const rows = () => [...grid.tBodies].flatMap((body) => [...body.rows]).filter((r) => r.dataset.node);
	const inputsOf = (row) => [...row.querySelectorAll("td[data-field] > :is(input, select, textarea)")];
	const cellOf = (input) => input.closest("td");
	const rowOf = (input) => input.closest("tr");

	function placeOf(input) {
		return { row: rows().indexOf(rowOf(input)), column: inputsOf(rowOf(input)).indexOf(input) };
	}
	function inputAt(row, column) {
		const list = rows();
		const found = row >= 0 && row < list.length ? inputsOf(list[row]) : [];
		return column >= 0 ? found[column] : undefined;
	}
	// The cell of the same column in another row, by field: parents have fewer cells.
	function sameColumn(input, step) {
		const list = rows(), cell = cellOf(input).dataset;
		for (let i = list.indexOf(rowOf(input)) + step; i >= 0 && i < list.length; i += step) {
			const selector = `td[data-field="${cell.field}"]` + (cell.period ? `[data-period="${cell.period}"]` : "");
			const other = list[i].querySelector(selector + " > :is(input, select, textarea)");
			if (other && !other.disabled && !other.readOnly) return other;
		}
	}
	function go(input) {
		if (!input) return;
		input.focus();
		if (input.select) input.select();
	}

	// ---- Changing cells ----

	function put(input, text) {
		if (input.value === text || input.disabled || input.readOnly) return null;
		const before = input.value;
		input.value = text;
		changed(input, before);
		return { input, before, after: text };
	}
	function changed(input, before) {
		if (!waiting.has(input)) waiting.set(input, before);
		const cell = cellOf(input);
		cell.classList.remove("saved", "wrong", "conflict");
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
	async function save() {
		if (saving || !waiting.size) return;
		const inputs = [...waiting.keys()], befores = new Map(waiting);
		waiting.clear();
		saving = true;
		tell("saving");
		try {
			const answer = await send(grid.dataset.save, inputs);
			if (answer.status === 503 || answer.status === 429) throw new Error("busy");
			const body = await answer.json();
			if (answer.ok) settle(body, inputs);
			else refused(body, inputs);
			retry = 2000;
		} catch {
			for (const input of inputs) if (!waiting.has(input)) waiting.set(input, befores.get(input));
			tell("offline");
			setTimeout(save, retry);
			retry = Math.min(retry * 2, 60000);
		} finally {
			saving = false;
		}
		if (waiting.size && state.dataset.state !== "offline") soon(50);
	}
	const keyOf = (one) => `${one.field}.${+(one.period || 0)}`;
	function find(one) {
		const row = grid.querySelector(`tr[data-node="${one.node}"]`);
		const cell = row && row.querySelector(`td[data-field="${one.field}"]` + (one.period ? `[data-period="${one.period}"]` : ""));
		return cell && cell.querySelector("input, select, textarea");
	}
	function settle(body, inputs) {
		for (const row of body.rows || []) {
			const tr = grid.querySelector(`tr[data-node="${row.node}"]`);
			if (!tr) continue;
			tr.dataset.revision = row.revision;
			const here = new Map(inputsOf(tr).map((input) => [keyOf(cellOf(input).dataset), input]));
			for (const one of row.cells) {
				const input = here.get(keyOf(one));
				if (!input) continue;
				input.dataset.saved = one.text;
				if (!waiting.has(input) && document.activeElement !== input) input.value = one.text;
			}
		}
		for (const row of body.computed || []) {
			const cells = grid.querySelectorAll(`tr[data-node="${row.node}"] td.computed`);
			[...row.months, row.total].forEach((text, i) => {
				if (cells[i]) cells[i].textContent = text;
			});
		}
		for (const input of inputs) {
			const cell = cellOf(input);
			cell.classList.remove("changed", "conflict", "wrong");
			cell.classList.add("saved");
			input.removeAttribute("aria-invalid");
			input.title = "";
			setTimeout(() => cell.classList.remove("saved"), 1500);
		}
		if (body.balance !== undefined && balance) balance.innerHTML = body.balance;
		tell("saved");
	}
	function refused(body, inputs) {
		const list = body.cells || inputs.map((input) => ({ ...asCell(input), detail: body.detail }));
		const wrong = new Set();
		for (const one of list) {
			const input = find(one);
			if (!input) continue;
			if (one.theirs !== undefined) {
				rowOf(input).dataset.revision = one.revision;
				input.dataset.saved = one.theirs;
				if (one.mine === null || one.mine === one.theirs) {
					if (!waiting.has(input)) input.value = one.theirs;
					continue;
				}
				dispute(one, input);
			}
			wrong.add(input);
			cellOf(input).classList.add(one.theirs !== undefined ? "conflict" : "wrong");
			input.setAttribute("aria-invalid", "true");
			input.title = one.detail || body.detail || "";
		}
		// What was sent beside the wrong cells is sent again without them.
		for (const input of inputs) if (!wrong.has(input) && !waiting.has(input)) waiting.set(input, input.dataset.saved);
		tell("failed");
		state.textContent += " " + (body.detail || "");
		if (waiting.size && (wrong.size || list.length)) soon(50);
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
		cellOf(input).classList.remove("conflict");
		input.removeAttribute("aria-invalid");
		input.title = "";
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
			if (!grid.dataset.try || saving) return;
			try {
				const answer = await send(grid.dataset.try, [...new Set([...waiting.keys(), input])]);
				const body = answer.ok ? await answer.json() : {};
				if (body.balance !== undefined && balance) balance.innerHTML = body.balance;
			} catch { /* the next one will */ }
		}, 180);
	}

	// ---- Typing ----

	const typed = new WeakMap();
	let byMouse = false;
	grid.addEventListener("pointerdown", () => (byMouse = true), true);
	grid.addEventListener("pointerup", () => (byMouse = false), true);
	grid.addEventListener("focusin", (event) => {
		if (!event.target.closest("td[data-field]")) return;
		typed.set(event.target, event.target.value);
		if (!byMouse && event.target.select) event.target.select(); // as in a sheet: typing replaces
	});
	grid.addEventListener("input", (event) => {
		if (!event.target.closest("td[data-field]")) return;
		cellOf(event.target).classList.add("changed");
		tryIt(event.target);
	});
	// What was typed is taken, once: on Enter, where the focus may stay, and on leaving.
	function take(input) {
		const before = typed.get(input) ?? input.dataset.saved ?? "";
		if (input.value === before) return;
		remember([{ input, before, after: input.value }]);
		typed.set(input, input.value);
		changed(input, before);
		soon();
	}
	grid.addEventListener("change", (event) => {
		if (event.target.closest("td[data-field]")) take(event.target);
	});

	const atStart = (i) => i.selectionStart === 0 && i.selectionEnd === (i.selectionStart === i.selectionEnd ? 0 : i.value.length);
	const atEnd = (i) => i.selectionEnd === i.value.length && (i.selectionStart === i.selectionEnd || i.selectionStart === 0);

	grid.addEventListener("keydown", (event) => {
		const input = event.target;
		if (!input.closest("td[data-field]") || event.altKey) return;
		const { row, column } = placeOf(input);
		const all = inputsOf(rowOf(input));
		const control = event.ctrlKey || event.metaKey;
		const editing = input.dataset.editing === "1" || input.tagName === "TEXTAREA";
		let target;
		if (control) {
			if (event.key === "z" && !event.shiftKey) step(done, undone, "before");
			else if (event.key === "y" || (event.key === "z" && event.shiftKey) || event.key === "Z") step(undone, done, "after");
			else if (event.key === "r") fillRight(input);
			else if (event.key === "Home") go(inputAt(0, 0));
			else if (event.key === "End") go(inputAt(rows().length - 1, all.length - 1));
			else return;
			event.preventDefault();
			return;
		}
		switch (event.key) {
		case "Enter":
			take(input);
			target = sameColumn(input, event.shiftKey ? -1 : 1) || input;
			// Nowhere to go: it is typed all the same.
			if (target === input) input.dispatchEvent(new Event("change", { bubbles: true }));
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
			input.value = typed.get(input) ?? input.dataset.saved ?? "";
			cellOf(input).classList.remove("changed");
			input.dataset.editing = "0";
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
	});

	// ---- Blocks ----

	// To the end of the year, in the row's periods.
	function fillRight(input) {
		const cell = cellOf(input).dataset;
		if (!cell.period) return;
		const list = inputsOf(rowOf(input)).filter((i) => +cellOf(i).dataset.period > +cell.period);
		if (remember(list.map((i) => put(i, input.value)))) soon();
	}
	function readBlock(text) {
		const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
		return lines.map((line) => line.split("\t"));
	}
	grid.addEventListener("paste", (event) => {
		const input = event.target;
		const text = event.clipboardData.getData("text/plain");
		if (!input.closest("td[data-field]") || !/[\t\n]/.test(text.trim())) return;
		event.preventDefault();
		const { row, column } = placeOf(input);
		const made = [], below = rows().slice(row);
		readBlock(text).forEach((line, i) => {
			const targets = below[i] ? inputsOf(below[i]).slice(column) : [];
			line.forEach((piece, j) => {
				if (targets[j]) made.push(put(targets[j], piece.trim()));
			});
		});
		if (remember(made)) soon(50);
	});
	// Shift and click, or shift and arrows, mark a block that Ctrl+C takes.
	grid.addEventListener("mousedown", (event) => {
		const input = event.target.closest("td[data-field] > :is(input, textarea)");
		if (!input) return;
		if (event.shiftKey && anchor) {
			event.preventDefault();
			markBlock(anchor, input);
		} else {
			anchor = input;
			clearBlock();
		}
	});
	grid.addEventListener("keyup", (event) => {
		if (event.key !== "Shift" && !event.shiftKey && event.key.startsWith("Arrow")) {
			anchor = document.activeElement;
			clearBlock();
		}
	});
	function clearBlock() {
		for (const cell of grid.querySelectorAll("td.block")) cell.classList.remove("block");
	}
	function markBlock(from, to) {
		clearBlock();
		const a = placeOf(from), b = placeOf(to);
		for (let r = Math.min(a.row, b.row); r <= Math.max(a.row, b.row); r++)
			for (let c = Math.min(a.column, b.column); c <= Math.max(a.column, b.column); c++) {
				const input = inputAt(r, c);
				if (input) cellOf(input).classList.add("block");
			}
	}
	document.addEventListener("copy", (event) => {
		const marked = [...grid.querySelectorAll("td.block")];
		if (!marked.length) return;
		const lines = new Map();
		for (const cell of marked) {
			const row = cell.closest("tr");
			if (!lines.has(row)) lines.set(row, []);
			lines.get(row).push(cell.querySelector("input, select, textarea").value);
		}
		event.clipboardData.setData("text/plain", [...lines.values()].map((line) => line.join("\t")).join("\n"));
		event.preventDefault();
	});

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
	window.addEventListener("beforeunload", (event) => {
		if (waiting.size || saving) event.preventDefault();
	});
	window.addEventListener("online", () => soon(0));
	tell("ready");
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
