/** The hub as the courier sees it: three calls. */
import * as z from 'zod';
import { Parcel } from '#schemas/ferry.ts';
import { Uuid } from '#schemas/identifier.ts';
import { ferryRoutes } from '#schemas/routes/ferry.ts';
import { callHub, HubRefused } from '../hub.ts';
import type { CourierSettings } from './settings.ts';

type HubSettings = Pick<CourierSettings, 'hub' | 'tokens' | 'issuer' | 'client' | 'key' | 'department'>;

const NextParcel = Parcel.extend({ id: Uuid });
export type NextParcel = z.infer<typeof NextParcel>;
const Offered = z.object({ parcel: NextParcel.nullable() });

/** The hub has looked at the parcel and refuses it for good. `rule`: a stable word. */
export class Refused extends Error {
  readonly rule: string;
  constructor(rule: string) {
    super(`refused: ${rule}`);
    this.rule = rule;
  }
}

export interface Hub {
  next(): Promise<NextParcel | null>;
  taken(id: string): Promise<void>;
  /** Throws Refused; anything else may be tried again. */
  bring(parcel: Parcel): Promise<void>;
}

/** The parcel itself is at fault; with every other status it is the way, the key or the moment. */
const FOR_GOOD = [400, 413, 422];

export const hub = (settings: HubSettings): Hub => {
  const routes = ferryRoutes(settings.department);
  const call = callHub(settings, 'ferry');
  return {
    next: async () => Offered.parse(await call('POST', routes.nextParcel.path, {})).parcel,
    taken: async (id) => void (await call('POST', routes.takenParcel.path.replace('{parcel}', id), {})),
    bring: async (parcel) => {
      try {
        await call('POST', routes.bringParcel.path, parcel);
      } catch (error) {
        throw error instanceof HubRefused && FOR_GOOD.includes(error.status) ? new Refused(error.rule) : error;
      }
    },
  };
};
