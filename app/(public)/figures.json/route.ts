import { figuresFile } from '@/app/(public)/figures/twin';
import { toFiguresJson } from '@/lib/formats/figures-json';

export function GET(request: Request): Promise<Response> {
  return figuresFile(request, 'json', ({ table, view }) => toFiguresJson(table, view));
}
