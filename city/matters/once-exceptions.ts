/** 省级例外清单: matters that may need more than one visit. The province alone adds to it; a matter names an entry and its own reason. */
import type { ListedException } from '#schemas/matter-catalogue.ts';

/** `why`: why no redesign ends it. */
const entry = (id: string, zh: string, en: string, why: string, whyEn: string): ListedException => ({
  id,
  name: { zh, en },
  why: { zh: why, en: whyEn },
});

export const onceExceptions: readonly ListedException[] = [
  entry(
    'completion-acceptance',
    '工程竣工验收类',
    'acceptance of finished works',
    '涉及部门多、审批链条长，材料无法一次集齐',
    'many bodies in a long chain; the papers cannot all exist at once',
  ),
  entry(
    'examination',
    '现场考试考核类',
    'examinations',
    '须本人到场参加考试，另行领证',
    'the applicant must sit the examination in person',
  ),
  entry(
    'expert-review',
    '专家评审类',
    'reviews by experts',
    '须到会答辩并按评审意见修改后再报',
    'the applicant answers the experts and hands in again what they had changed',
  ),
  entry(
    'auction',
    '招标拍卖挂牌类',
    'tenders and auctions',
    '须现场竞价，成交后另行签约',
    'bidding is in person, the contract is signed afterwards',
  ),
  entry(
    'major-safety',
    '重大公共安全类',
    'grave matters of public safety',
    '须多次现场核查并当面约谈',
    'several checks and a talk in person',
  ),
];
