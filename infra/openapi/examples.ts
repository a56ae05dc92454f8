/** Examples by operation, invented people and firms only. A test holds each against the schema of its route. */
import { caseExamples } from './examples-cases.ts';
import { certificateExamples } from './examples-certificates.ts';
import { upperExamples } from './examples-upper.ts';

const at = '2026-11-20T09:30:00+08:00';
const unitNumber = '330784001002GB00003F00010001';
const holder = '330784198802039985';
const purpose = { kind: 'matter', matter: 'existing-house-transfer', ticket: 'eyJ0eXAiOiJvbmV0cmlwLXRpY2tldCtqd3Qi…' };
const setUp = { ...purpose, matter: 'company-setup' };
const wangQiang = '330784198506149995';
const party = { role: 'applicant' };
const fields = ['/certificateNumber', '/location', '/marks/mortgaged'];

const grant = {
  consumer: 'housing',
  resource: 'real-estate/title',
  resourceVersion: 1,
  purposes: [
    { kind: 'matter', matter: 'existing-house-transfer', legalBasis: '浙江省保障“最多跑一次”改革规定', ticket: true },
  ],
  parties: [{ role: 'applicant', ground: '本人申请 The party applies', level: 'fields' }],
  fields,
  from: '2026-01-01T00:00:00+08:00',
  until: '2027-01-01T00:00:00+08:00',
};

const identityFields = ['/name', '/living', '/validUntil'];
const waiting = {
  question: '5b0e6f52-3c1d-8a40-9d1e-7a2f4c6b8e10',
  resource: 'public-security/identity',
  askedAt: at,
  keptUntil: '2026-11-21T09:30:00+08:00',
  state: 'waiting',
};

const looked = { zh: '永康市住房和城乡建设局', en: 'Yongkang Housing and Construction Bureau' };
const answerer = { zh: '永康市自然资源和规划局（不动产登记中心）', en: 'Yongkang Real Estate Registration Centre' };
const use = {
  at,
  text: {
    zh: '2026-11-20 09:30，永康市住房和城乡建设局因“存量房买卖合同网签备案”向永康市自然资源和规划局（不动产登记中心）查询“不动产登记信息”，获知：坐落。依据：优化营商环境条例第四十七条。',
    en: '2026-11-20 09:30: Yongkang Housing and Construction Bureau asked for "Title" at Yongkang Real Estate Registration Centre, for "Filing of the contract of an existing house"; told: Location. Legal basis: 优化营商环境条例第四十七条.',
  },
  who: { department: looked, post: '房屋交易审批岗' },
  whom: answerer,
  what: { zh: '不动产登记信息', en: 'Title' },
  fields: [{ zh: '坐落', en: 'Location' }],
  found: true,
  purpose: {
    name: { zh: '存量房买卖合同网签备案', en: 'Filing of the contract of an existing house' },
    legalBasis: '优化营商环境条例第四十七条',
  },
  record: {
    v: 1,
    id: '0198f3a2-7c1e-4d55-9b7a-3f1f5f0c2a11',
    kind: 'exchange',
    at: Date.parse(at),
    ms: 12,
    client: 'onetrip-console',
    consumer: 'housing',
    provider: 'real-estate',
    resource: 'real-estate/title',
    resourceVersion: 1,
    grant: 'housing-title',
    grantRevision: 1,
    matter: 'existing-house-contract',
    case: '330784-20261120-0001',
    party: 'seller',
    level: 'fields',
    fields: ['/location'],
    found: true,
    answer: 'p2Q4mVh0b1l6cW9rX3N0YWJsZV9kaWdlc3RfdmFsdWU',
    instance: 'q1w2e3r4',
    sequence: 41,
  },
};

const figures = {
  resource: 'real-estate/title',
  name: { zh: '不动产登记信息', en: 'Title' },
  provider: 'real-estate',
  period: '2026-11',
  asked: 412,
  found: 398,
  notFound: 14,
  byKind: { exchange: 412 },
  byConsumer: { housing: 261, 'one-window': 151 },
  byPurpose: { 'existing-house-contract': 261, 'existing-house-transfer': 151 },
  ms: { median: 47, p95: 128 },
  papers: [{ name: { zh: '不动产权证书复印件', en: 'Copy of the title certificate' }, times: 377 }],
  copiesNotBrought: 377,
};
const freshness = { through: '2026-11-19', completeUntil: '2026-11-20T01:09:30Z' };

const doubt = {
  id: '0198f3a2-7c1e-8d55-9b7a-3f1f5f0c2a21',
  revision: 1,
  resource: 'real-estate/title',
  fields: ['/location'],
  state: 'reported',
  owner: 'real-estate',
  reporter: 'housing',
  exchange: '0198f3a2-7c1e-4d55-9b7a-3f1f5f0c2a11',
  evidence: 'original-document',
  due: {
    date: '2026-12-04',
    workdays: 10,
    rule: { id: 'doubt-answer-2025', revision: 1 },
    calendars: [{ year: '2026', revision: 1 }],
    estimated: false,
  },
  passed: 0,
  ruled: false,
  inDoubt: true,
  steps: [{ event: 'report', to: 'reported', at, department: 'housing', by: 'officer-lou-yun' }],
};

export interface Example {
  readonly request?: unknown;
  /** Several bodies, each by its name. */
  readonly requests?: Readonly<Record<string, unknown>>;
  readonly answer?: unknown;
  readonly accepted?: unknown;
}

