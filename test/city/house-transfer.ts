/**
 * Chen Fuying sells her home to Li Na (存量房转移): what travels for it, in a city whose library is empty but for her title, with the tickets of
 * the stand-in issuer. As a case it is played by infra/local/trip/house.ts.
 */
import { randomUUID } from 'node:crypto';
import { CHEN_FUYING, CHEN_HOME, castTitles, LI_NA } from '#city/cast.ts';
import { realEstateTitle } from '#city/certificate-types/real-estate-title.ts';
import { officers } from '#city/officers.ts';
import type { LocalCity } from '#infra/local/city.ts';
import { asker, issue } from '#infra/local/trip/asker.ts';
import type { Desk } from '#infra/local/trip/desk.ts';
import { playOf } from '#infra/local/trip/officer.ts';

const TRANSFER = 'existing-house-transfer';
const PARTIES = {
  seller: { role: 'seller', code: CHEN_FUYING },
  buyer: { role: 'buyer', code: LI_NA },
} as const;

/** What real estate puts into the library, from its own register. */
const registered = () => {
  const title = castTitles.find(({ unitNumber }) => unitNumber === CHEN_HOME);
  if (!title) throw new Error('the cast has lost her home');
  const { certificateNumber, registeredOn, validUntil, holders, ...facts } = title;
  const { location, unitNumber, rightType, rightNature, use, area } = facts;
  return {
    type: realEstateTitle.id,
    number: certificateNumber,
    holders: holders.map(({ name, code }) => ({ name, code, codeType: '111' as const })),
    issuedOn: registeredOn,
    validFrom: registeredOn,
    data: {
      ...{ ownership: '单独所有', location, unitNumber, rightType, rightNature, use, area },
      ...{ landUseUntil: validUntil ?? '长期', otherRights: '无', notes: '无' },
    },
  };
};

const noted = () => undefined;

export const houseTransfer = async (city: LocalCity): Promise<void> => {
  const play = playOf(city, `330784-${randomUUID()}`, 10_000);
  const desk: Desk = {
    ...{ play, name: 'house' },
    party: (id) => PARTIES[id as keyof typeof PARTIES],
    ticket: async (officer, { matter, resources = [], level = 'fields' }) =>
      city.ticket({
        ...{ case: play.trip, matter, resources, level, parties: Object.values(PARTIES) },
        department: officers.find(({ id }) => id === officer)?.department ?? '',
      }),
    known: () => undefined,
    took: async () => undefined,
    failed: async () => undefined,
  };
  await Promise.all([
    asker(desk, 'officer-lou-yun', 'existing-house-contract', noted).ask('real-estate/title', {
      party: 'seller',
      request: { unitNumber: CHEN_HOME, holder: CHEN_FUYING },
      fields: ['/certificateNumber', '/location', '/use', '/area', '/marks/mortgaged', '/marks/seized'],
    }),
    asker(desk, 'officer-shi-wei', 'existing-house-tax', noted).ask('real-estate/titles-by-holder', {
      party: 'buyer',
      request: { holder: LI_NA },
      fields: ['/titles/*/use', '/titles/*/area', '/more'],
    }),
  ]);
  // Not of this case: the city may be kept between runs, and a title is issued once.
  const register = playOf(city, 'register', 10_000);
  const about = { key: `title-${CHEN_HOME}`, matter: TRANSFER, note: noted };
  await issue(register, 'officer-lu-hao', registered(), about);
  await asker(desk, 'officer-xu-qing', TRANSFER, noted).pull(realEstateTitle.id, {
    party: 'seller',
    fields: ['/number', '/location', '/unitNumber'],
    reason: '转移登记归档',
  });
};
