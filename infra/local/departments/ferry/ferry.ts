/** Starts a department behind a ferry, with a folder as all there is between it and its courier, and hands it the keys of both sides. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sm2 } from 'sm-crypto-v2';
import { type Running, run, type StandIn } from '../stand-in.ts';
import type { EveryFerryMode } from './hostile.ts';

export interface FerryStandIn extends StandIn {
  /** Where the courier carries to and from. */
  readonly folder: string;
  hostile(mode: EveryFerryMode): Promise<void>;
}

interface FerryKeys {
  readonly hub: { readonly privateKey: string; readonly publicKey: string };
  readonly department: { readonly privateKey: string; readonly publicKey: string };
}

/** Kept in the folder: a parcel that is under way when the city stops must still fit when it comes back. */
const ferryKeys = (folder: string): FerryKeys => {
  const file = join(folder, 'ferry-keys.json');
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as FerryKeys;
  } catch {
    const made = { hub: sm2.generateKeyPairHex(), department: sm2.generateKeyPairHex() };
    writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
    return made;
  }
};

/** Longer than its slowest answer. */
const LEASE_SECONDS = 3;

interface Ferry {
  readonly department: string;
  readonly script: URL;
  readonly folder: string;
  /** What the process is given beside the folder and the keys. */
  readonly given?: object;
}

export const startFerry = async ({
  department,
  script,
  folder,
  given = {},
}: Ferry): Promise<FerryStandIn & Pick<Running, 'tell'>> => {
  const pairs = ferryKeys(folder);
  const keys = { departmentPrivate: pairs.department.privateKey, hubPublic: pairs.hub.publicKey };
  const running = await run({ name: department, script, start: () => ({ ...given, department, folder, keys }) });
  // Not spread: its pid changes when it is restarted.
  return Object.assign(running, {
    folder,
    secret: {
      hubKey: pairs.hub.privateKey,
      departmentKey: pairs.department.publicKey,
      leaseSeconds: LEASE_SECONDS,
    },
  });
};
