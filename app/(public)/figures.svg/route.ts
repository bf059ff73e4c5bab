import { figuresFile } from '@/app/(public)/figures/twin';
import { toPicture } from '@/lib/formats/figure-picture';

export function GET(request: Request): Promise<Response> {
  return figuresFile(request, 'svg', ({ table, view }) => toPicture(table, view));
}
