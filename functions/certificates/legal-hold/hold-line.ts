/** A legal hold as the data authority is told of it. */
import type { LegalHoldLine } from '#schemas/legal-hold.ts';
import type { Placed, Released } from './stored-hold.ts';

const when = ({ at, officer, client }: Placed | Released) => ({
  at: new Date(at).toISOString(),
  by: officer ?? client,
});

export const holdLine = (placed: Placed, released?: Released): LegalHoldLine => ({
  ...{ hold: placed.hold, identifier: placed.identifier },
  ...when(placed),
  ...placed.words,
  ...(released ? { released: { ...when(released), ...released.words } } : {}),
});
