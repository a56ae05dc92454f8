/** What goes into the package of a case: all that was said, handed in, decided and handed out. */
import type { Fonts } from '#functions/certificates/fonts.ts';
import { canonical } from '#functions/kernel/canonical.ts';
import type { CaseEvent } from '#schemas/case-act.ts';
import type { UploadedFile } from '../papers/files.store.ts';
import { filesOfEvent } from '../papers/named-files.ts';
import { happenings, slipOf } from '../slips/slip-of.ts';
import { slipPage } from '../slips/slip-page.ts';
import { bodiesOf, wordsOf } from '../slips/words.ts';
import type { Case, Task } from '../state.ts';
import { nameOf } from '../template.ts';
import type { BagFiles } from './bag.ts';
import { type Copied, whyWithout } from './copies.ts';
import { type TimelineTelling, timelineOf } from './timeline.ts';
import { drawTimeline } from './timeline-page.ts';

const json = (value: unknown): Buffer => Buffer.from(`${canonical(JSON.parse(JSON.stringify(value)))}\n`);
const numbered = (n: number): string => String(n).padStart(6, '0');

const decisionOf = ({ matter, version, department, state, opinions, decision, result, officer }: Task) =>
  json({ matter, version, department, state, opinions, decision, result, officer });

/** What was uploaded and named by an act. What no act ever named is no part of the case. */
export const handedIn = (events: readonly CaseEvent[], files: readonly UploadedFile[]): UploadedFile[] => {
  const digests = new Set(events.flatMap(filesOfEvent).map(({ digest }) => digest));
  return files.filter(({ digest }) => digests.has(digest));
};

const FILE_NAMES: Readonly<Partial<Record<Copied['files'][number]['kind'], string>>> = {
  ...{ json: 'master.json', seal: 'seal.json', jws: 'master.jws', pdf: 'page.pdf', ofd: 'page.ofd' },
};

const missing = (without: Copied['without']) => (without ? { without, why: whyWithout(without) } : {});

/** 证照副本, and library.json, which names each certificate and, where a file of it is not here, why. */
const libraryOf = (copies: readonly Copied[]): [string, Uint8Array][] => {
  const named = copies.map(({ files, without, ...copy }, i) => ({
    ...{ ...copy, ...missing(without) },
    files: files.map(({ bytes, kind, sha256, without: gone }) => ({
      ...{ path: `certificates/${numbered(i + 1)}/${FILE_NAMES[kind] ?? kind}`, sha256, bytes, gone },
    })),
  }));
  const index = named.map(({ files, ...copy }) => ({
    ...copy,
    files: files.map(({ path, sha256, gone }) => ({ sha256, ...(gone ? missing(gone) : { path }) })),
  }));
  const all = named.flatMap(({ files }) => files);
  return [
    ['library.json', json(index)],
    ...all.flatMap(({ path, bytes }): [string, Uint8Array][] => (bytes ? [[path, bytes]] : [])),
  ];
};

export interface Parts {
  readonly found: Case;
  readonly events: readonly CaseEvent[];
  /** Bytes by digest of what was handed in. */
  readonly files: readonly { readonly file: UploadedFile; readonly bytes: Uint8Array }[];
  readonly copies: readonly Copied[];
  readonly telling: TimelineTelling;
  /** With which the timeline is drawn. */
  readonly fonts: Fonts;
}

/** Path to bytes, nothing closed yet. Names hold no word of anybody. */
export const contentOf = async ({ found, events, files, copies, telling, fonts }: Parts): Promise<BagFiles> => {
  const { parties, form, answers, subject, pins, channel, place, inspection } = found;
  const content = new Map<string, Uint8Array>([
    ['form.json', json({ subject, pins, channel, place, parties, form, answers })],
    ['materials.json', json({ handedIn: found.handedIn, waived: found.waived, promises: found.promises })],
    ['notices.json', json(found.notices)],
    // 共享取得的数据: what was taken for evidence instead of a paper, as it was released.
    ['answers.json', json(found.facts)],
    [
      'inspections.json',
      json({ joint: [...found.inspected, ...(inspection ? [inspection] : [])], alone: found.sheets }),
    ],
    ['consultations.json', json(found.consultations)],
    ['commitments.json', json(found.commitments)],
    ['certificates.json', json(found.tasks.flatMap(({ matter, result }) => (result ? [{ matter, ...result }] : [])))],
    ['timeline.json', json(events)],
    [
      'timeline.pdf',
      await drawTimeline(fonts, {
        case: found.id,
        name: nameOf(telling.matters, found),
        endedAt: events.at(-1)?.at ?? found.openedAt,
        lines: timelineOf(events, telling),
      }),
    ],
  ]);
  for (const task of found.tasks) content.set(`decisions/${task.matter}.json`, decisionOf(task));
  const index = files.map(({ file }, i) => ({
    digest: file.digest,
    at: file.at,
    path: `files/${numbered(i + 1)}.${file.kind}`,
  }));
  content.set('files.json', json(index));
  for (const [i, { bytes }] of files.entries()) content.set(index[i]?.path ?? '', bytes);
  for (const [path, bytes] of libraryOf(copies)) content.set(path, bytes);
  for (const happening of happenings(events)) {
    const slip = slipOf(happening);
    if (!slip) continue;
    const page = slipPage(slip, wordsOf(slip, happening, telling), bodiesOf(happening, telling));
    content.set(`slips/${numbered(slip.n)}-${slip.kind}.html`, Buffer.from(page));
  }
  return content;
};
