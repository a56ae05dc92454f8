/** An invented person and an invented secret, planted in what departments send and in what is configured: they must turn up in nothing that is said. */
import { inspect } from 'node:util';
import fc from 'fast-check';
import { causeOf } from '#functions/kernel/log.ts';
import { renderProblem } from '#functions/kernel/problem.ts';

export const CANARY = {
  id: '330784198802039985',
  name: '欧阳䶮㛃',
  phone: '13957900412',
  secret: '5ec12e70ca0a4b9d8d3e4c1b7f60a2d95ec12e70ca0a4b9d8d3e4c1b7f60a2d9',
};
const windows = (text: string, size: number): string[] =>
  Array.from({ length: text.length - size + 1 }, (_, at) => text.slice(at, at + size));
/** As bad as the whole: JSON.parse for one quotes ten characters either side of what it could not read. */
const PIECES = [
  '䶮',
  '㛃',
  '欧阳',
  ...windows(CANARY.id.slice(6), 6),
  ...windows(CANARY.phone, 6),
  ...windows(CANARY.secret, 6),
];

/** Everything that an error can be made to say: to a caller, to a log, to a console. */
const wordsOf = (error: unknown): string =>
  [
    inspect(error, { depth: 10, showHidden: true }),
    JSON.stringify(error),
    String(error),
    causeOf(error),
    renderProblem(error, 'r').body,
  ].join('\n');

/** The pieces that are said by the error of `work`, or on the terminal meanwhile. */
export const leaks = async (work: () => unknown): Promise<string[]> => {
  const [write, heard] = [process.stdout.write, [] as string[]];
  process.stdout.write = ((chunk: string) => heard.push(String(chunk)) > 0) as typeof write;
  try {
    await work();
  } catch (error) {
    heard.push(wordsOf(error));
  } finally {
    process.stdout.write = write;
  }
  return PIECES.filter((piece) => heard.some((words) => words.includes(piece)));
};

interface Change {
  readonly at: number;
  readonly how: 'cut' | 'drop' | 'put' | 'flip' | 'double';
  readonly with: Uint8Array;
}
const change = fc.record({
  at: fc.nat({ max: 10_000 }),
  how: fc.constantFrom('cut', 'drop', 'put', 'flip', 'double'),
  with: fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 4 }),
    fc.constantFrom('"', '<', '&', '{', '\n', ',', '\\', '䶮').map((sign) => new Uint8Array(Buffer.from(sign))),
  ),
}) as fc.Arbitrary<Change>;

const changed = (bytes: Buffer, { at, how, with: put }: Change): Buffer => {
  const place = at % (bytes.length + 1);
  const [before, after] = [bytes.subarray(0, place), bytes.subarray(place)];
  if (how === 'cut') return before;
  if (how === 'drop') return Buffer.concat([before, after.subarray(put.length)]);
  if (how === 'put') return Buffer.concat([before, put, after]);
  if (how === 'flip')
    return Buffer.concat([
      before,
      Buffer.from(after.subarray(0, 1).map((byte) => byte ^ (put[0] ?? 1))),
      after.subarray(1),
    ]);
  return Buffer.concat([before, after.subarray(0, 40), after]);
};

/** The bytes after none to three changes. */
export const spoilt = (bytes: Buffer): fc.Arbitrary<Buffer> =>
  fc.array(change, { maxLength: 3 }).map((changes) => changes.reduce(changed, bytes));
