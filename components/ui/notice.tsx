import type { ReactNode } from 'react';

const TONES = {
  plain: 'border-line bg-tint',
  caution: 'border-caution-line bg-caution',
} as const;

/** A note that a reader should see before the rest: what happened, why, what to do. */
export function Notice({
  tone = 'plain',
  title,
  children,
}: {
  readonly tone?: keyof typeof TONES;
  readonly title?: string;
  readonly children: ReactNode;
}) {
  return (
    <div role="note" className={`rounded-control border-l-4 px-4 py-3 text-interface ${TONES[tone]}`}>
      {title !== undefined && <p className="font-semibold">{title}</p>}
      {children}
    </div>
  );
}
