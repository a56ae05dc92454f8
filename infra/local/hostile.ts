/**
 * The bar of hostile departments, printed as a matrix: `npm run hostile`. Each behaviour is played by a real stand-in over real sockets or
 * a real folder against the hub's own function in a process whose memory is watched. Exit code 1 unless all are contained.
 *   --json        one JSON object instead of the table
 *   --only=REST   protocols whose names contain it
 */
import { typed } from '../typed.ts';
import { startDynamoDbLocal } from './engines/dynamodb-local.ts';
import { openGround } from './hostile/ground.ts';
import { line, summary } from './hostile/matrix.ts';
import { play, type Result } from './hostile/play.ts';
import { protocols } from './hostile/protocols/index.ts';
import { teardown } from './teardown.ts';

const DEADLINE_MS = 1_000;

const USAGE = `Usage: npm run hostile -- [--json] [--only=<part of a name>]; names are ${protocols.map(({ protocol: { name } }) => name).join(', ')}`;
const { values } = typed(USAGE, { options: { json: { type: 'boolean' }, only: { type: 'string', default: '' } } });
const chosen = protocols.filter(({ protocol: { name } }) => name.toLowerCase().includes(values.only.toLowerCase()));
const tell = (result: Result): void => void (values.json || console.log(line(result)));

const down = teardown();
try {
  const database = await down.after(startDynamoDbLocal(), (it) => it.stop());
  await database.ready();
  const questions = chosen.map(({ protocol: { question } }) => question);
  const ground = await down.after(openGround(`http://127.0.0.1:${database.port}`, questions), (it) => it.stop());
  const results: Result[] = [];
  for (const one of chosen) results.push(...(await play(one, ground, DEADLINE_MS, tell)));
  const said = summary(results, DEADLINE_MS);
  console.log(values.json ? JSON.stringify({ ...said, results }) : said.text);
  process.exitCode = said.contained === said.behaviours && results.length > 0 ? 0 : 1;
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
} finally {
  await down.run();
}
