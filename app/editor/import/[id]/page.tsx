import type { Metadata } from 'next';
import { connection } from 'next/server';
import type { ReactNode } from 'react';
import { CheckProgress } from '@/components/imports/check-progress';
import { ImportCounts, ImportEffect, ImportFindings } from '@/components/imports/import-report';
import { MappingForm } from '@/components/imports/mapping-form';
import { RowList } from '@/components/imports/row-list';
import { SampleList } from '@/components/imports/sample-list';
import { EmptyState } from '@/components/site/empty-state';
import { ActionForm } from '@/components/ui/action-form';
import { Tag } from '@/components/ui/badge';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { type Person, requireMay } from '@/lib/auth/guard';
import { readCatalogue } from '@/lib/data/catalogue';
import { type ImportBatch, readImport } from '@/lib/data/import-batches';
import { firstImportRows } from '@/lib/data/import-rows';
import { readImportSample } from '@/lib/data/import-sample';
import { NOW } from '@/lib/data/ledger';
import { type Proposal, readProposal } from '@/lib/data/proposals';
import { toClaimSentence } from '@/lib/formats/claim-sentence';
import { formatWords } from '@/lib/formats/import-file';
import {
  DATE_ORDERS,
  DECIMAL_SIGNS,
  FIXED_FIELDS,
  IMPORT_FIELDS,
  importFieldLabel,
  importMappingSchema,
  suggestMapping,
  valuesOf,
} from '@/lib/formats/import-mapping';
import { formatInstant, formatNumber, plural } from '@/lib/formats/text';
import { canBeStaged } from '@/lib/ledger/import-report';
import { permit } from '@/lib/ledger/permissions';
import { PROPOSAL_STATES, transitionsFrom } from '@/lib/ledger/review';
import { change, claims, DESK_IMPORT, review } from '@/lib/routes';
import { checkAgain, makeDrafts, mapColumns, moveBatch, putAway } from './actions';

export const instant = false;
export const metadata: Metadata = { title: 'Import' };

const STEPS: Readonly<Record<string, string>> = {
  reading: 'Reading the rows and comparing them with the ledger',
  effect: 'Working out which figures would move',
};

/** Rows shown as the claims that they would become. */
const ROWS_SHOWN = 20;

function Box({ id, title, children }: { readonly id: string; readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="rounded-card border border-line bg-card p-4">
      <h2 id={id} className="mb-2 text-heading-3">
        {title}
      </h2>
      {children}
    </section>
  );
}

/** One import, from its columns to its publication. */
export default async function OneImportPage({ params }: PageProps<'/editor/import/[id]'>) {
  await connection();
  const person = await requireMay('import.stage');
  const batch = await readImport((await params).id);
  if (batch === null || batch.stage === 'put_away')
    return (
      <EmptyState title="There is no such import">
        <p>
          It was put away, or the address is cut off. <a href={DESK_IMPORT}>All imports</a>
        </p>
      </EmptyState>
    );
  const proposal = batch.proposal === null ? null : await readProposal(batch.proposal.id);
  return (
    <article>
      <PageHeader
        kicker={<a href={DESK_IMPORT}>Import</a>}
        title={<span className="break-words">{batch.name}</span>}
        isSentence
      />
      <p className="-mt-5 mb-8 flex flex-wrap items-baseline gap-x-3 gap-y-1 text-interface text-muted">
        {proposal !== null && <Tag>{PROPOSAL_STATES[proposal.state].label}</Tag>}
        <span>{formatWords(batch.format, batch.delimiter)}</span>
        <span>{formatNumber(Math.max(1, Math.round(batch.size / 1000)))} kB</span>
        <span>
          handed in by {batch.person.name}, <time dateTime={batch.createdAt}>{formatInstant(batch.createdAt)}</time>
        </span>
      </p>
      {batch.stage === 'columns' ? (
        <Columns batch={batch} />
      ) : batch.stage === 'checking' ? (
        <Checking batch={batch} />
      ) : (
        <Checked batch={batch} proposal={proposal} person={person} />
      )}
    </article>
  );
}

