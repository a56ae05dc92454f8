import type { ReactNode } from 'react';

/** An empty place: what will stand here, and how it gets there. */
export const Nothing = ({
  icon,
  title,
  children,
}: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
}) => (
  <div className="nothing">
    {icon}
    <b>{title}</b>
    {children}
  </div>
);
