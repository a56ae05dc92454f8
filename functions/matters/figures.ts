/** 改革前后: before and after of a bundle, counted from its template and its matters; no figure is typed. */
import type { BundledMatter, BundleTemplate } from '#schemas/bundle.ts';
import type { Fate } from '#schemas/material.ts';
import type { Matter } from '#schemas/matter.ts';
import type { FormField } from '#schemas/matter-material.ts';
import { mattersOf, type Pinned, papersOf, type Situation } from './papers.ts';
import { switchedOn } from './situation.ts';

/** 一件事的四种类型: how many bodies, how many matters. */
export type Composition = '1-1' | 'n-1' | '1-n' | 'n-n';

export const compositionOf = (matters: readonly Matter[]): Composition => {
  const bodies = new Set(matters.flatMap(({ body, jointBodies = [] }) => [body, ...jointBodies]));
  return `${bodies.size > 1 ? 'n' : '1'}-${matters.length > 1 ? 'n' : '1'}`;
};

/** Working days from acceptance to each matter's end, each beginning when all it waits for have ended. */
const ends = (matters: readonly BundledMatter[]): ReadonlyMap<string, number> => {
  const done = new Map<string, number>();
  // What is switched off keeps nobody waiting.
  for (const { matter, after, inner } of matters)
    done.set(matter, inner + Math.max(0, ...after.map((id) => done.get(id) ?? 0)));
  return done;
};

/** Which matters may run side by side: level 0 waits for nothing. */
export const levelsOf = (matters: readonly BundledMatter[]): string[][] => {
  const level = new Map<string, number>();
  const levels: string[][] = [];
  for (const { matter, after } of matters) {
    const at = Math.max(-1, ...after.map((id) => level.get(id) ?? -1)) + 1;
    level.set(matter, at);
    levels[at] = [...(levels[at] ?? []), matter];
  }
  return levels;
};

/** Percent with two decimals, half up. */
const percent = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round((part * 10_000) / whole) / 100);

export interface MergedField extends FormField {
  /** Matters whose forms asked for it. */
  readonly matters: readonly string[];
}

/** Of what fills a field: a resource, or `certificates/<type>`. */
export const resourceOf = ({ resource }: NonNullable<FormField['from']>): string =>
  resource.includes('/') ? resource : `certificates/${resource}`;

/** 一张表: every field once, in the order in which it was first asked for. Where one form knows a source, the field has it. */
export const mergedForm = (matters: readonly Matter[]): MergedField[] => {
  const fields = new Map<string, MergedField>();
  for (const { id, forms } of matters)
    for (const field of forms.flatMap((form) => form.fields)) {
      const known = fields.get(field.id);
      const from = known?.from ?? field.from;
      fields.set(field.id, {
        ...(known ?? field),
        ...(from ? { from } : {}),
        ...(known?.lasting || field.lasting ? { lasting: true } : {}),
        matters: [...new Set([...(known?.matters ?? []), id])],
      });
    }
  return [...fields.values()];
};

/** 申请表 and its fields: what each form asked for by itself, and what the one form asks for. */
export interface FormFigures {
  readonly forms: { readonly before: number; readonly after: number };
  readonly fields: { readonly before: number; readonly after: number; readonly filled: number };
}

export const formFigures = (matters: readonly Matter[]): FormFigures => {
  const forms = matters.flatMap((matter) => matter.forms);
  const fields = mergedForm(matters);
  return {
    forms: { before: forms.length, after: Math.min(forms.length, 1) },
    fields: {
      before: forms.reduce((sum, form) => sum + form.fields.length, 0),
      after: fields.length,
      filled: fields.filter(({ from }) => from !== undefined).length,
    },
  };
};

export interface Figures extends FormFigures {
  readonly materials: {
    readonly before: number;
    readonly after: number;
    readonly dropped: number;
    readonly byFate: Readonly<Partial<Record<Fate['kind'], number>>>;
  };
  readonly workdays: { readonly before: number; readonly after: number; readonly savedPercent: number };
}

export const figuresOf = (template: BundleTemplate, pinned: Pinned, situation: Situation = {}): Figures => {
  const answers = situation.answers ?? template.typical;
  const on = switchedOn(template.matters, answers);
  const matters = mattersOf(template, pinned, answers);
  const papers = papersOf(template, pinned, situation);
  const kept = papers.filter(({ fate }) => fate.kind === 'kept').length;
  const byFate: Partial<Record<Fate['kind'], number>> = {};
  for (const { fate } of papers) byFate[fate.kind] = (byFate[fate.kind] ?? 0) + 1;
  const before = on.reduce((sum, one) => sum + one.before, 0);
  const after = Math.max(0, ...ends(on).values()) + template.output.workdays;
  return {
    materials: { before: papers.length, after: kept, dropped: papers.length - kept, byFate },
    ...formFigures(matters),
    workdays: { before, after, savedPercent: percent(before - after, before) },
  };
};
