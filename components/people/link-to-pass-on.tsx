import { Notice } from '@/components/ui/notice';
import type { FormState } from '@/lib/form-state';

/** A form whose answer may hold a link for somebody else. */
export type LinkState = FormState & { readonly link?: string };

/** What was done, and the link that came of it, if one did. */
export function LinkToPassOn({ state }: { readonly state: LinkState }) {
  if (state.done === undefined) return null;
  return (
    <div role="status">
      <Notice>
        <p>{state.done}</p>
        {state.link !== undefined && (
          <p className="mt-1">
            <code className="select-all break-all">{state.link}</code>
          </p>
        )}
      </Notice>
    </div>
  );
}
