import { type JsonLdNode, toJsonLdText } from '@/lib/formats/json-ld';

/** What a page is about, for search engines (D12): a block of data, which no browser runs and no policy need allow. */
export function JsonLd({ nodes }: { readonly nodes: readonly JsonLdNode[] }) {
  return (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON in which every sign that could end the block is escaped.
    <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: toJsonLdText(nodes) }} />
  );
}
