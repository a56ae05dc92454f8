/** What is encrypted in a doubt, opened under the key of its version. */
import * as z from 'zod';
import type { HubKeys } from '#functions/kernel/digest.ts';
import { problem } from '#functions/kernel/problem.ts';
import { open } from '#functions/kernel/sealed.ts';
import type { Doubt } from '#schemas/doubt.ts';

const Content = z.strictObject({ subject: z.string(), believed: z.string() });

export const keyOf = (keys: HubKeys, version: number): Uint8Array => {
  const key = [keys, ...keys.earlier].find((one) => one.version === version)?.kept;
  if (!key) throw problem('hub-not-ready', { cause: 'key-gone' });
  return key;
};

export const placeOfReason = (id: string, number: number): string => `${id} reason ${number}`;

export const contentOf = (keys: HubKeys, { id, keyVersion, sealed, steps }: Doubt) => {
  const key = keyOf(keys, keyVersion);
  return {
    ...Content.parse(JSON.parse(open(key, id, sealed))),
    reasons: steps.flatMap(({ event, at, reason }, i) =>
      reason === undefined ? [] : [{ event, at, reason: open(key, placeOfReason(id, i), reason) }],
    ),
  };
};
