/** 事项库 as it is published: every version of every matter and bundle, with bodies, hall and the province's list; one document with a version. */
import * as z from 'zod';
import { BundleTemplate } from './bundle.ts';
import { CaseTerms } from './case-term.ts';
import { Bilingual } from './department.ts';
import { Fee } from './fee.ts';
import { Body, Hall } from './hall.ts';
import { Slug } from './identifier.ts';
import { Intermediary } from './intermediary.ts';
import { LevyRule } from './levy.ts';
import { Matter } from './matter.ts';
import { Assumptions } from './saving.ts';
import { ToleranceRule } from './tolerance.ts';

export const ListedException = z.strictObject({ id: Slug, name: Bilingual, why: Bilingual });
export type ListedException = z.infer<typeof ListedException>;

const twice = (all: readonly { readonly id: string; readonly version: number }[]): boolean =>
  new Set(all.map(({ id, version }) => `${id}@${version}`)).size === all.length;

/** A version that names what is not there is not published. */
export const MatterCatalogue = z
  .strictObject({
    v: z.literal(1),
    version: z.int().min(1),
    matters: z.array(Matter),
    bundles: z.array(BundleTemplate),
    bodies: z.array(Body),
    hall: Hall,
    exceptions: z.array(ListedException),
    fees: z.array(Fee),
    levies: z.array(LevyRule),
    /** 中介机构名录: absent, and nobody pushes reports. */
    intermediaries: z.array(Intermediary).optional(),
    /** 跑腿账: absent, and nothing is told in minutes and yuan. */
    savings: Assumptions.optional(),
    /** 容缺失信限制: absent, and a broken promise bars nobody. */
    tolerances: z.array(ToleranceRule).max(40).optional(),
    /** 法定期间 by laws of their own: absent, and what the licence law says holds for all. */
    terms: CaseTerms.optional(),
  })
  .refine(({ matters }) => twice(matters), 'matter-version-twice')
  .refine(({ bundles }) => twice(bundles), 'bundle-version-twice')
  .refine(({ matters, bodies }) => {
    const known = new Set(bodies.map(({ id }) => id));
    return matters.every(({ body, jointBodies = [] }) => [body, ...jointBodies].every((id) => known.has(id)));
  }, 'body-unknown')
  .refine(({ matters, hall }) => {
    const units = new Set(hall.units.map(({ id }) => id));
    return matters.every(({ unit }) => units.has(unit));
  }, 'unit-unknown')
  .refine(({ matters, exceptions }) => {
    const listed = new Set(exceptions.map(({ id }) => id));
    return matters.every(({ onceException }) => onceException === undefined || listed.has(onceException.listed));
  }, 'exception-not-listed')
  .refine(({ matters, fees }) => {
    const known = new Set(fees.map(({ id }) => id));
    return matters.every(({ fee }) => fee === undefined || known.has(fee));
  }, 'fee-unknown')
  .refine(({ matters, bundles }) => {
    const pinned = new Set(matters.map(({ id, version }) => `${id}@${version}`));
    return bundles.every((bundle) => bundle.matters.every(({ matter, version }) => pinned.has(`${matter}@${version}`)));
  }, 'bundled-matter-unknown')
  .refine(({ matters, terms = {} }) => {
    const known = new Set(matters.map(({ id }) => id));
    return Object.values(terms).every((rules = []) =>
      rules.every((rule) => rule.matters?.every((id) => known.has(id)) ?? true),
    );
  }, 'term-of-unknown-matter');
export type MatterCatalogue = z.infer<typeof MatterCatalogue>;
