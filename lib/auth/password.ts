/**
 * What a password must have: length, and nothing else (NIST SP 800-63B). Pure.
 */

/** Signs of a password. */
export const PASSWORD_LENGTH = { least: 12, most: 128 } as const;

/** What is wrong with a new password, in words, or null. It must be long, not the address itself, and not one sign over and over. */
export function passwordProblem(password: string, email?: string): string | null {
  if (password.length < PASSWORD_LENGTH.least) return `Use ${PASSWORD_LENGTH.least} signs or more.`;
  if (password.length > PASSWORD_LENGTH.most) return `Use ${PASSWORD_LENGTH.most} signs at most.`;
  if (email !== undefined && password.toLowerCase() === email.trim().toLowerCase())
    return 'Use something other than the address.';
  if (new Set(password).size < 4) return 'Use more than a few different signs.';
  return null;
}
