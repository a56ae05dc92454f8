/** Whether the department was reached in this call: asked, or given a question to keep. */
import type { ChangePort, LaterPort, QueryPort, ResourceAdapter } from './adapter.ts';
import type { QuestionsStore } from './questions.store.ts';

export interface Reached {
  /** The same port, which is watched. */
  readonly port: ResourceAdapter;
  readonly questions: QuestionsStore | undefined;
  yes(): boolean;
}

/** A question that was there before is asked nothing new. */
export const watched = (port: ResourceAdapter, questions: QuestionsStore | undefined): Reached => {
  let reached = false;
  const note = <P extends readonly unknown[], T>(way: (...asking: P) => T): ((...asking: P) => T) => {
    return (...asking) => {
      reached = true;
      return way(...asking);
    };
  };
  const watchedPort = (): ResourceAdapter => {
    if ('ask' in port) return { ...port, ask: note(port.ask.bind(port)) } satisfies QueryPort;
    if ('act' in port)
      return { ...port, act: note(port.act.bind(port)), outcome: note(port.outcome.bind(port)) } satisfies ChangePort;
    return port satisfies LaterPort;
  };
  const ask: QuestionsStore['ask'] | undefined =
    questions &&
    (async (question) => {
      const found = await questions.ask(question);
      reached ||= found === 'written';
      return found;
    });
  return {
    port: watchedPort(),
    questions: questions && ask ? { ...questions, ask } : undefined,
    yes: () => reached,
  };
};
