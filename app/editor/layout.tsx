import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { DeskHeader } from '@/components/desk/desk-header';
import type { DeskSection } from '@/components/desk/desk-navigation';
import { SkipLink } from '@/components/site/skip-link';
import { TooltipDismissal } from '@/components/ui/tooltip-dismissal';
import { requirePerson } from '@/lib/auth/guard';
import { type Action, permit } from '@/lib/ledger/permissions';
import { PERSON_ROLES } from '@/lib/ledger/vocabulary';
import {
  DESK,
  DESK_EVIDENCE,
  DESK_IMPORT,
  DESK_LINEAGE,
  DESK_NOTES,
  DESK_PEOPLE,
  DESK_PERMALINKS,
  DESK_QUEUE,
  DESK_SECOND_KEY,
  DESK_SOURCES,
  deskReports,
  newClaim,
} from '@/lib/routes';
import { signOutAction } from './actions';

export const metadata: Metadata = {
  title: { default: 'Desk – Attrition Ledger', template: '%s – Desk – Attrition Ledger' },
  robots: { index: false, follow: false },
};

/** Nothing of the desk is drawn before somebody asks: its scripts carry the nonce of the request. */
export const instant = false;

/** The sections, each with what one must be allowed to do for it to be of use. */
const SECTIONS: readonly (DeskSection & { readonly action: Action })[] = [
  { href: DESK, label: 'Desk', segments: ['', 'drafts', 'claims'], action: 'draft.begin' },
  { href: newClaim(), label: 'New claim', segments: ['claims/new'], action: 'draft.begin' },
  { href: DESK_QUEUE, label: 'Queue', segments: ['queue'], action: 'queue.read' },
  { href: deskReports(), label: 'Reports', segments: ['reports'], action: 'queue.read' },
  { href: DESK_LINEAGE, label: 'Lineage', segments: ['lineage'], action: 'queue.read' },
  { href: DESK_SECOND_KEY, label: 'Second key', segments: ['second-key'], action: 'queue.read' },
  { href: DESK_IMPORT, label: 'Import', segments: ['import'], action: 'import.stage' },
  { href: DESK_SOURCES, label: 'Sources', segments: ['sources'], action: 'source.propose' },
  { href: DESK_EVIDENCE, label: 'Evidence', segments: ['evidence'], action: 'evidence.add' },
  { href: DESK_NOTES, label: 'Notes', segments: ['notes'], action: 'note.publish' },
  { href: DESK_PERMALINKS, label: 'Permalinks', segments: ['permalinks'], action: 'permalink.note' },
  { href: DESK_PEOPLE, label: 'People', segments: ['people'], action: 'people.manage' },
];

/** The frame of the desk. It asks who is there in order to name them; each page and action asks for itself. */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  const person = await requirePerson();
  const sections = SECTIONS.filter(({ action }) => permit(person, action).ok).map(
    ({ action: _, ...section }) => section,
  );
  return (
    <>
      <SkipLink />
      <DeskHeader
        sections={sections}
        person={{ name: person.name, role: PERSON_ROLES[person.role].label }}
        signOut={signOutAction}
      />
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto w-full max-w-page px-4 pt-8 pb-16 outline-none sm:px-6 sm:pt-10"
      >
        {children}
      </main>
      <TooltipDismissal />
    </>
  );
}
