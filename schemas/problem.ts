/** Errors as a closed union of stable codes (RFC 9457). Callers switch on `code`, never on `detail`. */
import * as z from 'zod';

/** Code to HTTP status and title. The only such table. */
export const PROBLEMS = {
  'malformed-json': [400, '请求体不是合法的 JSON', 'The body is not JSON'],
  'not-verified': [400, '未通过核验', 'It does not verify'],
  'invalid-request': [400, '请求不符合规定', 'The request breaks a rule'],
  unauthenticated: [401, '未登录', 'Not signed in'],
  forbidden: [403, '无权办理', 'Not allowed'],
  'exchange-denied': [403, '不予共享', 'The exchange is not granted'],
  'not-found': [404, '未找到', 'Not found'],
  conflict: [409, '与现状冲突', 'In conflict with what is there'],
  'exchange-in-progress': [409, '同一办理正在进行', 'The same exchange is under way'],
  'answer-expired': [410, '答复已过期', 'The answer is no longer kept'],
  'events-expired': [410, '事件已过保存期', 'These events are no longer kept'],
  'code-used': [410, '亮证码已用过', 'The code that was shown has been used'],
  'code-expired': [410, '亮证码已过期，请持证人重新亮证', 'The code has run out; ask the holder to show it anew'],
  'copy-used': [410, '加注件已被领取', 'The copy has been redeemed'],
  'copy-expired': [410, '加注件已过领取期限或已失效', 'The copy can be redeemed no more'],
  'precondition-failed': [412, '版本已变', 'The revision has changed'],
  'body-too-large': [413, '请求体过大', 'The body is too large'],
  'unsupported-media-type': [
    415,
    '请求体类型不符',
    'Send the media type that the route takes: application/json, or bytes (application/octet-stream)',
  ],
  'department-refused': [422, '部门说明不能答复', 'The department says that it cannot answer this'],
  'idempotency-key-reused': [422, '同一幂等键用于不同请求', 'This Idempotency-Key was used for another request'],
  unprocessable: [422, '无法办理', 'Cannot be carried out'],
  'precondition-required': [428, '须带 If-Match', 'Send If-Match'],
  'too-many-requests': [429, '请求过多', 'Too many requests'],
  internal: [500, '系统内部错误', 'Internal error'],
  'department-error': [502, '部门系统出错', 'The department system failed'],
  'department-answer-invalid': [502, '部门答复不合规', 'The department answered out of contract'],
  'department-wrong-subject': [502, '部门答复了其他主体', 'The department answered about another subject'],
  'department-answer-too-large': [502, '部门答复过大', 'The department answered too much'],
  'department-unavailable': [503, '部门系统暂不可用', 'The department system is unavailable'],
  'hub-not-ready': [503, '枢纽暂不可用', 'The hub cannot answer safely now'],
  'department-timeout': [504, '部门系统超时', 'The department system did not answer in time'],
} as const satisfies Record<string, readonly [number, string, string]>;

export type ProblemCode = keyof typeof PROBLEMS;

export const Problem = z
  .looseObject({
    type: z.string().meta({ description: '/problems/{code}' }),
    title: z.string(),
    status: z.int(),
    code: z.enum(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]]),
    detail: z.string().optional(),
    /** The request's id: quote it when asking for help. */
    instance: z.string().optional(),
    /** For invalid-request: which field breaks which rule. Never the value. */
    errors: z.array(z.strictObject({ field: z.string(), rule: z.string() })).optional(),
    /** For exchange-denied, and for too-many-requests of a quota: which rule, what is needed, whom to ask. */
    denial: z
      .strictObject({
        rule: z.string(),
        grant: z.strictObject({ id: z.string(), revision: z.int() }).optional(),
        /** Of a quota: how many a day or a second it lets through. */
        limit: z.int().optional(),
        need: z.string(),
        ask: z.string(),
      })
      .optional(),
  })
  .meta({ id: 'Problem', description: '问题 problem (RFC 9457)' });
export type Problem = z.infer<typeof Problem>;
