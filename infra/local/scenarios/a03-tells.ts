/** A3 told: the hospital's certificate to the police, and the entry, with the number that it gives, to social insurance. */
import { LI_NA, WANG_AN } from '#city/cast.ts';
import { birthEventGrants } from '#city/grants/birth-events.ts';
import type { Publish } from '#schemas/published.ts';
import type { Answered, TellingStage } from './stage.ts';
import { subscribedUnder } from './subscribing.ts';

/** 公安（出生登记）、人社（社会保险、社会保障卡）. */
export const TOLD = ['public-security', 'human-resources'] as const;

export const subscribed = async (stage: TellingStage): Promise<void> => {
  for (const department of TOLD) await subscribedUnder(stage, birthEventGrants, department);
};

/** Of whom, as it stands on the certificate; `what`: first said, or corrected. Said again under the same key, it is the same event. */
export const tellBirth = (
  stage: TellingStage,
  childName: string,
  what: 'created' | 'changed' = 'created',
): Promise<Answered> => {
  const data = { mother: LI_NA, certificateNumber: 'Q330170911', childName, sex: 'male', bornOn: '2017-09-11' };
  const event: Publish = {
    ...{ type: `birth.${what}`, subject: LI_NA, data, hops: [] },
    occurredAt: what === 'created' ? '2017-09-25T15:00:00+08:00' : '2017-09-26T09:00:00+08:00',
  };
  return stage.publish('health/birth-record', event, { as: 'health-system', key: `birth-${what}` });
};

/** 出生登记: the child has a number from here on. */
export const tellEntry = (stage: TellingStage, name: string): Promise<Answered> => {
  const event: Publish = {
    ...{ type: 'household.created', subject: WANG_AN, hops: [], occurredAt: '2017-09-26T15:00:00+08:00' },
    data: { holder: WANG_AN, name, local: true, registeredOn: '2017-09-26' },
  };
  return stage.publish('public-security/household', event, { as: 'public-security-system', key: 'entry' });
};
