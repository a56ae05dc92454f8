/** Verifying what somebody states of a certificate: the ministry's eight results, and what to do about each. */
import type { ElementsResult } from '#schemas/verified.ts';
import type { Tone } from '../checking/verified.ts';
import type { Words } from '../language.ts';

export const elements = {
  way: { zh: '核对要素', en: 'Elements' },
  needsCase: {
    zh: '要素核验会透露某人是否持有证照，所以要凭办件凭据，并会记录。',
    en: 'It tells whether somebody holds a certificate: so it needs a case ticket, and is recorded.',
  },
  number: { zh: '证照编号', en: 'Certificate number' },
  holder: { zh: '持证主体名称（姓名）', en: 'Name of the holder' },
  which: { zh: '要素', en: 'Element' },
  value: { zh: '所述内容', en: 'What is said of it' },
  add: { zh: '再加一项要素', en: 'Add an element' },
  remove: { zh: '去掉这一项', en: 'Remove it' },
  blank: { zh: '请填写所述内容，或去掉这一项。', en: 'Say what is stated of it, or remove it.' },
  check: { zh: '核对', en: 'Compare' },
  recorded: { zh: '本次核对会记录，当事人可以查询。', en: 'This is recorded; the holder can ask for it.' },
  result: { zh: '要素核验结果', en: 'Result' },
} as const satisfies Record<string, Words>;

export interface ResultWords {
  readonly tone: Tone;
  readonly title: Words;
  readonly text: Words;
}

const result = (tone: Tone, zh: string, en: string, textZh: string, textEn: string): ResultWords => ({
  tone,
  title: { zh, en },
  text: { zh: textZh, en: textEn },
});

export const elementResults: Readonly<Record<ElementsResult, ResultWords>> = {
  '0': result(
    'good',
    '相符，且现行有效',
    'It is so, and it holds',
    '所述要素与证照库一致，证照现在有效。',
    'What was stated is what the library holds, and the certificate is valid now.',
  ),
  '1': result(
    'ended',
    '相符，但尚未生效',
    'It is so, but not in force yet',
    '所述要素与证照库一致，有效期还没有开始。',
    'What was stated is so; its dates have not begun.',
  ),
  '2': result(
    'ended',
    '相符，但暂时无效',
    'It is so, but it is held for now',
    '所述要素与证照库一致，证照被暂扣。请联系发证机关。',
    'What was stated is so; the certificate is held for the time being. Ask its issuer.',
  ),
  '3': result(
    'ended',
    '相符，但已失效',
    'It is so, but it holds no longer',
    '所述要素与证照库一致，证照已失效或已过有效期。',
    'What was stated is so; the certificate has ended or run out.',
  ),
  '4': result(
    'unsure',
    '要素不足，无法核验',
    'Not enough to tell',
    '请填写证照编号，并至少再填一项：持证主体名称或其他要素。',
    'Give the number and at least one more: the holder’s name or another element.',
  ),
  '5': result(
    'unsure',
    '没有找到这份证照',
    'No such certificate was found',
    '该持证主体名下没有这个编号的证照。请核对编号、类型和代码。',
    'This holder has none of this number. Check the number, the type and the code.',
  ),
  '6': result(
    'unsure',
    '没有给出要素',
    'No elements were given',
    '请至少填写证照编号和持证主体名称。',
    'Give at least the number and the name of the holder.',
  ),
  '7': result(
    'bad',
    '部分要素不符',
    'Some of it is not so',
    '为保护个人信息，不指出是哪一项。请当事人核对后重新填写，或调用证照。',
    'Which one is not told, to protect the holder. Let the party check what he stated, or pull the certificate.',
  ),
};
