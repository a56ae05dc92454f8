/** Examples of /v1/upper, and of a copy of what was sent down. */
const at = '2026-11-20T09:30:00+08:00';
const asOf = '2026-11-20T01:29:00.000Z';

const flow = {
  resource: 'jinhua/house-contract',
  upper: 'housing/contract-filing',
  after: 1043,
  completeAt: asOf,
  moved: [
    {
      from: 1017,
      to: 1021,
      by: 'officer-li-yan',
      reason: '上级1018至1021号已过保存期，已按批量补回 handed over as a batch',
      at: asOf,
    },
  ],
  refused: [{ number: 1040, rule: 'upper:other-version', at: asOf }],
};

export const upperExamples = {
  'ask.data-authority': {
    request: {
      purpose: { kind: 'matter', matter: 'existing-house-transfer', ticket: 'eyJ0eXAiOiJvbmV0cmlwLXRpY2tldCtqd3Qi…' },
      party: { role: 'seller' },
      request: { party: '330784198802039985', contract: 'YK20260800001' },
      fields: ['/unitNumber', '/state', '/toldAt', '/asOf'],
    },
    answer: {
      exchange: '0198f3a2-7c1e-4d55-9b7a-3f1f5f0c2a17',
      resource: 'data-authority/house-contract-copy',
      resourceVersion: 1,
      grant: { id: 'one-window-house-contract-copy', revision: 1 },
      answeredAt: at,
      found: true,
      answer: { unitNumber: '330784001002GB00003F00010001', state: 'filed', toldAt: at, asOf },
      fields: ['/unitNumber', '/state', '/toldAt', '/asOf'],
    },
  },
  listUpperResources: {
    answer: {
      items: [
        {
          upper: 'jinhua',
          id: 'housing/contract-filing',
          name: { zh: '存量房买卖合同网签备案（按合同编号）', en: 'Filed contract of an existing house, by number' },
          version: 1,
          state: 'deprecated',
          sharing: 'conditional',
          ends: '2027-03-01T00:00:00+08:00',
          fields: [
            {
              pointer: '/state',
              name: { zh: '备案状态', en: 'State of the filing' },
              type: 'string',
              sensitivity: 'internal',
              level: 'fields',
            },
          ],
          mapped: { resource: 'jinhua/house-contract', version: 1 },
          findings: [{ rule: 'deprecated', until: '2027-03-01T00:00:00+08:00' }],
          seenAt: '2026-11-01T00:00:00.000Z',
          changedAt: asOf,
        },
      ],
      checkedAt: asOf,
    },
  },
  lookAtUpperCatalogue: { answer: { wantedAt: asOf } },
  listReturns: { answer: { items: [flow] } },
  moveReturn: {
    request: { after: 1021, reason: '上级1018至1021号已过保存期，已按批量补回 handed over as a batch' },
    answer: flow,
  },
};
