import { ABOUT, CHANGES, codebook, methodology, reportError, SIGN_IN, SOURCES } from '@/lib/routes';
import { ThemeSwitch } from './theme-switch';

const LINKS = [
  { href: ABOUT, label: 'About this ledger' },
  { href: methodology(), label: 'Method' },
  { href: codebook(), label: 'Codebook' },
  { href: SOURCES, label: 'Sources' },
  { href: CHANGES, label: 'Changes' },
  { href: reportError(), label: 'Report an error' },
  { href: SIGN_IN, label: 'Sign in' },
] as const;

/** What the ledger is, in one line, with the ways to its rules. */
export function SiteFooter() {
  return (
    <footer className="border-line border-t">
      <div className="mx-auto grid w-full max-w-page gap-4 px-4 py-8 text-muted text-small sm:px-6">
        <p className="max-w-prose-column">
          Attrition Ledger records what sources claim about losses and shows how each monthly figure is made. It does
          not decide which claim is true. Every number counts people, or the things they were in.
        </p>
        <nav aria-label="Footer">
          <ul className="flex flex-wrap gap-x-5 gap-y-1">
            {LINKS.map((link) => (
              <li key={link.href}>
                <a href={link.href} className="inline-block py-1">
                  {link.label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <ThemeSwitch />
      </div>
    </footer>
  );
}
