/** What was pinned at filing: template, matters, and the list of papers that follows from them and from the answers. */
import { problem } from '#functions/kernel/problem.ts';
import { bundleOn, matterOn } from '#functions/matters/facts.ts';
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import { papersOf, papersOfMatter, type Situation } from '#functions/matters/papers.ts';
import { fulfils, situate, switchedOn } from '#functions/matters/situation.ts';
import type { BundleTemplate } from '#schemas/bundle.ts';
import type { CaseSubject } from '#schemas/case.ts';
import type { Pins, PlannedTask } from '#schemas/case-acts/filing.ts';
import type { Bilingual } from '#schemas/department.ts';
import type { Material } from '#schemas/material.ts';
import type { Matter } from '#schemas/matter.ts';
import type { Answers } from '#schemas/situation.ts';
import type { Case } from './state.ts';

/** What holds for a case that is filed on that day. Throws not-found, unprocessable naming every wrong or open question. */
export const pinsOn = (matters: IndexedMatters, subject: CaseSubject, answers: Answers, day: string): Pins => {
  const template = 'bundle' in subject ? bundleOn(matters, subject.bundle, day, '/subject') : undefined;
  const single = 'matter' in subject ? matterOn(matters, subject.matter, day, '/subject') : undefined;
  const { errors, open } = situate(template?.situations ?? single?.situations ?? [], answers);
  const wrong = [
    ...errors.map(({ question, rule }) => ({ field: `/answers/${question}`, rule })),
    ...open.map(({ id }) => ({ field: `/answers/${id}`, rule: 'answer-missing' })),
  ];
  if (wrong.length > 0) throw problem('unprocessable', { errors: wrong.slice(0, 60) });
  const pinned = template
    ? switchedOn(template.matters, answers).map(({ matter, version }) => [matter, version] as const)
    : single
      ? [[single.id, single.version] as const]
      : [];
  // What asks for nothing is nothing to accept: it would stand decided before anybody looked at it.
  if (pinned.length === 0)
    throw problem('unprocessable', {
      detail: '按所答情形无须办理任何事项 by these answers there is no matter to apply for',
      errors: [{ field: '/answers', rule: 'no-matter-left' }],
    });
  return {
    ...(template ? { template: template.version } : {}),
    matters: Object.fromEntries(pinned),
    filedOn: day,
  };
};

/** Throws hub-not-ready: versions that a case has pinned stay in the catalogue. */
export const templateOf = (
  matters: IndexedMatters,
  subject: CaseSubject,
  pins: Pick<Pins, 'template'>,
): BundleTemplate | undefined => {
  if (!('bundle' in subject)) return undefined;
  const found = matters.templates(subject.bundle).find(({ version }) => version === pins.template);
  if (!found) throw problem('hub-not-ready', { cause: 'case-template-missing' });
  return found;
};

/** 牵头: the department that leads the bundle; of a body that has not joined, the hall. */
export const leadOf = (
  matters: IndexedMatters,
  { subject, pins, hall }: Pick<Case, 'subject' | 'pins' | 'hall'>,
): string => {
  const lead = pins && templateOf(matters, subject, pins)?.lead;
  return (lead !== undefined && matters.body(lead)?.department) || hall;
};

export const matterOf = (matters: IndexedMatters, id: string, version: number): Matter => {
  const found = matters.pinned(id, version);
  if (!found) throw problem('hub-not-ready', { cause: 'case-matter-missing' });
  return found;
};

/** Every matter of the case, in the version that it was filed under. */
export const pinnedMatters = (matters: IndexedMatters, { pins }: Pick<Case, 'pins'>): Matter[] =>
  Object.entries(pins?.matters ?? {}).map(([id, version]) => matterOf(matters, id, version));

/**
 * 统一出件: all or nothing, or what was approved. `chosen`: by the applicant; `open`: he has still to choose, since not all was approved;
 * `at-once`: parts are put out whatever becomes of the rest, so nothing waits.
 */
export const outputRuleOf = (
  matters: IndexedMatters,
  { subject, pins, outputRule }: Pick<Case, 'subject' | 'pins' | 'outputRule'>,
): 'all-or-nothing' | 'partial' | 'open' | 'at-once' => {
  if (outputRule) return outputRule;
  const output = pins && templateOf(matters, subject, pins)?.output;
  if (output?.choice) return 'open';
  return output?.rule === 'partial' ? 'at-once' : 'all-or-nothing';
};

export const nameOf = (matters: IndexedMatters, { subject, pins }: Pick<Case, 'subject' | 'pins'>): Bilingual => {
  if ('bundle' in subject) {
    const all = matters.templates(subject.bundle);
    return (all.find(({ version }) => version === pins?.template) ?? all.at(-1))?.name ?? plain(subject.bundle);
  }
  const all = matters.versions(subject.matter);
  return (
    (all.find(({ version }) => version === pins?.matters[subject.matter]) ?? all.at(-1))?.name ?? plain(subject.matter)
  );
};
const plain = (id: string): Bilingual => ({ zh: id, en: id });

/** Every material of the case with its fate. */
export const papersIn = (
  matters: IndexedMatters,
  { subject, answers }: Pick<Case, 'subject' | 'answers'>,
  pins: Pins,
  prefer: Situation['prefer'] = 'certificate',
): Material[] => {
  const template = templateOf(matters, subject, pins);
  if (template) return papersOf(template, matters.pinned, { answers, prefer });
  const [[id, version] = []] = Object.entries(pins.matters);
  return id === undefined || version === undefined
    ? []
    : papersOfMatter(matterOf(matters, id, version), answers, prefer);
};

/** 子办件: which matters, whose, in which order. What is switched off keeps nobody waiting. */
export const plannedTasks = (
  matters: IndexedMatters,
  { subject, answers }: Pick<Case, 'subject' | 'answers'>,
  pins: Pins,
): PlannedTask[] => {
  const template = templateOf(matters, subject, pins);
  const on = (template?.matters ?? []).filter(({ when }) => fulfils(when, answers));
  return Object.entries(pins.matters).map(([matter, version]) => {
    const row = on.find((one) => one.matter === matter);
    const withResultOf = (row?.withResultOf ?? []).filter((id) => id in pins.matters);
    const department = matters.body(matterOf(matters, matter, version).body)?.department;
    return {
      matter,
      version,
      ...(department === undefined ? {} : { department }),
      after: (row?.after ?? []).filter((id) => id in pins.matters),
      ...(withResultOf.length === 0 ? {} : { withResultOf }),
      ...(row === undefined ? {} : { inner: row.inner }),
      ...(row?.serves === undefined ? {} : { serves: row.serves }),
    };
  });
};
