/** `npm run ledger -- circularity`: compares every series with all others of its metric, side and scope, and lists who seems to repeat whom. */
import { findLineageHints, type ListedHint, listLineageHints } from '@/lib/data/lineage-hints';
import { type LedgerCommand, say } from './ledger-command';

const count = (number: number, one: string, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;

/** What led to a hint, in words. */
function evidenceOf({ shared, agreeing, citing }: ListedHint): string {
  return [
    ...(shared > 0 ? [`${agreeing} of ${count(shared, 'month')} agree`] : []),
    ...(citing > 0 ? [`${count(citing, 'claim names', 'claims name')} it`] : []),
  ].join(', ');
}

function stateOf({ state, undecided }: ListedHint): string {
  if (state !== 'open') return state;
  return undecided === 0 ? 'recorded already' : `open: ${count(undecided, 'claim')} to decide`;
}

export const circularity: LedgerCommand = {
  takes: '',
  does: 'looks for series that repeat one another',
  async run() {
    const began = performance.now();
    const { series, pairs, found } = await findLineageHints({ whole: true });
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    say(`${count(series, 'series', 'series')} compared in ${count(pairs, 'pair')}, in ${seconds} s.`);
    for (const hint of await listLineageHints())
      say(`  ${hint.repeating.id} on ${hint.repeated.slug}: ${evidenceOf(hint)} (${stateOf(hint)})`);
    say(`${count(found, 'new hint waits', 'new hints wait')} for an editor, at /editor/lineage.`);
    return 0;
  },
};
