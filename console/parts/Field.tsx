import type { ReactNode } from 'react';

/** A label, what is filled in, and a hint, or what is wrong with it. */
export const Field = ({
  id,
  label,
  hint,
  wrong,
  children,
}: {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly wrong?: string | undefined;
  readonly children: ReactNode;
}) => (
  <div>
    <label className="label" htmlFor={id}>
      {label}
    </label>
    {children}
    {(wrong || hint) && (
      <p className={wrong ? 'hint wrong' : 'hint'} id={`${id}-hint`} role={wrong ? 'alert' : undefined}>
        {wrong ?? hint}
      </p>
    )}
  </div>
);
