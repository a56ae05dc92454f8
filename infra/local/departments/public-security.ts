/** 公安局 behind its ferry: a stand-in that is a folder and a process, and accepts no connection. Invented people only. */
import type { Population } from '#city/population.ts';
import { type FerryStandIn, startFerry } from './ferry/ferry.ts';

export interface PublicSecurity extends FerryStandIn {
  /** Has it write the nightly delta, declaring the cards of these people void. */
  voidCards(codes: readonly string[]): Promise<{ readonly number: number; readonly day: string }>;
}

const script = new URL('./public-security/process.ts', import.meta.url);

export const startPublicSecurity = async ({
  population,
  folder,
}: {
  readonly population: Population;
  readonly folder: string;
}): Promise<PublicSecurity> => {
  const office = await startFerry({ department: 'public-security', script, folder, given: { population } });
  return Object.assign(office, {
    voidCards: async (codes: readonly string[]) =>
      (await office.tell('void-cards', codes)) as { number: number; day: string },
  });
};
