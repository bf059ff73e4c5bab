/**
 * What oEmbed (https://oembed.com, version 1.0) says of a comparison (D15): a `rich` answer whose HTML is the code that the embed dialog gives.
 */
import { EMBED_WIDTH, type EmbedPictures, embedHeight, iframeCode } from './embed-code';
import { SOCIAL } from './social-picture';

/** A `rich` answer; every key that the specification asks of one, and of its thumbnail. */
export type OembedAnswer = {
  readonly type: 'rich';
  readonly version: '1.0';
  readonly title: string;
  readonly author_name: string;
  readonly author_url: string;
  readonly provider_name: string;
  readonly provider_url: string;
  readonly cache_age: number;
  readonly thumbnail_url: string;
  readonly thumbnail_width: number;
  readonly thumbnail_height: number;
  readonly html: string;
  readonly width: number;
  readonly height: number;
};

/** The longest that an answer may be kept, in seconds. */
const CACHE_AGE = 86_400;

/** What is asked for, beside the address: the room there is, in pixels. */
export type Room = { readonly maxWidth: number | null; readonly maxHeight: number | null };

const less = (value: number, most: number | null) => (most === null ? value : Math.min(value, most));

/**
 * The answer for one embed, no larger than there is room. A thumbnail that does not fit is left out, as the specification asks: it may not be
 * larger than the room either.
 */
export function toOembed(
  shown: {
    readonly title: string;
    readonly embed: string;
    readonly social: string;
    readonly site: string;
    readonly pictures: EmbedPictures;
  },
  room: Room,
): Omit<OembedAnswer, 'thumbnail_url' | 'thumbnail_width' | 'thumbnail_height'> & Partial<OembedAnswer> {
  const width = less(EMBED_WIDTH, room.maxWidth);
  const height = less(embedHeight(shown.pictures, width), room.maxHeight);
  const fits = (room.maxWidth ?? SOCIAL.width) >= SOCIAL.width && (room.maxHeight ?? SOCIAL.height) >= SOCIAL.height;
  return {
    type: 'rich',
    version: '1.0',
    title: shown.title,
    author_name: 'Attrition Ledger',
    author_url: shown.site,
    provider_name: 'Attrition Ledger',
    provider_url: shown.site,
    cache_age: CACHE_AGE,
    ...(fits ? { thumbnail_url: shown.social, thumbnail_width: SOCIAL.width, thumbnail_height: SOCIAL.height } : {}),
    html: iframeCode({ address: shown.embed, title: shown.title, width, height }),
    width,
    height,
  };
}
