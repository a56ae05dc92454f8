/** Papers that generated matters ask for. Some sources the hub has, some nobody has connected yet: the review finds which are worth it. */
import type { Matter } from '#schemas/matter.ts';
import type { MatterMaterial } from '#schemas/matter-material.ts';
import { asked, IDENTITY, identityCopy, library, licenceCopy, OWN, paper } from '../matters/papers.ts';
import type { Chance } from './prng.ts';

const personal: readonly MatterMaterial[] = [
  identityCopy(),
  paper(
    'household',
    '户口簿复印件',
    'Copy of the household register',
    ['household'],
    [asked('public-security/household'), library('residence-registration', 'public-security')],
  ),
  paper(
    'marriage',
    '婚姻状况证明',
    'Proof of marital state',
    ['marriage'],
    [asked('civil-affairs/marriage'), library('marriage-certificate', 'civil-affairs')],
  ),
  paper('no-crime', '无犯罪记录证明', 'Proof of no crime', ['no-crime'], [asked('public-security/no-crime')], {
    onRequest: true,
  }),
  paper('income', '收入证明', 'Proof of income', ['income'], [asked('taxation/income')], { onRequest: true }),
  paper('diploma', '学历证书复印件', 'Copy of a diploma', ['diploma'], [asked('education/diploma')]),
  paper('insured', '社会保险参保证明', 'Proof of insurance', ['insured'], [asked('human-resources/insurance-record')], {
    onRequest: true,
  }),
  paper('no-home', '无房证明', 'Proof of owning no home', ['homes-owned'], [asked('real-estate/titles-by-holder')], {
    onRequest: true,
  }),
];
const commercial: readonly MatterMaterial[] = [
  licenceCopy(),
  paper(
    'representative',
    '法定代表人身份证复印件',
    'Copy of the representative’s identity card',
    ['identity-card'],
    [IDENTITY],
  ),
  paper(
    'title',
    '经营场所不动产权证书复印件',
    'Copy of the title certificate of the premises',
    ['title'],
    [asked('real-estate/premises'), library('real-estate-title', 'real-estate')],
  ),
  paper(
    'tax-proof',
    '完税证明',
    'Proof of tax paid',
    ['tax-proof'],
    [asked('taxation/tax-certificate'), library('tax-payment', 'taxation')],
    { onRequest: true },
  ),
  paper(
    'fire-opinion',
    '消防安全检查意见书',
    'Opinion of the fire check',
    ['fire-check-opinion'],
    [library('fire-check-opinion', 'fire')],
    { onRequest: true },
  ),
  paper(
    'insured-staff',
    '员工参保证明',
    'Proof that staff are insured',
    ['insured-staff'],
    [asked('human-resources/insurance-record')],
    { onRequest: true },
  ),
  paper(
    'project',
    '项目备案信息表',
    'Filing of the project',
    ['project-filing'],
    [asked('development-reform/project')],
  ),
];
const anybody: readonly [MatterMaterial, ...MatterMaterial[]] = [
  paper('plan', '方案、平面图', 'Plan and drawing', ['plan'], [], { showsCondition: true }),
  paper('statement', '承诺书', 'Statement', ['statement'], [], { model: true }),
  paper('report', '检测、评估报告', 'Report of a test or an assessment', ['report'], [], {
    showsCondition: true,
    onRequest: true,
  }),
  paper('earlier', '原批准文件', 'Earlier approval', ['earlier-approval'], [OWN]),
  paper('photo', '近期照片', 'Photograph', ['photo'], [], { weight: 'secondary', tolerableDays: 5 }),
];

const atLeastOne = ([first = identityCopy(), ...rest]: readonly MatterMaterial[]): readonly [
  MatterMaterial,
  ...MatterMaterial[],
] => [first, ...rest];
const parted = (all: readonly MatterMaterial[]) => ({
  held: atLeastOne(all.filter(({ onRequest }) => !onRequest)),
  onRequest: atLeastOne(all.filter(({ onRequest }) => onRequest)),
});
const PERSONAL = parted(personal);
const COMMERCIAL = parted(commercial);

/** One to five papers, each once. */
export const materialsFor = (by: Chance, audience: Matter['audience']): MatterMaterial[] => {
  const theirs =
    audience === 'persons' ? PERSONAL : audience === 'firms' ? COMMERCIAL : by.pick([PERSONAL, COMMERCIAL]);
  const found = new Map<string, MatterMaterial>();
  for (let left = by.int(1, 3); left > 0; left -= 1) {
    // Most papers lie at home; some must be asked for at another body first.
    const one = by.percent(80) ? by.pick(theirs.held) : by.pick(theirs.onRequest);
    found.set(one.id, one);
  }
  for (let left = by.int(0, 2); left > 0; left -= 1) {
    const one = by.pick(anybody);
    found.set(one.id, one);
  }
  return [...found.values()];
};
