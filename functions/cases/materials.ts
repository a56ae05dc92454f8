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

/** 例外: papers that were handed in to lift what a registry says; nobody else is asked for them. Numbered behind the list. */
export const liftingIn = (matters: IndexedMatters, found: Case, after: number) => {
  const lifting = pinnedMatters(matters, found).flatMap(({ id: matter, stops = [] }) =>
    stops.flatMap(({ unless }) =>
      unless ? { matter, material: `${matter}/${unless.material}`, name: unless.name } : [],
    ),
  );
  return [...new Map(lifting.map((one) => [one.material, one])).values()]
    .filter(({ material }) => found.handedIn[material])
    .map((one, i) => ({ ...one, no: after + i + 1 }));
};

/** By the version that the case has pinned, in a draft by the newest; what no matter declares has its key alone. */
export const nameIn = (matters: IndexedMatters, { pins }: Case, key: string): CaseMaterial['name'] => {
  const [matter = '', id] = key.split('/');
  const version = pins?.matters[matter];
  const declaring = version === undefined ? matters.versions(matter).at(-1) : matters.pinned(matter, version);
  return declaring?.materials.find((one) => one.id === id)?.name ?? { zh: key, en: key };
};

/** Whatever has come is shown: proof by another name, what a notice named, what lies in a draft. Numbered behind the rest. */
const besideIn = (matters: IndexedMatters, found: Case, shown: readonly CaseMaterial[], after: number) =>
  Object.entries(found.handedIn)
    .filter(([key]) => !shown.some(({ material }) => material === key))
    .map(([material, { at: _at, ...handedIn }], i): CaseMaterial => {
      const name = nameIn(matters, found, material);
      return { material, no: after + i + 1, name, weight: 'secondary', state: 'present', handedIn };
    });

/** 材料清单 for the page: kept ones, and whatever else was handed in. */
export const materialsOf = (matters: IndexedMatters, found: Case): CaseMaterial[] => {
  const papers = found.pins ? papersIn(matters, found, found.pins) : [];
  const lifting = liftingIn(matters, found, papers.length).flatMap(({ material, no, name }): CaseMaterial[] => {
    const { at: _at, ...handedIn } = found.handedIn[material] ?? { at: 0 };
    return 'material' in handedIn ? [{ material, no, name, weight: 'main', state: 'present', handedIn }] : [];
  });
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
  const shown = [...listed, ...lifting];
  return [...shown, ...besideIn(matters, found, shown, papers.length + lifting.length)];
};

export const missingIn = (matters: IndexedMatters, found: Case): readonly Material[] =>
  keptIn(matters, found).filter((paper) => stateOf(found, materialKey(paper)) === 'missing');
