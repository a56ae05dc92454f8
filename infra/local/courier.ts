/** The courier of a ferried department, seen only in its folder. */
import { mkdirSync, watch } from 'node:fs';
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

/** A city at home waits for nobody, and says when something has come; beside a real department the courier's own standards hold. */
const PACE = { pollMs: 1000, backOffMs: 2000, patienceMs: 1000 };

export const startCourier = async (place: CourierPlace): Promise<Beside> => {
  const courier = await startBeside('ferry/main.ts', join(place.folder, 'courier.json'), {
    ...place,
    ...PACE,
    tokens: `${place.issuer}/token`,
  });
  const incoming = join(place.folder, 'incoming');
  mkdirSync(incoming, { recursive: true });
  const watching = watch(incoming, () => courier.look()).on('error', () => {});
  const { stop } = courier;
  return Object.assign(courier, {
    stop: () => {
      watching.close();
      return stop();
    },
  });
};
