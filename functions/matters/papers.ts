/** What became of each material once the matters of a bundle are one: computed from sources, from what was asked before, and from the template. */
import type { BundleTemplate, MaterialRef } from '#schemas/bundle.ts';
import type { Fate, Material } from '#schemas/material.ts';
import type { Matter } from '#schemas/matter.ts';
import type { MatterMaterial, Source } from '#schemas/matter-material.ts';
import type { Answers } from '#schemas/situation.ts';
import { fulfils, switchedOn } from './situation.ts';

export type Pinned = (matter: string, version: number) => Matter | undefined;

export interface Row {
  readonly no: number;
  readonly matter: string;
  readonly material: MatterMaterial;
}

/** The matters that the answers leave on, in the template's order. Throws when the template pins a version that is not there. */
export const mattersOf = (template: BundleTemplate, pinned: Pinned, answers: Answers = template.typical): Matter[] =>
  switchedOn(template.matters, answers).map(({ matter, version }) => {
    const found = pinned(matter, version);
    if (!found) throw new Error(`template ${template.id}@${template.version} pins ${matter}@${version}: unknown`);
    return found;
  });

/** Every material that the matters ask for by themselves, numbered. */
const rowsOf = (matters: readonly Matter[], answers: Answers): Row[] =>
  matters
    .flatMap(({ id, materials }) => switchedOn(materials, answers).map((material) => ({ matter: id, material })))
    .map((row, at) => ({ no: at + 1, ...row }));

/** What the fates depend on. */
interface Judge {
  readonly template: Pick<BundleTemplate, 'merges' | 'optional'>;
  readonly rows: readonly Row[];
  readonly answers: Answers;
  /** Where a paper can come both ways: from the library, unless said. */
  readonly prefer: 'certificate' | 'exchange';
}

const same = (ref: MaterialRef, { matter, material }: Row): boolean =>
  ref.matter === matter && ref.material === material.id;

/** Numbers of earlier rows in which these papers lie already; undefined when one of them lies nowhere. */
const earlier = (papers: readonly string[], { no }: Row, rows: readonly Row[]): number[] | undefined => {
  const places = papers.map((paper) => rows.find((row) => row.no < no && row.material.papers.includes(paper))?.no);
  return places.includes(undefined) ? undefined : [...new Set(places as number[])].toSorted((a, b) => a - b);
};

const decided = (row: Row, { template, rows, answers }: Judge): Fate | undefined => {
  const optional = template.optional.find((one) => same(one, row));
  if (optional && !fulfils(optional.when, answers)) return { kind: 'situation' };
  const merge = template.merges.find((one) => same(one, row));
  if (!merge) return undefined;
  const { into } = merge;
  if (into === 'form') return { kind: 'merged', into };
  const layered = rows.find((one) => same(into, one));
  return layered ? { kind: 'merged', into: layered.no } : undefined;
};

type From<C extends Source['channel']> = Extract<Source, { channel: C }>;
const source = <C extends Source['channel']>({ material }: Row, channel: C): From<C> | undefined =>
  material.sources.find((one): one is From<C> => one.channel === channel);

const fromLibrary = (row: Row, { rows }: Judge): Fate | undefined => {
  const found = source(row, 'certificate');
  if (!found) return undefined;
  const left = row.material.papers.filter((paper) => !(found.covers ?? row.material.papers).includes(paper));
  const others = earlier(left, row, rows);
  if (!others) return undefined;
  const { type, issuer } = found;
  return { kind: 'library', type, issuer, ...(others.length > 0 ? { with: others } : {}) };
};
const fromDepartment = (row: Row): Fate | undefined => {
  const found = source(row, 'exchange');
  return found && { kind: 'department', resource: found.resource };
};

/** The first that holds: its own result, told of, the library, handed in already, a department, the applicant. */
const fateOf = (row: Row, judge: Judge): Fate => {
  const made = decided(row, judge);
  if (made) return made;
  const internal = source(row, 'internal');
  if (internal) return { kind: 'internal', ...(internal.resource ? { resource: internal.resource } : {}) };
  const event = source(row, 'event');
  if (event) return { kind: 'event', resource: event.resource };
  const library = fromLibrary(row, judge);
  if (library && !(judge.prefer === 'exchange' && source(row, 'exchange'))) return library;
  const before = earlier(row.material.papers, row, judge.rows);
  if (before) return { kind: 'duplicate', of: before };
  const { weight, tolerableDays } = row.material;
  return fromDepartment(row) ?? { kind: 'kept', weight, ...(tolerableDays === undefined ? {} : { tolerableDays }) };
};

export interface Situation {
  readonly answers?: Answers;
  readonly prefer?: Judge['prefer'];
}

const listed = (judge: Judge): Material[] =>
  judge.rows.map((row) => ({
    no: row.no,
    matter: row.matter,
    material: row.material.id,
    name: row.material.name,
    ...(row.material.party === undefined ? {} : { party: row.material.party }),
    fate: fateOf(row, judge),
  }));

/** 材料清单 of the bundle: every material with its fate, in the situation that the answers describe; the typical one unless said. */
export const papersOf = (
  template: BundleTemplate,
  pinned: Pinned,
  { answers = template.typical, prefer = 'certificate' }: Situation = {},
): Material[] => {
  const rows = rowsOf(mattersOf(template, pinned, answers), answers);
  return listed({ template, rows, answers, prefer });
};

/** The same for a matter by itself. */
export const papersOfMatter = (
  matter: Matter,
  answers: Answers = {},
  prefer: Judge['prefer'] = 'certificate',
): Material[] => listed({ template: { merges: [], optional: [] }, rows: rowsOf([matter], answers), answers, prefer });
