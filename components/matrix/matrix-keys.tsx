'use client';

import { useEffect, useState } from 'react';

/** What an empty cell says: the same reason as in the words of every other cell. */
const NOTHING = 'Nothing published for the month by this source';

type Place = { readonly row: number; readonly column: number };

/** Where a key leads from a place in a table of so many rows and columns; null for a key that is not ours. */
export function placeAfter(
  key: string,
  { row, column }: Place,
  { rows, columns }: { readonly rows: number; readonly columns: number },
  withControl: boolean,
): Place | null {
  const [lastRow, lastColumn] = [rows - 1, columns - 1];
  const to = (r: number, c: number): Place => ({
    row: Math.min(lastRow, Math.max(0, r)),
    column: Math.min(lastColumn, Math.max(0, c)),
  });
  switch (key) {
    case 'ArrowRight':
      return to(row, column + 1);
    case 'ArrowLeft':
      return to(row, column - 1);
    case 'ArrowDown':
      return to(row + 1, column);
    case 'ArrowUp':
      return to(row - 1, column);
    case 'PageDown':
      return to(row + 10, column);
    case 'PageUp':
      return to(row - 10, column);
    case 'Home':
      return to(withControl ? 0 : row, 0);
    case 'End':
      return to(withControl ? lastRow : row, lastColumn);
    default:
      return null;
  }
}

const cellsOf = (table: HTMLTableElement): HTMLTableCellElement[][] =>
  [...(table.tBodies[0]?.rows ?? [])].map((row) => [...row.querySelectorAll('td')]);

/** What of a cell takes the focus: its figure, or the empty cell itself. */
const targetOf = (cell: HTMLTableCellElement): HTMLElement => cell.querySelector('a') ?? cell;

/** What a cell says, in words; of an empty one, whose and of which month it is. */
function wordsOf(table: HTMLTableElement, cell: HTMLTableCellElement): string {
  const said = cell.querySelector('a')?.getAttribute('aria-label');
  if (said) return said;
  const month = table.tHead?.rows[0]?.cells[cell.cellIndex]?.textContent ?? '';
  const source = cell.parentElement?.querySelector('th a')?.textContent ?? '';
  return [NOTHING, month, source].join(', ');
}

/**
 * Lets the keyboard move through a table cell by cell: arrows, Home, End, Page Up and Page Down, with Ctrl to the first or last cell; Enter
 * opens what a link leads to. One cell at a time is a stop of Tab. The words of the cell that has the focus, or under the pointer, stand
 * in a line of their own. Without script every link is a stop, as ever.
 */
export function MatrixKeys({ tableId }: { readonly tableId: string }) {
  const [words, setWords] = useState<string | null>(null);
  useEffect(() => {
    const table = document.getElementById(tableId);
    if (!(table instanceof HTMLTableElement)) return;
    const cells = cellsOf(table);
    const [columns, rows] = [cells[0]?.length ?? 0, cells.length];
    let here: HTMLTableCellElement | null = null;
    const setStops = (cell: HTMLTableCellElement, isStop: boolean) => {
      for (const link of cell.querySelectorAll('a')) link.tabIndex = isStop ? 0 : -1;
      if (cell.childElementCount > 0) return;
      if (isStop) {
        cell.tabIndex = 0;
        cell.setAttribute('aria-label', wordsOf(table, cell));
      } else cell.removeAttribute('tabindex');
    };
    const moveTo = (cell: HTMLTableCellElement) => {
      if (cell === here) return;
      if (here !== null) setStops(here, false);
      setStops(cell, true);
      here = cell;
    };
    for (const cell of cells.flat()) if (cell.childElementCount > 0) setStops(cell, false);
    const first = cells.flat().find((cell) => cell.childElementCount > 0);
    if (first) moveTo(first);

    const cellAt = (target: EventTarget | null) =>
      target instanceof Element ? target.closest<HTMLTableCellElement>('td') : null;
    const onKey = (event: KeyboardEvent) => {
      const cell = cellAt(event.target);
      if (cell === null || event.altKey || event.metaKey || event.shiftKey) return;
      const row = cells.findIndex((line) => line.includes(cell));
      const place = { row, column: cells[row]?.indexOf(cell) ?? 0 };
      const to = placeAfter(event.key, place, { rows, columns }, event.ctrlKey);
      const next = to === null ? undefined : cells[to.row]?.[to.column];
      if (next === undefined) return;
      event.preventDefault();
      moveTo(next);
      targetOf(next).focus();
    };
    const onFocus = (event: FocusEvent) => {
      const cell = cellAt(event.target);
      if (cell === null) return;
      moveTo(cell);
      setWords(wordsOf(table, cell));
    };
    const onPointer = (event: PointerEvent) => {
      const cell = cellAt(event.target);
      if (cell !== null) setWords(wordsOf(table, cell));
    };
    table.addEventListener('keydown', onKey);
    table.addEventListener('focusin', onFocus);
    table.addEventListener('pointerover', onPointer);
    return () => {
      table.removeEventListener('keydown', onKey);
      table.removeEventListener('focusin', onFocus);
      table.removeEventListener('pointerover', onPointer);
    };
  }, [tableId]);
  return (
    // The name of the link says the same to those who hear it.
    <p aria-hidden="true" data-print="hide" className="matrix-words" data-matrix-words="">
      {words ?? 'Point at a cell, or move through the table with the arrow keys, to read what it says.'}
    </p>
  );
}
