/** 前置代理 agent: the program beside a department that cannot be called. It asks the hub for questions, answers them from a local source, and brings the answers. */
import * as z from 'zod';
import { Instant, Slug, Uuid } from './identifier.ts';
import { QuestionFailure } from './question.ts';

export const AGENT_LIMITS = {
  /** Questions handed out at once, and held at once. */
  questions: 25,
  holding: 200,
  /** Bytes of an answer as it is brought. */
  answer: 262_144,
} as const;

/** A question that was handed out is another agent's when this is over, unless its agent says that it still holds it. Seconds. */
export const LEASE_SECONDS = 120;
/** How often an agent says that it lives, and after what silence it counts as gone. Seconds. */
export const ALIVE_SECONDS = 30;
export const SILENT_SECONDS = 300;

/** One running agent; two may run beside a department. Kept in its journal, so that it is the same one after a restart. */
const agent = Uuid.meta({ description: '代理实例 the running agent, by the id in its journal' });

export const Taking = z
  .strictObject({
    agent,
    limit: z.int().min(0).max(AGENT_LIMITS.questions).meta({ description: 'How many questions it can take on' }),
    /** Whose source is down is left out: the questions then wait for another agent, or for later. */
    resources: z.array(Slug).max(100).meta({ description: 'Names of the resources that it can answer now' }),
    holding: z
      .array(Uuid)
      .max(AGENT_LIMITS.holding)
      .meta({ description: 'Questions that it has taken and not brought' }),
  })
  .meta({ id: 'AgentTaking' });
export type Taking = z.infer<typeof Taking>;

export const Handed = z
  .strictObject({
    question: Uuid,
    resource: Slug.meta({ description: 'Its name in the route' }),
    request: z.unknown().meta({ description: 'As the resource’s schema has it' }),
    askedAt: Instant,
    keptUntil: Instant,
  })
  .meta({ id: 'AgentQuestion', description: '待答问题 question for the agent' });
export type Handed = z.infer<typeof Handed>;

export const Taken = z
  .strictObject({
    /** One for each subject at most: the next about him comes when this one is answered. */
    questions: z.array(Handed).max(AGENT_LIMITS.questions),
    /** Of those it holds: answered by another, kept no more, or another's by now. */
    gone: z.array(Uuid).max(AGENT_LIMITS.holding),
    leaseSeconds: z.int(),
  })
  .meta({ id: 'AgentTaken' });
export type Taken = z.infer<typeof Taken>;

/** What an agent says of a question. */
export const AgentSaid = z
  .discriminatedUnion('outcome', [
    z.strictObject({ outcome: z.literal('found'), answer: z.unknown() }),
    z.strictObject({ outcome: z.literal('nothing') }),
    z.strictObject({ outcome: z.literal('failed'), failed: QuestionFailure }),
  ])
  .meta({ id: 'AgentSaid' });
export type AgentSaid = z.infer<typeof AgentSaid>;

/** What became of it. Whatever it is, the agent has done its part and keeps nothing of it. */
export const Brought = z
  .strictObject({
    question: Uuid,
    /** `already`: answered before, by this agent or another. `gone`: kept no more. `by-hand`: the department answers this by hand now. */
    state: z.enum(['kept', 'refused', 'already', 'gone', 'by-hand']),
    /** Of `refused`: which rule the answer breaks. The question has failed by it. */
    rule: QuestionFailure.optional(),
  })
  .meta({ id: 'AgentBrought' });
export type Brought = z.infer<typeof Brought>;

export const Alive = z
  .strictObject({
    agent,
    version: z.string().regex(/^[\w.+-]{1,40}$/, 'version'),
    /** In its journal: taken and not answered, answered and not brought. */
    taken: z.int().min(0),
    answered: z.int().min(0),
    /** Resources whose source does not answer. */
    down: z.array(Slug).max(100),
  })
  .meta({ id: 'AgentAlive' });
export type Alive = z.infer<typeof Alive>;

const pile = {
  count: z.int().min(0),
  /** There are more than were counted. */
  more: z.boolean(),
  oldest: Instant.optional().meta({ description: 'When the oldest was asked' }),
};

/** How a department does that is asked later: what waits there for whom, and which agents were heard of in the last week. */
export const Desk = z
  .strictObject({
    department: Slug,
    agents: z.array(
      z.strictObject({
        ...Alive.shape,
        state: z.enum(['alive', 'silent']),
        firstHeard: Instant,
        lastHeard: Instant,
      }),
    ),
    byAgent: z.strictObject(pile),
    byHand: z.strictObject({ ...pile, overdue: z.int().min(0) }),
  })
  .meta({ id: 'Desk', description: '待答情况 what waits at a department' });
export type Desk = z.infer<typeof Desk>;
