/** Why a command did not do what it was asked: one exit code for each kind, and what can be done, in both languages. */
import { BadSettings, DeadlinePassed, HubError, NotReached, NotTheHub, TokenRefused } from '../sdk/index.ts';
import { type Terminal, tame } from './terminal.ts';

export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  signIn: 3,
  denied: 4,
  notFound: 5,
  rule: 6,
  later: 7,
  interrupted: 130,
} as const;
export type Exit = (typeof EXIT)[keyof typeof EXIT];

export const EXIT_TEXT: readonly (readonly [Exit, string])[] = [
  [EXIT.done, '成功 done'],
  [EXIT.failed, '失败 failed'],
  [EXIT.usage, '命令写法有误 the command is not written so'],
  [EXIT.signIn, '未能登录 no token: profile, key or sign-in'],
  [EXIT.denied, '不予共享或无权办理 refused; it is said by which rule'],
  [EXIT.notFound, '未找到 not found'],
  [EXIT.rule, '不符合规定或与现状冲突 a rule is broken, or it is in conflict with what is there'],
  [EXIT.later, '暂时不可用，可稍后再试 not now; try again later'],
  [EXIT.interrupted, '已中断 interrupted'],
];

/** The command is not written so. */
export class Usage extends Error {}

const BY_STATUS: Readonly<Record<number, Exit>> = {
  401: EXIT.signIn,
  403: EXIT.denied,
  404: EXIT.notFound,
  410: EXIT.notFound,
};

const exitOf = (error: unknown): Exit => {
  if (error instanceof Usage) return EXIT.usage;
  if (error instanceof TokenRefused || error instanceof BadSettings) return EXIT.signIn;
  if (error instanceof NotReached || error instanceof DeadlinePassed) return EXIT.later;
  if (!(error instanceof HubError)) return EXIT.failed;
  const { status } = error;
  if (status === 429 || status >= 502) return EXIT.later;
  return BY_STATUS[status] ?? (status < 500 ? EXIT.rule : EXIT.failed);
};

const line = (term: Terminal, name: string, text: string | undefined): string[] =>
  text ? [`  ${term.style('dim', name)} ${tame(text)}`] : [];

const explained = (term: Terminal, error: HubError): string[] => {
  const { denial, errors, requestId, retryAfterMs } = error;
  return [
    ...line(term, '规则 rule:', denial?.rule),
    ...line(term, '授权 grant:', denial?.grant?.id),
    ...line(term, '所需 needed:', denial?.need),
    ...line(term, '请询 ask:', denial?.ask),
    ...errors.flatMap(({ field, rule }) => line(term, field, rule)),
    ...line(
      term,
      '可于秒后再试 seconds to wait:',
      retryAfterMs === undefined ? undefined : String(Math.ceil(retryAfterMs / 1000)),
    ),
    ...line(term, '请求编号 request:', requestId),
  ];
};

const NOT_ITS_SCOPE =
  '：该系统没有此项权限，换一个 this system may not do that; name another: --as <client>, or a profile of its own';

const said = (error: unknown): string => {
  if (error instanceof NotReached) return `枢纽未答复 the hub gave no answer (${error.reason})`;
  if (error instanceof TokenRefused)
    return `登录服务未发令牌 the sign-in gives no token (${error.reason})${error.reason === 'invalid_scope' ? NOT_ITS_SCOPE : ''}`;
  // What follows says the rest.
  if (error instanceof HubError) return error.denial || error.errors.length > 0 ? error.code : error.message;
  if (
    error instanceof Usage ||
    error instanceof BadSettings ||
    error instanceof NotTheHub ||
    error instanceof DeadlinePassed
  )
    return error.message;
  return (error as Error)?.message ?? String(error);
};

/** Tells it and returns the exit code. */
export const failed = (term: Terminal, error: unknown): Exit => {
  const code = exitOf(error);
  term.progress('');
  if (term.json) {
    const { code: word, denial, errors, requestId } = error instanceof HubError ? error : {};
    term.print({
      error: word ?? (error as Error)?.name ?? 'Error',
      message: said(error),
      exit: code,
      denial,
      errors,
      requestId,
    });
  }
  term.note(
    [
      `${term.style('red', '✗')} ${tame(said(error))}`,
      ...(error instanceof HubError ? explained(term, error) : []),
    ].join('\n'),
  );
  return code;
};
