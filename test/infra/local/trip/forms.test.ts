import { describe, expect, it } from 'vitest';
import { WANG_JI_CATERING } from '#city/cast.ts';
import { pinsOn } from '#functions/cases/template.ts';
import { ground } from '#infra/local/scenarios/ground.ts';
import { application } from '#infra/local/trip/application.ts';
import { houseCase, restaurantCase, setUpCase } from '#infra/local/trip/forms.ts';

const { matters } = ground();

describe('what the window takes down for the stories of npm start', () => {
  it.each([
    ['the set-up', setUpCase(application()), ['company-setup']],
    [
      'the restaurant',
      restaurantCase(application(), WANG_JI_CATERING),
      ['food-licence', 'fire-check', 'shop-sign', 'drainage-permit'],
    ],
    [
      'the house',
      houseCase(),
      ['existing-house-contract', 'existing-house-tax', 'existing-house-registration', 'utility-accounts'],
    ],
  ])('%s answers every question of today and none that nobody asks', (_, { subject, answers }, of) => {
    expect(Object.keys(pinsOn(matters, subject, answers, '2026-11-01').matters)).toEqual(of);
  });
});
