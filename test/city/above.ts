/** The hub above the city of city.test.ts, for the scenarios that need it: started by the first that asks. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startUpper, type UpperHub } from '#infra/local/upper/upper.ts';
import { withNeighbour } from './canary/who.ts';
import { boot } from './support.ts';

let shared: Promise<UpperHub> | undefined;
const folder = () => mkdtempSync(join(tmpdir(), 'onetrip-above-'));

/** 金华 Jinhua; the same people and houses stand in its departments' data. */
export const above = (): Promise<UpperHub> => {
  shared ??= boot().then((city) => startUpper(city, { folder: folder(), population: withNeighbour() }));
  return shared;
};

/** Before the city stops, in whose database its tables stand. */
export const stopAbove = async (): Promise<void> => {
  const hub = await shared?.catch(() => undefined);
  await hub?.stop();
  if (hub) rmSync(hub.folder, { recursive: true, force: true });
};
