import type { Metadata } from 'next';
import { connection } from 'next/server';
import { PageLinks } from '@/app/page-links';
import { StatusMark } from '@/components/ledger/status-mark';
import { isNumbered, RuleArticle } from '@/components/method/rule-article';
import { Contents } from '@/components/ui/contents';
import { AnchoredHeading } from '@/components/ui/heading-anchor';
import { PageHeader } from '@/components/ui/page-header';
import { Cell, ColumnHead, RowHead, TableFrame } from '@/components/ui/table';
import { capitalise } from '@/lib/formats/text';
import { RULES, RULES_VERSION } from '@/lib/ledger/rules';
import { BADGES, codesOf, FIGURE_FLAGS, REASONS } from '@/lib/ledger/vocabulary';
import { codebook, codebookAnchor, jsonTwin, methodology } from '@/lib/routes';

export const instant = false;

export const metadata: Metadata = {
  title: 'Method',
  description: 'How claims become monthly figures: every rule with a worked example, and what is never done.',
};

/** What the ledger refuses, in plain words; each line follows from a rule or from the vocabulary. */
const NEVER = [
  'Sources are never added up, averaged or blended into one line.',
  'Two metrics never share an axis, and one is never turned into another.',
  'A midpoint is never invented for a range, nor a number for words.',
  'A quarter, a year or “since June” is never divided into months.',
  'A list of names is never read as the deaths of the days on which names were added.',
  'A month without a figure is never drawn as zero.',
  'Nothing public is deleted: a claim that is replaced, withdrawn or shown to be wrong stays visible and says so.',
] as const;

/** The rules by which claims become figures, written from the rules themselves, so that page and code cannot disagree. */
export default async function MethodologyPage() {
  await connection();
  return (
    <>
      <PageLinks path={methodology()} twins={{ json: jsonTwin(codebook()) }} />
      <PageHeader kicker={`Method ${RULES_VERSION}`} title="How claims become figures">
        <p>
          A claim is that a source said, on a date, that a number of a defined kind occurred. The ledger’s first duty is
          that this sentence is true of the source; its second is to say how far the number can be relied on.
        </p>
      </PageHeader>
      <p className="mb-6 text-interface">
        <a href={codebook()}>Codebook: every code with its definition</a> · <a href={jsonTwin(codebook())}>as JSON</a>
      </p>
      <Contents
        label="Sections of the method"
        entries={[
          { href: '#verification', label: 'How far a claim is verified' },
          { href: '#rules', label: 'The rules' },
          ...RULES.map((rule) => ({
            href: methodology(rule.code),
            label: isNumbered(rule) ? `${rule.code} ${rule.title}` : rule.title,
          })),
          { href: '#flags', label: 'Flags' },
          { href: '#gaps', label: 'Why there is no figure' },
          { href: '#never', label: 'What is never done' },
        ]}
      />

      <section>
        <AnchoredHeading id="verification" level={2}>
          How far a claim is verified
        </AnchoredHeading>
        <div className="prose-column mt-3">
          <p>
            Two things are recorded apart: whether the source said it (attribution), and what supports the number
            (substance). The badge is computed from both; nobody types one. A figure carries the weakest badge of its
            claims. Charts show Attributed and above unless the reader asks for more.
          </p>
        </div>
        <div className="mt-4 max-w-3xl">
          <TableFrame label="The five steps" caption="The five steps">
            <thead>
              <tr>
                <ColumnHead>Badge</ColumnHead>
                <ColumnHead>What is needed</ColumnHead>
              </tr>
            </thead>
            <tbody>
              {codesOf(BADGES).map((badge) => (
                <tr key={badge} id={codebookAnchor('badges', badge)}>
                  <RowHead className="whitespace-nowrap">
                    <span className="inline-flex items-center gap-2">
                      <StatusMark badge={badge} />
                      {BADGES[badge].step} {BADGES[badge].label}
                    </span>
                  </RowHead>
                  <Cell>{BADGES[badge].sentence}</Cell>
                </tr>
              ))}
            </tbody>
          </TableFrame>
        </div>
      </section>

      <section className="mt-14">
        <AnchoredHeading id="rules" level={2}>
          The rules
        </AnchoredHeading>
        <div className="prose-column mt-3">
          <p>
            A month runs from its first day to the first day of the next, by the calendar of Kyiv. For each month the
            first group of claims that can be used wins: those about exactly the month (N1 and N2), then N3, N4, N5, N6.
            Everything is computed exactly and rounded for display only. Each example below is a test of the program.
          </p>
        </div>
        {RULES.map((rule) => (
          <RuleArticle key={rule.code} rule={rule} />
        ))}
      </section>

      <section className="mt-14">
        <AnchoredHeading id="flags" level={2}>
          Flags
        </AnchoredHeading>
        <div className="mt-4 max-w-3xl">
          <TableFrame
            label="Flags on figures, by the letters that statistical offices use"
            caption="Flags on figures, by the letters that statistical offices use"
          >
            <thead>
              <tr>
                <ColumnHead>Flag</ColumnHead>
                <ColumnHead>In words</ColumnHead>
                <ColumnHead>Meaning</ColumnHead>
              </tr>
            </thead>
            <tbody>
              {codesOf(FIGURE_FLAGS).map((flag) => (
                <tr key={flag}>
                  <RowHead>{flag}</RowHead>
                  <Cell className="whitespace-nowrap">{capitalise(FIGURE_FLAGS[flag].label)}</Cell>
                  <Cell>{FIGURE_FLAGS[flag].sentence}</Cell>
                </tr>
              ))}
            </tbody>
          </TableFrame>
        </div>
      </section>

      <section className="mt-14">
        <AnchoredHeading id="gaps" level={2}>
          Why there is no figure
        </AnchoredHeading>
        <div className="prose-column mt-3">
          <p>A month without a figure is a gap with a reason. Where several hold, the first in this list is given.</p>
        </div>
        <div className="mt-4 max-w-3xl">
          <TableFrame
            label="Reasons, in the order in which they are given"
            caption="Reasons, in the order in which they are given"
          >
            <thead>
              <tr>
                <ColumnHead>Reason</ColumnHead>
                <ColumnHead>What the reader is told</ColumnHead>
                <ColumnHead>Flag</ColumnHead>
              </tr>
            </thead>
            <tbody>
              {codesOf(REASONS).map((reason) => (
                <tr key={reason}>
                  <RowHead>
                    <code className="text-small">{reason}</code>
                  </RowHead>
                  <Cell>{REASONS[reason].sentence}</Cell>
                  <Cell>{REASONS[reason].flag}</Cell>
                </tr>
              ))}
            </tbody>
          </TableFrame>
        </div>
      </section>

      <section className="mt-14">
        <AnchoredHeading id="never" level={2}>
          What is never done
        </AnchoredHeading>
        <div className="prose-column mt-3">
          <ul>
            {NEVER.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </div>
      </section>
    </>
  );
}
