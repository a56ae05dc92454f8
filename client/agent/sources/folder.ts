/** Files: one JSON record for each subject, found by his code; or a question put into a folder, and its answer picked up from another. */
import { lstat, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { jsonRecord } from '#functions/departments/protocols/json-record.ts';
import { parseStrictJson } from '#functions/departments/protocols/strict-json.ts';
import { TransientFailure } from '#functions/exchange/adapter.ts';
import { ProblemError, problem } from '#functions/kernel/problem.ts';
import { AnswerMap, answerFrom, QuestionMap, valueAt } from '../mapping.ts';
import { LATER, type Source } from '../source.ts';

export const FolderSource = z.strictObject({
  kind: z.literal('folder'),
  folder: z.string().min(1),
  /** The file is called by the value there, with .json behind it. */
  file: z.string().regex(/^(\/[A-Za-z][A-Za-z0-9]*)+$/, 'pointer'),
  answer: AnswerMap,
});

export const DropSource = z.strictObject({
  kind: z.literal('drop'),
  /** Holds out/ and in/: the department takes <question>.json from the first, and puts a file of that name into the second when it is whole. */
  folder: z.string().min(1),
  send: QuestionMap,
  answer: AnswerMap,
});

const MOST_BYTES = 1_000_000;
const NAME = /^[0-9A-Za-z][0-9A-Za-z-]{0,63}$/;

const codeOf = (error: unknown): string => String((error as { code?: unknown }).code ?? '');

/** The record in a file; undefined when there is none. A link or a device is nobody's record. */
const recordIn = async (path: string): Promise<unknown | undefined> => {
  try {
    const found = await lstat(path);
    if (!found.isFile()) throw problem('department-answer-invalid', { cause: 'folder:no-file' });
    if (found.size > MOST_BYTES) throw problem('department-answer-too-large', { cause: 'folder:bytes' });
    const bytes = await readFile(path);
    try {
      return parseStrictJson(bytes);
    } catch {
      throw problem('department-answer-invalid', { cause: 'folder:json' });
    }
  } catch (error) {
    // A problem is the record's own, and has a code too; the folder is there and others are read.
    if (error instanceof ProblemError) throw error;
    if (codeOf(error) === 'ENOENT') return undefined;
    throw codeOf(error) ? new TransientFailure(`folder:${codeOf(error)}`) : error;
  }
};

/** A folder that has gone would look like a city of which nothing is known. */
const there = async (folder: string): Promise<void> => {
  const handle = await open(folder).catch((error: unknown) => {
    throw new TransientFailure(`folder:${codeOf(error)}`);
  });
  await handle.close();
};

const read = (map: AnswerMap, record: unknown, question: unknown): unknown =>
  record === null ? null : answerFrom(map, jsonRecord(record).cell, question);

export const folderSource = ({ folder, file, answer }: z.infer<typeof FolderSource>): Source => ({
  ask: async (question) => {
    await there(folder);
    const name = valueAt(file, question) ?? '';
    // Anything else could lead out of the folder.
    if (!NAME.test(name)) throw problem('department-error', { cause: 'folder:name' });
    return read(answer, (await recordIn(join(folder, `${name}.json`))) ?? null, question);
  },
  close: async () => undefined,
});

/** Nothing is known: the file that is picked up holds null. */
export const dropSource = ({ folder, send, answer }: z.infer<typeof DropSource>): Source => {
  const [out, into] = [join(folder, 'out'), join(folder, 'in')];
  /** Where it was put, that it was put, and where the answer is picked up. */
  const placesOf = (id: string) => ({
    asked: join(out, `${id}.json`),
    mark: join(into, `.${id}.asked`),
    picked: join(into, `${id}.json`),
  });
  return {
    ask: async (question, id) => {
      await Promise.all([out, into].map((place) => mkdir(place, { recursive: true })));
      const { asked, mark, picked } = placesOf(id);
      const found = await recordIn(picked);
      if (found !== undefined) return read(answer, found, question);
      // Once taken away it is not put there again.
      if ((await recordIn(mark)) === undefined) {
        const body = Object.fromEntries(Object.entries(send).map(([name, from]) => [name, valueAt(from, question)]));
        await writeFile(`${asked}.part`, JSON.stringify({ question: id, ...body }), { flush: true, mode: 0o660 });
        await rename(`${asked}.part`, asked);
        await writeFile(mark, 'null', { flush: true, mode: 0o600 });
      }
      return LATER;
    },
    settled: async (id) => {
      for (const path of Object.values(placesOf(id))) await rm(path, { force: true });
    },
    close: async () => undefined,
  };
};
