/** A2 with the library and everybody told: both certificates are issued there, the old one ends as the new one begins, and the change of title goes to whoever has subscribed to it. */
import { CHEN_HOME, LI_NA } from '#city/cast.ts';
import { samplesOfTitles } from '#city/generate/certificates/titles.ts';
import { generate } from '#city/generate/index.ts';
import { titleEventGrants } from '#city/grants/title-events.ts';
import type { CaseView, TaskResult } from '#schemas/case.ts';
import type { IssueRequest } from '#schemas/certificate.ts';
import type { Full } from './a01-asked.ts';
import { acceptedHouse, finished, paid, REGISTRATION, TAX, taxable } from './a02-house.ts';
import { DATA, ENTERED, ENTERED_TITLE, earlierTax, HERS, HOUSE_BODIES, TITLE_NUMBER } from './a02-house-data.ts';
import { pulledAll } from './pulled.ts';
import type { Answered, TellingStage } from './stage.ts';
import { subscribedUnder, told } from './subscribing.ts';
import { type Travels, travel } from './travel.ts';

export { BEGINS } from './a02-house.ts';

const TITLE = 'real-estate/title';
const REGISTER = 'real-estate-system';
const TAX_OFFICE = 'taxation-system';
/** 税务、住建、水、电、气: whom the registry tells of a change of title. */
export const TOLD = titleEventGrants.map(({ consumer }) => consumer);

export const subscribed = async (stage: TellingStage): Promise<void> => {
  for (const department of TOLD) await subscribedUnder(stage, titleEventGrants, department);
};

/** The register tells that the house has another holder; said again under the same key, it is the same event. */
export const tell = (stage: TellingStage, id: string): Promise<Answered> => {
  const { holder, holderName, unitNumber, certificateNumber, location, registeredOn } = ENTERED_TITLE;
  const event = {
    ...{ type: 'title.changed', subject: LI_NA, occurredAt: `${HERS.signedOn}T10:44:00+08:00`, hops: [] },
    data: { holder, holderName, unitNumber, certificateNumber, location, registeredOn },
  };
  return stage.publish(TITLE, event, { as: REGISTER, key: `title-of-${id}` });
};

/** Throws when it is not issued; its identifier. */
const issued = async (stage: Full, request: IssueRequest, as: string, key: string): Promise<string> => {
  const { status, body } = await stage.issue(request, { as, key });
  if (status >= 300) throw new Error(`${status} ${body.code}`);
  return body.identifier;
};

const ofHers = (type: string): IssueRequest => {
  const found = samplesOfTitles(generate()).find(
    ({ request }) => request.type === type && request.data.unitNumber === CHEN_HOME,
  );
  if (!found) throw new Error(`the sample library has no ${type} of her home`);
  return found.request;
};

/** 存量: what the register and the tax office have put into the library about her home before; the identifier of her title. */
export const held = async (stage: Full): Promise<string> => {
  await issued(stage, ofHers('tax-payment'), TAX_OFFICE, 'her-deed-tax');
  return issued(stage, ofHers('real-estate-title'), REGISTER, 'her-title');
};

const BUYER = [{ name: '李娜', code: LI_NA, codeType: '111' as const }];

const proof =
  (stage: Full) =>
  async (view: CaseView): Promise<TaskResult> => {
    const on = HERS.signedOn;
    const levied = view.tasks.find(({ matter }) => matter === TAX)?.levied;
    const yuan = (levied?.order.lines.find(({ levy }) => levy === 'deed-tax')?.fen ?? 0) / 100;
    const item = { tax: '契税', item: '存量房买卖（住宅）', from: on, until: on, paidOn: on, amount: yuan };
    const request: IssueRequest = {
      ...{ type: 'tax-payment', number: '330784170925000017', holders: BUYER, issuedOn: on, validFrom: on },
      data: { ...ofHers('tax-payment').data, items: [item], total: yuan },
    };
    return { certificate: await issued(stage, request, TAX_OFFICE, `tax-of-${view.id}`) };
  };

/** 换证: the old one is cancelled in the transaction in which the new one is entered. */
export const exchanged =
  (stage: Full, replaces: string) =>
  async ({ id }: CaseView): Promise<TaskResult> => {
    const on = HERS.signedOn;
    const request: IssueRequest = {
      ...{ ...ofHers('real-estate-title'), number: TITLE_NUMBER, holders: BUYER, issuedOn: on, validFrom: on },
      ...{ replaces, reason: '转移登记，原证注销' },
    };
    return { certificate: await issued(stage, request, REGISTER, `title-of-${id}`) };
  };

/** 先税后证: the register pulls the proof that the tax office has just put into the library. */
const PAID: readonly Travels[] = [
  {
    ...{ as: HOUSE_BODIES[REGISTRATION], matter: 'existing-house-transfer', resource: 'certificates/tax-payment' },
    ...{ party: 'buyer', answer: undefined, fields: ['/valid', '/number', '/unitNumber', '/is/deedTaxPaid'] },
  },
];

/** Everything before the entry. `old`: what lies in the library of hers is pulled there. */
export const paidAndAsked = async (stage: Full): Promise<string> => {
  const id = await acceptedHouse(stage);
  const bought = earlierTax();
  await travel(
    stage,
    id,
    DATA.filter(({ resource }) => !bought.some((one) => one.resource === resource)),
  );
  await pulledAll(stage, id, bought);
  await taxable(stage, id);
  await paid(stage, id, proof(stage));
  await pulledAll(stage, id, PAID);
  return id;
};

/** Returns the number of the case. */
export const play = async (stage: Full): Promise<string[]> => {
  await subscribed(stage);
  const old = await held(stage);
  const id = await paidAndAsked(stage);
  return finished(stage, id, {
    certificate: exchanged(stage, old),
    told: async () => {
      await told(tell(stage, id));
      stage.say(TITLE, LI_NA, ENTERED_TITLE);
      await pulledAll(stage, id, ENTERED);
    },
  });
};
