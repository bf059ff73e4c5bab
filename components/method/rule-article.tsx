import { AnchoredHeading } from '@/components/ui/heading-anchor';
import type { Rule } from '@/lib/ledger/rules';

/** True for a rule with a number of its own; the rest explain how those stand together. */
export function isNumbered(rule: Pick<Rule, 'code'>): boolean {
  return /^N\d+$/.test(rule.code);
}

/** One rule: its code, what it says, and an example with real numbers. */
export function RuleArticle({ rule }: { readonly rule: Rule }) {
  return (
    <article className="mt-8">
      <AnchoredHeading id={rule.code} level={3}>
        {isNumbered(rule) && <span className="mr-2 font-sans text-muted text-interface tabular-nums">{rule.code}</span>}
        {rule.title}
      </AnchoredHeading>
      <div className="prose-column mt-2">
        {rule.text.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
        <p className="border-line border-l-2 pl-4 text-muted">
          <span className="font-sans text-small">Example. </span>
          {rule.example}
        </p>
      </div>
    </article>
  );
}