/** What the columns of the file mean: as it was said, or a first guess. */
function ColumnsForm({ batch }: { readonly batch: ImportBatch }) {
  const known = importMappingSchema.safeParse(batch.mapping);
  const mapping = known.success ? known.data : suggestMapping(batch.header, batch.samples);
  const choices = (list: Readonly<Record<string, { readonly label: string }>>) =>
    Object.entries(list).map(([value, { label }]) => ({ value, label }));
  return (
    <MappingForm
      id={batch.id}
      action={mapColumns}
      columns={batch.header.map((name, index) => ({
        name,
        samples: batch.samples.map((cells) => cells[index] ?? ''),
        field: mapping.fields[index] ?? '',
      }))}
      fields={IMPORT_FIELDS.map(({ label, fields }) => ({
        label,
        choices: fields.map((field) => ({ value: field, label: importFieldLabel(field) })),
      }))}
      fixed={FIXED_FIELDS.map((field) => ({
        name: field,
        label: importFieldLabel(field),
        value: mapping.fixed[field] ?? '',
        choices: valuesOf(field),
        ...(field === 'source' ? { help: 'Name, other name or slug of a registered source.' } : {}),
        ...(field === 'scope' ? { help: '“theatre” is the whole war; a sector such as sector-kupiansk.' } : {}),
        ...(field === 'rounding_unit' ? { help: 'Only where the source rounds every number alike.' } : {}),
      }))}
      dates={mapping.dates}
      decimals={mapping.decimals}
      dateChoices={choices(DATE_ORDERS)}
      decimalChoices={choices(DECIMAL_SIGNS)}
    />
  );
}

function Columns({ batch }: { readonly batch: ImportBatch }) {
  return (
    <>
      <p className="mb-6 max-w-prose text-interface">
        Its header is not the ledger’s own. Say once what its columns mean; the next file with the same header is read
        in the same way.
      </p>
      <ColumnsForm batch={batch} />
      <div className="mt-8">
        <ActionForm id="put-away" action={putAway} hidden={{ id: batch.id }} submit="Put away" />
      </div>
    </>
  );
}

function Checking({ batch }: { readonly batch: ImportBatch }) {
  const { trouble, progress } = batch;
  if (trouble === null)
    return (
      <CheckProgress
        step={STEPS[progress.step ?? ''] ?? 'Waiting for its turn'}
        done={progress.done}
        total={progress.total}
      />
    );
  return (
    <div className="grid max-w-prose gap-4">
      <Notice tone="caution" title="The check was broken off.">
        <p>{trouble}</p>
      </Notice>
      <div className="flex flex-wrap gap-4">
        <ActionForm id="again" action={checkAgain} hidden={{ id: batch.id }} submit="Try again" look="strong" />
        <ActionForm id="put-away" action={putAway} hidden={{ id: batch.id }} submit="Put away" />
      </div>
    </div>
  );
}

/** What the dry run means for the person, in one box. */
function Verdict({ batch }: { readonly batch: ImportBatch }) {
  const { report } = batch;
  if (report === null) return null;
  if (report.errors.length > 0)
    return (
      <Notice
        tone="caution"
        title={report.errorRows > 0 ? `${plural(report.errorRows, 'row')} cannot be read.` : 'The file cannot be read.'}
      >
        <p>Nothing can be brought in before they are mended.</p>
      </Notice>
    );
  if (canBeStaged(report)) return null;
  return (
    <Notice title="Nothing in it is new.">
      <p>
        {report.inBatches.length > 0
          ? 'What the ledger does not hold stands in another batch that waits for review; see below.'
          : report.differs.count + report.corrections.count > 0
            ? 'What differs from the ledger is left out; see below.'
            : 'The ledger holds all of it already. Importing it again changes nothing.'}{' '}
        <a href={claims()}>The claims of the ledger</a>
      </p>
    </Notice>
  );
}

