import type { Language } from './language.ts';

const numbers = (text: string): string => (text.match(/\d+/g) ?? []).sort().join();

/**
 * The half that is read of a text of the hub, which holds both languages, Chinese first: "须在枢纽登记 Must be registered". A text that cannot
 * be parted without losing something is shown whole.
 */
export const half = (text: string, language: Language): string => {
  const [, zh, en] = /^([^A-Za-z]*[\p{Script=Han}\p{P}\d])\s+([A-Z][^\p{Script=Han}]*)$/u.exec(text) ?? [];
  if (!zh || !en || !/\p{Script=Han}/u.test(zh)) return text;
  // What stands in one half alone, as a number or a date, is for both.
  if (language === 'zh') return numbers(en) === '' || numbers(zh) === numbers(en) ? zh : text;
  return numbers(zh) === '' || numbers(zh) === numbers(en) ? en : text;
};