export const examples: Readonly<Record<string, Example>> = {
  ...caseExamples,
  listStatistics: { answer: { items: [figures], freshness } },
  listCoverage: {
    answer: {
      items: [
        {
          department: 'real-estate',
          name: answerer,
          joined: 1,
          known: 2,
          surveyed: true,
          missing: [{ zh: '房产测绘成果管理系统', en: 'Survey results of buildings' }],
        },
      ],
      joined: 1,
      known: 2,
    },
  },
  listUses: {
    request: {
      subject: holder,
      ground: { kind: 'self', by: 'portal-level-3', reference: 'ZWFW-20261120-000123' },
      from: '2026-01-01T00:00:00+08:00',
    },
    answer: {
      exchange: '0198f3a2-7c1e-4d55-9b7a-3f1f5f0c2a13',
      items: [use],
      completeUntil: '2026-11-20T01:09:30Z',
      says: {
        zh: '2026-11-20 09:09以前提供出去的已全部列入；此后的可能尚未列入。',
        en: 'Whatever was told to anybody before 2026-11-20 09:09 (Beijing time) is listed; later uses may be missing yet.',
      },
    },
  },
  'ask.real-estate': {
    request: { purpose, party, request: { unitNumber, holder }, fields },
    answer: {
      exchange: '0198f3a2-7c1e-4d55-9b7a-3f1f5f0c2a11',
      resource: 'real-estate/title',
      resourceVersion: 1,
      grant: { id: 'housing-title', revision: 1 },
      answeredAt: at,
      found: true,
      answer: {
        certificateNumber: '浙(2017)永康市不动产权第0012345号',
        location: '浙江省永康市东城街道',
        marks: { mortgaged: false },
      },
      fields,
    },
  },
  'ask.market-supervision': {
    request: {
      purpose: setUp,
      party,
      request: { applicant: wangQiang, name: '永康市王记餐饮有限公司', kind: 'company' },
      fields: ['/available', '/clashes/*'],
    },
    answer: {
      exchange: '0198f3a2-7c1e-4d55-9b7a-3f1f5f0c2a12',
      resource: 'market-supervision/name-check',
      resourceVersion: 1,
      grant: { id: 'one-window-name-check', revision: 1 },
      answeredAt: at,
      found: true,
      answer: { available: true, clashes: [] },
      fields: ['/available', '/clashes/*'],
    },
  },
  'ask.taxation': {
    request: {
      purpose: setUp,
      party,
      request: {
        firm: '91330784MA000TE13N',
        name: '永康市王记餐饮有限公司',
        kind: 'company',
        representative: '王强',
        address: '浙江省永康市东城街道',
        scope: '餐饮服务',
        registeredOn: '2026-11-20',
      },
      fields: ['/taxpayerNumber', '/office'],
    },
    answer: {
      exchange: '0198f3a2-7c1e-4d55-9b7a-3f1f5f0c2a13',
      resource: 'taxation/taxpayer-registration',
      resourceVersion: 1,
      grant: { id: 'market-taxpayer-registration', revision: 1 },
      answeredAt: at,
      found: true,
      answer: { taxpayerNumber: '91330784MA000TE13N', office: '永康市税务局第一税务所' },
      fields: ['/taxpayerNumber', '/office'],
    },
  },
  'ask.public-security': {
    request: { purpose: setUp, party, request: { holder: wangQiang }, fields: identityFields },
    accepted: waiting,
  },
  'answer.public-security': {
    accepted: waiting,
    answer: {
      exchange: '0198f3a2-7c1e-4d55-9b7a-3f1f5f0c2a14',
      resource: 'public-security/identity',
      resourceVersion: 1,
      grant: { id: 'market-identity', revision: 1 },
      answeredAt: at,
      found: true,
      answer: { name: '王强', living: true, validUntil: '2036-05-04' },
      fields: identityFields,
    },
  },
  reportDoubt: {
    request: {
      subject: holder,
      exchange: doubt.exchange,
      fields: doubt.fields,
      believed: '坐落应为永康市东城街道丽州中路218号',
      evidence: doubt.evidence,
    },
    answer: doubt,
  },
  stepDoubt: {
    request: { event: 'correct', reason: '登记簿原件已核对，现予更正' },
    answer: {
      ...doubt,
      revision: 2,
      state: 'corrected',
      inDoubt: false,
      steps: [
        ...doubt.steps,
        { event: 'correct', to: 'corrected', at, department: 'real-estate', by: 'officer-xia-yu' },
      ],
      told: [{ department: 'housing', exchanges: [doubt.exchange] }],
    },
  },
  checkGrant: {
    request: { resource: 'real-estate/title', purpose, party, fields },
    answer: {
      granted: true,
      grant: 'housing-title',
      until: grant.until,
      resourceVersion: 1,
      level: 'fields',
      released: fields,
      cut: [],
      facts: { perDay: 2000, perSecond: 5, leftToday: 1874, ticket: 'required', signature: 'not-required', uses: [] },
    },
  },
  putGrant: {
    request: grant,
    answer: { v: 1, kind: 'grant', id: 'housing-title', revision: 1, state: 'active', ...grant },
  },
  suspendGrant: { request: { reason: '年度核查 Yearly review' } },
  'departments.suspend': { request: { reason: '系统升级 System upgrade' } },
  health: { answer: { status: 'ok', version: '0.1.0' } },
  ...upperExamples,
  ...certificateExamples,
};
