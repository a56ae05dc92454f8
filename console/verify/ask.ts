/** POST /verify: what everybody may ask. */
import type { Presented, Verified } from '../checking/verified.ts';
import { type Asking, onceMore } from '../once-more.ts';

/** The service was not reached, or answered what is no answer of its own. */
export class Unreached extends Error {}
/** Too many ask at once. */
export class Busy extends Error {}

const bodyOf = (presented: Presented): Record<string, string> => {
  if (presented.kind === 'file') return { file: presented.base64 };
  return presented.kind === 'qr' ? { qr: presented.text } : { identifier: presented.identifier };
};

/** Throws Unreached, Busy; Error when it was refused. */
export const verify = async (presented: Presented): Promise<Verified> => {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(bodyOf(presented)),
    cache: 'no-store',
    changesNothing: true,
  } satisfies Asking;
  const response = await onceMore(init, () => fetch('/verify', init)).catch(() => undefined);
  if (!response || response.status >= 500) throw new Unreached();
  if (response.status === 429) throw new Busy();
  if (!response.ok) throw new Error('refused');
  return (await response.json()) as Verified;
};
