import { expect, it } from 'vitest';
import { officers } from '#city/officers.ts';
import { resources } from '#city/resources/index.ts';
import { width } from '#client/cli/width.ts';
import { casesTable } from '#infra/local/trip/cases-table.ts';
import { documents } from '#infra/local/trip/documents.ts';
import type { Errand, StepLog, TripLog } from '#infra/local/trip/log.ts';
import { complete, summary } from '#infra/local/trip/log.ts';
import { shortName } from '#infra/local/trip/names.ts';
import { catering2017 } from '#infra/local/trip/papers.ts';
import { story, table } from '#infra/local/trip/table.ts';

const COLUMNS = 120;

const errand = (resource: (typeof resources)[number], { department, name }: (typeof officers)[number]): Errand => ({
  kind: 'exchange',
  id: '00000000-0000-4000-8000-000000000000',
  who: { zh: `${shortName(department).zh}${name}`, en: shortName(department).en },
  department: resource.department,
  departmentName: shortName(resource.department),
  resource: resource.id,
  matter: 'company-setup',
  what: resource.name,
  protocol: resource.protocol,
  asked: resource.asked ?? 'now',
  ms: 9_999,
  fields: resource.fields.map(({ pointer }) => pointer),
  found: true,
});
const step = (id: string, over: Partial<StepLog> = {}): StepLog => ({
  id,
  name: { zh: '标准地址与负面清单', en: 'Standard address and negative list' },
  needs: [],
  state: 'done',
  errands: [],
  ...over,
});
const trip = (steps: readonly StepLog[]): TripLog => ({
  trip: '330784-00000000-0000-4000-8000-000000000000',
  title: { zh: '王强开餐饮店', en: 'Wang Qiang opens a restaurant' },
  visits: 1,
  steps,
  cases: [
    {
      ...{ scenario: 'A1', case: '330784-20261129-W6VE08HCA-B', state: 'closed', due: '2026-12-08' },
      visits: { before: 3, after: 1 },
      name: { zh: '开办餐饮店', en: 'Opening a restaurant' },
      forms: { before: 4, after: 1 },
      papersHandedIn: [{ zh: '布局图', en: 'Layout' }],
      papersNotAskedFor: Array.from({ length: 30 }, (_, i) => ({
        ...{ zh: `营业执照复印件${i}`, en: `Licence ${i}` },
        by: { zh: '电子证照库', en: 'Library' },
      })),
      travelled: [
        {
          ...{ exchange: '00000000-0000-4000-8000-000000000000', matter: 'fire-check', party: 'wang' },
          ...{ from: 'housing', resource: 'housing/building-fire-acceptance', fields: ['/accepted'] },
        },
      ],
      results: [{ matter: 'food-licence', certificate: '1.2.156.3005.2.TYPE.ISSUER.SERIAL.001.A' }],
    },
  ],
  documents: documents(catering2017, []),
  notices: [
    {
      id: '00000000-0000-4000-8000-000000000000',
      revision: 1,
      state: 'due',
      consumer: 'market-supervision',
      provider: 'real-estate',
      resource: 'real-estate/premises',
      fields: ['/isHolder'],
      grant: 'market-premises',
      party: 'landlord',
      answeredAt: '2026-11-20T09:00:00Z',
      text: { zh: '您的房屋'.repeat(30), en: 'Your premises' },
    },
  ],
});
const long = '部门系统暂不可用'.repeat(20);
const troubled = trip([
  step('everything', { errands: resources.flatMap((one) => officers.map((officer) => errand(one, officer))) }),
  step('failed', {
    state: 'failed',
    missing: { why: { zh: long, en: 'why' }, remedy: { zh: '恢复后重办', en: 'play it again '.repeat(20) } },
  }),
  step('waiting', { state: 'waiting', waitsFor: ['failed', 'everything'] }),
]);

it('fits a terminal of 120 columns, whoever asks whom for what', () => {
  const text = table(troubled);
  expect(text.split('\n').length).toBeGreaterThan(1000);
  expect(text.split('\n').filter((line) => width(line) > COLUMNS)).toEqual([]);
});

it('says what is missing, what can be done, what waits for it, and what is asynchronous', () => {
  const text = table(troubled);
  expect(text).toMatch(/!! 标准地址与负面清单未办成：部门系统/);
  expect(text).toContain('可以：恢复后重办');
  expect(text).toMatch(/\.\. 标准地址与负面清单等待：标准地址/);
  expect(text).toContain('异步');
  expect(text).toContain('告知出租人（待告知）：您的房屋');
  expect(text).toContain('仍须交 18 份，表格 5 张并为 1 张');
  expect(story(troubled)).toMatch(/!! 标准地址与负面清单未办成：部门系统/);
  expect(story(troubled)).not.toContain('2017');
});

it('tells each case by its number: state, visits, papers, what travelled, what came of it', () => {
  const text = casesTable(troubled.cases);
  expect(text.split('\n').filter((line) => width(line) > COLUMNS)).toEqual([]);
  expect(text).toContain('A1  330784-20261129-W6VE08HCA-B  开办餐饮店（办结）');
  expect(text).toContain(
    '到场 3 → 1 次，表格 4 → 1 张，交材料 1 份，免交 30 份，数据进案 1 条，结果 1 项（证照 1 本）',
  );
  expect(text).toContain('promised by 2026-12-08');
  expect(summary(troubled)).toMatchObject({
    cases: [{ case: '330784-20261129-W6VE08HCA-B', travelled: [{ resource: 'housing/building-fire-acceptance' }] }],
    certificates: { issued: ['1.2.156.3005.2.TYPE.ISSUER.SERIAL.001.A'] },
  });
});

it('is complete only when every step is done, and says so in one JSON object', () => {
  expect([complete(troubled), complete(trip([step('a')]))]).toEqual([false, true]);
  expect(summary(troubled)).toMatchObject({
    ok: false,
    protocols: [...new Set(resources.map(({ protocol }) => protocol))],
    steps: [{ state: 'done' }, { state: 'failed' }, { state: 'waiting', waitsFor: ['failed', 'everything'] }],
  });
  const house = { ...trip([step('house')]), cases: [] };
  expect([summary(trip([step('a')]), [house]).ok, summary(trip([step('a')]), [troubled]).ok]).toEqual([true, false]);
});
