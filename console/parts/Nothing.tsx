import type { ReactNode } from 'react';

/** An empty place: what will stand here, and how it gets there. `page`: it is the whole page, and its title the page's. */
export const Nothing = ({
  icon,
  title,
  page = false,
  children,
}: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly page?: boolean;
  readonly children?: ReactNode;
}) => (
  <div className="nothing">
    {icon}
    {page ? <h1>{title}</h1> : <b>{title}</b>}
    {children}
  </div>
);
