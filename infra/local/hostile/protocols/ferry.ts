/** Ferried files: public security, asked about an identity. What goes out and what comes back is carried through a real folder. */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CHEN_FUYING } from '#city/cast.ts';
import { generate } from '#city/generate/index.ts';
import { withTurns } from '#functions/batches/with-turns.handler.ts';
import { ferryHandler } from '#functions/departments/protocols/ferry/ferry.handler.ts';
import { sheets } from '#functions/departments/public-security/sheets.ts';
import { adapter } from '#functions/exchange/adapter.ts';
import { exchangeHandler } from '#functions/exchange/exchange.handler.ts';
import { later } from '#functions/exchange/later.handler.ts';
import { publicSecurity } from '#schemas/departments/public-security.ts';
import { answerRoute, askRoute } from '#schemas/routes/exchange.ts';
import { ferryRoutes } from '#schemas/routes/ferry.ts';
import { PLANTED_CELL } from '../../departments/ferry/forged.ts';
import type { EveryFerryMode } from '../../departments/ferry/hostile.ts';
import { startPublicSecurity } from '../../departments/public-security.ts';
import { asking, call, type Handler } from '../ask.ts';
import type { Asker, HostileProtocol, Reply, Row } from '../protocol.ts';
import { rowsOf } from '../row.ts';

const population = generate();
const DEPARTMENT = 'public-security';
const question = {
  resource: 'public-security/identity',
  request: { holder: CHEN_FUYING },
  // Not the name, though the police say it.
  fields: ['/holder', '/living', '/validFrom'],
};
/** A parcel without an answer is handed out again after this. */
const LEASE_MS = 1000;
const LOOK_MS = 20;
/** Signing in JavaScript takes its time; whoever has brought nothing by then brings nothing. */
const PATIENCE = 3;

/** What the courier does, in the hub's own process: the folder is as real as beside a department. */
const carrying = (root: string, ferry: Handler) => {
  const courier = { as: `${DEPARTMENT}-system`, scope: 'ferry' };
  const routes = ferryRoutes(DEPARTMENT);
  const out = join(root, 'outgoing');
  const incoming = join(root, 'incoming');
  const put = async (name: string, data: string | Buffer): Promise<void> => {
    await writeFile(join(root, `${name}.part`), data);
    await rename(join(root, `${name}.part`), join(out, name));
  };
  const named = async (place: string): Promise<string[]> =>
    (await readdir(place))
      .filter((file) => file.endsWith('.manifest'))
      .map((file) => file.slice(0, -'.manifest'.length));
  const bring = async (name: string): Promise<Reply> => {
    const [manifest, archive] = [join(incoming, `${name}.manifest`), join(incoming, `${name}.zip`)];
    const body = { manifest: await readFile(manifest, 'latin1'), archive: await readFile(archive, 'base64') };
    const since = performance.now();
    const said = await call(ferry, routes.bringParcel, { ...courier, body });
    for (const file of [manifest, archive]) await rm(file);
    return { ...said, ms: performance.now() - since };
  };
  return {
    out: async (): Promise<void> => {
      for (;;) {
        const { body } = await call(ferry, routes.nextParcel, courier);
        const { parcel } = body as { parcel: { id: string; manifest: string; archive: string } | null };
        if (!parcel) return;
        await put(`${parcel.id}.zip`, Buffer.from(parcel.archive, 'base64'));
        await put(`${parcel.id}.manifest`, parcel.manifest);
        await call(ferry, routes.takenParcel, { ...courier, params: { parcel: parcel.id } });
      }
    },
    /** What the hub said of each parcel that came back, until the department has nothing left to answer. */
    back: async (patienceMs: number): Promise<Reply[]> => {
      const said: Reply[] = [];
      for (const until = performance.now() + patienceMs; performance.now() < until; await sleep(LOOK_MS)) {
        // In this order: it answers before it takes the question away.
        const left = await named(out);
        const come = await named(incoming);
        for (const name of come) said.push(await bring(name));
        if (left.length + come.length === 0) break;
      }
      return said;
    },
  };
};

