/**
 * What a file is, by its bytes and nothing else: neither its name nor what a server calls it counts.
 */
import { fileTypeFromBuffer } from 'file-type';

/** The kinds of file that are evidence, with the ending each is downloaded under. */
export const EVIDENCE_TYPES = {
  'application/pdf': { label: 'PDF', ending: 'pdf' },
  'image/png': { label: 'PNG', ending: 'png' },
  'image/jpeg': { label: 'JPEG', ending: 'jpg' },
  'text/html': { label: 'HTML', ending: 'html' },
} as const satisfies Record<string, { label: string; ending: string }>;
export type EvidenceType = keyof typeof EVIDENCE_TYPES;

/** What an HTML page begins with, once marks, blanks, comments and declarations are passed (after the WHATWG's rules for sniffing). */
const HTML_BEGIN =
  /^<(?:!doctype\s+html|html|head|title|meta|link|style|script|base|body|header|main|article|section|div|p|table|h1|a|b|br|font|iframe|frameset)(?=[\s/>])/i;

/** Blanks, comments and processing instructions before the first tag. */
const BEFORE_HTML = /^(?:\s+|<!--[\s\S]*?-->|<\?[\s\S]*?\?>)+/;

function isHtml(head: Uint8Array): boolean {
  const [first, second] = head;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  // An old page may be in any encoding; its tags are ASCII in all of them but UTF-16.
  const text = new TextDecoder(encoding).decode(head);
  if (text.includes('\0')) return false;
  return HTML_BEGIN.test(text.replace(/^\uFEFF/, '').replace(BEFORE_HTML, ''));
}

/** What the first bytes of a file show it to be; null for anything that is no evidence. */
export async function sniff(head: Uint8Array): Promise<EvidenceType | null> {
  const found = await fileTypeFromBuffer(head);
  if (found !== undefined && found.mime !== 'application/xml') {
    const mime = Object.keys(EVIDENCE_TYPES).find((one) => one === found.mime);
    return (mime as EvidenceType | undefined) ?? null;
  }
  return isHtml(head) ? 'text/html' : null;
}
