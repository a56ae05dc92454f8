/**
 * Parcels of questions, in table `ferry`. The bytes stand in the item itself, sealed: they are at most 240 KB, and so the parcel and what
 * it holds begin to exist in one transaction; a bucket would add orphans and a second thing to clean. What is open stands in a small
 * list beside it.
 */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { withoutKeys } from '#functions/kernel/item.ts';
import { transact } from '#functions/kernel/transact.store.ts';
import { Instant, Slug, Uuid } from '#schemas/identifier.ts';

const v = z.literal(1);

export const StoredParcel = z.strictObject({
  v,
  id: Uuid,
  department: Slug,
  madeAt: Instant,
  /** Epoch ms: when the last of its questions is kept no more. */
  keptUntil: z.int(),
  /** Of the archive. */
  sha256: z.string(),
  /** The questions in the order of their rows, by resource. */
  questions: z.array(z.strictObject({ resource: Slug, ids: z.array(Uuid).min(1) })).min(1),
  /** The parcel, sealed; gone once it is closed. */
  sealed: z.string().optional(),
  /** Digest of the answer that was verified first; no other is taken. */
  answer: z.string().optional(),
  closed: z.literal(true).optional(),
});
export type StoredParcel = z.infer<typeof StoredParcel>;

const Open = z.strictObject({
  v,
  parcel: Uuid,
  madeAt: Instant,
  keptUntil: z.int(),
  ids: z.array(Uuid),
  /** Epoch ms of the last time that the courier said it lies in the department's folder. */
  takenAt: z.int().optional(),
});
export type OpenParcel = z.infer<typeof Open>;

export interface ParcelsStore {
  /** Open parcels, the oldest first, and how many were made before: whoever makes one says so, so that two do not make the same. */
  open(department: string): Promise<{ readonly made: number; readonly parcels: readonly OpenParcel[] }>;
  get(id: string): Promise<StoredParcel | undefined>;
  /** 'stale' when somebody else made one since `made` was read. */
  create(parcel: StoredParcel, made: number): Promise<'written' | 'stale'>;
  /** 'closed' when it is open no more. */
  taken(parcel: StoredParcel, now: number): Promise<'taken' | 'closed'>;
  /** Binds the parcel to one answer. 'other' when it is bound to another. */
  claim(parcel: StoredParcel, answer: string): Promise<'ours' | 'other'>;
  /** The questions in it are gone; so is what it held. Safe to repeat. */
  close(parcel: Pick<StoredParcel, 'id' | 'department' | 'madeAt'>): Promise<void>;
}

const HEAD = '~made';
/** Swept by TTL a week after it could last be answered; it carries no meaning. */
const SWEPT_S = 7 * 86_400;

const parcelKey = (id: string) => ({ pk: `parcel#${id}`, sk: 'parcel' });
const listKey = (department: string) => `out#${department}`;
const openKey = ({ department, madeAt, id }: Pick<StoredParcel, 'id' | 'department' | 'madeAt'>) => ({
  pk: listKey(department),
  sk: `${madeAt}#${id}`,
});

export const parcelsStore = (client: DynamoDBDocumentClient, TableName: string): ParcelsStore => {
  const update = async (Key: Record<string, string>, expression: object): Promise<boolean> => {
    try {
      await client.send(new UpdateCommand({ TableName, Key, ...(expression as { UpdateExpression: string }) }));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };
  return {
    open: async (department) => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': listKey(department) },
          ConsistentRead: true,
        }),
      );
      const head = Items.find(({ sk }) => sk === HEAD);
      const parcels = Items.filter(({ sk }) => sk !== HEAD).map((item) => Open.parse(withoutKeys(item)));
      return { made: head ? z.int().parse(head.made) : 0, parcels };
    },
    get: async (id) => {
      const { Item } = await client.send(new GetCommand({ TableName, Key: parcelKey(id), ConsistentRead: true }));
      return Item && StoredParcel.parse(withoutKeys(Item));
    },
    create: async (parcel, made) => {
      const ttl = Math.floor(parcel.keptUntil / 1000) + SWEPT_S;
      const ids = parcel.questions.flatMap((one) => one.ids);
      const head = { pk: listKey(parcel.department), sk: HEAD, v: 1, made: made + 1 };
      const since =
        made === 0
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : { ConditionExpression: 'made = :made', ExpressionAttributeValues: { ':made': made } };
      const open = {
        ...openKey(parcel),
        v: 1,
        parcel: parcel.id,
        madeAt: parcel.madeAt,
        keptUntil: parcel.keptUntil,
        ids,
        ttl,
      };
      const done = await transact(client, [
        { Put: { TableName, Item: head, ...since } },
        { Put: { TableName, Item: { ...parcelKey(parcel.id), ...parcel, ttl } } },
        { Put: { TableName, Item: open } },
      ]);
      return done === 'done' ? 'written' : 'stale';
    },
    taken: async (parcel, now) => {
      const done = await update(openKey(parcel), {
        UpdateExpression: 'SET takenAt = :now',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':now': now },
      });
      return done ? 'taken' : 'closed';
    },
    claim: async (parcel, answer) => {
      const done = await update(parcelKey(parcel.id), {
        UpdateExpression: 'SET answer = :answer',
        ConditionExpression: 'attribute_exists(pk) AND (attribute_not_exists(answer) OR answer = :answer)',
        ExpressionAttributeValues: { ':answer': answer },
      });
      return done ? 'ours' : 'other';
    },
    close: async (parcel) => {
      await transact(client, [
        {
          Update: {
            TableName,
            Key: parcelKey(parcel.id),
            UpdateExpression: 'SET closed = :yes REMOVE sealed',
            ConditionExpression: 'attribute_exists(pk)',
            ExpressionAttributeValues: { ':yes': true },
          },
        },
        { Delete: { TableName, Key: openKey(parcel) } },
      ]);
    },
  };
};
