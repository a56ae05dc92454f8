/** 办件编号: division, day, channel, eight characters, check character (ISO 7064 MOD 37,36). */
import { beijingDate } from '#functions/kernel/beijing.ts';
import { type HubKeys, hmac } from '#functions/kernel/digest.ts';
import type { CaseChannel } from '#schemas/case.ts';
import { mod3736 } from '#schemas/identifier.ts';

const LETTERS: Readonly<Record<CaseChannel, string>> = {
  window: 'W',
  online: 'O',
  mobile: 'M',
  town: 'T',
  agent: 'A',
  phone: 'P',
  'self-service': 'S',
  post: 'E',
};

export interface Named {
  readonly division: string;
  readonly channel: CaseChannel;
  /** Epoch ms. */
  readonly at: number;
  readonly command: string;
}

/** Forty bits of a keyed digest tell the cases of one day and channel apart; a clash is refused by the number of the first event. */
export const caseIdOf = (keys: HubKeys, { division, channel, at, command }: Named): string => {
  const bits = BigInt(
    `0x${Buffer.from(hmac(keys.request, `case\n${command}`), 'base64url')
      .toString('hex')
      .slice(0, 10)}`,
  );
  const serial = bits.toString(36).toUpperCase().padStart(8, '0');
  const day = beijingDate(at).replaceAll('-', '');
  const letter = LETTERS[channel];
  return `${division}-${day}-${letter}${serial}-${mod3736(`${division}${day}${letter}${serial}`)}`;
};

const FORM = /^(\d{6})-(\d{8})-([A-Z][0-9A-Z]{8})-([0-9A-Z])$/;

/** Whether it can have been given out by a case layer: what is not may be anything that somebody put into an address, a citizen's number too. */
export const isCaseId = (id: string): boolean => {
  const [, division, day, serial, check] = FORM.exec(id) ?? [];
  return check !== undefined && mod3736(`${division}${day}${serial}`) === check;
};
