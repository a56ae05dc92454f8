/** /v1/cases/{case}/files: uploaded by who has a part in the case while it lives, shown to who has a part in it. */
import { sha256 } from '#functions/kernel/digest.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import { identify } from '#functions/snapshot/caller.ts';
import { type CaseFile, FILE_KINDS, FILE_LIMITS, type FileKind } from '#schemas/case-file.ts';
import type { casePaperRoutes } from '#schemas/routes/case-papers.ts';
import type { CasesDeps } from '../deps.ts';
import { isShut } from '../over.ts';
import { readable } from '../readable.ts';
import type { CaseFileBytes } from './files.client.ts';
import type { CaseFilesStore, UploadedFile } from './files.store.ts';
import { kindOf } from './kind-of.ts';
import { nameOf, openFile, sealFile } from './open-file.ts';

type Routes = typeof casePaperRoutes;

export interface PapersDeps extends Pick<CasesDeps, 'snapshots' | 'keys' | 'cases'> {
  readonly files: CaseFilesStore;
  readonly bytes: CaseFileBytes;
}

const refused = (rule: string) => problem('unprocessable', { errors: [{ field: '/', rule }] });

const shown = ({ name: _name, key: _key, ...file }: UploadedFile): CaseFile => file;

/** The case in which the caller has a part. */
const partIn = async (
  { snapshots, cases }: PapersDeps,
  { caller, params }: { caller: Parameters<typeof identify>[1]; params: { case: string } },
) => readable(cases, params.case, identify(await snapshots.current(), caller, 'cases'));

/** Throws unprocessable, by the rule that is broken. */
const admitted = (bytes: Uint8Array, before: readonly UploadedFile[]): FileKind => {
  if (bytes.length === 0) throw refused('not-empty');
  const kind = kindOf(bytes);
  if (!kind) throw refused('file-kind');
  if (before.length >= FILE_LIMITS.files) throw refused('too-many-files');
  if (before.reduce((sum, one) => sum + one.bytes, bytes.length) > FILE_LIMITS.allBytes)
    throw refused('too-many-bytes');
  return kind;
};

/** First the bytes, then the item that names them: what is named is there. */
export const addCaseFile =
  (deps: PapersDeps): Body<Routes['addCaseFile']> =>
  async (input) => {
    const found = await partIn(deps, input);
    const { bytes = new Uint8Array(), now } = input;
    const digest = sha256(bytes);
    const before = await deps.files.all(found.id);
    const there = before.find((one) => one.digest === digest);
    if (there) return { body: shown(there) };
    if (isShut(found)) throw problem('conflict', { detail: '办件已结束 the case is over', cause: 'case-over' });
    const kind = admitted(bytes, before);
    const keys = await deps.keys();
    const name = nameOf(keys, found.id, digest);
    await deps.bytes.put(found.id, name, sealFile(keys, found.id, name, bytes));
    const at = new Date(now).toISOString();
    const file: UploadedFile = { digest, kind, bytes: bytes.length, at, name, key: keys.version };
    await deps.files.add(found.id, file);
    return { body: shown(file) };
  };

export const listCaseFiles =
  (deps: PapersDeps): Body<Routes['listCaseFiles']> =>
  async (input) => {
    const { id } = await partIn(deps, input);
    return { body: { items: (await deps.files.all(id)).map(shown) } };
  };

/** Whatever a citizen sent, a browser must not run it as ours. */
const INERT = {
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

export const getCaseFile =
  (deps: PapersDeps): Body<Routes['getCaseFile']> =>
  async (input) => {
    const { id } = await partIn(deps, input);
    const { digest } = input.params;
    const file = (await deps.files.all(id)).find((one) => one.digest === digest);
    if (!file) throw problem('not-found');
    const bytes = await openFile(deps.bytes, await deps.keys(), id, file);
    return {
      body: bytes,
      headers: {
        ...INERT,
        'content-type': FILE_KINDS[file.kind],
        'content-disposition': `attachment; filename="${digest.slice(0, 12)}.${file.kind}"`,
      },
    };
  };
