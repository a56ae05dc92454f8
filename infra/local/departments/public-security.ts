/** 公安局 behind its ferry: a stand-in that is a folder and a process, and accepts no connection. Invented people only. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sm2 } from 'sm-crypto-v2';
import type { Population } from '#city/population.ts';
import type { HostileMode } from './public-security/hostile.ts';
import { run, type StandIn } from './stand-in.ts';

export interface PublicSecurity extends StandIn {
  /** Where the courier carries to and from. */
  readonly folder: string;
  hostile(mode: HostileMode): Promise<void>;
  /** Has it write the nightly delta, declaring the cards of these people void. */
  voidCards(codes: readonly string[]): Promise<{ readonly number: number; readonly day: string }>;
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

export const startPublicSecurity = async ({
  population,
  folder,
}: {
  population: Population;
  /** Its own: what it stores survives its process. */
  folder: string;
}): Promise<PublicSecurity> => {
  const { hub, department } = ferryKeys(folder);
  const keys = { departmentPrivate: department.privateKey, hubPublic: hub.publicKey };
  const office = await run({
    name: 'public security',
    script: new URL('./public-security/process.ts', import.meta.url),
    start: () => ({ population, folder, keys }),
  });
  return Object.assign(office, {
    folder,
    secret: { hubKey: hub.privateKey, departmentKey: department.publicKey, leaseSeconds: LEASE_SECONDS },
    voidCards: async (codes: readonly string[]) =>
      (await office.tell('void-cards', codes)) as { number: number; day: string },
  });
};
