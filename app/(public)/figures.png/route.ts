import { figuresFile } from '@/app/(public)/figures/twin';
import { toPicture } from '@/lib/formats/figure-picture';
import { toPng } from '@/lib/formats/picture-png';

export function GET(request: Request): Promise<Response> {
  return figuresFile(request, 'png', ({ table, view }) => toPng(toPicture(table, view)));
}
