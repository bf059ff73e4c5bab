import { Button } from '@/components/ui/button';
import { DESK_ACCOUNT, HOME } from '@/lib/routes';
import { DeskNavigation, type DeskSection } from './desk-navigation';

/** The head of every page of the desk: the way back to the public ledger, the sections, and who is signed in. */
export function DeskHeader({
  sections,
  person,
  signOut,
}: {
  readonly sections: readonly DeskSection[];
  readonly person: { readonly name: string; readonly role: string };
  readonly signOut: () => Promise<void>;
}) {
  return (
    <header data-print="hide" className="border-line border-b bg-card">
      <div className="mx-auto flex w-full max-w-page flex-wrap items-center gap-x-6 gap-y-1 px-4 py-2 sm:px-6">
        <a href={HOME} className="py-1.5 font-semibold font-serif text-ink text-xl no-underline">
          Attrition Ledger
        </a>
        <DeskNavigation sections={sections} />
        <form action={signOut} className="ml-auto flex flex-wrap items-center gap-x-3 gap-y-1 text-small">
          <a href={DESK_ACCOUNT} className="inline-block min-h-6 py-0.5" title="Your account">
            {person.name}
          </a>
          <span className="text-muted">{person.role}</span>
          <Button type="submit">Sign out</Button>
        </form>
      </div>
    </header>
  );
}
