'use server';

import type { KeyAnswer } from '@/components/second-key/key-form';
import { requirePerson } from '@/lib/auth/guard';
import { readSourceNames } from '@/lib/data/imports';
import { readKeyTask, readWorkList, saveSecondKey } from '@/lib/data/second-keys';
import { textOf } from '@/lib/form-state';
import { permit } from '@/lib/ledger/permissions';
import { type KeyDraft, keyDraftSchema, toSecondKey } from '@/lib/ledger/second-key-draft';
import { secondKey } from '@/lib/routes';

const EMPTY = keyDraftSchema.parse({});

/** Keeps what a second editor keyed, and says whether both agree; never what the first one said (E6). */
export async function saveKey(_before: KeyAnswer | null, form: FormData): Promise<KeyAnswer | null> {
  const person = await requirePerson();
  const fields = Object.fromEntries([...form].filter(([, value]) => typeof value === 'string'));
  const parsed = keyDraftSchema.safeParse(fields);
  const draft: KeyDraft = parsed.success ? parsed.data : EMPTY;
  const refuse = (message: string): KeyAnswer => ({ kind: 'problems', problems: [{ field: '', message }], draft });
  if (!parsed.success) return refuse('A field is too long. At most 4 000 characters are kept.');
  const subject = textOf(form, 'subject');
  const task = await readKeyTask(subject);
  if (task === null)
    return refuse(
      'This cannot be keyed any more: it is Checked already, or was changed, published or withdrawn. Choose another.',
    );
  const permission = permit(person, 'key.enter', task.work);
  if (!permission.ok) return refuse(permission.message);
  const names = await readSourceNames();
  const keyed = toSecondKey(draft, {
    slugOf: (name) => (names.slugs.has(name) ? name : (names.slugOf.get(name.toLowerCase()) ?? null)),
    needs: { quote: !task.hasQuote, place: !task.hasPlace },
  });
  if (!keyed.ok) return { kind: 'problems', problems: keyed.problems, draft };
  const saved = await saveSecondKey(person, subject, keyed.keyed);
  if (!saved.ok) return refuse(saved.message);
  const [next] = await readWorkList(person, 1);
  return {
    kind: 'saved',
    outcome: {
      agrees: saved.outcome === 'agrees',
      isChecked: saved.checked,
      isPublic: subject.startsWith('claim:'),
      lacks: saved.lacks,
      next: next === undefined ? null : secondKey(next.subject),
    },
  };
}
