/** What the tests of resources and their versions do again and again. */
import { grantInput, type quickHub } from './hub.ts';
import { gardenInput, titleInput } from './resource-input.ts';

export const provider = 'officer-xia-yu';
export const authority = 'officer-li-yan';
export const TITLE = { department: 'real-estate', resource: 'title' };
export const GARDEN = { department: 'real-estate', resource: 'garden' };
/** 20 working days after 20 November 2026 are 18 December; it ends with that day. */
export const ENDS = '2026-12-18T16:00:00.000Z';
export type City = Awaited<ReturnType<typeof quickHub>>;
type Calls = Pick<City, 'call'>;

export const draft = (city: Calls, body: object = gardenInput, as = provider, ifMatch = '"0"') =>
  city.call('PUT /v1/resources/{department}/{resource}', { as, params: GARDEN, body, ifMatch });
export const next = (city: Calls, body: object, version = '2', as = provider, ifMatch = '"0"') =>
  city.call('PUT /v1/resources/{department}/{resource}/versions/{version}', {
    as,
    params: { ...TITLE, version },
    body,
    ifMatch,
  });
export const event = (
  city: Calls,
  name: string,
  version: string,
  body: object = { reason: '调整' },
  as = provider,
  of = TITLE,
) =>
  city.call(`PUT /v1/resources/{department}/{resource}/versions/{version}/${name}`, {
    as,
    params: { ...of, version },
    body,
  });
export const publish = (city: Calls, version: string, of = TITLE, body: object = {}) =>
  event(city, 'publication', version, body, provider, of);

export const give = (city: Calls, over: object = {}, id = 'health-title') =>
  city.call('PUT /v1/grants/{grant}', {
    as: provider,
    params: { grant: id },
    body: {
      ...grantInput,
      purposes: [{ kind: 'standing', code: 'check', legalBasis: '条例' }],
      until: '2028-01-01T00:00:00Z',
      ...over,
    },
    ifMatch: '"0"',
  });

/** The title without its use, and with something new. */
export const secondInput = {
  ...titleInput,
  version: 2,
  fields: [
    ...titleInput.fields.filter(({ pointer }) => pointer !== '/use'),
    {
      pointer: '/built',
      name: { zh: '建成年份', en: 'Built in' },
      type: 'integer',
      sensitivity: 'internal',
      level: 'fields',
    },
  ],
};
