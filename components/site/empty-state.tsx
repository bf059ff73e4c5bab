import type { ReactNode } from 'react';
import { PageHeader } from '@/components/ui/page-header';

/** A page that has nothing to show: what happened, why, and what to do (ux.md 23). */
export function EmptyState({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <>
      <PageHeader title={title} />
      <div className="prose-column">{children}</div>
    </>
  );
}
