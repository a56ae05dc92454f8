/** The record against the answers: nothing was released without it, and nothing is recorded twice. */

import { answerDigest, releasedText } from '#functions/exchange/record.ts';
import { isDone } from './answers.ts';
import type { Heard } from './callers.ts';
import type { Item, Stored } from './stored.ts';

const idOf = ({ body }: Heard): string | undefined => body.exchange ?? body.pull;

/** Canonical text of what an answer released: what its record holds the digest of. */
const textOf = ({ operation, body }: Heard): string => {
  if (operation.kind === 'exchange') return releasedText(body.answer);
  if (operation.kind === 'pull') return releasedText(body.data);
  const { identifier, sha256 } = body.copy;
  return releasedText({ data: body.data, copy: identifier, sha256 });
};

const sameFields = (a: readonly string[], b: readonly string[]): boolean => JSON.stringify(a) === JSON.stringify(b);

const brokenAnswer = (heard: Heard, records: readonly Item[]): string | undefined => {
  const { operation, body } = heard;
  const [record, ...more] = records;
  if (!record || more.length > 0) return `${operation.kind} ${idOf(heard)} has ${records.length} records`;
  if (record.kind !== operation.kind) return `${record.id} is recorded as ${record.kind}`;
  if (!sameFields(record.fields, body.fields)) return `${record.id} is recorded with other fields`;
  if (record.answer !== answerDigest(record.salt, textOf(heard))) return `${record.id} is recorded with another answer`;
  return undefined;
};

/** All answers under one key stand in one place, and different keys in different ones. */
const brokenPlaces = (history: readonly Heard[], byId: ReadonlyMap<string, readonly Item[]>): string[] => {
  const places = new Map<string, string>();
  return history.flatMap((heard) => {
    const { operation } = heard;
    const place = byId.get(idOf(heard) ?? '')?.[0]?.pk;
    if (!('key' in operation) || operation.key === undefined || place === undefined) return [];
    const before = places.get(operation.key) ?? place;
    places.set(operation.key, place);
    return before === place ? [] : [`${operation.key} is recorded in two places`];
  });
};

/** One record for one outcome: every record holds one of the answers that can be given, and no place holds the same one twice. */
const brokenOutcomes = (records: readonly Item[], texts: readonly string[]): string[] =>
  [...Map.groupBy(records, ({ pk }) => pk)].flatMap(([pk, here]) => {
    if (new Set(here.map(({ request }) => request)).size > 1) return [`${pk} holds two questions`];
    const outcomes = here.map(({ salt, answer }) => texts.find((text) => answerDigest(salt, text) === answer));
    if (outcomes.includes(undefined) && here.some(({ kind }) => kind !== 'copy'))
      return [`${pk} holds an unknown answer`];
    return new Set(outcomes).size < here.length ? [`${pk} holds one outcome twice`] : [];
  });

export const brokenRecords = (history: readonly Heard[], { exchanges }: Stored): string[] => {
  const released = history.filter((heard) => isDone(heard) && idOf(heard) !== undefined);
  const byId = Map.groupBy(exchanges, ({ id }) => id as string);
  const numbers = new Set(exchanges.map(({ instance, sequence }) => `${instance}#${sequence}`));
  const texts = [...new Set(released.map(textOf))];
  const unkeyed = exchanges.filter(({ pk, id, kind }) => pk === id && kind === 'exchange').length;
  const sent = history.filter(({ operation }) => operation.kind === 'exchange' && operation.key === undefined).length;
  return [
    ...released.map((heard) => brokenAnswer(heard, byId.get(idOf(heard) ?? '') ?? [])),
    ...brokenPlaces(released, byId),
    ...brokenOutcomes(
      exchanges.filter(({ kind }) => kind === 'exchange' || kind === 'pull' || kind === 'copy'),
      texts,
    ),
    byId.size < exchanges.length ? 'two records have one id' : undefined,
    numbers.size < exchanges.length ? 'two records have one number of one instance' : undefined,
    unkeyed > sent ? `${unkeyed} records for ${sent} questions without a key` : undefined,
  ].filter((what) => what !== undefined);
};
