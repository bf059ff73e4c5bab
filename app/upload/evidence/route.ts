import { AROUND_THE_FILE, leadTo, letPass, refuseUpload } from '@/app/upload/hand-in';
import { readPerson } from '@/lib/auth/guard';
import { isFromThisSite } from '@/lib/auth/same-site';
import { addEvidence, publicationOf } from '@/lib/data/captures';
import { readEnvironment } from '@/lib/env';
import { sniff } from '@/lib/evidence/sniff';
import { LARGEST_CAPTURE, localStorage, TooLarge } from '@/lib/evidence/storage';
import type { EvidenceRefusal } from '@/lib/formats/evidence-words';
import { shownFileName } from '@/lib/formats/import-file';
import { BrokenUpload, boundaryOf, readUpload } from '@/lib/formats/import-upload';
import { permit } from '@/lib/ledger/permissions';
import { DESK, deskEvidence, signIn } from '@/lib/routes';

async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of bytes) {
    size += piece.length;
    if (size > AROUND_THE_FILE) throw new BrokenUpload('A field of the form is too long.');
    pieces.push(Buffer.from(piece));
  }
  return Buffer.concat(pieces).toString('utf8').trim();
}

/** Takes in a file that hangs on a publication of a claim, and leads back to the claim at the desk, with the reason where it is refused. */
export async function POST(request: Request): Promise<Response> {
  if (!isFromThisSite(request.headers)) return refuseUpload('Only a form of this site can hand in a file.');
  const person = await readPerson();
  if (person === null) return leadTo(signIn(DESK));
  const permission = permit(person, 'evidence.add');
  if (!permission.ok) return refuseUpload(permission.message);
  const boundary = boundaryOf(request.headers.get('content-type'));
  if (boundary === null || request.body === null) return refuseUpload('This is no form with a file.');
  const body = request.body.values();
  const fields = { claim: '', publication: '', tool: '' };
  const back = async (why: EvidenceRefusal) => {
    await letPass(body, LARGEST_CAPTURE);
    // Whoever sends another form than ours has no claim to be led back to.
    return fields.claim === '' ? refuseUpload('The form names no claim.') : leadTo(deskEvidence(fields.claim, why));
  };
  try {
    for await (const part of readUpload({ [Symbol.asyncIterator]: () => body }, boundary)) {
      const { name } = part;
      if (name === 'claim' || name === 'publication' || name === 'tool') {
        fields[name] = await textOf(part.bytes);
        continue;
      }
      if (name !== 'file' || part.fileName === null) continue;
      if (Number(request.headers.get('content-length') ?? 0) > LARGEST_CAPTURE + AROUND_THE_FILE)
        return await back('too_large');
      if (fields.tool.length > 200) return await back('tool');
      const publication = /^\d{1,4}$/.test(fields.publication)
        ? await publicationOf(fields.claim, Number(fields.publication))
        : null;
      if (publication === null) return await back('no_publication');
      const incoming = await localStorage(readEnvironment().EVIDENCE_DIR).take(part.bytes);
      const { sha256, size, head } = incoming;
      const mime = size === 0 ? null : await sniff(head);
      if (mime === null) {
        await incoming.drop();
        return await back(size === 0 ? 'empty' : 'not_evidence');
      }
      // The ledger never names bytes that are not kept; bytes that it then does not name are found by a verification.
      await incoming.keep();
      const bytes = { sha256, size, mime, name: shownFileName(part.fileName) };
      const added = await addEvidence(person, publication.id, bytes, fields.tool);
      if (!added.ok) return refuseUpload(added.message);
      await letPass(body, LARGEST_CAPTURE);
      return leadTo(deskEvidence(fields.claim, 'added'));
    }
    return await back('empty');
  } catch (error) {
    if (error instanceof TooLarge) return back('too_large');
    if (error instanceof BrokenUpload) return back('broken');
    throw error;
  }
}
