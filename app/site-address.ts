import { askedOrigin } from '@/lib/auth/origin';
import { absolute } from '@/lib/routes';

/** Makes a path of this site a whole address: under SITE_URL, or without it under the address that was asked. */
export function siteAddress(headers: Headers): (path: string) => string {
  const origin = askedOrigin(headers);
  return (path) => absolute(origin, path);
}
