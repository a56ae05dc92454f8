/** Who is told, without asking, that a business was registered, has changed or was closed: duties that last as long as the business. */
import type { Grant } from '#schemas/grant.ts';
import { grant } from './declare.ts';

const LICENCE = 'market-supervision/licence';

const told = (id: string, consumer: string, code: string, legalBasis: string, fields: readonly string[]): Grant =>
  grant(id, consumer, LICENCE, {
    purposes: [{ kind: 'standing', code, legalBasis }],
    parties: [
      {
        role: 'applicant',
        ground: '登记机关依法通报登记变化 the registering body tells of its registrations, as the law has it',
        level: 'fields',
      },
    ],
    fields: [...fields],
    uses: ['events'],
  });

export const licenceEventGrants: readonly Grant[] = [
  told('taxation-licence-events', 'taxation', 'taxpayer-upkeep', '税收征收管理法第十五条；政务数据共享条例', [
    '/firm',
    '/name',
    '/representative',
    '/address',
    '/state',
  ]),
  told('fire-licence-events', 'fire', 'fire-supervision', '消防法第五十三条；政务数据共享条例', [
    '/firm',
    '/name',
    '/address',
    '/state',
  ]),
  told(
    'city-management-licence-events',
    'city-management',
    'shop-sign-upkeep',
    '浙江省城市市容和环境卫生管理条例；政务数据共享条例',
    ['/firm', '/name', '/address', '/state'],
  ),
  // 多证合一: what the firm would declare once more at each of these desks, they are told.
  told(
    'human-resources-licence-events',
    'human-resources',
    'employer-upkeep',
    '社会保险法第五十七条；政务数据共享条例',
    ['/firm', '/name', '/representative', '/address', '/state'],
  ),
  told(
    'housing-fund-licence-events',
    'housing-fund',
    'contributor-upkeep',
    '住房公积金管理条例第十四条；政务数据共享条例',
    ['/firm', '/name', '/address', '/state'],
  ),
  told('statistics-licence-events', 'statistics', 'units-directory', '统计法；政务数据共享条例', [
    '/firm',
    '/name',
    '/kind',
    '/address',
    '/scope',
    '/state',
  ]),
  // 公章刻制备案: who may have a seal made, and for which firm.
  told('police-licence-events', 'public-security', 'seal-upkeep', '印铸刻字业暂行管理规则；政务数据共享条例', [
    '/firm',
    '/name',
    '/representative',
    '/state',
  ]),
];
