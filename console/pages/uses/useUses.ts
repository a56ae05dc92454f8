/** Asks for the uses, page by page. Every page is a look of its own, with a record. */
import { useState } from 'react';
import { type Answer, ask, type Input } from '../../api.ts';

export type Question = Input<'POST /v1/uses'>['body'];
type Uses = Answer<'POST /v1/uses'>;

/** Lines of one page; more would not be read on a screen. */
const LIMIT = 10;

export interface Asked {
  readonly question: Question;
  /** Pages that were read, the open one last. */
  readonly pages: readonly Uses[];
  readonly busy: boolean;
  readonly error?: unknown;
}

export const useUses = () => {
  const [asked, setAsked] = useState<Asked | undefined>();
  const load = async (question: Question, before: readonly Uses[]): Promise<void> => {
    setAsked({ question, pages: before, busy: true });
    const cursor = before.at(-1)?.next;
    try {
      const body = { ...question, limit: LIMIT, ...(cursor === undefined ? {} : { cursor }) };
      const page = await ask('POST /v1/uses', { body }, { idempotencyKey: crypto.randomUUID() });
      setAsked({ question, pages: [...before, page], busy: false });
    } catch (error) {
      setAsked({ question, pages: before, busy: false, error });
    }
  };
  return {
    asked,
    first: (question: Question) => load(question, []),
    earlier: () => asked && load(asked.question, asked.pages),
    newer: () => asked && setAsked({ ...asked, pages: asked.pages.slice(0, -1) }),
  };
};
