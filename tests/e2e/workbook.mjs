// workbook.mjs - workbooks (.xlsx) as a person's program leaves them: one of ours with some
// cells changed, or an old one of their own. A zip of XML, written without compression.
import { inflateRawSync } from "node:zlib";

const CRC = Array.from({ length: 256 }, (_, byte) => {
	for (let bit = 0; bit < 8; bit++) byte = byte & 1 ? (byte >>> 1) ^ 0xedb88320 : byte >>> 1;
	return byte >>> 0;
});
const crc32 = (bytes) => (~bytes.reduce((sum, byte) => (sum >>> 8) ^ CRC[(sum ^ byte) & 0xff], ~0)) >>> 0;

// The files of a zip, by name, as its central directory tells them.
function unzip(bytes) {
	const files = new Map();
	const end = bytes.lastIndexOf("PK\x05\x06");
	let at = bytes.readUInt32LE(end + 16);
	for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
		const packed = bytes.readUInt16LE(at + 10) === 8, size = bytes.readUInt32LE(at + 20);
		const names = bytes.readUInt16LE(at + 28), local = bytes.readUInt32LE(at + 42);
		const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
		const data = bytes.subarray(from, from + size);
		files.set(bytes.toString("utf8", at + 46, at + 46 + names), packed ? inflateRawSync(data) : data);
		at += 46 + names + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
	}
	return files;
}

function zip(files) {
	const parts = [], directory = [];
	let at = 0;
	for (const [name, data] of files) {
		const head = Buffer.alloc(26);
		head.writeUInt16LE(20, 0);
		head.writeUInt16LE(0x21, 8); // the first of January of 1980
		head.writeUInt32LE(crc32(data), 10);
		head.writeUInt32LE(data.length, 14);
		head.writeUInt32LE(data.length, 18);
		head.writeUInt16LE(Buffer.byteLength(name), 22);
		const more = Buffer.alloc(14);
		more.writeUInt32LE(at, 10);
		directory.push(Buffer.from("PK\x01\x02\x14\0", "latin1"), head, more, Buffer.from(name));
		const local = [Buffer.from("PK\x03\x04", "latin1"), head, Buffer.from(name), data];
		parts.push(...local);
		at += local.reduce((sum, part) => sum + part.length, 0);
	}
	const list = Buffer.concat(directory), end = Buffer.alloc(18);
	end.writeUInt16LE(files.size, 4);
	end.writeUInt16LE(files.size, 6);
	end.writeUInt32LE(list.length, 8);
	end.writeUInt32LE(at, 12);
	return Buffer.concat([...parts, list, Buffer.from("PK\x05\x06", "latin1"), end]);
}

const cell = (place, style, value) => typeof value === "number" ? `<c r="${place}"${style}><v>${value}</v></c>`
	: `<c r="${place}"${style} t="inlineStr"><is><t>${value.replace(/&/g, "&amp;").replace(/</g, "&lt;")}</t></is></c>`;

// A workbook with some cells of its nth sheet changed: { N7: 3, E8: "Otro título" }.
export function edited(bytes, sheet, cells) {
	const files = unzip(bytes), name = `xl/worksheets/sheet${sheet}.xml`;
	let xml = files.get(name).toString();
	for (const [place, value] of Object.entries(cells)) {
		const found = xml.match(new RegExp(`<c r="${place}"( s="\\d+")?[^>]*?(/>|>.*?</c>)`));
		if (!found) throw new Error(`no cell ${place}`);
		xml = xml.replace(found[0], () => cell(place, found[1] ?? "", value));
	}
	return zip(files.set(name, Buffer.from(xml)));
}

// The row where a text stands, alone in its cell, in the nth sheet.
export function rowOf(bytes, sheet, text) {
	const xml = unzip(bytes).get(`xl/worksheets/sheet${sheet}.xml`).toString();
	const at = xml.indexOf(`<t>${text}</t>`);
	return Number(xml.slice(0, at).match(/.*<row r="(\d+)"/s)[1]);
}

// A workbook of somebody's own: sheets by their name, each of rows of texts, numbers and nulls.
export function workbook(sheets) {
	const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
	const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
	const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
	const names = Object.keys(sheets), files = new Map();
	const put = (name, xml) => files.set(name, Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${xml}`));
	const row = (cells, r) => `<row r="${r + 1}">${cells.map((value, c) => value === null ? ""
		: cell(String.fromCharCode(65 + c) + (r + 1), "", value)).join("")}</row>`;

	put("[Content_Types].xml", `<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`);
	put("_rels/.rels", `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`);
	put("xl/workbook.xml", `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${names.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join("")}</sheets></workbook>`);
	put("xl/_rels/workbook.xml.rels", `<Relationships xmlns="${PACKAGE}/relationships">${names.map((_, i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join("")}</Relationships>`);
	names.forEach((name, i) => put(`xl/worksheets/sheet${i + 1}.xml`, `<worksheet xmlns="${MAIN}"><sheetData>${sheets[name].map(row).join("")}</sheetData></worksheet>`));
	return zip(files);
}
