/** Table `subscriptions`, item `work`: one at a time is at work on a subscription, and what he has done stays when he dies. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { withoutKeys } from '#functions/kernel/item.ts';
import { Work } from '#schemas/subscription.ts';

type Lease = NonNullable<Work['lease']>;
/** Members to set; those that are undefined are taken away. */
export type Progress = Partial<Pick<Work, 'position' | 'wakeAt' | 'failing' | 'held' | 'missed'>>;

export interface WorkStore {
  get(id: string): Promise<Work | undefined>;
  /** The work, now leased; undefined when another is at it, who will look again, or when there is none. `wall`: the machine's epoch ms. */
  take(id: string, lease: Lease, wall: number): Promise<Work | undefined>;
  /** False when the lease is lost, or the work has begun another round. */
  keep(id: string, held: Work, progress: Progress): Promise<boolean>;
  /** Keeps and gives the lease back. 'again': somebody came meanwhile, and the lease stays; 'lost': as keep's false. */
  leave(id: string, held: Work, progress: Progress): Promise<'left' | 'again' | 'lost'>;
  /** Gives the lease back, whatever has come of the work. */
  free(id: string, holder: string): Promise<void>;
  /** Begins behind `after` in another round. */
  replay(id: string, after: number): Promise<void>;
  /** Forgets the attempts in vain. */
  forgive(id: string): Promise<void>;
  ping(id: string, ping: NonNullable<Work['ping']>): Promise<void>;
  /** The higher number stays. */
  receive(id: string, receipt: NonNullable<Work['receipt']>): Promise<void>;
}

/** Where the work of a subscription stands. */
export const workKey = (id: string) => ({ pk: `subscription#${id}`, sk: 'work' });

/** SET and REMOVE of the given members. */
const setting = (members: Readonly<Record<string, unknown>>, also: readonly string[] = []) => {
  const entries = Object.entries(members);
  const set = entries.filter(([, value]) => value !== undefined);
  const gone = [...entries.filter(([, value]) => value === undefined).map(([name]) => `#${name}`), ...also];
  return {
    UpdateExpression: [
      ...(set.length > 0 ? [`SET ${set.map(([name]) => `#${name} = :${name}`).join(', ')}`] : []),
      ...(gone.length > 0 ? [`REMOVE ${gone.join(', ')}`] : []),
    ].join(' '),
    names: Object.fromEntries(entries.map(([name]) => [`#${name}`, name])),
    values: Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])),
  };
};

export const workStore = (client: DynamoDBDocumentClient, table: string): WorkStore => {
  const update = async (
    id: string,
    { UpdateExpression, names, values }: ReturnType<typeof setting>,
    condition: string,
    more: Record<string, unknown> = {},
  ): Promise<Work | undefined> => {
    try {
      const { Attributes } = await client.send(
        new UpdateCommand({
          TableName: table,
          Key: workKey(id),
          UpdateExpression,
          ConditionExpression: condition,
          ...(Object.keys(names).length > 0 ? { ExpressionAttributeNames: names } : {}),
          ...(Object.keys({ ...values, ...more }).length > 0
            ? { ExpressionAttributeValues: { ...values, ...more } }
            : {}),
          ReturnValues: 'ALL_NEW',
        }),
      );
      return Attributes && Work.parse(withoutKeys(Attributes));
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  };
  const get = async (id: string): Promise<Work | undefined> => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: workKey(id), ConsistentRead: true }));
    return Item && Work.parse(withoutKeys(Item));
  };
  const MINE = 'lease.holder = :holder AND round = :round';
  const mine = ({ lease, round }: Work) => ({ ':holder': lease?.holder ?? '', ':round': round });

  return {
    get,

    take: async (id, lease, wall) => {
      for (;;) {
        const free = 'attribute_exists(pk) AND (attribute_not_exists(lease) OR lease.#until < :wall)';
        const { names, ...to } = setting({ lease }, ['nudged']);
        const taken = await update(id, { ...to, names: { ...names, '#until': 'until' } }, free, { ':wall': wall });
        if (taken) return taken;
        // Whoever holds it looks again before he goes; if he has just gone, it is free.
        if (await update(id, setting({ nudged: true }), 'attribute_exists(lease)')) return undefined;
        if (!(await get(id))) return undefined;
      }
    },

    keep: async (id, held, progress) => (await update(id, setting(progress), MINE, mine(held))) !== undefined,

    leave: async (id, held, progress) => {
      const left = `${MINE} AND attribute_not_exists(nudged)`;
      if (await update(id, setting(progress, ['lease']), left, mine(held))) return 'left';
      return (await update(id, setting(progress, ['nudged']), MINE, mine(held))) ? 'again' : 'lost';
    },

    free: async (id, holder) => {
      await update(id, setting({}, ['lease', 'nudged']), 'lease.holder = :holder', { ':holder': holder });
    },

    replay: async (id, after) => {
      const { UpdateExpression, ...rest } = setting({ position: after }, ['missed']);
      await update(id, { UpdateExpression: `${UpdateExpression} ADD round :one`, ...rest }, 'attribute_exists(pk)', {
        ':one': 1,
      });
    },

    forgive: async (id) => {
      await update(id, setting({}, ['failing', 'wakeAt']), 'attribute_exists(pk)');
    },

    ping: async (id, ping) => {
      await update(id, setting({ ping }), 'attribute_exists(pk)');
    },

    receive: async (id, receipt) => {
      const further = 'attribute_exists(pk) AND (attribute_not_exists(receipt) OR receipt.upTo < :upTo)';
      await update(id, setting({ receipt }), further, { ':upTo': receipt.upTo });
    },
  };
};
