/**
 * The first trip: Chen Fuying sells her home to Li Na (存量房转移). Both come once, to one window. Housing, taxation and the window
 * officer ask real estate and the library; nobody asks the two women for a paper the city already has.
 */
import { randomUUID } from 'node:crypto';
import { CHEN_FUYING, CHEN_HOME, castTitles, LI_NA } from '#city/cast.ts';
import { realEstateTitle } from '#city/certificate-types/real-estate-title.ts';
import { realEstateResources } from '#city/resources/real-estate.ts';
import type { CertificateSummary } from '#schemas/certificate.ts';
import type { Bilingual } from '#schemas/department.ts';
import type { LocalCity } from '../city.ts';
import { asker, officerById } from './asker.ts';
import type { ExchangeStep, TripLog } from './log.ts';
import { post, Refused } from './window.ts';

const TITLE = { zh: '陈福英卖房给李娜（二手房转移登记）', en: 'Chen Fuying sells her home to Li Na' };
const seller = { role: 'seller' as const, code: CHEN_FUYING };
const buyer = { role: 'buyer' as const, code: LI_NA };

const TITLE_COPY: Bilingual = { zh: '不动产权证书复印件', en: 'Copy of the title certificate' };
/** Counted are only papers that these desks really asked for: no proof of owning no home, and not the original, which is handed in. */
const HOMES_OWNED: Bilingual = { zh: '家庭住房情况查询结果', en: 'Result of the query of homes owned' };

const resource = (id: string) => {
  const found = realEstateResources.find((r) => r.id === id);
  if (!found) throw new Error(`no such resource: ${id}`);
  return found;
};

/** Real estate puts the registered title into the library, from its own register. */
const issue = async (city: LocalCity, key: string): Promise<CertificateSummary> => {
  const registered = castTitles.find((title) => title.unitNumber === CHEN_HOME);
  if (!registered) throw new Error('the cast has lost her home');
  const {
    certificateNumber,
    registeredOn,
    validUntil,
    holders,
    location,
    unitNumber,
    rightType,
    rightNature,
    use,
    area,
  } = registered;
  const body = {
    type: realEstateTitle.id,
    number: certificateNumber,
    holders: holders.map(({ name, code }) => ({ name, code, codeType: '111' })),
    issuedOn: registeredOn,
    validFrom: registeredOn,
    data: {
      ownership: '单独所有',
      location,
      unitNumber,
      rightType,
      rightNature,
      use,
      area,
      landUseUntil: validUntil ?? '长期',
      otherRights: '无',
      notes: '无',
    },
  };
  const token = await city.officerToken('officer-lu-hao');
  return post<CertificateSummary>(`${city.url}/v1/certificates`, token, body, key);
};

export const houseTransfer = async (city: LocalCity): Promise<TripLog> => {
  const trip = `330784-${randomUUID()}`;
  const steps: ExchangeStep[] = [];
  const issued: string[] = [];
  const pulled: string[] = [];
  const trouble: Bilingual[] = [];
  const keep = <T extends { step: ExchangeStep }>(result: T): T => {
    steps.push(result.step);
    return result;
  };
  const attempt = async (zh: string, en: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      const why = error instanceof Refused ? error.message : String(error);
      trouble.push({
        zh: `${zh}未完成：${why}。恢复后重办，已办的不会重复。`,
        en: `${en} is missing; repeat it later, nothing happens twice`,
      });
    }
  };

  const title = resource('real-estate/title');
  const homes = resource('real-estate/titles-by-holder');
  const housing = { case: trip, matter: 'existing-house-contract', parties: [seller, buyer] };
  const tax = { case: trip, matter: 'existing-house-tax', parties: [seller, buyer] };
  const transfer = { case: trip, matter: 'existing-house-transfer', parties: [seller, buyer] };

  await attempt('房屋登记核验', 'The title', async () => {
    const lou = await asker(city, officerById('officer-lou-yun'), housing);
    keep(
      await lou.ask(title.id, title, 'seller', 'fields', { unitNumber: CHEN_HOME, holder: CHEN_FUYING }, [
        '/certificateNumber',
        '/location',
        '/use',
        '/area',
        '/marks/mortgaged',
        '/marks/seized',
        '/marks/objection',
      ]),
    );
  });

  await attempt('购房人住房情况', "The buyer's homes", async () => {
    const shi = await asker(city, officerById('officer-shi-wei'), tax);
    keep(
      await shi.ask(homes.id, { ...homes, replaces: [HOMES_OWNED] }, 'buyer', 'fields', { holder: LI_NA }, [
        '/titles/*/use',
        '/titles/*/area',
        '/more',
      ]),
    );
  });

  await attempt('电子证照签发', 'The electronic certificate', async () => {
    // The register's own key: the city may be kept between runs, and a title is issued once.
    issued.push((await issue(city, `title-${CHEN_HOME}`)).identifier);
  });

  await attempt('证照调用', 'The pull', async () => {
    const library = { name: realEstateTitle.name, replaces: [TITLE_COPY], protocol: 'S3' };
    const shi = await asker(city, officerById('officer-shi-wei'), tax);
    const [certificate] = await shi.find(realEstateTitle.id, 'seller', CHEN_FUYING);
    if (!certificate) throw new Refused({ title: '证照库中没有该证照 The library holds no such certificate' });
    keep(
      await shi.pull(certificate, library, {
        party: 'seller',
        holder: CHEN_FUYING,
        level: 'fields',
        fields: ['/valid', '/number', '/location', '/area'],
      }),
    );
    const xu = await asker(city, officerById('officer-xu-qing'), transfer);
    const { pulled: copy } = keep(
      await xu.pull(certificate, library, {
        party: 'seller',
        holder: CHEN_FUYING,
        level: 'copy',
        fields: ['/number', '/location', '/unitNumber'],
        reason: '转移登记归档',
      }),
    );
    pulled.push(certificate.identifier, ...(copy.copy ? [copy.copy.identifier] : []));
  });

  return { trip, title: TITLE, visits: 1, exchanges: steps, issued, pulled, trouble };
};
