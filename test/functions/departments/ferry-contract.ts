/** What a ferried department owes the exchange, carried by hand through its folder: the hub's own packing and reading, the stand-in's answers, no tables. */
import { randomUUID } from 'node:crypto';
import * as disk from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resources } from '#city/resources/index.ts';
import { folder } from '#client/ferry/folder.ts';
import { answerRows } from '#functions/departments/protocols/ferry/answers.ts';
import type { FerriedOf } from '#functions/departments/protocols/ferry/ferried.ts';
import { handedOut, makeParcel } from '#functions/departments/protocols/ferry/hand-out.ts';
import { type Line, lineOf } from '#functions/departments/protocols/ferry/lines.ts';
import { readLink } from '#functions/departments/protocols/ferry/link.ts';
import { unpack } from '#functions/departments/protocols/ferry/parcel.ts';
import { checkAnswer, subjectOf } from '#functions/exchange/answer.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { ProblemError } from '#functions/kernel/problem.ts';
import type { FerryStandIn } from '#infra/local/departments/ferry/ferry.ts';
import type { AskedOf } from '#schemas/asked.ts';
import type { ManifestOf } from '#schemas/ferry.ts';
import type { Resource } from '#schemas/resource.ts';

export interface FerryContract {
  readonly department: string;
  readonly start: (folder: string) => Promise<FerryStandIn>;
  readonly asked: AskedOf;
  readonly sheets: FerriedOf;
  /** For each resource that is answered later a question that is answered, and the same about somebody of whom nothing is known. */
  readonly questions: Readonly<Record<string, { readonly known: unknown; readonly unknown?: unknown }>>;
  readonly modes: readonly string[];
}

const keys = hubKeys(JSON.stringify({ version: 1, master: 'm'.repeat(40) }));
const PATIENCE_MS = 30_000;
/** Under these an answer comes all the same. */
const HARMLESS = ['none', 'slow'];

export const keepsFerryContract = ({ department, start, asked, sheets, questions, modes }: FerryContract): void => {
  let [standIn, root]: [FerryStandIn, string] = [undefined as never, ''];
  beforeAll(async () => {
    root = await disk.mkdtemp(join(tmpdir(), 'onetrip-ferry-'));
    standIn = await start(root);
    await folder(root, disk).open();
  });
  afterAll(async () => {
    await standIn.stop();
    await disk.rm(root, { recursive: true, force: true });
  });

  /** What came, brought to the hub as the courier does; undefined: nothing did. */
  const fetched = async (patienceMs: number) => {
    const courier = folder(root, disk);
    for (const until = performance.now() + patienceMs; performance.now() < until; await sleep(20)) {
      const [one] = await courier.announced();
      if (!one?.archive) continue;
      const [manifest, archive] = [await courier.read(one.name, 'manifest'), await courier.read(one.name, 'zip')];
      await courier.move(one.name, 'done');
      return { manifest: manifest.toString('latin1'), archive: archive.toString('base64') };
    }
    return undefined;
  };

  /** One parcel there and back: resource to what the exchange would answer, or the problem by which it would refuse. */
  const carried = async (
    of: readonly (readonly [string, unknown])[],
    patienceMs = PATIENCE_MS,
  ): Promise<ReadonlyMap<string, unknown>> => {
    const link = readLink(JSON.stringify(standIn.secret));
    const now = Date.now();
    const lines = of.map(([resource, question]) =>
      lineOf({ id: randomUUID(), department, resource, question, askedAt: now, keptUntil: now + 60_000 }, sheets),
    );
    expect(lines).not.toContain(undefined);
    const parcel = await makeParcel(department, lines as Line[], now, { keys, link });
    const out = handedOut(parcel, keys);
    await folder(root, disk).putOut(parcel.id, out?.manifest ?? '', Buffer.from(out?.archive ?? '', 'base64'));
    const back = await fetched(patienceMs);
    if (!back) throw new Error('nothing came');
    const { manifest, files } = await unpack(back, link.verify, department);
    const rows = answerRows(parcel, { manifest: manifest as ManifestOf<'answers'>, files }, sheets);
    return new Map(
      lines.map((line) => {
        const { id, resource, question } = (line as Line).of;
        const said = rows.find((row) => row.id === id)?.say(question) ?? { failed: 'department-answer-invalid' };
        if ('failed' in said) throw new ProblemError(said.failed);
        const declared = resources.find((one) => one.id === `${department}/${resource}`) as Resource;
        const shape = asked[resource]?.answer as NonNullable<(typeof asked)[string]>['answer'];
        return [resource, checkAnswer(declared, shape, said.raw, subjectOf(declared, question))];
      }),
    );
  };

  const known = Object.entries(questions).map(([name, of]) => [name, of.known] as const);
  const unknown = Object.entries(questions).flatMap(([name, of]) =>
    of.unknown === undefined ? [] : [[name, of.unknown] as const],
  );

  describe(`${department} keeps its contract`, () => {
    test('what is declared to be answered later is what has a sheet, and a question here', () => {
      const later = Object.entries(asked).filter(([, { kind }]) => kind === 'later');
      expect(Object.keys(sheets).sort()).toEqual(later.map(([name]) => name).sort());
      expect(Object.keys(questions).sort()).toEqual(Object.keys(sheets).sort());
    });

    test('each resource is answered as its schema says, about its subject', async () => {
      for (const [name, answer] of await carried(known)) expect([name, answer]).not.toEqual([name, null]);
      for (const [name, answer] of await carried(unknown)) expect([name, answer]).toEqual([name, null]);
    });

    test.each(modes)('%s: an answer, or a refusal in our own words', async (mode) => {
      // What is replayed came before.
      if (mode === 'replay') await carried(known);
      await standIn.hostile(mode as never);
      try {
        if (mode === 'hang') await expect(carried(known, 500)).rejects.toThrow('nothing came');
        else if (HARMLESS.includes(mode)) expect((await carried(known)).size).toBe(known.length);
        else await expect(carried(known)).rejects.toBeInstanceOf(ProblemError);
      } finally {
        await standIn.hostile('none');
      }
      expect((await carried(known)).size).toBe(known.length);
    });

    test('a department that was killed answers what waits in its folder when it is back', async () => {
      await standIn.kill();
      const answers = carried(known);
      await sleep(200);
      await standIn.restart();
      expect((await answers).size).toBe(known.length);
    });
  });
};
