/** 材料 of a case: what must be handed in, what has come, what is promised. */
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import type { CaseMaterial } from '#schemas/case.ts';
import type { Material } from '#schemas/material.ts';
import type { Case } from './state.ts';
import { papersIn } from './template.ts';

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

/** 材料清单 for the page: kept ones, and whatever else was handed in because a source did not answer. */
export const materialsOf = (matters: IndexedMatters, found: Case): CaseMaterial[] => {
  const papers = found.pins ? papersIn(matters, found, found.pins) : [];
  return papers
    .filter((paper) => paper.fate.kind === 'kept' || found.handedIn[materialKey(paper)])
    .map((paper) => {
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
};

export const missingIn = (matters: IndexedMatters, found: Case): readonly Material[] =>
  keptIn(matters, found).filter((paper) => stateOf(found, materialKey(paper)) === 'missing');
