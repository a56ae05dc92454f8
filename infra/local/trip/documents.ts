/** Which papers nobody had to bring, and which are still asked for: computed from what was answered, never typed. */
import { certificateTypes } from '#city/certificate-types/index.ts';
import { resources } from '#city/resources/index.ts';
import { judged } from '#functions/matters/spared.ts';
import type { Bilingual } from '#schemas/department.ts';
import type { Material } from '#schemas/material.ts';
import { shortName } from './names.ts';

export interface Spared extends Bilingual {
  readonly no: number;
  readonly replacedBy: Bilingual;
}
export interface StillAsked extends Bilingual {
  readonly no: number;
  readonly why: Bilingual;
}
export interface Documents {
  readonly notAskedFor: readonly Spared[];
  readonly stillAsked: readonly StillAsked[];
  /** Application forms: one for each matter before, one for the bundle after. */
  readonly forms: { readonly before: number; readonly after: number };
}

/** A resource or certificate type (certificates/…) that was answered, or pulled, for a matter. */
export interface Answer {
  readonly resource: string;
  readonly matter: string;
}

export interface Connected {
  readonly resources: readonly { readonly id: string; readonly name: Bilingual }[];
  readonly certificateTypes: readonly { readonly id: string; readonly name: Bilingual }[];
}

/** `answers`: what was found in this trip. `connected`: what can be asked at all. */
export const documents = (
  materials: readonly Material[],
  answers: readonly Answer[],
  connected: Connected = { resources, certificateTypes },
): Documents => {
  const all = judged(materials, {
    who: shortName,
    named: (resource) =>
      [
        ...connected.resources,
        ...connected.certificateTypes.map(({ id, name }) => ({ id: `certificates/${id}`, name })),
      ].find(({ id }) => id === resource)?.name,
    answered: (resource, matter) => answers.some((one) => one.resource === resource && one.matter === matter),
  });
  return {
    notAskedFor: all.flatMap(({ paper: { no, name }, verdict }) =>
      verdict.state === 'spared' ? [{ no, ...name, replacedBy: verdict.by }] : [],
    ),
    stillAsked: all.flatMap(({ paper: { no, name }, verdict }) =>
      verdict.state === 'spared' ? [] : [{ no, ...name, why: verdict.why }],
    ),
    forms: { before: new Set(materials.map(({ matter }) => matter)).size, after: 1 },
  };
};
