/** Lineage and corroboration over a large ledger: what one publish touches, and everything. Nothing of it is kept. */
import { readClaimSupport } from '@/lib/data/claim-support';
import { addClaimBatches, readCurrent, revise } from '@/lib/data/claims';
import { rowsOf } from '@/lib/data/db';
import { NOW, publish } from '@/lib/data/ledger';
import { Publishing } from '@/lib/data/publishing';
import { updateSubstance, updateWholeSubstance } from '@/lib/data/substance';
import type { ClaimId } from '@/lib/ledger/claim';
import { toTimes } from './load';
import { atMost, type Row, told } from './report';

const PUBLISHES = 20;

/** Claims of the days of which most sources speak, spread over the ledger. */
async function chosen(): Promise<ClaimId[]> {
  const rows = await rowsOf<{ public_id: ClaimId }>(
    `SELECT c.public_id FROM (SELECT max(id) AS last FROM claim) m CROSS JOIN generate_series(1, $1::int) AS n
      CROSS JOIN LATERAL (
        SELECT c.public_id FROM claim c JOIN claim_revision r ON r.claim_id = c.id AND r.number = c.current_revision
         WHERE c.id > m.last * n / ($1 + 1) AND r.standing = 'current' ORDER BY c.id LIMIT 1) c`,
    [PUBLISHES],
  );
  return rows.map(({ public_id }) => public_id);
}

/** How long the comparing of one publish took; the publish itself is taken back. */
async function timed(work: (held: Publishing) => Promise<void>, update = updateSubstance): Promise<[number, number]> {
  return publish<[number, number]>(
    { kind: 'claim', summary: 'For measurements.', role: 'editor' },
    async (client, opened) => {
      const held = await Publishing.open(client, opened, 'editor');
      await work(held);
      const began = performance.now();
      const { compared } = await update(held);
      return { keep: false, result: [performance.now() - began, compared] };
    },
  );
}

export async function measureCorroboration(): Promise<Row[]> {
  const ids = await chosen();
  const entering: number[] = [];
  const relinking: number[] = [];
  const reading: number[] = [];
  let most = 0;
  for (const id of ids) {
    const current = await readCurrent(
      { query: async (text, values) => ({ rows: await rowsOf(text, values) }) as never },
      { publicId: id },
    );
    if (!current) continue;
    const [time, compared] = await timed(async (held) => {
      const claim = { ...current.claim, key: `measured-${id}`, updates: null };
      const { refusals } = await addClaimBatches(held, [[claim]]);
      if (refusals.length > 0) throw new Error(JSON.stringify(refusals));
    });
    entering.push(time);
    most = Math.max(most, compared);
    const origin = current.claim.source === 'bench-01' ? 'bench-02' : 'bench-01';
    const [again] = await timed(async (held) => {
      const after = { ...current.claim, repeatsSource: origin };
      await revise(held, current, after, { class: 'correction', cause: null, note: 'For measurements.' });
    });
    relinking.push(again);
    const began = performance.now();
    await readClaimSupport(id, NOW);
    reading.push(performance.now() - began);
  }
  const [whole, all] = await timed(async () => {}, updateWholeSubstance);
  const name = 'lineage and corroboration after one publish';
  return [
    atMost(`${name}: a new claim, p95`, toTimes(entering).p95, 200, { unit: 'ms' }),
    atMost(`${name}: whose number it is, p95`, toTimes(relinking).p95, 200, { unit: 'ms' }),
    told('claims compared for one of them, at most', most, { unit: '' }),
    told('the support of one claim read, p95', toTimes(reading).p95, { unit: 'ms' }),
    told(`the whole ledger, ${all} claims`, whole / 1000, { unit: 's' }),
  ];
}