async function Checked({
  batch,
  proposal,
  person,
}: {
  readonly batch: ImportBatch;
  readonly proposal: Proposal | null;
  readonly person: Person;
}) {
  const { report } = batch;
  if (report === null) throw new Error(`the import ${batch.id} has no report`);
  const [rows, sample, { sources }] = await Promise.all([
    firstImportRows(batch.id, ROWS_SHOWN),
    readImportSample(batch.id),
    readCatalogue(NOW),
  ]);
  const sourceOf = (slug: string) => sources.find((source) => source.slug === slug);
  const rowWords = rows.map((row) => {
    if (row.kind === 'extends')
      return {
        row: row.row,
        sentence: `${row.key} gains ${plural(row.publications.length, 'publication')}: ${row.publications
          .map(({ relay, publisher, title, url }) => relay ?? publisher ?? title ?? url ?? 'without a name')
          .join(', ')}.`,
      };
    const source = sourceOf(row.claim.source);
    return { row: row.row, sentence: source ? toClaimSentence(row.claim, source) : row.claim.key };
  });
  const total = report.fresh + report.extended;
  return (
    <div className="grid gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1fr)_21rem]">
      <div className="grid min-w-0 content-start gap-10">
        <div className="grid gap-6">
          <Verdict batch={batch} />
          <ImportCounts report={report} />
        </div>
        <ImportFindings report={report} />
        {rowWords.length > 0 && <RowList rows={rowWords} total={total} isWhole={report.errors.length === 0} />}
        {proposal === null && batch.mapping !== null && (
          <details className="text-interface">
            <summary className="min-h-6 text-link">Change what its columns mean</summary>
            <div className="mt-4">
              <ColumnsForm batch={batch} />
            </div>
          </details>
        )}
        {proposal !== null && (
          <section aria-labelledby="sample">
            <h2 id="sample" className="mb-3">
              Second key by sample
            </h2>
            <SampleList
              proposalId={proposal.id}
              sample={sample}
              rows={report.fresh}
              seed={batch.sampleSeed}
              mayKey={proposal.state === 'in_review' && permit(person, 'key.enter', proposal).ok}
            />
          </section>
        )}
      </div>
      <aside className="grid content-start gap-6">
        {proposal === null ? (
          <Box id="next" title="Next">
            <div className="grid gap-4 text-interface">
              {canBeStaged(report) && (
                <>
                  <p>
                    {plural(total, 'claim')} would become drafts of one batch. Somebody else reviews and publishes them
                    together.
                  </p>
                  <ActionForm
                    id="stage"
                    action={makeDrafts}
                    hidden={{ id: batch.id }}
                    submit="Make drafts"
                    pending="Making drafts"
                    look="strong"
                    trouble="No drafts were made"
                  />
                </>
              )}
              <ActionForm id="again" action={checkAgain} hidden={{ id: batch.id }} submit="Check again" />
              <ActionForm id="put-away" action={putAway} hidden={{ id: batch.id }} submit="Put away" />
            </div>
          </Box>
        ) : (
          <Box id="next" title="Review">
            <BatchActions batch={batch} proposal={proposal} person={person} />
          </Box>
        )}
        {report.effect !== null && (
          <Box id="effect" title="What it moves">
            <ImportEffect effect={report.effect} />
          </Box>
        )}
      </aside>
    </div>
  );
}

const MOVES = {
  send: { words: 'Send to review', action: 'draft.send' },
  take_back: { words: 'Take back', action: 'draft.take_back' },
  abandon: { words: 'Put away', action: 'draft.abandon' },
} as const;

function BatchActions({
  batch,
  proposal,
  person,
}: {
  readonly batch: ImportBatch;
  readonly proposal: Proposal;
  readonly person: Person;
}) {
  const follows: readonly string[] = transitionsFrom(proposal.state);
  const moves = (Object.keys(MOVES) as (keyof typeof MOVES)[]).filter(
    (name) => follows.includes(name) && permit(person, MOVES[name].action, proposal).ok,
  );
  return (
    <div className="grid gap-4 text-interface">
      {proposal.publishedLedgerNumber !== null && (
        <p>
          Published.{' '}
          <a href={change(proposal.publishedLedgerNumber)}>
            Publish {String(proposal.publishedLedgerNumber)} in the public log
          </a>
        </p>
      )}
      {proposal.state === 'changes_asked' && (
        <p>Changes were asked for. Rows of a batch are not edited: put it away, mend the file, and hand it in again.</p>
      )}
      <p>
        <a href={review(proposal.id)}>Comments, assignment and decision</a>
      </p>
      {moves.map((name) => (
        <ActionForm
          key={name}
          id={name}
          action={moveBatch}
          hidden={{ id: batch.id, transition: name, version: String(proposal.version) }}
          submit={MOVES[name].words}
          look={name === 'send' ? 'strong' : 'plain'}
        />
      ))}
    </div>
  );
}
