/** What the measurements found: printed as tables, and kept in README.md beside this file with the machine named. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { resolve } from 'node:path';
import pg from 'pg';

/** One measured value. `ratio` is the share of the limit that is used up: 1.00 or less holds, whichever way the limit points. */
export type Row = {
  readonly what: string;
  readonly value: string;
  readonly limit: string;
  readonly ratio: number | null;
};

const number = (value: number, digits: number) =>
  value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits }).replaceAll(',', ' ');

type Unit = { readonly unit: string; readonly digits?: number };

const write = (value: number, { unit, digits = 0 }: Unit) => `${number(value, digits)} ${unit}`.trim();

export function atMost(what: string, value: number, limit: number, unit: Unit): Row {
  return { what, value: write(value, unit), limit: `≤ ${write(limit, unit)}`, ratio: value / limit };
}

export function atLeast(what: string, value: number, limit: number, unit: Unit): Row {
  return { what, value: write(value, unit), limit: `≥ ${write(limit, unit)}`, ratio: limit / value };
}

/** A value without a limit, told because it explains another. */
export function told(what: string, value: number, unit: Unit): Row {
  return { what, value: write(value, unit), limit: '', ratio: null };
}

const cellsOf = ({ what, value, limit, ratio }: Row) => [
  what,
  value,
  limit,
  ratio === null ? '' : `${number(ratio, 2)}${ratio > 1 ? ' – missed' : ''}`,
];
const HEADER = ['measured', 'value', 'limit', 'value : limit'];

/** The rows with their columns aligned, for a terminal and for Markdown alike. */
export function toTable(rows: readonly Row[]): string {
  const lines = [HEADER, ...rows.map(cellsOf)];
  const widths = HEADER.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  const rule = `|${widths.map((width, column) => (column === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [line(HEADER), rule, ...rows.map((row) => line(cellsOf(row)))].join('\n');
}

/** The machine and what runs on it, in one line. */
export async function machineLine(databaseUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
  await client.end();
  const [first] = cpus();
  const day = execFileSync('date', ['-u', '+%Y-%m-%d']).toString().trim();
  return `${day}, ${cpus().length} cores (${first?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB memory, Node ${process.versions.node}, PostgreSQL ${rows[0]?.server_version}; server, database and load on the same machine`;
}

const README = resolve(import.meta.dirname, 'README.md');

/** Replaces the figures of one part in README.md. */
export function keep(part: string, rows: readonly Row[], machine: string): void {
  const text = readFileSync(README, 'utf8');
  const [begin, end] = [`<!-- ${part} -->`, `<!-- end of ${part} -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`README.md has no place for ${part}.`);
  const block = `${begin}\n\n${toTable(rows)}\n\n${machine}.\n\n`;
  writeFileSync(README, text.slice(0, from) + block + text.slice(to));
}
