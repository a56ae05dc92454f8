/** `npm run city -- --scenario A6`: one scenario as cases on this machine, its counters as a table, and as JSON on the last line. */
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { mistyped, typed } from '../typed.ts';
import { checkJava, checkNode } from './checks.ts';
import { startDynamoDbLocal } from './engines/dynamodb-local.ts';
import { counterTable } from './scenarios/counter-table.ts';
import { scenarios } from './scenarios/index.ts';
import { played } from './scenarios/played.ts';
import { ROOM_TABLES, type RoomTable } from './scenarios/tables.ts';
import { orEnd } from './up.ts';

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** The functions' own log lines stay off the screen. */
const offScreen = async <T>(run: () => Promise<T>): Promise<T> => {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = (() => true) as typeof write;
  try {
    return await run();
  } finally {
    process.stdout.write = write;
  }
};

const USAGE = [
  '用法 usage: npm run city -- --scenario A6',
  ...scenarios.map(({ id, name }) => `  ${id.padEnd(4)} ${name.zh} ${name.en}`),
].join('\n');

const wanted = () => {
  const { values, positionals } = typed(USAGE, {
    options: { scenario: { type: 'string' } },
    allowPositionals: true,
  });
  const [named, ...more] = [values.scenario ?? [], positionals].flat();
  const found = scenarios.find(({ id }) => id.toLowerCase() === named?.toLowerCase());
  if (found && more.length === 0) return found;
  if (found) return mistyped(USAGE, `一次一个场景 one scenario at a time, not also: ${more.join(' ')}`);
  return mistyped(USAGE, named === undefined ? undefined : `没有这个场景 no such scenario: ${named}`);
};

const scenario = await orEnd(async () => {
  checkNode();
  checkJava();
  return wanted();
});
const engine = await startDynamoDbLocal();
await engine.ready();
const raw = new DynamoDBClient({
  endpoint: `http://127.0.0.1:${engine.port}`,
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});
const tables = Object.fromEntries(ROOM_TABLES.map((name) => [name, name])) as Record<RoomTable, string>;
const make = async (TableName: string): Promise<string> => {
  await raw.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    }),
  );
  return TableName;
};
await Promise.all(Object.values(tables).map(make));
const client = DynamoDBDocumentClient.from(raw, { marshallOptions: { removeUndefinedValues: true } });
try {
  const all = await offScreen(() => played(scenario, client, { tables, further: make }));
  say(counterTable(scenario, all));
  say(JSON.stringify({ scenario: scenario.id, cases: all.map(({ counters }) => counters) }));
} finally {
  await engine.stop();
}
