/** The sample library: what it says agrees with the types, with the people and with what departments answer. */
import { describe, expect, it } from 'vitest';
import { castPeople, WANG_JI_CATERING } from '#city/cast.ts';
import { certificateTypes } from '#city/certificate-types/index.ts';
import { ofTheCast, sampleLibrary } from '#city/generate/certificates/index.ts';
import { generate } from '#city/generate/index.ts';
import { brokenIssue } from '#functions/certificates/issue-rules.ts';
import { IssueRequest, wholeType } from '#schemas/certificate.ts';

const TODAY = '2026-11-20';
const NOW = Date.parse(`${TODAY}T02:00:00Z`);
const city = generate();
const samples = sampleLibrary(city, TODAY);
const of = (type: string) => samples.filter(({ request }) => request.type === type);
const typeOf = (id: string) => certificateTypes.find((type) => type.id === id) as (typeof certificateTypes)[number];
const unique = (values: readonly unknown[]) => new Set(values).size === values.length;

describe('the sample library', () => {
  it('is the same for the same day, and holds nothing that is dated later', () => {
    expect(JSON.stringify(sampleLibrary(generate(), TODAY))).toBe(JSON.stringify(samples));
    expect(sampleLibrary(city, '2020-01-01').every(({ request }) => request.issuedOn <= '2020-01-01')).toBe(true);
    expect(sampleLibrary(city, '2020-01-01').length).toBeLessThan(samples.length);
  });

  it('may be issued, every one: data, holders, dates and numbers break no rule of its type', () => {
    for (const { key, request } of samples) {
      expect(IssueRequest.safeParse(request).error?.issues, key).toBeUndefined();
      expect(brokenIssue(request, typeOf(request.type), NOW), key).toEqual([]);
    }
  });

  it('gives out no number twice, no key twice, and one certificate where one only may be held', () => {
    expect(unique(samples.map(({ key }) => key))).toBe(true);
    for (const type of certificateTypes) {
      const requests = of(type.id).map(({ request }) => request);
      expect(unique(requests.map(({ number }) => number)), type.id).toBe(true);
      if (type.holding === 'single')
        expect(unique(requests.flatMap(({ holders }) => holders.map(({ code }) => code))), type.id).toBe(true);
    }
  });

  it('covers the population: everybody, every couple, every firm but the one that the trip opens, every title', () => {
    const counts = Object.fromEntries(certificateTypes.map(({ id }) => [id, of(id).length]));
    const restaurants = city.firms.filter((f) => f.business === '餐饮服务' && f.code !== WANG_JI_CATERING).length;
    expect(counts).toMatchObject({
      'identity-facts': city.people.length,
      'residence-registration': city.people.length,
      'marriage-certificate': city.people.filter(({ spouse }) => spouse !== undefined).length / 2,
      'business-licence': city.firms.length - 1,
      'food-licence': restaurants,
      'fire-check-opinion': restaurants,
      'drainage-permit': restaurants,
      'real-estate-title': city.titles.length,
      'organisation-code': 0,
    });
    expect(counts['tax-payment']).toBeGreaterThan(50);
    expect(counts['health-certificate']).toBeGreaterThan(20);
    expect(samples.some(({ request }) => request.holders.some(({ code }) => code === WANG_JI_CATERING))).toBe(false);
  });

  it('has some that ran out, and some that are held, revoked or cancelled later, as their types let them be', () => {
    expect(samples.filter(({ request: { validUntil } }) => validUntil && validUntil < TODAY).length).toBeGreaterThan(3);
    const later = samples.filter((sample) => sample.later !== undefined);
    expect(new Set(later.map((sample) => sample.later?.operation)).size).toBeGreaterThanOrEqual(4);
    for (const { request, later: what } of later)
      expect(wholeType(typeOf(request.type)).operations).toContain(what?.operation);
  });

  it('names the whole cast first, in a number that a start can wait for', () => {
    const cast = samples.filter(ofTheCast);
    for (const { code } of castPeople)
      expect(cast.filter(({ request }) => request.holders.some((one) => one.code === code)).length).toBeGreaterThan(1);
    expect(cast.length).toBeLessThan(60);
  });
});
