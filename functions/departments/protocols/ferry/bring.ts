/** The way in: a parcel that the courier brings is verified whole, and only then does any of it count. */
import { createHash } from 'node:crypto';
import type { Manifest, ManifestOf, Parcel } from '#schemas/ferry.ts';
import { inTurns } from '../in-turns.ts';
import { answerRows } from './answers.ts';
import { takeDelta } from './deltas.ts';
import type { FerryDeps } from './deps.ts';
import { type Opened, unpack } from './parcel.ts';
import type { StoredParcel } from './parcels.store.ts';
import { refused } from './refused.ts';

type Of<K extends Manifest['kind']> = Opened & { readonly manifest: ManifestOf<K> };

/** The parcel of questions that this answers, still unanswered or answered by these very bytes. */
const answered = async (opened: Of<'answers'>, digest: string, deps: FerryDeps): Promise<StoredParcel> => {
  const parcel = await deps.parcels.get(opened.manifest.answers.parcel);
  if (!parcel || parcel.department !== deps.department) throw refused('parcel-unknown');
  if (parcel.answer !== undefined && parcel.answer !== digest) throw refused('parcel-answered');
  if (parcel.closed && parcel.answer === undefined) throw refused('parcel-expired');
  return parcel;
};

const takeAnswers = async (opened: Of<'answers'>, digest: string, now: number, deps: FerryDeps): Promise<void> => {
  const parcel = await answered(opened, digest, deps);
  const rows = answerRows(parcel, opened, deps.ferried);
  // Bound before the first row is kept: two answers to one parcel are never mixed, whoever dies in between.
  if ((await deps.parcels.claim(parcel, digest)) === 'other') throw refused('parcel-answered');
  if (parcel.closed) return;
  await inTurns(rows, ({ id, say }) => deps.questions.answer(id, now, say));
  await deps.parcels.close(parcel);
};

export interface Brought {
  readonly parcel: string;
  readonly kind: 'answers' | 'void-cards';
  readonly rows: number;
}

/** Safe to repeat: the same bytes get the same answer. Throws unprocessable by the name of a rule, and has kept nothing then. */
export const bring = async (parcel: Parcel, now: number, deps: FerryDeps): Promise<Brought> => {
  const [{ verify }, keys] = await Promise.all([deps.link(), deps.keys()]);
  const { manifest, files } = await unpack(parcel, verify, deps.department);
  const rows = manifest.files.reduce((sum, file) => sum + file.rows, 0);
  if (manifest.kind === 'questions') throw refused('manifest-kind');
  if (manifest.kind === 'void-cards')
    await takeDelta(deps.department, { manifest, files }, now, { cards: deps.cards, keys });
  else await takeAnswers({ manifest, files }, digestOf(parcel), now, deps);
  return { parcel: manifest.parcel, kind: manifest.kind, rows };
};

/** The manifest holds the archive's digest, so it stands for both. */
const digestOf = ({ manifest }: Parcel): string => createHash('sha256').update(manifest).digest('base64url');
