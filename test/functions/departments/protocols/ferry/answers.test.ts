import { randomUUID } from 'node:crypto';
import { sm2 } from 'sm-crypto-v2';
import { expect, test } from 'vitest';
import { HU_YAN, XU_JI } from '#city/cast.ts';
import { answerRows } from '#functions/departments/protocols/ferry/answers.ts';
import { unpack } from '#functions/departments/protocols/ferry/parcel.ts';
import { sheets } from '#functions/departments/public-security/sheets.ts';
import { ProblemError } from '#functions/kernel/problem.ts';
import type { ManifestOf, Parcel } from '#schemas/ferry.ts';
import { goodAnswer, storedParcel } from './good.ts';
import { mutations } from './mutations.ts';
import { departmentKeys, drafted } from './other-side.ts';

const verify = (text: string, signature: string): boolean => {
  try {
    return sm2.doVerifySignature(text, signature, departmentKeys.publicKey, { hash: true, der: true });
  } catch {
    return false;
  }
};
const parcel = storedParcel(Array.from({ length: 10 }, () => randomUUID()));
const read = async (announced: Parcel) => {
  const { manifest, files } = await unpack(announced, verify, 'public-security');
  if (manifest.kind !== 'answers') return manifest.kind;
  return answerRows(parcel, { manifest: manifest as ManifestOf<'answers'>, files }, sheets);
};

test('a good answer is read, row for row', async () => {
  const rows = await read(drafted(goodAnswer(parcel)));
  if (typeof rows === 'string') throw new Error(rows);
  expect(rows.map(({ id }) => id)).toEqual(parcel.questions[0]?.ids);
  const facts = { living: true, validFrom: '2019-03-16', validUntil: null };
  expect(rows[6]?.say({ holder: HU_YAN })).toMatchObject({ raw: { holder: HU_YAN, name: '胡䶮', ...facts } });
  expect(rows[8]?.say({ holder: XU_JI })).toMatchObject({ raw: { holder: XU_JI, name: '徐𠮷', ...facts } });
  expect(rows[8]?.say({ holder: HU_YAN })).toEqual({ failed: 'department-wrong-subject' });
  expect(rows[9]?.say({ holder: HU_YAN })).toEqual({ raw: null });
});

/** What only the parcels of the hub can tell: bring.test.ts. */
const FITS_BUT_UNKNOWN = 'another parcel';

test('every kind of mutation is refused by a rule, and the rules stay the same', async () => {
  const rules: Record<string, string> = {};
  for (const { kind, parcel: changed } of mutations(() => goodAnswer(parcel), 1)) {
    const done = await read(changed).catch((error: unknown) => error);
    const refused = done instanceof ProblemError && done.code === 'unprocessable';
    rules[kind] = refused ? (done.extra.errors?.[0]?.rule ?? '') : 'taken';
  }
  expect(Object.keys(rules).filter((kind) => rules[kind] === 'taken')).toEqual([FITS_BUT_UNKNOWN]);
  expect(rules).toMatchSnapshot();
});
