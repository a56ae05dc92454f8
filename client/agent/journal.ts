/**
 * The agent's journal, one SQLite file: a question stands in it from when it was taken until the hub has its answer. Every step is on the
 * disk before the next is begun, so an agent that dies at any moment goes on where it was.
 */
import { randomUUID } from 'node:crypto';
import { chmodSync, closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { AgentSaid, type Handed } from '#schemas/agent.ts';

/** A question that was taken. Times are epoch ms. */
export interface Entry {
  readonly id: string;
  readonly resource: string;
  readonly request: unknown;
  readonly askedAt: number;
  /** How often its source failed, and until when it is left alone. */
  readonly tries: number;
  readonly notBefore: number;
}

export interface Answered {
  readonly id: string;
  readonly resource: string;
  readonly said: AgentSaid;
}

export interface Journal {
  /** The agent's id: made with the journal, and kept as long as it. */
  readonly agent: string;
  /** What stands there already stays as it is. */
  taken(questions: readonly Handed[]): void;
  /** Without an answer yet, the oldest first. */
  unanswered(): readonly Entry[];
  /** Not yet brought, the oldest first. */
  answered(): readonly Answered[];
  /** The first answer stays. */
  say(id: string, said: AgentSaid): void;
  /** Another answer for the same question: the hub would not have the first at all. */
  sayInstead(id: string, said: AgentSaid): void;
  /** Counts a failure, and leaves it alone until then. */
  failed(id: string, notBefore: number): void;
  /** Leaves it alone until then. */
  later(id: string, notBefore: number): void;
  forget(id: string): void;
  /** Forgets what the hub keeps no more. */
  sweep(now: number): void;
  close(): void;
}

const SCHEMA = `
  create table if not exists agent (id text not null) strict;
  create table if not exists question (
    id text primary key, resource text not null, request text not null, asked_at integer not null, kept_until integer not null,
    tries integer not null default 0, not_before integer not null default 0, said text
  ) strict;
  create index if not exists by_age on question (asked_at);`;

const CUT = 'pragma wal_checkpoint(truncate)';

type Row = Readonly<Record<string, unknown>>;

const entryOf = ({ id, resource, request, asked_at, tries, not_before }: Row): Entry => ({
  id: String(id),
  resource: String(resource),
  request: JSON.parse(String(request)),
  askedAt: Number(asked_at),
  tries: Number(tries),
  notBefore: Number(not_before),
});

const opened = (file: string): DatabaseSync => {
  // Made by us, so that it was never open to others.
  closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    // One agent a journal; what was deleted is overwritten; a commit is on the disk when it returns.
    database.exec(
      'pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on',
    );
    database.exec(SCHEMA);
    return database;
  } catch (error) {
    database.close();
    const held = (Number((error as { errcode?: unknown }).errcode) & 0xff) === 5;
    throw new Error(held ? 'the journal is held by another agent' : 'the journal cannot be read', { cause: error });
  }
};

/** Throws one line when the file is held by another agent, or is no journal. */
export const openJournal = (file: string): Journal => {
  const database = opened(file);
  const known = database.prepare('select id from agent').get();
  const agent = known ? String(known.id) : randomUUID();
  if (!known) database.prepare('insert into agent values (?)').run(agent);

  const add = database.prepare(
    'insert or ignore into question (id, resource, request, asked_at, kept_until) values (?, ?, ?, ?, ?)',
  );
  const unanswered = database.prepare('select * from question where said is null order by asked_at, id');
  const answered = database.prepare(
    'select id, resource, said from question where said is not null order by asked_at, id',
  );
  const say = database.prepare('update question set said = ? where id = ? and said is null');
  const sayInstead = database.prepare('update question set said = ? where id = ?');
  const failed = database.prepare('update question set tries = tries + 1, not_before = ? where id = ?');
  const later = database.prepare('update question set not_before = ? where id = ?');
  const forget = database.prepare('delete from question where id = ?');
  const sweep = database.prepare('delete from question where kept_until <= ?');
  return {
    agent,
    taken: (questions) => {
      if (questions.length === 0) return;
      database.exec('begin immediate');
      for (const { question, resource, request, askedAt, keptUntil } of questions)
        add.run(question, resource, JSON.stringify(request), Date.parse(askedAt), Date.parse(keptUntil));
      database.exec('commit');
    },
    unanswered: () => unanswered.all().map(entryOf),
    answered: () =>
      answered.all().map(({ id, resource, said }) => ({
        id: String(id),
        resource: String(resource),
        said: AgentSaid.parse(JSON.parse(String(said))),
      })),
    say: (id, said) => void say.run(JSON.stringify(said), id),
    sayInstead: (id, said) => void sayInstead.run(JSON.stringify(said), id),
    failed: (id, notBefore) => void failed.run(notBefore, id),
    later: (id, notBefore) => void later.run(notBefore, id),
    forget: (id) => void forget.run(id),
    sweep: (now) => {
      sweep.run(now);
      // What was deleted stands in the log until it is cut.
      if (database.prepare('select 1 from question limit 1').get() === undefined) database.exec(CUT);
    },
    close: () => database.close(),
  };
};
