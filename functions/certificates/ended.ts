/** 停用: a type ends. Then none is issued and none may be asked for; what was issued can still be verified. */
import { beijingDate } from '#functions/kernel/beijing.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { CertificateType } from '#schemas/certificate.ts';

/** Throws unprocessable, with since when and why, from the day in Beijing on which the type ends. */
export const assertNotEnded = ({ ends, endedBecause }: CertificateType, now: number): void => {
  if (ends === undefined || beijingDate(now) < ends) return;
  throw problem('unprocessable', {
    detail: `该证照类型自 ${ends} 起停用：${endedBecause?.zh}。 Ended on that day: ${endedBecause?.en}`,
    errors: [{ field: '/type', rule: 'type-ended' }],
  });
};
