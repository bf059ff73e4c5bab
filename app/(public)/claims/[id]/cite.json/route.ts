import { claimCitationFile } from '@/app/(public)/claims/[id]/cite-file';

export function GET(request: Request, context: RouteContext<'/claims/[id]/cite.json'>): Promise<Response> {
  return claimCitationFile(request, context, 'json');
}
