/** Table `cases`: one item for each thing that an accepted case holds, under a keyed digest: of a house only that it is held can be seen. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { everyHandle, type HubKeys } from '#functions/kernel/digest.ts';
import type { Write } from '#functions/kernel/transact.store.ts';
import type { Holding } from './holds.ts';

/** What is held is found under the key of today and under those before it. */
const keysFor = (keys: HubKeys, value: string) =>
  everyHandle(keys, `case holds\n${value}`).map((handle) => ({ pk: `held#${handle}`, sk: 'held' }));

const OURS = { ExpressionAttributeNames: { '#case': 'case' }, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;

/** Part of the transaction that appends the event. */
export const holdingWrites = (TableName: string, keys: HubKeys, id: string, { take, free }: Holding): Write[] => {
  const condition = {
    TableName,
    ConditionExpression: 'attribute_not_exists(pk) OR #case = :case',
    ExpressionAttributeValues: { ':case': id },
    ...OURS,
  };
  return [
    ...take.flatMap((value) => {
      const [now, ...before] = keysFor(keys, value);
      return [
        { Put: { ...condition, Item: { ...now, v: 1, case: id } } },
        ...before.map((Key) => ({ ConditionCheck: { ...condition, Key } })),
      ];
    }),
    ...free.flatMap((value) => keysFor(keys, value).map((Key) => ({ Delete: { ...condition, Key } }))),
  ];
};

/** The case that holds it, from what stood there. */
export const holderIn = (refused: Iterable<Record<string, AttributeValue> | undefined>): string | undefined =>
  [...refused].map((item) => item?.case?.S).find((id) => id !== undefined);
