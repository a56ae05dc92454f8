/**
 * The twenty-one materials of opening a restaurant: a company in a rented shop, template of 2017. Rows are assumed, built on the published
 * lists, so that the totals of the time compute: six kept, fifteen dropped, five forms made one.
 */
import type { Fate, Material } from '#schemas/material.ts';

const material = (no: number, matter: string, zh: string, en: string, fate: Fate): Material => ({
  no,
  matter,
  name: { zh, en },
  fate,
});

const main: Fate = { kind: 'kept', weight: 'main' };
const licence: Fate = { kind: 'library', type: 'business-licence', issuer: 'market-supervision' };
const asked = (resource: string): Fate => ({ kind: 'department', resource });
const same = (...of: number[]): Fate => ({ kind: 'duplicate', of });
const merged = (into: 'form' | number): Fate => ({ kind: 'merged', into });

export const catering2017: readonly Material[] = [
  material(1, 'company-setup', '名称预先核准通知书', 'Notice of name approval', {
    kind: 'internal',
    resource: 'market-supervision/name-check',
  }),
  material(
    2,
    'company-setup',
    '股东、法定代表人身份证复印件',
    'Copies of the identity cards of shareholder and legal representative',
    asked('public-security/identity'),
  ),
  material(
    3,
    'company-setup',
    '董事、监事、经理任职文件',
    'Appointment of director, supervisor and manager',
    merged('form'),
  ),
  material(4, 'company-setup', '公司章程', 'Articles of the company', main),
  material(
    5,
    'company-setup',
    '经营场所不动产权证书复印件',
    'Copy of the title certificate of the premises',
    asked('real-estate/premises'),
  ),
  material(6, 'company-setup', '租赁合同', 'Lease', main),
  material(7, 'food-licence', '营业执照复印件', 'Copy of the business licence', licence),
  material(8, 'food-licence', '身份证复印件', 'Copy of the identity card', same(2)),
  material(
    9,
    'food-licence',
    '布局、设备设施、操作流程图',
    'Drawing of layout, equipment and flow of work (one set, in layers)',
    main,
  ),
  material(10, 'food-licence', '食品安全规章制度目录', 'List of food safety rules', main),
  material(
    11,
    'food-licence',
    '从业人员健康证明',
    'Health certificates of the staff',
    asked('health/health-certificate'),
  ),
  material(12, 'food-licence', '租赁合同、不动产权证书复印件', 'Copies of lease and title certificate', same(5, 6)),
  material(13, 'fire-check', '营业执照复印件', 'Copy of the business licence', licence),
  material(
    14,
    'fire-check',
    '建设工程消防验收意见或备案凭证',
    'Fire acceptance or filing of the building',
    asked('housing/building-fire-acceptance'),
  ),
  material(15, 'fire-check', '标明疏散通道的平面图', 'Floor plan with escapes', merged(9)),
  material(16, 'fire-check', '消防安全制度、灭火和应急疏散预案', 'Fire safety rules and emergency plan', main),
  material(17, 'shop-sign', '营业执照复印件', 'Copy of the business licence', licence),
  material(18, 'shop-sign', '店招效果图（昼、夜）', 'Picture of the sign by day and night', {
    kind: 'kept',
    weight: 'secondary',
    tolerableDays: 5,
  }),
  material(19, 'shop-sign', '租赁合同或不动产权证书复印件', 'Copy of lease or title certificate', same(5, 6)),
  material(20, 'drainage-permit', '营业执照、身份证复印件', 'Copies of business licence and identity card', {
    ...licence,
    with: [2],
  }),
  material(21, 'drainage-permit', '内部排水及隔油池图', 'Drawing of inner drainage and grease trap', merged(9)),
];
