/** Table `cases`: one item per event, the number of the next as the lock; commands, so that one that comes twice has one effect. */
import { type DynamoDBDocumentClient, GetCommand, PutCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type HubKeys, keysOfVersion } from '#functions/kernel/digest.ts';
import { withoutKeys } from '#functions/kernel/item.ts';
import { plainItem } from '#functions/kernel/plain.ts';
import { queryItems } from '#functions/kernel/query-items.store.ts';
import { transact } from '#functions/kernel/transact.store.ts';
import { CaseEvent } from '#schemas/case-act.ts';
import { barredIn, barWrites, toleranceWrites, untoleratedIn } from './bars.store.ts';
import { COMMAND_KEPT_S, type Command } from './commands.ts';
import { casesOfHolder, holderWrites } from './holders.store.ts';
import { holderIn, holdingWrites } from './holds.store.ts';
import type { Holding } from './holds.ts';
import { packed, unpacked } from './packed.ts';
import { replay } from './replay.ts';
import type { Case } from './state.ts';
import type { Ending } from './tolerance.ts';

/** Every so many events the state is kept beside them, so that a long case is read as fast as a short one. */
export const STATE_EVERY = 32;
/** Reaches the last kept state even when the relay is some events behind. */
const PAGE = STATE_EVERY + 8;
export interface CaseStore {
  /** Consistent. One call for a case of any length. */
  load(id: string): Promise<Case | undefined>;
  /** Every event, the oldest first. */
  events(id: string): Promise<CaseEvent[]>;
  /**
   * 'stale': another event took the number. 'reused': the command came before with another body. `known`: it came before, to that case.
   * `heldBy`: that case holds what this one would take.
   */
  append(
    event: CaseEvent,
    command: Command,
    holding?: Holding,
  ): Promise<'done' | 'stale' | 'reused' | { readonly known: string } | { readonly heldBy: string }>;
  /** What became of a command, if it ever came. */
  commanded(id: string, command: Command): Promise<'known' | 'reused' | undefined>;
  /** Whether a commitment of whoever has this code was revoked and not repaired since. Consistent. */
  barred(code: string): Promise<boolean>;
  /** By these codes: until the end of which day broken promises bar each from tolerance, as far as they were not lifted. Consistent; one call. */
  untolerated(codes: readonly string[], ending: Ending): Promise<ReadonlyMap<string, string>>;
  /** Cases that were filed for whoever has this code, the newest first, at most so many. Consistent. */
  ofHolder(code: string, most: number): Promise<string[]>;
  /** Keeps the state after an event. Safe to repeat. */
  keepState(found: Case): Promise<void>;
}

const pkOf = (id: string): string => `case#${id}`;
const numberOf = (n: number): string => `event#${String(n).padStart(6, '0')}`;
const STATE = '#state';
/** What opens a case is known before its number is. */
const commandOf = (event: Pick<CaseEvent, 'case' | 'n'>, { id }: Command) =>
  event.n === 1 ? { pk: `opened#${id}`, sk: 'opened' } : { pk: pkOf(event.case), sk: `command#${id}` };

const Bytes = z.instanceof(Uint8Array);
const StoredEvent = CaseEvent.omit({ data: true, case: true }).extend({
  key: z.int(),
  sealed: Bytes,
});
const StoredState = z.object({ v: z.int(), n: z.int(), key: z.int(), sealed: Bytes });
const StoredCommand = z.object({ request: z.string(), case: z.string() });

/** The form of a state that is kept. One of another form is passed over: events are the truth. */
const STATE_FORM = 13;

