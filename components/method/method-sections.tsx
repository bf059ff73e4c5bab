import { StatusMark } from '@/components/ledger/status-mark';
import { Contents } from '@/components/ui/contents';
import { AnchoredHeading } from '@/components/ui/heading-anchor';
import { Cell, ColumnHead, RowHead, TableFrame } from '@/components/ui/table';
import { capitalise } from '@/lib/formats/text';
import type { MethodText } from '@/lib/ledger/method-versions';
import { BADGES, isCodeOf } from '@/lib/ledger/vocabulary';
import { codebookAnchor } from '@/lib/routes';
import { isNumbered, RuleArticle } from './rule-article';

/** One version of the method in full: badges, rules with examples, flags, reasons, and what is never done. */
export function MethodSections({ text }: { readonly text: MethodText }) {
  return (
    <>
      <Contents
        label="Sections of the method"
        entries={[
          { href: '#verification', label: 'How far a claim is verified' },
          { href: '#rules', label: 'The rules' },
          ...text.rules.map((rule) => ({
            href: `#${rule.code}`,
            label: isNumbered(rule) ? `${rule.code} ${rule.title}` : rule.title,
          })),
          ...(text.trust === undefined ? [] : [{ href: '#trust', label: 'Claims beside claims' }]),
          ...(text.trust ?? []).map((rule) => ({ href: `#${rule.code}`, label: rule.title })),
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
              {text.badges.map((badge) => (
                <tr key={badge.code} id={codebookAnchor('badges', badge.code)}>
                  <RowHead className="whitespace-nowrap">
                    <span className="inline-flex items-center gap-2">
                      {isCodeOf(BADGES, badge.code) && <StatusMark badge={badge.code} />}
                      {badge.step} {badge.label}
                    </span>
                  </RowHead>
                  <Cell>{badge.sentence}</Cell>
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
        {text.rules.map((rule) => (
          <RuleArticle key={rule.code} rule={rule} />
        ))}
      </section>

      {text.trust === undefined ? null : (
        <section className="mt-14">
          <AnchoredHeading id="trust" level={2}>
            Claims beside claims
          </AnchoredHeading>
          <div className="prose-column mt-3">
            <p>
              How claims are held against each other, and later vintages of a series against earlier ones. No figure
              gets another value by these rules: they decide its badge, its flags and what stands beside it.
            </p>
          </div>
          {text.trust.map((rule) => (
            <RuleArticle key={rule.code} rule={rule} />
          ))}
        </section>
      )}

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
              {text.flags.map((flag) => (
                <tr key={flag.code}>
                  <RowHead>{flag.code}</RowHead>
                  <Cell className="whitespace-nowrap">{capitalise(flag.label)}</Cell>
                  <Cell>{flag.sentence}</Cell>
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
              {text.reasons.map((reason) => (
                <tr key={reason.code}>
                  <RowHead>
                    <code className="text-small">{reason.code}</code>
                  </RowHead>
                  <Cell>{reason.sentence}</Cell>
                  <Cell>{reason.flag}</Cell>
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
            {text.never.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </div>
      </section>
    </>
  );
}
