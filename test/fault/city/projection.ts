/** The projection that supervisors read says finally what the record says: every line, and no other. */
import { ExchangeLine } from '#schemas/exchange.ts';
import type { Stored } from './stored.ts';

const MEMBERS = Object.keys(ExchangeLine.shape);

const lineOf = (record: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(MEMBERS.map((member) => record[member]));

export const brokenProjection = ({ exchanges, uses, dead }: Stored): string[] => {
  const lines = new Map(uses.filter(({ pk }) => pk.startsWith('exchange#')).map(({ line }) => [line.id, lineOf(line)]));
  const under = Map.groupBy(uses, ({ line }) => line.id as string);
  return [
    ...exchanges.filter((record) => lines.get(record.id) !== lineOf(record)).map(({ id }) => `${id} is not projected`),
    // Under its id, its subject, and the day of each of its one or two departments.
    ...exchanges
      .filter(({ id, consumer, provider }) => under.get(id)?.length !== (consumer === provider ? 3 : 4))
      .map(({ id }) => `${id} is projected under ${under.get(id)?.length ?? 0} keys`),
    ...(lines.size > exchanges.length ? ['the projection holds lines without a record'] : []),
    ...Object.entries(dead).flatMap(([name, messages]) => (messages === 0 ? [] : [`${name} holds ${messages}`])),
  ];
};
