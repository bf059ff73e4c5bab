import { citationFile } from '@/app/(public)/p/[id]/cite-file';

export function GET(request: Request, context: RouteContext<'/p/[id]/cite.ris'>): Promise<Response> {
  return citationFile(request, context, 'ris');
}
