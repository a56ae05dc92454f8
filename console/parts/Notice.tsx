import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';

/** A remark beside the work: told (blue), caution (amber), good (green), bad (red). */
export const Notice = ({
  kind,
  title,
  children,
}: {
  readonly kind: 'told' | 'caution' | 'good' | 'bad';
  readonly title?: ReactNode;
  readonly children?: ReactNode;
}) => (
  <div className={`alarm ${kind}`} role={kind === 'bad' ? 'alert' : 'note'}>
    <Icon name={kind === 'good' || kind === 'bad' ? kind : 'unsure'} />
    <div>
      {title && <b>{title}</b>}
      {children && <div>{children}</div>}
    </div>
  </div>
);
