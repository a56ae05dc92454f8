/** 材料 of a case: what must be handed in, what has come, what is promised. */
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import type { CaseMaterial } from '#schemas/case.ts';
import type { Material } from '#schemas/material.ts';
import type { Case } from './state.ts';
import { papersIn, pinnedMatters } from './template.ts';

export const materialKey = ({ matter, material, no }: Material): string => `${matter}/${material ?? `no-${no}`}`;

/** Kept materials: the only ones that anybody may be asked for. */
export const keptIn = (matters: IndexedMatters, found: Case): readonly Material[] =>
  found.pins ? papersIn(matters, found, found.pins).filter(({ fate }) => fate.kind === 'kept') : [];

const stateOf = (found: Case, key: string): CaseMaterial['state'] => {
  const promise = found.promises.find(({ material }) => material === key);
  if (promise) return promise.keptAt === undefined ? 'promised' : 'kept';
  if (found.handedIn[key]) return 'present';
  return found.waived[key] === undefined ? 'missing' : 'waived';
};

const reportFor = ({ reports }: Case, key: string): Pick<CaseMaterial, 'report'> => {
  const found = reports.find(({ material }) => material === key);
  if (!found) return {};
  const { material: _key, ...report } = found;
  return { report };
};

/** By the version that the case has pinned, in a draft by the newest; what no matter declares has its key alone. */
export const nameIn = (matters: IndexedMatters, { pins }: Case, key: string): CaseMaterial['name'] => {
  const [matter = '', id] = key.split('/');
  const version = pins?.matters[matter];
  const declaring = version === undefined ? matters.versions(matter).at(-1) : matters.pinned(matter, version);
  return declaring?.materials.find((one) => one.id === id)?.name ?? { zh: key, en: key };
};

/** 例外: the papers that lift what a registry says, by key. */
const liftingIn = (matters: IndexedMatters, found: Case): ReadonlyMap<string, CaseMaterial['name']> =>
  new Map(
    pinnedMatters(matters, found).flatMap(({ id, stops = [] }) =>
      stops.flatMap(({ unless }) => (unless ? [[`${id}/${unless.material}`, unless.name] as const] : [])),
    ),
  );

/** Whatever has come beside the list: what lifts what a registry says, proof by another name, what a notice named, what lies in a draft. Numbered behind it. */
export const besideIn = (matters: IndexedMatters, found: Case, papers: readonly Material[]) => {
  const listed = new Set(papers.map(materialKey));
  const lifting = liftingIn(matters, found);
  return Object.entries(found.handedIn)
    .filter(([key]) => !listed.has(key))
    .map(([material, { at: _at, ...handedIn }], i) => ({
      ...{ material, no: papers.length + i + 1, handedIn },
      name: lifting.get(material) ?? nameIn(matters, found, material),
      lifts: lifting.has(material),
    }));
};

/** 材料清单 for the page: kept ones, and whatever else was handed in. */
export const materialsOf = (matters: IndexedMatters, found: Case): CaseMaterial[] => {
  const papers = found.pins ? papersIn(matters, found, found.pins) : [];
  const listed = papers
    .filter((paper) => paper.fate.kind === 'kept' || found.handedIn[materialKey(paper)])
    .map((paper): CaseMaterial => {
      const key = materialKey(paper);
      const due = found.promises.find(({ material }) => material === key)?.due;
      const { at: _at, ...handedIn } = found.handedIn[key] ?? { at: 0 };
      return {
        material: key,
        no: paper.no,
        name: paper.name,
        weight: paper.fate.kind === 'kept' ? paper.fate.weight : 'secondary',
        state: stateOf(found, key),
        ...(due === undefined ? {} : { due }),
        ...('material' in handedIn ? { handedIn } : {}),
        ...reportFor(found, key),
      };
    });
  const beside = besideIn(matters, found, papers).map(
    ({ lifts, ...one }): CaseMaterial => ({ ...one, weight: lifts ? 'main' : 'secondary', state: 'present' }),
  );
  return [...listed, ...beside];
};

export const missingIn = (matters: IndexedMatters, found: Case): readonly Material[] =>
  keptIn(matters, found).filter((paper) => stateOf(found, materialKey(paper)) === 'missing');
