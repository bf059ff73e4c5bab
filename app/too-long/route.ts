import { refuse } from '@/app/answers';

/** Where addresses are sent that are longer than is read at all (next.config.ts). */
export function GET(): Response {
  return refuse('too_long');
}
