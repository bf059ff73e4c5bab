'use client';

import type { ComponentProps } from 'react';
import { useFormStatus } from 'react-dom';
import { Button, type ButtonLook } from './button';

/** Sends its form. While the form is on its way the button says so and does not send it a second time; it keeps the focus. */
export function SubmitButton({
  look = 'strong',
  pendingLabel,
  children,
  onClick,
  ...rest
}: ComponentProps<'button'> & { look?: ButtonLook; pendingLabel?: string }) {
  const { pending } = useFormStatus();
  return (
    <Button
      {...rest}
      type="submit"
      look={look}
      aria-disabled={pending || undefined}
      onClick={(event) => {
        if (pending) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {pending && pendingLabel !== undefined ? pendingLabel : children}
    </Button>
  );
}
