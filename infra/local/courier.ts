/** The courier of a ferried department, seen only in its folder. */
import { join } from 'node:path';
import { type Beside, startBeside } from './beside.ts';
import type { PrivateJwk } from './oidc/keys.ts';

interface CourierPlace {
  readonly hub: string;
  readonly issuer: string;
  readonly client: string;
  readonly key: PrivateJwk;
  readonly department: string;
  readonly folder: string;
}

/** A city at home waits for nobody; beside a real department the courier's own standards hold. */
const PACE = { pollMs: 250, backOffMs: 2000, patienceMs: 1000 };

export const startCourier = (place: CourierPlace): Promise<Beside> =>
  startBeside('ferry/main.ts', join(place.folder, 'courier.json'), {
    ...place,
    ...PACE,
    tokens: `${place.issuer}/token`,
  });
