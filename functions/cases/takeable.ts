/** 收件: which papers a case takes at all. What it takes it shows, by its key where nothing names it. */
import { beijingDate } from '#functions/kernel/beijing.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import type { Pins } from '#schemas/case-acts/filing.ts';
import { materialKey } from './materials.ts';
import { isOpenNotice } from './settle.ts';
import type { Case } from './state.ts';
import { papersIn, pinnedMatters, pinsOn, templateOf } from './template.ts';

/** What the list, an exception from what a registry says, or a notice not yet answered names. */
const namedIn = (matters: IndexedMatters, found: Case, pins: Pins): Set<string> => {
  const declared = papersIn(matters, found, pins).filter(({ fate }) => fate.kind !== 'situation');
  const lifting = pinnedMatters(matters, { pins }).flatMap(({ id, stops = [] }) =>
    stops.flatMap(({ unless }) => (unless ? `${id}/${unless.material}` : [])),
  );
  const noticed = found.notices.filter(isOpenNotice).flatMap(({ items }) => items.map(({ item }) => item));
  return new Set([...declared.map(materialKey), ...lifting, ...noticed]);
};

/** 自行举证: where a source failed or has answered, proof of another kind may take its place, under a matter of the case. */
const mayProve = (matters: IndexedMatters, found: Case, pins: Pins, key: string): boolean => {
  const matter = key.split('/')[0] ?? '';
  const bundle = templateOf(matters, found.subject, pins)?.matter;
  const asked = [...found.facts, ...found.failures].some((one) => one.matter === matter || one.matter === bundle);
  return asked && Object.hasOwn(pins.matters, matter);
};

const pinsOf = (matters: IndexedMatters, found: Case, now: number): Pins =>
  found.pins ?? pinsOn(matters, found.subject, found.answers, beijingDate(now));

/** 免予提交: only of what the case asks for can be said that it is proven otherwise. Throws unprocessable. */
export const assertAskedFor = (matters: IndexedMatters, found: Case, material: string, now: number): void => {
  const named = namedIn(matters, found, pinsOf(matters, found, now));
  if (named.has(material)) return;
  throw problem('unprocessable', {
    detail: `本办件无此材料 no such paper in this case; its papers: ${[...named].slice(0, 60).join(', ') || 'none'}`,
    errors: [{ field: '/material', rule: 'material-unknown' }],
  });
};

/** Throws unprocessable, naming each paper that nothing in the case asks for; of a draft, by its answers of today. */
export const assertTakeable = (
  matters: IndexedMatters,
  found: Case,
  materials: readonly { readonly material: string }[],
  now: number,
): void => {
  const pins = pinsOf(matters, found, now);
  const named = namedIn(matters, found, pins);
  const errors = materials.flatMap(({ material }, i) =>
    named.has(material) || mayProve(matters, found, pins, material)
      ? []
      : [{ field: `/materials/${i}`, rule: 'material-unknown' }],
  );
  if (errors.length > 0)
    throw problem('unprocessable', { detail: '本办件不收该材料 nothing in this case asks for it', errors });
};
