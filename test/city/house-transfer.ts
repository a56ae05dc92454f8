/**
 * Chen Fuying sells her home to Li Na (存量房转移). Both come once, to one window. Housing, taxation and the window officer ask real estate and
 * the library; nobody asks the two women for a paper the city already has.
 */
import { randomUUID } from 'node:crypto';
import { CHEN_FUYING, CHEN_HOME, castTitles, LI_NA } from '#city/cast.ts';
import { realEstateTitle } from '#city/certificate-types/real-estate-title.ts';
import { LIBRARY } from '#functions/matters/spared.ts';
import type { LocalCity } from '#infra/local/city.ts';
import { asker, type Play } from '#infra/local/trip/asker.ts';
import { documents } from '#infra/local/trip/documents.ts';
import type { TripLog } from '#infra/local/trip/log.ts';
import { shortName } from '#infra/local/trip/names.ts';
import { answersOf, plan } from '#infra/local/trip/plan.ts';
import type { Material } from '#schemas/material.ts';

const PATIENCE = 10_000;
const parties = [
  { role: 'seller', code: CHEN_FUYING },
  { role: 'buyer', code: LI_NA },
] as const;
const realEstate = shortName('real-estate');

/** Of the twenty-one materials of this matter those that these desks really ask for. */
const MATERIALS: readonly Material[] = [
  {
    no: 3,
    matter: 'existing-house-contract',
    name: { zh: '不动产权证书复印件', en: 'Copy of the title certificate' },
    fate: { kind: 'department', resource: 'real-estate/title' },
  },
  {
    no: 5,
    matter: 'existing-house-contract',
    name: { zh: '查封、抵押查询证明', en: 'Seizure and mortgage check slip' },
    fate: { kind: 'department', resource: 'real-estate/title' },
  },
  {
    no: 12,
    matter: 'existing-house-tax',
    name: { zh: '家庭住房情况查询结果', en: 'Result of the query of homes owned' },
    fate: { kind: 'department', resource: 'real-estate/titles-by-holder' },
  },
];

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

export const houseTransfer = async (city: LocalCity): Promise<TripLog> => {
  // Not of this case: the city may be kept between runs, and a title is issued once.
  const play: Play = { city, case: `330784-${randomUUID()}`, since: city.clock.now(), patience: PATIENCE };
  const register: Play = { ...play, case: 'register' };
  const trip = plan();

  trip.step({ id: 'title', name: { zh: '房屋登记核验', en: 'The title' }, whom: realEstate }, [], (_, note) =>
    asker(play, 'officer-lou-yun', 'existing-house-contract', parties, note).ask('real-estate/title', {
      party: 'seller',
      request: { unitNumber: CHEN_HOME, holder: CHEN_FUYING },
      fields: ['/certificateNumber', '/location', '/use', '/area', '/marks/mortgaged', '/marks/seized'],
    }),
  );
  trip.step({ id: 'homes', name: { zh: '购房人住房情况', en: "The buyer's homes" }, whom: realEstate }, [], (_, note) =>
    asker(play, 'officer-shi-wei', 'existing-house-tax', parties, note).ask('real-estate/titles-by-holder', {
      party: 'buyer',
      request: { holder: LI_NA },
      fields: ['/titles/*/use', '/titles/*/area', '/more'],
    }),
  );
  const certificate = trip.step(
    { id: 'certificate', name: { zh: '电子证照签发', en: 'The electronic certificate' }, whom: LIBRARY },
    [],
    (_, note) =>
      asker(register, 'officer-lu-hao', 'existing-house-transfer', parties, note).issue(
        registered(),
        `title-${CHEN_HOME}`,
      ),
  );
  trip.step({ id: 'copy', name: { zh: '证照加注件', en: 'A stamped copy' }, whom: LIBRARY }, [certificate], (_, note) =>
    asker(play, 'officer-xu-qing', 'existing-house-transfer', parties, note).pull(realEstateTitle.id, {
      party: 'seller',
      holder: CHEN_FUYING,
      fields: ['/number', '/location', '/unitNumber'],
      reason: '转移登记归档',
    }),
  );

  const steps = await trip.end();
  return {
    trip: play.case,
    title: { zh: '陈福英卖房给李娜（二手房转移登记）', en: 'Chen Fuying sells her home to Li Na' },
    visits: 1,
    steps,
    documents: documents(MATERIALS, answersOf(steps)),
    notices: [],
  };
};
