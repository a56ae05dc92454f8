/**
 * 金华 Jinhua, the hub above: bodies of its own, and Yongkang as the hub below it. P17: Yongkang's finance and housing bureaus use Jinhua's
 * database directly. What the finance bureau 财政局 knew of the deed tax in 2017 is the tax service's since 2018.
 */
import type { Department } from '#schemas/department.ts';
import { creditCode } from '../departments.ts';

export const JINHUA = '330700';
/** The department there that stands for the hub below. */
export const BELOW = 'yongkang';

const body = (id: string, letter: string, zh: string, en: string, over: Partial<Department> = {}): Department => ({
  v: 1,
  revision: 1,
  kind: 'department',
  id,
  name: { zh, en },
  creditCode: creditCode(letter, JINHUA),
  division: JINHUA,
  contact: { office: `${zh}数据共享处`, phone: `0579-0000020${letter}` },
  ...over,
});

export const upperDepartments: readonly Department[] = [
  body('data-authority', '1', '金华市大数据发展管理局', 'Jinhua Big Data Bureau', { dataAuthority: true }),
  body('housing', '6', '金华市住房和城乡建设局', 'Jinhua Housing and Construction Bureau'),
  body('taxation', '4', '国家税务总局金华市税务局', 'Jinhua Tax Service'),
  body(BELOW, 'C', '永康市大数据发展管理局（下级枢纽）', 'Yongkang Big Data Bureau, the hub below', {
    creditCode: creditCode('1'),
    division: '330784',
    contact: { office: '永康市大数据发展管理局数据共享科', phone: '0579-00000101' },
  }),
];
