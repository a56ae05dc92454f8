/** Every problem of the hub in words: what it means and what to do. Typed by the closed union, so that none can be missing. */
import type { ProblemCode } from '#schemas/problem.ts';
import type { Words } from '../language.ts';

export interface ProblemWords {
  readonly what: Words;
  readonly todo: Words;
}

const words = (zh: string, en: string, todoZh: string, todoEn: string): ProblemWords => ({
  what: { zh, en },
  todo: { zh: todoZh, en: todoEn },
});

const LATER = [
  '请稍后再试；持续不成功时请联系咨询电话。',
  'Try again in a moment; if it keeps failing, call the help line.',
] as const;
const TOLD = ['请把下方的请求编号告知咨询人员。', 'Please tell the help line the request number below.'] as const;
const CHECK = ['请核对标出的内容后重新提交。', 'Please check what is named below and send it again.'] as const;

export const problems: Readonly<Record<ProblemCode, ProblemWords>> = {
  'malformed-json': words('请求格式有误', 'The request was malformed', ...TOLD),
  'invalid-request': words('填写的内容不符合规定', 'Something entered breaks a rule', ...CHECK),
  unauthenticated: words('未登录或登录已到期', 'You are not signed in', '请重新登录。', 'Please sign in again.'),
  forbidden: words(
    '您的岗位不办理这项业务',
    'This is not part of your post',
    '请看下方说明，并联系所列单位。',
    'See below what is needed and whom to ask.',
  ),
  'exchange-denied': words(
    '不予共享',
    'Not granted',
    '请看下方是哪条规则、需要什么、向谁咨询。',
    'Below: which rule, what is needed, and whom to ask.',
  ),
  'not-found': words(
    '没有找到',
    'Not found',
    '请核对证照标识是否完整。',
    'Please check that the identifier is complete.',
  ),
  conflict: words(
    '与当前状态冲突',
    'In conflict with the present state',
    '内容可能刚被他人变更，请刷新后再办理。',
    'Somebody may have just changed it: load it again.',
  ),
  'exchange-in-progress': words('同一请求正在办理', 'The same request is under way', ...LATER),
  'answer-expired': words('答复已过保存期', 'The answer is no longer kept', '请重新查询。', 'Please ask again.'),
  'events-expired': words('事件已过保存期', 'These events are no longer kept', '请重新查询。', 'Please ask again.'),
  'code-used': words(
    '出示码已被使用',
    'The code has been used',
    '请持证主体重新出示。',
    'Ask the holder to show a new one.',
  ),
  'code-expired': words(
    '出示码已过期',
    'The code is over',
    '请持证主体重新出示。',
    'Ask the holder to show a new one.',
  ),
  'copy-used': words(
    '加注件已被领取',
    'The copy has been fetched already',
    '每份加注件只能领取一次，请重新调用。',
    'A copy is fetched once: pull a new one.',
  ),
  'copy-expired': words('加注件已过期', 'The copy is over', '请重新调用。', 'Pull a new one.'),
  'not-verified': words(
    '未通过核验',
    'It could not be verified',
    '请要求出示原始电子文件。',
    'Ask for the original electronic file.',
  ),
  'precondition-failed': words(
    '证照状态刚被他人变更',
    'Somebody has just changed this certificate',
    '请看清现状后再决定是否办理。',
    'Look at the present state, then decide again.',
  ),
  'body-too-large': words(
    '文件过大',
    'The file is too large',
    '请使用原始文件，不要扫描件或照片。',
    'Use the original file, not a scan or a photograph.',
  ),
  'unsupported-media-type': words('格式不符', 'Wrong format', ...TOLD),
  'department-refused': words(
    '提供部门不能答复',
    'The department cannot answer this',
    '请联系提供部门。',
    'Please ask the department.',
  ),
  'idempotency-key-reused': words('重复的请求', 'A repeated request', '请重新提交。', 'Please send it again.'),
  unprocessable: words('无法办理', 'This cannot be carried out', '请看下方说明。', 'See below why.'),
  'precondition-required': words('请求不完整', 'The request is incomplete', ...TOLD),
  'too-many-requests': words('查询过于频繁', 'Too many requests', '请稍等片刻再试。', 'Please wait a moment.'),
  internal: words('系统内部错误', 'Something failed inside the hub', ...TOLD),
  'department-error': words('部门系统出错', 'The department system failed', ...LATER),
  'department-answer-invalid': words('部门系统的答复不合规', 'The department answered out of contract', ...TOLD),
  'department-wrong-subject': words('部门系统答复了其他主体', 'The department answered about somebody else', ...TOLD),
  'department-answer-too-large': words('部门系统的答复过大', 'The department answered too much', ...TOLD),
  'department-unavailable': words('部门系统暂不可用', 'The department system is unavailable', ...LATER),
  'hub-not-ready': words('枢纽暂不可用', 'The hub cannot answer safely now', ...LATER),
  'department-timeout': words('部门系统超时', 'The department did not answer in time', ...LATER),
};

export const trouble = {
  unreached: words('无法连接', 'The hub cannot be reached', '请检查网络后再试。', 'Check the network and try again.'),
  signedOut: words(
    '登录已到期',
    'Your sign-in is over',
    '请在页面下方续期，已填内容不会丢失。',
    'Renew it below; what you typed stays.',
  ),
  unknown: words('页面出错', 'Something failed on this page', '请刷新后再试。', 'Reload the page and try again.'),
} as const;

export const labels = {
  rule: { zh: '规则', en: 'Rule' },
  need: { zh: '需要', en: 'Needed' },
  ask: { zh: '向谁咨询', en: 'Whom to ask' },
  limit: { zh: '限额', en: 'Limit' },
  field: { zh: '内容', en: 'Where' },
  grant: { zh: '依据的共享授权', en: 'Grant' },
  request: { zh: '请求编号', en: 'Request' },
} as const satisfies Record<string, Words>;

/** Rules of fields that an officer meets, in words; others are shown by name. */
export const rules: Readonly<Record<string, Words>> = {
  'credit-code-check': { zh: '统一社会信用代码校验位不符', en: 'the check digit of the credit code is wrong' },
  'citizen-id-check': { zh: '公民身份号码校验位不符', en: 'the check digit of the identity number is wrong' },
  'subject-code': {
    zh: '不是公民身份号码，也不是统一社会信用代码',
    en: 'neither an identity number nor a credit code',
  },
  'certificate-identifier-form': { zh: '不是证照标识', en: 'no certificate identifier' },
  'certificate-identifier-check': {
    zh: '证照标识校验位不符，可能抄错',
    en: 'the identifier’s check character is wrong: a slip in copying',
  },
  'copy-needs-reason': { zh: '调用加注件须说明理由', en: 'a copy needs a reason' },
  'way-fits-subject': {
    zh: '该核验方式不适用于此类主体',
    en: 'this way of identifying does not fit this kind of subject',
  },
  'reference-form': { zh: '凭据编号为 6 至 60 位汉字、字母、数字', en: 'a reference has 6 to 60 letters and digits' },
  'reference-without-personal-number': {
    zh: '凭据编号中不得含身份证号、手机号',
    en: 'no personal number may stand in a reference',
  },
  required: { zh: '必填', en: 'must be given' },
  'certificate-not-valid': {
    zh: '证照现非有效，只能问“是否有效”',
    en: 'it is not valid now: only whether it is valid may be asked',
  },
};
