/** The list of what waits at a department, oldest first: how its lines stand in table `questions`. */
import * as z from 'zod';
import { timeKey } from '#functions/kernel/item.ts';
import type { Question } from '#schemas/question.ts';

export type Spot = Pick<Question, 'id' | 'department' | 'askedAt'>;
type Keys = Readonly<Record<string, unknown>>;

export const listOf = (department: string): string => `waiting#${department}`;
/** In the order of asking. */
export const placeOf = ({ askedAt, id }: Pick<Spot, 'askedAt' | 'id'>): string => `${timeKey(askedAt)}#${id}`;
export const spotOf = ({ department, ...spot }: Spot) => ({ pk: listOf(department), sk: placeOf(spot) });

/** A line says as much as is needed to hand its question out without reading it. */
export const lineOf = (question: Spot & Pick<Question, 'handle' | 'resource'>) => ({
  ...spotOf(question),
  v: 1,
  handle: question.handle,
  resource: question.resource,
});

/** Times are epoch ms. A holder whose time is over holds nothing. */
export interface Line extends Spot {
  /** Of the subject. */
  readonly handle: string;
  readonly resource: string;
  readonly holder?: string | undefined;
  readonly until?: number | undefined;
}

const Stored = z.object({
  handle: z.string(),
  resource: z.string(),
  holder: z.string().optional(),
  until: z.int().optional(),
});

export const idAt = ({ sk }: Keys): string => String(sk).split('#')[1] ?? '';

/** Undefined for a line from before lines said about which subject and resource they are: it is handed out as a whole list only. */
export const readLine = (department: string, item: Keys): Line | undefined => {
  const stored = Stored.safeParse(item).data;
  return stored && { ...stored, department, id: idAt(item), askedAt: Number(String(item.sk).split('#')[0]) };
};
