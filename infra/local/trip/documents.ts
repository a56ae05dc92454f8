/** Which papers nobody had to bring, and which are still asked for: computed from what was answered, never typed. */
import { certificateTypes } from '#city/certificate-types/index.ts';
import { resources } from '#city/resources/index.ts';
import type { Bilingual } from '#schemas/department.ts';
import type { Material } from '#schemas/material.ts';
import { LIBRARY, providerOf, shortName } from './names.ts';

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

type Verdict = { readonly by: Bilingual } | { readonly why: Bilingual };

const NOT_YET: Bilingual = { zh: '本次尚未取得', en: 'not answered in this trip yet' };
const KEPT: Bilingual = { zh: '须提交，只交一次', en: 'handed in, once' };
const notConnected = ({ zh, en }: Bilingual): Bilingual => ({
  zh: `${zh}尚未接入，暂须提交`,
  en: `${en} is not connected yet`,
});
const from = (who: Bilingual, what: Bilingual): Bilingual => ({
  zh: `${who.zh}：${what.zh}`,
  en: `${who.en}: ${what.en}`,
});
const numbers = (of: readonly number[]): string => of.join(', ');

/** `answers`: what was found in this trip. `connected`: what can be asked at all. */
export const documents = (
  materials: readonly Material[],
  answers: readonly Answer[],
  connected: Connected = { resources, certificateTypes },
): Documents => {
  const answered = (resource: string, matter: string): boolean =>
    answers.some((one) => one.resource === resource && one.matter === matter);
  const asked = (known: { name: Bilingual } | undefined, who: Bilingual, resource: string, matter: string): Verdict => {
    if (!known) return { why: notConnected(who) };
    return answered(resource, matter) ? { by: from(who, known.name) } : { why: NOT_YET };
  };
  /** Is there no need to bring it again: dropped, or handed in once already? */
  const settled = (no: number): boolean => {
    const one = materials.find((material) => material.no === no);
    return one !== undefined && (one.fate.kind === 'kept' || 'by' in verdict(one));
  };
  const verdict = ({ fate, matter }: Material): Verdict => {
    switch (fate.kind) {
      case 'kept':
        return { why: KEPT };
      case 'situation':
        return { by: { zh: '按所选情形不需要', en: 'not needed in this situation' } };
      case 'internal':
      case 'event':
      case 'department': {
        if (fate.resource === undefined)
          return { by: { zh: '审批机关自有信息', en: 'known to the deciding body itself' } };
        const known = connected.resources.find(({ id }) => id === fate.resource);
        return asked(known, providerOf(fate.resource), fate.resource, matter);
      }
      case 'library': {
        const known = connected.certificateTypes.find(({ id }) => id === fate.type);
        const who = known ? LIBRARY : shortName(fate.issuer);
        const pulled = asked(known, who, `certificates/${fate.type}`, matter);
        return 'by' in pulled && !(fate.with ?? []).every(settled) ? { why: NOT_YET } : pulled;
      }
      case 'duplicate':
        return fate.of.every(settled)
          ? { by: { zh: `与材料 ${numbers(fate.of)} 重复`, en: `same as no. ${numbers(fate.of)}` } }
          : { why: NOT_YET };
      case 'merged':
        return fate.into === 'form'
          ? { by: { zh: '并入一张申请表', en: 'part of the one form' } }
          : { by: { zh: `并入材料 ${fate.into}`, en: `a layer of no. ${fate.into}` } };
    }
  };
  const judged = materials.map((material) => ({ no: material.no, ...material.name, verdict: verdict(material) }));
  return {
    notAskedFor: judged.flatMap(({ verdict: v, ...paper }) => ('by' in v ? [{ ...paper, replacedBy: v.by }] : [])),
    stillAsked: judged.flatMap(({ verdict: v, ...paper }) => ('why' in v ? [{ ...paper, why: v.why }] : [])),
    forms: { before: new Set(materials.map(({ matter }) => matter)).size, after: 1 },
  };
};
