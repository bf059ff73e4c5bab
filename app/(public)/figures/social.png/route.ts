import { figuresFile } from '@/app/(public)/figures/twin';
import { toPng } from '@/lib/formats/picture-png';
import { toSocialPicture } from '@/lib/formats/social-picture';

/** The picture that other sites show beside a link to a live comparison (R8). */
export function GET(request: Request): Promise<Response> {
  return figuresFile(request, 'png', ({ table, view }) => toPng(toSocialPicture(table, view), 1), 'social');
}
