/** Every exception to a law, with its reason. One that is no longer needed fails the test, so the list stays short. */
import type { Broken } from './import-laws.ts';

export interface Exception {
  readonly law: string;
  /** File, or folder with a closing slash. */
  readonly file: string;
  /** What it may import or do: a path, a folder with a closing slash, or a word; empty: anything that the law forbids. */
  readonly may: string;
  readonly reason: string;
}

const BODIES = 'bodies import schemas, their own room, the kernel and the snapshot';

export const EXCEPTIONS: readonly Exception[] = [
  {
    law: BODIES,
    file: 'functions/departments/protocols/intake/',
    may: 'functions/events/',
    reason:
      'A row of a front table is an event that its department tells: it goes into the same log, by the same code.',
  },
  {
    law: BODIES,
    file: 'functions/departments/protocols/upper/',
    may: 'functions/events/',
    reason: 'What the hub above tells is taken into the log of the resource that stands for it here, by the same code.',
  },
  {
    law: BODIES,
    file: 'functions/departments/protocols/upper/findings.ts',
    may: 'functions/catalogue/compare.ts',
    reason: 'What breaks a consumer is one question, whether our own catalogue changes or the one above.',
  },
  {
    law: BODIES,
    file: 'functions/catalogue/check.ts',
    may: 'functions/exchange/explain.ts',
    reason: 'What is checked beforehand must be what the exchange decides, so it is the same code.',
  },
  {
    law: BODIES,
    file: 'functions/certificates/',
    may: 'functions/exchange/',
    reason:
      'A pull is an exchange that the library answers itself: same rules, same denials, same record, same release.',
  },
  {
    law: BODIES,
    file: 'functions/certificates/back-fills/',
    may: 'functions/batches/',
    reason: 'A file comes in parts and lies sealed under a key of its own in the same way, by the same code.',
  },
  {
    law: BODIES,
    file: 'functions/certificates/status/make-list.ts',
    may: 'functions/credentials/',
    reason: 'A status list is a credential too: it gets its proof by the same code as what is issued for wallets.',
  },
  {
    law: BODIES,
    file: 'functions/credentials/',
    may: 'functions/certificates/',
    reason:
      'A credential says what a certificate says: same rights, same state, same place in the lists, same signer port.',
  },
  {
    law: BODIES,
    file: 'functions/credentials/',
    may: 'functions/exchange/',
    reason: 'What is issued for a wallet is released like a pull: same rules, same record.',
  },
  {
    law: BODIES,
    file: 'functions/uses/',
    may: 'functions/exchange/',
    reason: 'Who lists the uses of somebody’s data looks at it himself: the same record, kept in the same way.',
  },
  {
    law: BODIES,
    file: 'functions/batches/',
    may: 'functions/exchange/',
    reason: 'Each row of a batch is an exchange: same rules, same gates, same breaker, same record.',
  },
  {
    law: BODIES,
    file: 'functions/batches/read-file.ts',
    may: 'functions/departments/protocols/charset.ts',
    reason: 'A file in GB 18030 is read by the same exact tables as what departments write.',
  },
  {
    law: BODIES,
    file: 'functions/events/',
    may: 'functions/exchange/',
    reason: 'To be told of an event is to be answered without asking: same rules, same denials, same record.',
  },
  {
    law: BODIES,
    file: 'functions/cases/slips/slip-page.ts',
    may: 'functions/public/html.ts',
    reason: 'A page is a page: what makes HTML safe is there once.',
  },
  {
    law: BODIES,
    file: 'functions/matters/guide-page.ts',
    may: 'functions/public/',
    reason: 'A page is a page: what makes HTML safe and gives it its look is there once.',
  },
  {
    law: BODIES,
    file: 'functions/matters/matters.ts',
    may: 'functions/cases/clocks/',
    reason: 'The date that a guide promises is the date that the case will have: counted by the same code.',
  },
  {
    law: BODIES,
    file: 'functions/matters/serving.ts',
    may: 'functions/cases/clocks/',
    reason: 'Whether a window serves rests on the calendar and the hours by which the clocks of its cases are counted.',
  },
  {
    law: BODIES,
    file: 'functions/cases/sign-ticket.ts',
    may: 'functions/certificates/',
    reason: 'KMS signs tickets as it signs certificates: the same signer port, the same way from DER to JOSE.',
  },
  {
    law: BODIES,
    file: 'functions/cases/ticket-key.client.ts',
    may: 'functions/certificates/',
    reason: 'The key of tickets is opened as every key in KMS is.',
  },
  {
    law: BODIES,
    file: 'functions/cases/archive/',
    may: 'functions/certificates/',
    reason:
      'A package is put once and locked as a file of a certificate is, its timeline drawn on the same paper with the same fonts.',
  },
  {
    law: BODIES,
    file: 'functions/quality/',
    may: 'functions/exchange/',
    reason: 'Whom a doubt is about is told like anything about a person: with the same record, kept in the same way.',
  },
  {
    law: 'infra shares the names of the environment with functions, never code',
    file: 'infra/rebuild.ts',
    may: 'functions/',
    reason: 'The lost index is made again by the very code that writes it: rules of its own would drift from those.',
  },
  {
    law: 'infra shares the names of the environment with functions, never code',
    file: 'infra/check-archives.ts',
    may: 'functions/',
    reason: 'A package is checked by the very code that made it: where it lies, how it is named, what a bag is.',
  },
  {
    law: 'functions import functions and schemas only',
    file: 'functions/public/public.handler.ts',
    may: 'docs/openapi.json',
    reason: 'The description is bundled as it is committed, so that what is read at /docs is what was reviewed.',
  },
  {
    law: 'handlers are wiring: at most 40 lines',
    file: 'functions/kernel/api.handler.ts',
    may: '63 lines',
    reason: 'It is the middy stack itself, which every handler of the HTTP API wires.',
  },
  {
    law: 'handlers are wiring: at most 40 lines',
    file: 'functions/certificates/room.handler.ts',
    may: '62 lines',
    reason: 'It wires what both functions of the library share, so that each of their own handlers stays a few lines.',
  },
  {
    law: 'bodies take the time from the event',
    file: 'functions/kernel/clock.ts',
    may: 'Date.now',
    reason:
      'Ages of what is held in memory need a clock that runs while the function is frozen; nothing is dated by it.',
  },
  {
    law: 'functions read their environment in one place',
    file: 'functions/kernel/environment.ts',
    may: 'process.env',
    reason: 'It is the one place.',
  },
  {
    law: 'functions write their log in one place',
    file: 'functions/kernel/log.ts',
    may: 'process.stdout',
    reason: 'It is the one place.',
  },
  {
    law: 'only clients open connections',
    file: 'functions/kernel/guard.ts',
    may: 'node:',
    reason: 'It opens none: it says whether an address may be connected to.',
  },
  {
    law: 'every AWS client waits no longer than PATIENCE, because the standard is for ever',
    file: 'functions/cases/archive/wiring.handler.ts',
    may: 'new S3Client(',
    reason:
      'A package of up to 60 MB is put at once and nobody waits for it; its limit lies within that of its function.',
  },
  {
    law: 'nothing is exported that nobody imports',
    file: 'infra/bundle/',
    may: '',
    reason: 'esbuild puts these files in the place of modules of packages, and the bundles import what those exported.',
  },
];

const under = (path: string, place: string): boolean =>
  /(^|[/:])$/.test(place) ? path.startsWith(place) : path === place;

export const covers = (one: Exception, { file, what }: Broken): boolean =>
  under(file, one.file) && under(what, one.may);

export const excepted = (law: string, broken: Broken): boolean =>
  EXCEPTIONS.some((one) => one.law === law && covers(one, broken));
