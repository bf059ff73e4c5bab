import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import {
  interCyrillic,
  interLatin,
  interLatinExt,
  sourceSerifCyrillic,
  sourceSerifLatin,
  sourceSerifLatinExt,
} from './fonts';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Attrition Ledger', template: '%s – Attrition Ledger' },
  description:
    'What each source claimed about military losses in the Russia–Ukraine war, month by month, side by side, every figure with its claims.',
  applicationName: 'Attrition Ledger',
  formatDetection: { telephone: false, date: false, address: false, email: false },
};

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbfaf6' },
    { media: '(prefers-color-scheme: dark)', color: '#161513' },
  ],
};

const FONTS = [interLatin, interLatinExt, interCyrillic, sourceSerifLatin, sourceSerifLatinExt, sourceSerifCyrillic]
  .map((font) => font.variable)
  .join(' ');

/** The document. Header and footer are the public pages' own (app/(public)/layout.tsx); embeds and the desk have others. */
export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    // theme.js sets attributes of <html> before React looks at it.
    <html lang="en" className={FONTS} suppressHydrationWarning>
      <head>
        {/* Blocking on purpose: it must run before the first paint, or a chosen theme would flash. */}
        <script src="/theme.js" />
      </head>
      <body>{children}</body>
    </html>
  );
}
