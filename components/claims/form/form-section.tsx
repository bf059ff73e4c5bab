import type { ReactNode } from 'react';

/** One part of the form under a heading. */
export function FormSection({
  id,
  title,
  children,
}: {
  readonly id: string;
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="grid gap-5 border-line border-t pt-5">
      <h2 id={`${id}-title`} className="text-heading-3">
        {title}
      </h2>
      {children}
    </section>
  );
}

/** Fields that are seldom needed, folded; open where something stands in them or is wrong. */
export function MoreFields({
  title,
  isOpen,
  children,
}: {
  readonly title: string;
  readonly isOpen: boolean;
  readonly children: ReactNode;
}) {
  return (
    <details open={isOpen} className="group rounded-control border border-line bg-card px-4 py-2 open:pb-4">
      <summary className="min-h-6 font-medium text-interface">{title}</summary>
      <div className="mt-3 grid gap-5">{children}</div>
    </details>
  );
}
