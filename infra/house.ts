import type { Data } from './data.ts';
import type { FrontDoor } from './front-door.ts';
import type { Settings } from './settings.ts';

/** What every room is built from. */
export interface House {
  readonly settings: Settings;
  readonly data: Data;
  readonly door: FrontDoor;
}
