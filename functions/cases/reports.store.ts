/** Table `cases`: reports that came before their case, under a keyed digest of who will apply, sealed; each once, by firm and number. */

import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { canonical } from '#functions/kernel/canonical.ts';
import { everyHandle, type HubKeys, hmac, keysOfVersion } from '#functions/kernel/digest.ts';
import { plainItem } from '#functions/kernel/plain.ts';
import { queryItems } from '#functions/kernel/query-items.store.ts';
import { open, seal } from '#functions/kernel/sealed.ts';
import { Report } from '#schemas/report.ts';

const Stored = z.object({
  v: z.literal(1),
  pk: z.string(),
  sk: z.string(),
  key: z.int(),
  sealed: z.string(),
});

const handles = (keys: HubKeys, code: string): string[] =>
  everyHandle(keys, `reports\n${code}`).map((handle) => `report#${handle}`);

export interface ReportsStore {
  /** The report that stands there: this one, the same as it came before, or another under its number. */
  put(client: string, report: Report): Promise<Report>;
  /** Every report for whoever has this code. Consistent. */
  about(code: string): Promise<Report[]>;
}

export const reportsStore = (
  client: DynamoDBDocumentClient,
  TableName: string,
  keysOf: () => Promise<HubKeys>,
): ReportsStore => {
  const read = async (item: Record<string, unknown>): Promise<Report> => {
    const { pk, sk, key, sealed } = Stored.parse(item);
    return Report.parse(JSON.parse(open(keysOfVersion(await keysOf(), key).kept, `${pk} ${sk}`, sealed)));
  };
  return {
    put: async (code, report) => {
      const keys = await keysOf();
      const [pk = ''] = handles(keys, code);
      const sk = hmac(keys.subject, canonical(['report', report.firm.code, report.paper, report.number]));
      const Item = { pk, sk, v: 1, key: keys.version, sealed: seal(keys.kept, `${pk} ${sk}`, JSON.stringify(report)) };
      try {
        await client.send(
          new PutCommand({
            ...{ TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' },
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        );
        return report;
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException && error.Item)) throw error;
        return read(plainItem(error.Item));
      }
    },
    about: async (code) => {
      const all: Report[] = [];
      for (const pk of handles(await keysOf(), code))
        for await (const item of queryItems(client, {
          ...{ TableName, KeyConditionExpression: 'pk = :pk' },
          ExpressionAttributeValues: { ':pk': pk },
        }))
          all.push(await read(item));
      return all;
    },
  };
};
