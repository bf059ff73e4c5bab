import type { ComponentProps } from 'react';

const LOOKS = {
  plain: 'border-control bg-card text-ink hover:bg-tint',
  strong: 'border-ink bg-ink text-paper hover:opacity-90',
} as const;

/** How a button looks: `strong` once on a page at most. */
export type ButtonLook = keyof typeof LOOKS;

function classes(look: ButtonLook, className: string | undefined): string {
  return `inline-flex min-h-9 cursor-pointer items-center gap-2 rounded-control border px-3 py-1.5 font-medium text-interface no-underline ${LOOKS[look]} ${className ?? ''}`;
}

/** A button that does something on this page. `type` is `button` unless said otherwise, so that none submits a form by accident. */
export function Button({
  look = 'plain',
  className,
  type = 'button',
  ...rest
}: ComponentProps<'button'> & { look?: ButtonLook }) {
  return <button type={type} className={classes(look, className)} {...rest} />;
}

/** A link that looks like a button, for what leads elsewhere. */
export function ButtonLink({ look = 'plain', className, ...rest }: ComponentProps<'a'> & { look?: ButtonLook }) {
  return <a className={classes(look, className)} {...rest} />;
}
