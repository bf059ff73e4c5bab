import type { ReactNode } from 'react';
import { DerivationDrawer } from '@/components/figures/derivation-drawer';
import { SiteFooter } from '@/components/site/site-footer';
import { SiteHeader } from '@/components/site/site-header';
import { SkipLink } from '@/components/site/skip-link';
import { TooltipDismissal } from '@/components/ui/tooltip-dismissal';

/** The frame of every public page: skip link, header with search, content, footer, and the drawer for derivations. */
export default function PublicLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <SkipLink />
      <SiteHeader />
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto w-full max-w-page px-4 pt-8 pb-16 outline-none sm:px-6 sm:pt-10"
      >
        {children}
      </main>
      <SiteFooter />
      <TooltipDismissal />
      <DerivationDrawer />
    </>
  );
}
