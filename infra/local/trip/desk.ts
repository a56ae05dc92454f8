/** A case at the desks of those who work on it: opened, acted on and read over HTTP, by whoever may, and nothing of it twice. */
import type * as z from 'zod';
import type { CaseParty, CaseView } from '#schemas/case.ts';
import type { CaseAct } from '#schemas/case-act.ts';
import { FactCause } from '#schemas/case-acts/facts.ts';
import type { OpenCase } from '#schemas/case-acts/filing.ts';
import type { TicketIssued, TicketRequest } from '#schemas/case-ticket.ts';
import type { ExchangeReceipt } from '#schemas/receipt.ts';
import type { caseRoutes } from '#schemas/routes/cases.ts';
import type { KeptTrip } from './kept.ts';
import { Refused } from './missing.ts';
import { atWork, type Play } from './officer.ts';

/** Who takes it, hands it out, and reads it whole. */
export const WINDOW = 'officer-xu-qing';

type Listed = z.infer<typeof caseRoutes.listCaseEvents.answer>;

/** What travelled for the case, as it stands in it. */
export interface Fact {
  readonly party: string;
  readonly receipt: ExchangeReceipt;
  readonly answer?: unknown;
}

export interface Question {
  readonly matter: string;
  readonly resource: string;
  /** Id of a party of the case. */
  readonly party: string;
}

/** What an asker needs of a case. */
export interface Desk {
  readonly play: Play;
  /** Tells it from other cases of the play. */
  readonly name: string;
  party(id: string): Pick<CaseParty, 'role' | 'code'>;
  ticket(officer: string, asked: z.input<typeof TicketRequest>): Promise<string>;
  /** What the case has, where nobody may ask any more, or where it is had `once`: a change that was made, a certificate that was used. */
  known(question: Question, once: boolean): Fact | undefined;
  took(officer: string, fact: Fact): Promise<void>;
  /** 部门未答: noted in the case, which tries again in the background. */
  failed(officer: string, question: Question, error: unknown): Promise<void>;
}

export interface CaseDesk extends Desk {
  readonly id: string;
  /** As it was answered last. */
  view(): CaseView;
  act(officer: string, body: CaseAct): Promise<CaseView>;
}

/** States in which nobody needs anybody's data for it any more. */
const OVER: readonly CaseView['state'][] = ['output', 'delivered', 'closed'];

/** What was taken into the case, by its events. */
const factsIn = ({ items }: Listed): Fact[] =>
  items.flatMap(({ type, data }) => (type === 'add-fact' ? [data as unknown as Fact] : []));

/** The case has it already, or has said so of the same trouble. */
const isKnown = (error: unknown): boolean =>
  error instanceof Refused && ['conflict', 'idempotency-key-reused'].includes(error.problem.code ?? '');

/** Of acts that are done once for each task or party of a case. */
const keyOf = (body: CaseAct): string => {
  const of = 'task' in body ? body.task : 'party' in body && typeof body.party === 'string' ? body.party : '';
  return body.act === 'add-fact' ? `fact-${body.receipt.exchange}` : `${body.act}${of ? `-${of}` : ''}`;
};

const opened = async (play: Play, name: string, body: OpenCase, kept: KeptTrip): Promise<CaseView> => {
  const hall = atWork(play, WINDOW);
  const id = kept.numberOf(name);
  if (id !== undefined) return hall.look<CaseView>(`cases/${id}`);
  const view = await hall.send<CaseView>('cases', body, `${name}-open`);
  kept.keep(name, view.id);
  return view;
};

/** Opens the case, or goes on with the one that this trip has opened before. */
export const openDesk = async (play: Play, name: string, body: OpenCase, kept: KeptTrip): Promise<CaseDesk> => {
  let view = await opened(play, name, body, kept);
  const { id } = view;
  const facts = factsIn(await atWork(play, WINDOW).look<Listed>(`cases/${id}/events`));
  // One act after the other: side by side they would only wait for each other in the table.
  let turn: Promise<unknown> = Promise.resolve();
  const send = async (officer: string, body: CaseAct): Promise<CaseView> => {
    const key = `${name}-${keyOf(body)}`;
    view = await atWork(play, officer).send<CaseView>(`cases/${id}/acts`, body, key);
    return view;
  };
  const act = (officer: string, body: CaseAct): Promise<CaseView> => {
    const mine = turn.then(() => send(officer, body));
    turn = mine.catch(() => undefined);
    return mine;
  };
  const unlessKnown = async (officer: string, body: CaseAct): Promise<void> => {
    await act(officer, body).catch((error: unknown) => {
      if (!isKnown(error)) throw error;
    });
  };
  return {
    ...{ play, name, id, act },
    view: () => view,
    party: (of) => {
      const party = view.parties.find((one) => one.id === of);
      if (!party) throw new Error(`the case has no ${of}`);
      return party;
    },
    ticket: async (officer, asked) =>
      (await atWork(play, officer).send<TicketIssued>(`cases/${id}/tickets`, asked)).ticket,
    known: ({ matter, resource, party }, once) =>
      once || OVER.includes(view.state)
        ? facts.findLast(
            (one) =>
              one.party === party &&
              one.receipt.matter === matter &&
              one.receipt.resource === resource &&
              one.receipt.found,
          )
        : undefined,
    took: async (officer, fact) => {
      if (facts.some(({ receipt }) => receipt.exchange === fact.receipt.exchange)) return;
      await unlessKnown(officer, { act: 'add-fact', ...fact });
      facts.push(fact);
    },
    failed: async (officer, question, error) => {
      const cause = FactCause.safeParse(error instanceof Refused ? error.problem.code : undefined);
      if (cause.success) await unlessKnown(officer, { act: 'fact-failed', ...question, cause: cause.data });
    },
  };
};
