/** The page on which a code is read that a holder shows. */
import type { Words } from '../language.ts';
import type { ProblemWords } from './problems.ts';

export const shown = {
  first: { zh: '先选要看什么', en: 'First, what is needed' },
  code: { zh: '出示码', en: 'Code that the holder shows' },
  codeHint: {
    zh: '持证人在“浙里办”中亮证生成，两分钟内有效，只能读取一次。扫码枪可直接扫入。',
    en: 'Drawn in the holder’s app; good for two minutes, read once. A scanner may type it in.',
  },
  codeWrong: {
    zh: '这不是出示码。请让持证人在“浙里办”中打开证照、选择亮证。',
    en: 'This is no such code. Let the holder open the certificate in his app and show it.',
  },
  read: { zh: '读取', en: 'Read' },
  camera: { zh: '用摄像头扫码', en: 'Scan with the camera' },
  cameraOff: { zh: '关闭摄像头', en: 'Close the camera' },
  cameraHint: {
    zh: '将持证人手机上的出示码放入框中。画面只在本机识别，不会上传。',
    en: 'Hold the code on the holder’s phone in the frame. The picture is read on this device and not sent.',
  },
  answer: { zh: '持证人出示的证照', en: 'What the holder shows' },
  waiting: { zh: '等待出示', en: 'Nothing shown yet' },
  waitingText: {
    zh: '持证人当面出示，不需要办件凭据。读取后，这里显示证照现状和所选内容；持证人可以查到这次读取。',
    en: 'The holder shows it himself, so no case ticket is needed. Its state and what you chose appear here; the holder can see that you read it.',
  },
} as const satisfies Record<string, Words>;

/** What these problems mean of a code that was shown. */
export const shownProblems = {
  'not-found': {
    what: { zh: '没有这个出示码', en: 'There is no such code' },
    todo: { zh: '请让持证人重新出示，再扫一次。', en: 'Ask the holder to show a new one, and scan it again.' },
  },
  'invalid-request': {
    what: { zh: '出示的不是所选类型的证照', en: 'He shows another type than was chosen' },
    todo: {
      zh: '请看持证人手机上的证照名称，选对类型后再读取。',
      en: 'See on the holder’s phone which certificate it is, choose its type, and read again.',
    },
  },
} as const satisfies Record<string, ProblemWords>;
