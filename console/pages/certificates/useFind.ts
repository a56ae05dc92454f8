/** Looks for certificates, type by type: the hub answers about one type at a time, each look with a record of its own. */
import { useRef, useState } from 'react';
import { type Answer, ask } from '../../api.ts';
import type { Ticket } from '../../case/ticket.ts';

export interface Wanted {
  readonly ticket: Ticket;
  readonly role: Ticket['parties'][number]['role'];
  readonly holder: string;
  readonly types: readonly string[];
}

type Found = Answer<'POST /v1/certificates/find'>;
export type Certificate = Found['items'][number];

/** What came of one type: an answer, or why there is none. */
export interface Looked {
  readonly type: string;
  readonly found?: Found;
  readonly error?: unknown;
}

export interface Finding {
  /** Under what it was found: pulls stand under the same. */
  readonly wanted: Wanted;
  readonly looked: readonly Looked[];
  readonly busy: boolean;
}

const lookAt = async ({ ticket, role, holder }: Wanted, type: string): Promise<Looked> => {
  const purpose = { kind: 'matter', matter: ticket.matter, ticket: ticket.text } as const;
  try {
    return {
      type,
      found: await ask('POST /v1/certificates/find', { body: { purpose, party: { role }, holder, type } }),
    };
  } catch (error) {
    return { type, error };
  }
};

export const useFind = () => {
  const [finding, setFinding] = useState<Finding | undefined>();
  const turn = useRef(0);
  const find = async (wanted: Wanted): Promise<void> => {
    turn.current += 1;
    const mine = turn.current;
    const looked: Looked[] = [];
    setFinding({ wanted, looked, busy: true });
    for (const type of wanted.types) {
      looked.push(await lookAt(wanted, type));
      if (turn.current !== mine) return;
      setFinding({ wanted, looked: [...looked], busy: looked.length < wanted.types.length });
    }
  };
  return { finding, find };
};
