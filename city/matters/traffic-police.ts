/** 交警: what is done at once. */
import type { Matter } from '#schemas/matter.ts';
import { AT_ONCE, both, matter, WAYS } from './declare.ts';
import { IDENTITY, paper } from './papers.ts';

const COMMON = {
  body: 'traffic-police',
  unit: 'traffic-police',
  audience: 'persons',
  legal: { limit: AT_ONCE, source: '公共服务 public service' },
  promised: AT_ONCE,
} as const;

export const trafficPolice: readonly Matter[] = [
  ...matter({
    id: 'driving-licence-renewal',
    no: [1],
    type: '20',
    name: both('机动车驾驶证换证', 'Renewal of a driving licence'),
    basis: '机动车驾驶证申领和使用规定',
    materials: [
      paper('identity', '身份证复印件', 'Copy of the identity card', ['identity-card'], [IDENTITY]),
      paper('examination', '身体条件证明', 'Proof of fitness', ['fitness'], [], { onRequest: true }),
    ],
    result: { name: both('机动车驾驶证', 'Driving licence'), paper: true },
    ways: WAYS.online,
    casesPerYear: 26_000,
    ...COMMON,
  }),
  ...matter({
    id: 'traffic-fine',
    no: [2],
    type: '20',
    name: both('道路交通违法自助处理', 'Traffic offences settled by oneself'),
    basis: '道路交通安全违法行为处理程序规定',
    result: { name: both('处理凭证', 'Receipt'), paper: true },
    ways: WAYS.trusted,
    casesPerYear: 180_000,
    ...COMMON,
  }),
];
