import type { Words } from '../language.ts';

export const home = {
  good: { zh: '您好', en: 'Good day' },
  lead: { zh: '今天从哪里开始？', en: 'Where would you like to begin?' },
  openCase: { zh: '当前办件', en: 'The open case' },
  noCase: {
    zh: '没有打开的办件。打开办件后，可以查找并调用当事人的证照。',
    en: 'No case is open. With one, you can find and pull a party’s certificates.',
  },
  goCase: { zh: '打开办件', en: 'Open a case' },
  goOn: { zh: '继续办理', en: 'Go on' },
  rules: { zh: '三条规矩', en: 'Three rules' },
  rule1: { zh: '能查到的，不让群众再交。', en: 'What the city holds is not asked of the citizen.' },
  rule2: { zh: '够用就好：能问“是不是”，就不看内容。', en: 'No more than needed: a yes or no before the facts.' },
  rule3: { zh: '每一次查看都有记录，群众可以查询。', en: 'Every look is recorded, and the citizen can see it.' },
} as const satisfies Record<string, Words>;
