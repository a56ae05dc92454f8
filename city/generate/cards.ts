/** Identity cards of the invented people: since when and until when, made from the number, so that they are the same on every day. */
import { createHash } from 'node:crypto';
import type { Person } from '../population.ts';

const chanceOf = (text: string): number => createHash('sha256').update(text).digest().readUInt32BE(0);

/** First day of the card that somebody holds now, yyyy-mm-dd: late enough that a child's, good for five years, has not run out. */
export const cardFrom = ({ code, bornOn }: Person): string => {
  const chance = chanceOf(`card ${code}`);
  const year = bornOn < '2008' ? 2018 + (chance % 8) : 2023 + (chance % 3);
  return `${year}-${String((chance % 12) + 1).padStart(2, '0')}-${String((chance % 28) + 1).padStart(2, '0')}`;
};

/** 居民身份证法 art. 5: ten years from 16, twenty from 26, without end from 46, five for children. Undefined: 长期. */
export const cardUntil = (person: Person): string | undefined => {
  const from = cardFrom(person);
  const age = Number(from.slice(0, 4)) - Number(person.bornOn.slice(0, 4));
  if (age >= 46) return undefined;
  const years = age >= 26 ? 20 : age >= 16 ? 10 : 5;
  return `${Number(from.slice(0, 4)) + years}${from.slice(4)}`;
};
