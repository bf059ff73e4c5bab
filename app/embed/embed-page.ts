/**
 * A comparison inside somebody else's page (R7): one document without any script that it needs, in the colours of the stored picture. It is
 * written here and not by React, so that a reader of an article loads the picture and nothing else.
 */
import { createHash } from 'node:crypto';
import { embedPolicy } from '@/lib/content-policy';
import { EMBED_SWITCH, MOST_NARROW } from '@/lib/formats/embed-code';
import { escapeXml } from '@/lib/formats/figure-picture';
import { formatInstant } from '@/lib/formats/text';
import type { Instant } from '@/lib/ledger/month';

type Link = { readonly href: string; readonly label: string };

/** What an embed shows. */
export type Embedded = {
  readonly title: string;
  /** Before the instant: `As known on`. */
  readonly lead: string;
  readonly knownOn: Instant;
  /** After it: what has changed since, or that the figures are live. */
  readonly note: string;
  readonly noteLinks: readonly Link[];
  /** The picture as it is stored or drawn, and the same figures drawn for a phone: SVG of our own. */
  readonly wide: string;
  readonly narrow: string;
  readonly links: readonly Link[];
  /** Where the embed leads, and where oEmbed describes it. */
  readonly page: string;
  readonly oembed: string;
};

const STYLE = `
@font-face{font-family:Inter;font-weight:400;font-display:swap;src:url(/fonts/inter-400.ttf)}
@font-face{font-family:Inter;font-weight:600;font-display:swap;src:url(/fonts/inter-600.ttf)}
@font-face{font-family:'Source Serif 4';font-weight:600;font-display:swap;src:url(/fonts/source-serif-4-600.ttf)}
html{background:#fff;color:#1d1b18;color-scheme:light}
body{margin:0;font:15px/1.5 Inter,system-ui,sans-serif}
main{max-width:60rem;margin:0 auto;border:1px solid #dcd7cd}
h1{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
p{margin:0;padding:.5rem .75rem}
.known{background:#f3f0e8;border-bottom:1px solid #dcd7cd}
.links{border-top:1px solid #dcd7cd;font-size:13px}
.links a{display:inline-block;min-height:24px;margin-right:1rem}
a{color:#1f4e79;text-underline-offset:.18em}
a:focus-visible{outline:3px solid #1f4e79;outline-offset:2px}
svg{display:block;width:100%;height:auto}
.narrow{display:none}
@media (width<${EMBED_SWITCH}px){.wide{display:none}.narrow{display:block}.narrow svg{max-width:${MOST_NARROW}px;margin:0 auto}}
`;

const POLICY = embedPolicy(`'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`);

const linkTo = ({ href, label }: Link) =>
  `<a href="${escapeXml(href)}" target="_blank" rel="noopener">${escapeXml(label)}</a>`;

function documentOf(title: string, head: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeXml(title)} – Attrition Ledger</title>
${head}<style>${STYLE}</style>
<script src="/embed.js" async></script>
</head>
<body>
<main>
${body}</main>
</body>
</html>
`;
}

/** The document of an embed. */
export function embedPage(shown: Embedded): string {
  return documentOf(
    shown.title,
    `<link rel="canonical" href="${escapeXml(shown.page)}">
<link rel="alternate" type="application/json+oembed" href="${escapeXml(shown.oembed)}" title="${escapeXml(shown.title)}">
`,
    `<h1>${escapeXml(shown.title)}</h1>
<p class="known">${escapeXml(shown.lead)} <time datetime="${shown.knownOn}">${escapeXml(formatInstant(shown.knownOn))}</time>. ${[escapeXml(shown.note), shown.noteLinks.map(linkTo).join(' · ')].join(' ').trim()}</p>
<div class="wide">${shown.wide}</div>
<div class="narrow">${shown.narrow}</div>
<p class="links">${shown.links.map(linkTo).join('')}</p>
`,
  );
}

/** What stands in the frame where there is nothing to show: what happened, and where to go. */
export function emptyEmbed(title: string, words: string, link: Link): string {
  return documentOf(title, '', `<h1>${escapeXml(title)}</h1>\n<p>${escapeXml(words)} ${linkTo(link)}</p>\n`);
}

/** Headers of every embed: it may stand in any page, unlike all others, and nothing in it may load from elsewhere. */
export const EMBED_HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': POLICY,
} as const;
