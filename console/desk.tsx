/** What every page of the desk may know: who works here, the certificate types, the case that is open. In memory only. */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { type Answer, ask } from './api.ts';
import type { Ticket } from './case/ticket.ts';
import type { Words } from './language.ts';

export type Me = Answer<'GET /v1/me'>;
export type CertificateType = Answer<'GET /v1/certificate-types'>['items'][number];

export interface Desk {
  readonly me: Me;
  readonly types: readonly CertificateType[];
  /** The case that the officer works on; forgotten with the page. */
  readonly ticket: Ticket | undefined;
  readonly openCase: (ticket: Ticket | undefined) => void;
}

const Context = createContext<Desk | undefined>(undefined);

export const useDesk = (): Desk => {
  const desk = useContext(Context);
  if (!desk) throw new Error('outside of the desk');
  return desk;
};

/** Name of a department by id; the id itself where it is not registered. */
export const departmentName = ({ departments }: Me, id: string): Words =>
  departments.find((one) => one.id === id)?.name ?? { zh: id, en: id };

const everyType = async (): Promise<CertificateType[]> => {
  const all: CertificateType[] = [];
  let cursor: string | undefined;
  do {
    const page = await ask('GET /v1/certificate-types', cursor === undefined ? { query: {} } : { query: { cursor } });
    all.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return all;
};

type Loaded = Pick<Desk, 'me' | 'types'>;

export const useLoaded = (): { readonly loaded?: Loaded; readonly error?: unknown; readonly again: () => void } => {
  const [turn, setTurn] = useState(0);
  const [state, setState] = useState<{ loaded?: Loaded; error?: unknown }>({});
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn asks again
  useEffect(() => {
    let gone = false;
    const load = async () => {
      const me = await ask('GET /v1/me', {});
      const types = me.scopes.includes('certificates') ? await everyType() : [];
      if (!gone) setState({ loaded: { me, types } });
    };
    load().catch((error) => !gone && setState({ error }));
    return () => {
      gone = true;
    };
  }, [turn]);
  return { ...state, again: () => setTurn(turn + 1) };
};

export const DeskProvider = ({ loaded, children }: { readonly loaded: Loaded; readonly children: ReactNode }) => {
  const [ticket, openCase] = useState<Ticket | undefined>();
  const desk = useMemo(() => ({ ...loaded, ticket, openCase }), [loaded, ticket]);
  return <Context value={desk}>{children}</Context>;
};
