import { addPerson } from '@/lib/data/people';
import type { PersonRole } from '@/lib/ledger/vocabulary';

let made = 0;

/** Somebody at the desk, for tests of data: without a password, since nobody signs in there. Answers what the data functions take as a person. */
export async function aPerson(
  role: PersonRole,
  name = `A ${role}`,
): Promise<{ readonly id: string; readonly name: string; readonly email: string; readonly role: PersonRole }> {
  made += 1;
  const email = `${role}-${made}@example.org`;
  const result = await addPerson({ name, email, role, passwordHash: null });
  if (!result.ok) throw new Error(result.message);
  return { id: result.id, name, email, role };
}
