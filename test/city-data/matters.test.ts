import { describe, expect, it } from 'vitest';
import { bundles } from '#city/bundles/index.ts';
import { bodies } from '#city/matters/bodies.ts';
import { hall } from '#city/matters/hall.ts';
import { handWritten } from '#city/matters/index.ts';
import { matters as named } from '#city/matters.ts';
import { type BundledMatter, BundleTemplate } from '#schemas/bundle.ts';
import { Body, Hall } from '#schemas/hall.ts';
import { Matter } from '#schemas/matter.ts';

const body = new Map(bodies.map((one) => [one.id, one]));
const units = new Set(hall.units.map(({ id }) => id));
const unique = (all: readonly unknown[]) => new Set(all).size === all.length;

describe('the bodies and the hall', () => {
  it('keep their schemas, check digits included, and no code stands twice', () => {
    for (const one of bodies) expect(Body.safeParse(one).error?.issues).toBeUndefined();
    expect(Hall.safeParse(hall).error?.issues).toBeUndefined();
    expect(unique(bodies.flatMap(({ names }) => names.map(({ creditCode }) => creditCode)))).toBe(true);
  });

  it('are twenty-seven units and eleven sub-centres, each with window, role and phone of its own (P1)', () => {
    const of = (kind: string) => hall.units.filter((unit) => unit.kind === kind);
    expect([of('unit').length, of('sub-centre').length]).toEqual([27, 11]);
    for (const unit of hall.units) expect([unit.id, body.has(unit.body)]).toEqual([unit.id, true]);
    const desks = [...hall.units, ...hall.windows];
    expect(unique(desks.map(({ phone }) => phone)) && unique(desks.map(({ window }) => window))).toBe(true);
    expect(unique(desks.map(({ id }) => id))).toBe(true);
    expect(desks.filter(({ role, phone, window }) => !role.zh || !phone || !window)).toEqual([]);
  });
});

describe('the matters by hand', () => {
  it.each(handWritten.map((one) => [`${one.id}@${one.version}`, one] as const))('%s keeps the schema', (_, matter) => {
    expect(Matter.safeParse(matter).error?.issues).toBeUndefined();
    expect([body.has(matter.body), units.has(matter.unit)]).toEqual([true, true]);
    for (const joint of matter.jointBodies ?? []) expect(body.has(joint)).toBe(true);
    const acted = body.get(matter.body)?.names.find(({ until }) => until === undefined || matter.from <= until);
    expect(matter.codes.implementation.slice(0, 18)).toBe(acted?.creditCode);
  });

  it('are forty and more; versions follow each other without gap or overlap', () => {
    const byId = Map.groupBy(handWritten, ({ id }) => id);
    expect(byId.size).toBeGreaterThanOrEqual(55);
    for (const [id, versions] of byId)
      versions.forEach((one, at) => {
        expect([id, one.version]).toEqual([id, at + 1]);
        const before = versions[at - 1]?.until;
        if (before) expect(Date.parse(one.from) - Date.parse(before)).toBe(86_400_000);
      });
  });

  it('have a basic code each', () => {
    const current = [...Map.groupBy(handWritten, ({ id }) => id).values()].map(
      (versions) => versions.at(-1)?.codes.basic,
    );
    expect(unique(current)).toBe(true);
  });
});

describe('the bundles', () => {
  it.each(bundles.map((one) => [`${one.id}@${one.version}`, one] as const))(
    '%s pins versions that are in force',
    (_, bundle) => {
      expect(BundleTemplate.safeParse(bundle).error?.issues).toBeUndefined();
      expect(body.has(bundle.lead)).toBe(true);
      for (const { matter, version } of bundle.matters) {
        const found = handWritten.find((one) => one.id === matter && one.version === version);
        expect([matter, found !== undefined]).toEqual([matter, true]);
        expect([matter, (found?.from ?? '9') <= bundle.from || bundle.version === 1]).toEqual([matter, true]);
      }
    },
  );

  /** What a matter asks for as a certificate and can learn in no other way, of those that the bundle itself issues. */
  const wantedIn = ({ matters }: BundleTemplate, { matter, version }: BundledMatter): string[] => {
    const of = (one: Pick<BundledMatter, 'matter' | 'version'>) =>
      handWritten.find(({ id, version: v }) => id === one.matter && v === one.version);
    const types = (of({ matter, version })?.materials ?? []).flatMap(({ sources }) => {
      const [only, ...others] = sources.filter(({ channel }) => channel !== 'applicant');
      return only?.channel === 'certificate' && others.length === 0 ? [only.type] : [];
    });
    return matters.flatMap((one) => {
      const { type } = of(one)?.result ?? {};
      return one.matter !== matter && type !== undefined && types.includes(type) ? [one.matter] : [];
    });
  };
  /** Whose results are there when it is approved: those that it is approved with, and those of whatever came before. */
  const thereFor = (template: BundleTemplate, { after, withResultOf = [] }: BundledMatter): string[] => [
    ...withResultOf,
    ...template.matters.filter(({ matter }) => after.includes(matter)).flatMap((one) => thereFor(template, one)),
  ];

  it.each(bundles.map((one) => [`${one.id}@${one.version}`, one] as const))(
    '%s: whatever asks for a certificate that the bundle itself issues is approved with that certificate there',
    (_, one) => {
      const without = one.matters.flatMap((row) =>
        wantedIn(one, row).flatMap((issuing) => (thereFor(one, row).includes(issuing) ? [] : [[row.matter, issuing]])),
      );
      expect(without).toEqual([]);
    },
  );

  it('have the licence before the permits of 2017; in 2024 it lies behind the whole (先照后证)', () => {
    const rests = bundles
      .filter(({ id }) => id === 'catering')
      .map(({ matters }) => matters.map(({ matter, withResultOf = [] }) => [matter, withResultOf.length]));
    expect(rests.map((rows) => Object.fromEntries(rows))).toEqual([
      {
        ...{ 'company-setup': 0, 'sole-trader-setup': 0 },
        ...{ 'food-licence': 2, 'fire-check': 2, 'shop-sign': 2, 'drainage-permit': 2 },
      },
      { 'food-licence': 0, 'fire-check': 0, 'shop-sign': 0, 'drainage-permit': 0, 'tobacco-licence': 0 },
    ]);
  });

  it('and the matters hold whatever grants and tickets name', () => {
    const all = new Set([...handWritten.map(({ id }) => id), ...bundles.map(({ matter }) => matter)]);
    expect(named.map(({ id }) => id).filter((id) => !all.has(id))).toEqual([]);
  });
});
