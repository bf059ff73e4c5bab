import { AROUND_THE_FILE, leadTo, letPass, refuseUpload } from '@/app/upload/hand-in';
import { readPerson } from '@/lib/auth/guard';
import { isFromThisSite } from '@/lib/auth/same-site';
import { type FileRefusal, LARGEST_FILE } from '@/lib/formats/import-file';
import { BrokenUpload, boundaryOf, readUpload } from '@/lib/formats/import-upload';
import { takeImport } from '@/lib/jobs/import-intake';
import { permit } from '@/lib/ledger/permissions';
import { DESK_IMPORT, deskImport, importRefused, signIn } from '@/lib/routes';

/** Takes in a file, or pasted text, and leads to its import, or back with the reason why it is refused. */
export async function POST(request: Request): Promise<Response> {
  if (!isFromThisSite(request.headers)) return refuseUpload('Only a form of this site can hand in a file.');
  const person = await readPerson();
  if (person === null) return leadTo(signIn(DESK_IMPORT));
  const permission = permit(person, 'import.stage');
  if (!permission.ok) return refuseUpload(permission.message);
  const boundary = boundaryOf(request.headers.get('content-type'));
  if (boundary === null || request.body === null) return leadTo(importRefused('broken'));
  const body = request.body.values();
  const back = async (why: FileRefusal) => {
    await letPass(body, LARGEST_FILE);
    return leadTo(importRefused(why));
  };
  try {
    if (Number(request.headers.get('content-length') ?? 0) > LARGEST_FILE + AROUND_THE_FILE)
      return await back('too_large');
    for await (const part of readUpload({ [Symbol.asyncIterator]: () => body }, boundary)) {
      const isFile = part.name === 'file' && part.fileName !== null;
      if (!isFile && part.name !== 'text') continue;
      const kept = await takeImport(person, part.fileName ?? '', part.bytes);
      if (kept.ok) {
        await letPass(body, LARGEST_FILE);
        return leadTo(deskImport(kept.id));
      }
      // The form has a file and a text; the one that is empty is not meant.
      if (kept.reason === 'empty') continue;
      return await back(kept.reason === 'refused' ? kept.why : 'too_large');
    }
    return leadTo(importRefused('empty'));
  } catch (error) {
    if (error instanceof BrokenUpload) return leadTo(importRefused('broken'));
    throw error;
  }
}