/** Asked, carried out, answered, carried back, fetched. What is timed is the hub's own part of the way back. */
const ferried = (handler: Handler, ferry: Handler, root: string, patienceMs: number): Asker => {
  const { out, back } = carrying(root, ferry);
  const { name, body } = asking(question);
  let again = 0;
  return async () => {
    // What was refused before is asked again with this one, so that the question after it heals both.
    await sleep(Math.max(0, again - performance.now()));
    const asked = await call(handler, askRoute(DEPARTMENT), { params: { resource: name }, body });
    const { question: id = '' } = asked.body as { question?: string };
    await out();
    const brought = await back(patienceMs);
    const since = performance.now();
    const fetched = await call(handler, answerRoute(DEPARTMENT), { params: { question: id } });
    const ms = Math.max(0, ...brought.map((one) => one.ms ?? 0)) + performance.now() - since;
    again = fetched.status === 200 ? 0 : performance.now() + LEASE_MS + LOOK_MS;
    return { ...fetched, ms, besides: brought.map(({ status, body: said }) => ({ status, said })) };
  };
};

const { row } = rowsOf<EveryFerryMode>();
/** The parcel is refused whole by that rule, and the question goes on waiting for a better one. */
const refused = (behaviour: string, mode: EveryFerryMode, by: string): Row =>
  row(behaviour, mode, 'waiting', `ferry:${by}`);

export const protocol: HostileProtocol = {
  name: 'ferried files',
  question,
  planted: [PLANTED_CELL, 'hunter2', '人口库', 'passwd', '=1+1'],
  rows: [
    row('answer about another person', 'wrong-person', 'department-wrong-subject', 'said-later'),
    row('wrong type in a field', 'wrong-type', 'department-answer-invalid', 'said-later'),
    refused('extra sensitive fields', 'extra-column', 'sheet-columns'),
    refused('truncated answer', 'truncated', 'archive-bytes'),
    row('3 MB parcel', 'huge', 'waiting'),
    row('never answers', 'hang', 'waiting'),
    refused('altered on the way', 'flipped', 'archive-digest'),
    refused('digest of something else', 'wrong-digest', 'file-digest'),
    refused('signed by somebody else', 'foreign-signature', 'manifest-signature'),
    refused('not signed', 'unsigned', 'manifest-form'),
    refused('replayed answer', 'replay', 'answer-ids'),
    refused('answer to another parcel', 'other-parcel', 'parcel-unknown'),
    refused('parcel of another department', 'other-department', 'manifest-department'),
    refused('a member twice', 'manifest-key-twice', 'manifest-rule'),
    row('manifest of 2 MB', 'manifest-huge', 'waiting'),
    refused('a row missing', 'row-missing', 'sheet-rows'),
    refused('formula in a cell', 'formula', 'sheet-formula'),
    refused('NUL in a cell', 'nul-in-cells', 'sheet-control'),
    refused('UTF-8 under a Chinese label', 'wrong-charset', 'sheet-'),
    refused('invalid GB18030', 'invalid-gb18030', 'sheet-charset'),
    refused('zip slip', 'zip-slip', 'archive-'),
    refused('zip bomb', 'zip-bomb', 'file-bytes'),
    refused('zip bomb that lies about its size', 'zip-bomb-that-lies', 'archive-form'),
    refused('archive in the archive', 'zip-in-zip', 'archive-entries'),
    refused('5,000 entries', 'many-entries', 'archive-'),
    refused('symbolic link', 'symbolic-link', 'archive-entry'),
    refused('a program before the archive', 'hidden-bytes', 'archive-'),
    {
      behaviour: 'half-open: stands still, socket open',
      how: { frozen: true },
      told: 'waiting',
    },
  ],
  secret: { leaseSeconds: LEASE_MS / 1000 },
  start: (folder) => startPublicSecurity({ population, folder }),
  open: async (deadlineMs, folder) => {
    for (const place of ['outgoing', 'incoming']) await mkdir(join(folder, place), { recursive: true });
    const asked = adapter(DEPARTMENT, publicSecurity, { 'void-card': () => Promise.reject(new Error('not asked')) });
    const handler = exchangeHandler(asked, { questions: later(), turns: withTurns });
    return ferried(handler, ferryHandler(DEPARTMENT, publicSecurity, sheets), folder, PATIENCE * deadlineMs);
  },
};
