/** The named results of a check, each in words, 中文 first. */
import type * as z from 'zod';
import { beijingMinute } from '#functions/kernel/beijing.ts';
import type { Check } from '#schemas/routes/certificates.ts';
import type { Files } from './files.client.ts';
import { openCompact } from './jws.ts';
import { STATE_NAMES } from './lifecycle.ts';
import { sha256Hex } from './master.ts';
import { openSeal } from './seal/proof.ts';
import { only, type Signer } from './seal/signer.ts';
import type { StoredCertificate } from './stored.ts';
import { datesHold } from './validity.ts';
import type { Presented, PresentedPage } from './verify-presented.ts';

type Result = z.infer<typeof Check>;
const result = (name: Result['name'], ok: boolean, good: string, bad: string): Result => ({
  name,
  ok,
  says: ok ? good : bad,
});

const UNKNOWN_CERTIFICATE: Result = {
  name: 'digest',
  ok: false,
  says: '证照库中没有此证照 The library has no such certificate',
};

const signatureOf = (signed: boolean): Result =>
  result(
    'signature',
    signed,
    '签名有效 The signature is right',
    '签名无效或密钥不符 The signature or its key is wrong',
  );

const digestOf = (same: boolean): Result =>
  result(
    'digest',
    same,
    '数据与证照库一致 The data are those of the library',
    '不是证照库所签的数据 Not the data that the library signed',
  );

const stateOf = ({ state, text }: StoredCertificate): Result => {
  const words = `证照状态：${STATE_NAMES[state]}（${state}）${text ? `，${text}` : ''} State ${state}`;
  return result('state', state === '01', words, words);
};

const datesOf = (stored: StoredCertificate, now: number): Result => {
  const span = `${stored.validFrom} — ${stored.validUntil ?? '长期 open'}`;
  return result('dates', datesHold(stored, now), `在有效期内 Within ${span}`, `不在有效期内 Not within ${span}`);
};

/** A newer version lapses the one before (extension, change), so the state tells it in this cut. */
const versionOf = ({ version, state }: StoredCertificate): Result =>
  result(
    'version',
    state !== '05',
    `第 ${version} 版，现行 Version ${version}, current`,
    '已被新版替代或失效 Superseded',
  );

const fileOf = ({ known, identifier }: PresentedPage, stored: StoredCertificate, now: number): Result => {
  if (!known || known.identifier !== stored.identifier) {
    const which = identifier ? '文件与证照库不一致，已被改动或不是本证照' : '证照库中没有此文件';
    return result('file', false, '', `${which} Not a file of the library: altered, or another`);
  }
  if (known.kind === 'page') return result('file', true, '版式文件与证照库一致 The page is that of the library', '');
  const use = `加注件 ${known.copy}，为办件 ${known.case}（${known.matter}）制作 Copy made for case ${known.case}`;
  const until = beijingMinute(known.expiresAt);
  const live = now < known.expiresAt;
  return result('file', live, `${use}，有效至 until ${until}`, `${use}，已于 ${until} 失效 expired`);
};

/** Everything that can be checked about what was presented. `stored` is absent when the library knows no such certificate. */
export const checksOf = async (
  presented: Presented,
  stored: StoredCertificate | undefined,
  files: Files,
  signer: Signer,
  now: number,
): Promise<Result[]> => {
  const { data, page, identifier } = presented;
  const signature = data ? [signatureOf(data.signed)] : [];
  if (!stored) return [...signature, UNKNOWN_CERTIFICATE];
  const held = data ? undefined : await openHeld(stored, files, signer);
  // Without our signature it is a guess, and whether a guess about a person is right is not said to who merely knows the identifier.
  const same = data
    ? data.signed && data.digest === stored.files.json && data.identifier === identifier
    : held === stored.files.json;
  return [
    ...(data ? signature : [signatureOf(held !== undefined)]),
    digestOf(same),
    stateOf(stored),
    datesOf(stored, now),
    versionOf(stored),
    ...(page ? [fileOf(page, stored, now)] : []),
  ];
};

/** The library's own master and its proof, checked as a stranger's would be; digest of the master. */
const openHeld = async (stored: StoredCertificate, files: Files, signer: Signer): Promise<string | undefined> => {
  const { type, identifier } = stored;
  const { json, jws, seal } = stored.files;
  if (jws !== undefined) {
    const signed = await files.get(type, identifier, 'jws', jws);
    const payload = await openCompact(signer, new TextDecoder().decode(signed));
    return payload === undefined ? undefined : sha256Hex(payload);
  }
  if (seal === undefined) return undefined;
  const [master, proof] = await Promise.all([
    files.get(type, identifier, 'json', json),
    files.get(type, identifier, 'seal', seal),
  ]);
  return openSeal(proof, master, only(signer)) ? sha256Hex(master) : undefined;
};
