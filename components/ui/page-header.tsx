import type { ReactNode } from 'react';

/** Title of a page with the line above it that says where one is, and a lede below. */
export function PageHeader({
  kicker,
  title,
  isSentence = false,
  children,
}: {
  readonly kicker?: ReactNode;
  readonly title: ReactNode;
  /** The title is a whole sentence: smaller, so that it stays one. */
  readonly isSentence?: boolean;
  readonly children?: ReactNode;
}) {
  return (
    <header className="mb-8">
      {kicker !== undefined && <p className="mb-1 text-interface text-muted">{kicker}</p>}
      <h1 className={isSentence ? 'max-w-[52rem] text-heading-2' : undefined}>{title}</h1>
      {children !== undefined && <div className="mt-3 max-w-[42rem] space-y-2 font-serif text-lede">{children}</div>}
    </header>
  );
}
