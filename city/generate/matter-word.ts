/** How a body's things are written down: a line each. */
import type { MatterType } from '#schemas/matter-code.ts';

export interface Thing {
  readonly body: string;
  readonly type: MatterType;
  readonly zh: string;
  readonly en: string;
  /** The entry of the province's list that may keep it from being once. */
  readonly exception?: string;
}

/** `type` and the words of a body, a line each: 中文 | English | exception. */
export const of = (body: string, type: MatterType, lines: string): Thing[] =>
  lines
    .trim()
    .split('\n')
    .map((line) => {
      const [zh = '', en = '', exception] = line.trim().split(' | ');
      return { body, type, zh, en, ...(exception ? { exception } : {}) };
    });
