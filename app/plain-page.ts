/** A small page that needs nothing but itself, for answers that no page of Next can give with their true status. */

const escaped = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** What happened, why, and what to do (ux.md §23). `wait`: seconds after which to try again. */
export function plainPage(page: {
  readonly status: number;
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly links: readonly { readonly href: string; readonly label: string }[];
  readonly wait?: number | undefined;
}): Response {
  const body = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(page.title)} – Attrition Ledger</title>
<style>body{font:17px/1.55 Georgia,serif;max-width:38rem;margin:4rem auto;padding:0 1rem}</style>
<main>
<h1>${escaped(page.title)}</h1>
${page.paragraphs.map((words) => `<p>${escaped(words)}</p>`).join('\n')}
<p>${page.links.map(({ href, label }) => `<a href="${escaped(href)}">${escaped(label)}</a>`).join(' · ')}</p>
</main>
</html>`;
  return new Response(body, {
    status: page.status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      ...(page.wait === undefined ? {} : { 'Retry-After': String(page.wait) }),
    },
  });
}
