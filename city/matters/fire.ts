/** 消防: until October 2018 the fire brigade of public security, fire and rescue afterwards. */
import type { Matter } from '#schemas/matter.ts';
import { both, matter, WAYS, workdays } from './declare.ts';
import { asked, FIRM, field, licenceCopy, PERSON, paper } from './papers.ts';

export const fire: readonly Matter[] = matter(
  {
    id: 'fire-check',
    no: [1],
    body: 'fire',
    type: '01',
    name: both('公众聚集场所投入使用、营业前消防安全检查', 'Fire safety check before opening'),
    audience: 'both',
    basis: '消防法第十五条、第七十三条',
    conditions: [
      both('场所属于公众聚集场所（当地面积下限以上）', 'premises where the public gathers, above the local floor area'),
    ],
    legal: { limit: workdays(10), source: '消防法第十五条' },
    promised: workdays(10),
    materials: [
      licenceCopy({ showsCondition: true }),
      paper(
        'building-acceptance',
        '建设工程消防验收意见或备案凭证',
        'Fire acceptance or filing of the building',
        ['building-fire-acceptance'],
        // Until 2019 it lay with the brigade itself; today housing answers for those years too.
        [asked('housing/building-fire-acceptance')],
        { showsCondition: true, onRequest: true },
      ),
      paper('floor-plan', '标明疏散通道的平面图', 'Floor plan with escapes', ['floor-plan'], [], {
        showsCondition: true,
      }),
      paper(
        'fire-rules',
        '消防安全制度、灭火和应急疏散预案',
        'Fire safety rules and emergency plan',
        ['fire-rules'],
        [],
        {
          model: true,
          showsCondition: true,
        },
      ),
    ],
    forms: [
      {
        name: both('公众聚集场所消防安全检查申报表', 'Application for the fire safety check'),
        fields: [
          ...FIRM,
          ...PERSON.slice(0, 1),
          field('premises.unitNumber', '不动产单元号', 'Unit number'),
          field('food.area', '经营面积（平方米）', 'Floor area, m²'),
          field('fire.exits', '安全出口数', 'Number of exits'),
        ],
      },
    ],
    result: { type: 'fire-check-opinion', name: both('消防安全检查意见书', 'Opinion of the fire check'), paper: true },
    ways: WAYS.trusted,
    unit: 'fire',
    windowKind: 'business',
    casesPerYear: 1_450,
    until: '2021-04-28',
  },
  {
    from: '2021-04-29',
    commitment: true,
    legal: {
      limit: workdays(10),
      source: '消防法（2021）第十五条：告知承诺的当场作出许可，否则受理之日起十个工作日内检查',
    },
    promised: workdays(6),
    ways: WAYS.whole,
  },
);
