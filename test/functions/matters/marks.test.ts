import { describe, expect, it } from 'vitest';
import { bodies } from '#city/matters/bodies.ts';
import { hall } from '#city/matters/hall.ts';
import { handWritten } from '#city/matters/index.ts';
import { bodyOn, exceptionOf, inForce, onceOnly, starLevel, visitsOf, windowOf } from '#functions/matters/marks.ts';
import type { Matter } from '#schemas/matter.ts';
import { matterOf } from './catalogue.ts';

const body = (id: string) => bodies.find((one) => one.id === id)!;
const versions = (id: string) => handWritten.filter((one) => one.id === id);

describe('事项星级', () => {
  it('is five where it is signed electronically and brought by courier, four without the courier (M19)', () => {
    const whole = matterOf('disability-card', 2);
    expect([starLevel(whole), visitsOf(whole)]).toEqual([5, []]);
    const fetched: Matter = { ...whole, ways: { ...whole.ways, courier: false } };
    expect([starLevel(fetched), visitsOf(fetched).length]).toEqual([4, 1]);
  });

  it('was four in 2017 for what was trusted first and finished before pick-up (M18)', () => {
    for (const id of [
      'accountant-licence',
      'firm-tax-proof',
      'personal-tax-proof',
      'proof-of-title',
      'traffic-fine',
      'senior-card',
      'disability-card',
    ])
      expect([id, starLevel(matterOf(id)), visitsOf(matterOf(id)).length]).toEqual([id, 4, 1]);
    expect(versions('disability-card').map(starLevel)).toEqual([4, 5]);
  });

  it('is three at a counter', () => {
    expect(starLevel(matterOf('marriage-registration'))).toBe(3);
  });
});

describe('最多跑一次', () => {
  it('counts the visit for a paper result that nobody brings', () => {
    const slow: Matter = {
      ...matterOf('retirement'),
      ways: { online: false, trustFirst: false, signature: false, courier: false },
    };
    expect(visitsOf(slow).map(({ moment }) => moment)).toEqual(['filing', 'collection']);
    expect(onceOnly(slow)).toBe(false);
    expect(onceOnly({ ...slow, promised: { kind: 'at-once' } })).toBe(true);
  });

  it('asks nobody to come for the filing of a project (M11)', () => {
    const filing = matterOf('project-filing');
    expect([visitsOf(filing), filing.result.paper]).toEqual([[], false]);
    expect(visitsOf({ ...filing, ways: { ...filing.ways, online: false } })).toHaveLength(1);
  });

  it('has exceptions only from the list', () => {
    const onceException = { listed: 'examination', reason: { zh: '考试', en: 'an examination' } };
    const matter: Matter = { ...matterOf('retirement'), onceException };
    expect(exceptionOf(matter, new Set(['examination']))).toEqual(onceException);
    expect(exceptionOf(matter, new Set(['auction']))).toBeUndefined();
  });

  it('gives every visit its reason, and holds for every matter by hand', () => {
    for (const matter of handWritten) {
      expect([matter.id, onceOnly(matter)]).toEqual([matter.id, true]);
      for (const { why } of visitsOf(matter)) expect(why.length).toBeGreaterThan(0);
    }
  });
});

describe('by date', () => {
  it('fire was the police’s brigade until October 2018', () => {
    expect(bodyOn(body('fire'), '2018-10-08')?.name.zh).toBe('永康市公安消防大队');
    expect(bodyOn(body('fire'), '2018-10-09')?.name.zh).toBe('永康市消防救援大队');
  });

  it('a food licence took twenty working days before December 2023, ten afterwards', () => {
    const limit = (day: string) => inForce(versions('food-licence'), day)?.legal.limit;
    expect(limit('2023-11-30')).toMatchObject({ length: 20 });
    expect(limit('2023-12-01')).toMatchObject({ length: 10 });
  });

  it('nobody is licensed as an accountant from 5 November 2017 on (M42)', () => {
    expect(inForce(versions('accountant-licence'), '2017-11-04')).toBeDefined();
    expect(inForce(versions('accountant-licence'), '2017-11-05')).toBeUndefined();
  });

  it('a matter was taken at its unit’s window, and at the integrated one from the day that it opened (M4)', () => {
    const food = matterOf('food-licence');
    expect(windowOf(food, hall, '2017-04-30')).toMatchObject({ id: 'market-supervision', kind: 'unit' });
    expect(windowOf(food, hall, '2017-05-01')).toMatchObject({ id: 'window-business', kind: 'business' });
    expect(windowOf(matterOf('traffic-fine'), hall, '2017-05-01')).toMatchObject({ kind: 'sub-centre' });
  });
});
