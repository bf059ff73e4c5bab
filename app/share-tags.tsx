import { readEnvironment } from '@/lib/env';
import { SOCIAL } from '@/lib/formats/social-picture';
import { absolute, oembed } from '@/lib/routes';

/** Makes a path whole where the site knows its own address; else the path, which whoever reads the page completes. */
export function knownAddress(path: string): string {
  const { SITE_URL } = readEnvironment();
  return SITE_URL === undefined ? path : absolute(SITE_URL, path);
}

/** What other sites show beside a link to a comparison: its picture with words for it (R8), and where oEmbed describes it (D15). */
export function ShareTags({
  title,
  path,
  picture,
  alt,
}: {
  readonly title: string;
  readonly path: string;
  /** Path of the social picture. */
  readonly picture: string;
  readonly alt: string;
}) {
  const image = knownAddress(picture);
  return (
    <>
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content="Attrition Ledger" />
      <meta property="og:title" content={title} />
      <meta property="og:url" content={knownAddress(path)} />
      <meta property="og:image" content={image} />
      <meta property="og:image:type" content="image/png" />
      <meta property="og:image:width" content={String(SOCIAL.width)} />
      <meta property="og:image:height" content={String(SOCIAL.height)} />
      <meta property="og:image:alt" content={alt} />
      <meta name="twitter:card" content="summary_large_image" />
      <meta name="twitter:image:alt" content={alt} />
      <link
        rel="alternate"
        type="application/json+oembed"
        title={title}
        href={knownAddress(oembed(knownAddress(path)))}
      />
    </>
  );
}
