/** 模板锁定: a case goes on by the template of the day on which it was filed; what ended since is told to the officer, not taken from the case. */
import type { BundleTemplate } from '#schemas/bundle.ts';
import type { Bilingual } from '#schemas/department.ts';
import type { Matter } from '#schemas/matter.ts';
import { inForce } from './marks.ts';
import type { Pinned } from './papers.ts';

/** The template in force when the case was filed. */
export const templateOn = (templates: readonly BundleTemplate[], filedOn: string): BundleTemplate | undefined =>
  inForce(templates, filedOn);

export interface Ended {
  readonly matter: string;
  /** Its last day. */
  readonly until: string;
  readonly why: Bilingual;
}

const FOLLOWED: Bilingual = {
  zh: '事项已有新版本，本件按申请时的版本办理',
  en: 'a newer version holds; the case goes on by the one it was filed under',
};

/** Whether this version is over on `day` (yyyy-mm-dd): ended for good, or followed by another version. */
export const endedMatter = (found: Matter | undefined, day: string): Ended | undefined =>
  found?.until !== undefined && found.until < day
    ? { matter: found.id, until: found.until, why: found.ended ?? FOLLOWED }
    : undefined;

/** Matters of the template whose version is over on `day`. */
export const endedBy = (template: BundleTemplate, pinned: Pinned, day: string): Ended[] =>
  template.matters.flatMap(({ matter, version }) => endedMatter(pinned(matter, version), day) ?? []);