export const caseStore = (
  client: DynamoDBDocumentClient,
  TableName: string,
  keysOf: () => Promise<HubKeys>,
): CaseStore => {
  const place = (id: string, n: number): string => `case ${id} ${n}`;

  const read = async (id: string, item: Record<string, unknown>): Promise<CaseEvent> => {
    const { key, sealed, ...event } = StoredEvent.parse(withoutKeys(item));
    const { kept } = keysOfVersion(await keysOf(), key);
    return CaseEvent.parse({ ...event, case: id, data: unpacked(kept, place(id, event.n), sealed) });
  };

  const readState = async (id: string, item: Record<string, unknown>): Promise<Case | undefined> => {
    const { v, n, key, sealed } = StoredState.parse(item);
    if (v !== STATE_FORM) return undefined;
    const { kept } = keysOfVersion(await keysOf(), key);
    return unpacked(kept, `${place(id, n)} state`, sealed) as Case;
  };

  const query = (id: string, how: Pick<QueryCommandInput, 'ScanIndexForward' | 'Limit'> = {}) =>
    queryItems(client, {
      TableName,
      KeyConditionExpression: 'pk = :case AND begins_with(sk, :event)',
      ExpressionAttributeValues: { ':case': pkOf(id), ':event': 'event#' },
      ...how,
    });
  const isState = ({ sk }: Record<string, unknown>): boolean => String(sk).endsWith(STATE);

  /** Newest first, down to the last kept state or to the beginning. */
  const tail = async (id: string): Promise<{ since?: Case; events: CaseEvent[] }> => {
    const events: CaseEvent[] = [];
    for await (const item of query(id, { ScanIndexForward: false, Limit: PAGE })) {
      const since = isState(item) ? await readState(id, item) : undefined;
      if (since) return { since, events };
      if (!isState(item)) events.unshift(await read(id, item));
    }
    return { events };
  };

  const sealedEvent = async ({ case: id, data, ...event }: CaseEvent) => {
    const keys = await keysOf();
    return {
      pk: pkOf(id),
      sk: numberOf(event.n),
      ...event,
      key: keys.version,
      sealed: packed(keys.kept, place(id, event.n), data),
    };
  };

  return {
    load: async (id) => {
      const { since, events } = await tail(id);
      return replay(events, since);
    },

    events: async (id) => {
      const events: CaseEvent[] = [];
      for await (const item of query(id)) if (!isState(item)) events.push(await read(id, item));
      return events;
    },

    append: async (event, command, holding = { take: [], free: [] }) => {
      const outcome = await transact(client, [
        { Put: { TableName, Item: await sealedEvent(event), ConditionExpression: 'attribute_not_exists(pk)' } },
        {
          Put: {
            TableName,
            Item: {
              ...commandOf(event, command),
              v: 1,
              request: command.request,
              case: event.case,
              n: event.n,
              ttl: Math.floor(event.at / 1000) + COMMAND_KEPT_S,
            },
            ConditionExpression: 'attribute_not_exists(pk)',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          },
        },
        ...holdingWrites(TableName, await keysOf(), event.case, holding),
        ...barWrites(TableName, await keysOf(), event.case, holding.bar),
        ...toleranceWrites(TableName, await keysOf(), event.case, holding.tolerance),
        ...holderWrites(TableName, await keysOf(), event.case, holding.filed),
      ]);
      if (outcome === 'done') return 'done';
      const known = outcome.get(1);
      if (!known) {
        const heldBy = outcome.has(0) ? undefined : holderIn(outcome.values());
        return heldBy === undefined ? 'stale' : { heldBy };
      }
      const before = StoredCommand.parse(plainItem(known));
      return before.request === command.request ? { known: before.case } : 'reused';
    },

    commanded: async (id, command) => {
      const { Item } = await client.send(
        new GetCommand({ TableName, Key: commandOf({ case: id, n: 2 }, command), ConsistentRead: true }),
      );
      if (!Item) return undefined;
      return StoredCommand.parse(Item).request === command.request ? 'known' : 'reused';
    },

    barred: barredIn(client, TableName, keysOf),

    untolerated: untoleratedIn(client, TableName, keysOf),

    ofHolder: casesOfHolder(client, TableName, keysOf),

    keepState: async (found) => {
      const keys = await keysOf();
      await client.send(
        new PutCommand({
          TableName,
          Item: {
            pk: pkOf(found.id),
            sk: `${numberOf(found.n)}${STATE}`,
            v: STATE_FORM,
            n: found.n,
            key: keys.version,
            sealed: packed(keys.kept, `${place(found.id, found.n)} state`, found),
          },
        }),
      );
    },
  };
};
