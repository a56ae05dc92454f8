/** 综合行政执法: what hangs and stands on the street. */
import type { Matter } from '#schemas/matter.ts';
import { both, matter, WAYS, workdays } from './declare.ts';
import { FIRM, field, licenceCopy, paper } from './papers.ts';

const TWENTY = { limit: workdays(20, 10), source: '行政许可法第四十二条' };
const PICTURE = paper(
  'picture',
  '店招效果图（昼、夜）',
  'Picture of the sign by day and night',
  ['sign-picture'],
  [],
  // Nothing is decided by it that the law makes a condition: it may follow.
  { weight: 'secondary', tolerableDays: 5 },
);

export const cityManagement: readonly Matter[] = [
  ...matter(
    {
      id: 'shop-sign',
      no: [1],
      body: 'city-management',
      type: '01',
      name: both('户外招牌设施设置', 'Shop sign'),
      audience: 'both',
      basis: '城市市容和环境卫生管理条例第十一条',
      legal: TWENTY,
      promised: workdays(4),
      materials: [
        licenceCopy({ showsCondition: true }),
        PICTURE,
        paper('premises', '租赁合同或不动产权证书复印件', 'Copy of lease or title certificate', ['lease', 'title']),
      ],
      forms: [
        {
          name: both('户外招牌设置申请表', 'Application for a shop sign'),
          fields: [
            ...FIRM,
            field('sign.size', '招牌尺寸', 'Size of the sign'),
            field('sign.lit', '是否亮化', 'Lit or not'),
            field('sign.place', '设置位置', 'Place of the sign'),
          ],
        },
      ],
      result: { name: both('户外招牌设置备案单', 'Filing note of a shop sign'), paper: false },
      ways: WAYS.trusted,
      windowKind: 'business',
      casesPerYear: 2_300,
      until: '2023-12-31',
    },
    // Since the list of 2024 the sign is guided by a standard and noted; whose the premises are is known from the licence.
    {
      from: '2024-01-01',
      promised: workdays(3),
      materials: [licenceCopy({ showsCondition: true }), PICTURE],
      ways: WAYS.whole,
    },
  ),
  ...matter({
    id: 'road-occupation',
    no: [2],
    body: 'city-management',
    type: '01',
    name: both('临时占用城市道路', 'Temporary use of a city road'),
    audience: 'both',
    basis: '城市道路管理条例第三十一条',
    legal: TWENTY,
    promised: workdays(3),
    materials: [licenceCopy(), paper('plan', '占道平面图', 'Plan of the use', ['road-plan'])],
    result: { name: both('临时占用城市道路许可证', 'Permit to use a road'), paper: true },
    ways: WAYS.online,
    windowKind: 'investment',
    casesPerYear: 640,
  }),
];
