/** The desk over a large ledger: a form becomes a saved draft, its effect is shown, and what is published is seen. */
import { randomUUID } from 'node:crypto';
import { getClaim } from '@/lib/data/claim-detail';
import { rowsOf } from '@/lib/data/db';
import { readEffect } from '@/lib/data/effect';
import { readEntry } from '@/lib/data/entry';
import { NOW } from '@/lib/data/ledger';
import { beginProposal, moveProposal, saveProposal } from '@/lib/data/proposals';
import { formatNumber } from '@/lib/formats/text';
import type { Claim } from '@/lib/ledger/claim';
import { fromClaim } from '@/lib/ledger/draft';
import { toSeriesId } from '@/lib/ledger/series';
import { createPerson, sessionCookie, type TestPerson } from '@/tests/support/people';
import { askWell, toTimes } from './load';
import { atMost, type Row, told } from './report';

const FORMS = 100;
const PUBLISHES = 10;

/** Running totals spread over the whole ledger, each with another number, as the next editor would type it. */
async function newClaims(count: number): Promise<Claim[]> {
  const rows = await rowsOf<{ public_id: string }>(
    `SELECT c.public_id FROM (SELECT max(id) AS last FROM claim) m
      CROSS JOIN generate_series(1, $1::int) AS n
      CROSS JOIN LATERAL (
        SELECT c.public_id FROM claim c JOIN claim_revision r ON r.claim_id = c.id AND r.number = c.current_revision
         WHERE c.id > m.last * n / ($1 + 1) AND r.is_total ORDER BY c.id LIMIT 1) c`,
    [count],
  );
  const claims: Claim[] = [];
  for (const { public_id } of rows) {
    const held = await getClaim(public_id, NOW);
    if (!held) continue;
    const key = `typed-${randomUUID()}`;
    const best = String(Number(held.claim.best ?? held.claim.low ?? '1000') + 7);
    claims.push({
      ...held.claim,
      key,
      low: null,
      best,
      high: null,
      valueKind: 'point',
      roundingUnit: null,
      updates: null,
    });
  }
  return claims;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

/** Sends the form of a page that holds a button with these words, as a browser without script does. */
async function press(page: string, words: string, cookie: string): Promise<void> {
  const html = await (await fetch(page, { headers: { Cookie: cookie } })).text();
  const form = html.split('<form').find((part) => part.split('</form>')[0]?.includes(`>${words}<`));
  if (form === undefined) throw new Error(`${page} has no button “${words}”`);
  const body = new FormData();
  for (const [input] of form.split('</form>')[0]?.matchAll(/<input[^>]*>/g) ?? []) {
    const name = /\bname="([^"]*)"/.exec(input)?.[1];
    if (name !== undefined) body.append(name, fromHtml(/\bvalue="([^"]*)"/.exec(input)?.[1] ?? ''));
  }
  const answer = await fetch(page, {
    method: 'POST',
    body,
    headers: { Cookie: cookie, Origin: new URL(page).origin },
    redirect: 'manual',
  });
  if (answer.status >= 400) throw new Error(`“${words}” answered ${answer.status}`);
  await answer.arrayBuffer();
}

function fromHtml(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** From the press of “Publish” until the page of the series shows the figure, in milliseconds. */
async function publishToVisible(base: string, author: TestPerson, cookie: string, turn: number): Promise<number> {
  const month = `20${23 + Math.floor(turn / 12)}-${String((turn % 12) + 1).padStart(2, '0')}`;
  const [row] = await rowsOf<{ public_id: string }>(
    `SELECT c.public_id FROM claim c JOIN claim_revision r ON r.claim_id = c.id AND r.number = c.current_revision
       JOIN series s ON s.id = r.series_id JOIN source o ON o.id = s.source_id
      WHERE o.slug = 'bench-07' AND s.scope = 'theatre' AND r.period_kind = 'interval' AND r.period_start = $1::date AND r.value_kind = 'point' LIMIT 1`,
    [`${month}-01`],
  );
  const held = row ? await getClaim(row.public_id, NOW) : null;
  if (!held) return publishToVisible(base, author, cookie, turn + 1);
  // Another number in each run: what is published already would be no change.
  const best = 7_000_000 + (Date.now() % 900_000) + turn;
  const proposal = await beginProposal(author, {
    id: randomUUID(),
    content: { kind: 'revision', draft: fromClaim({ ...held.claim, best: String(best) }), newSource: null },
    title: 'A change for measurements',
    cause: 'our_correction',
    note: 'For measurements.',
    claimId: held.id,
    baseRevision: held.revision,
  });
  await moveProposal(author, proposal.id, 'send', { note: null, version: proposal.version });
  const page = `${base}/figures?from=${month}&series=${toSeriesId(held.claim)}&tab=table&to=${month}`;
  await askWell(page);
  const shown = new RegExp(formatNumber(String(best)).replaceAll(/\D/g, '\\D{1,10}'));
  const begin = performance.now();
  await press(`${base}/editor/queue/${proposal.id}`, 'Publish', cookie);
  for (;;) {
    const { body } = await askWell(page);
    if (shown.test(body.toString())) return performance.now() - begin;
    if (performance.now() - begin > 20_000) throw new Error('what was published is not shown');
  }
}

export async function measureDesk(base: string, databaseUrl: string): Promise<Row[]> {
  const author = await createPerson(databaseUrl, { role: 'editor' });
  const reviewer = await createPerson(databaseUrl, { role: 'reviewer' });
  const claims = await newClaims(FORMS);
  const [saves, effects]: [number[], number[]] = [[], []];
  for (const claim of claims) {
    const draft = fromClaim(claim);
    const id = randomUUID();
    const content = { kind: 'new_claim' as const, draft, newSource: null };
    const words = { content, title: 'A claim for measurements', cause: null, note: null, passed: [] };
    await beginProposal(author, { id, ...words });
    saves.push(
      await timed(async () => {
        await readEntry(draft, { proposalId: id, newSource: null, revises: null });
        await saveProposal(author, id, 1, { ...words, note: 'typed' });
      }),
    );
    effects.push(await timed(() => readEffect([{ claim, revises: null }])));
  }
  const cookie = await sessionCookie(reviewer);
  const visible: number[] = [];
  for (let turn = 0; turn < PUBLISHES; turn += 1)
    visible.push(await publishToVisible(base, author, `${cookie.name}=${cookie.value}`, turn));
  const [save, effect, seen] = [toTimes(saves), toTimes(effects), toTimes(visible)];
  return [
    atMost(`form to saved draft, checks and duplicates included, p95 of ${save.count}`, save.p95, 150, { unit: 'ms' }),
    told('the same, median', save.median, { unit: 'ms' }),
    atMost(`effect on figures, p95 of ${effect.count}`, effect.p95, 150, { unit: 'ms' }),
    told('the same, median', effect.median, { unit: 'ms' }),
    atMost(`publish to visible on \`/figures\`, most of ${seen.count}`, seen.most, 1000, { unit: 'ms' }),
    told('the same, median', seen.median, { unit: 'ms' }),
  ];
}
