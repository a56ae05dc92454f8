/**
 * The issue of one PDF, warm, beside a bare pdfkit page of the same size, in one run and in turns; what counts is the ratio.
 *
 * In it: all that functions/certificates/make.ts does for one certificate: the master and its canonical JSON, a batch of one with its key and
 * its X.509 certificate under the library's (local) key, the proof, both codes, the template, and the PAdES seal. The bare page: the same font
 * file, sheets and words at the same places, by pdfkit alone.
 * Not in it: the OFD, S3 and DynamoDB, the way to KMS, the request's checks. The whole with the OFD is printed beside it, without a bar.
 */
import type { PageInput } from '#functions/certificates/page-input.ts';
import { drawBare, sheetsOf } from './certificate/bare.ts';
import { type Case, cases } from './certificate/world.ts';
import { median, option, say, table } from './figures.ts';

const ROUNDS = option('rounds', 30);
/** Thrown away: the machine is cold. */
const COLD = option('cold', 5);
const BAR = 3;

type Contender = 'bare' | 'pdf' | 'both';

const inputOf = async ({ issue }: Case): Promise<PageInput> => {
  const seen: PageInput[] = [];
  await issue('pdf', () => {}, {
    both: async (input) => {
      seen.push(input);
      return { pdf: new Uint8Array(), ofd: new Uint8Array() };
    },
  });
  if (!seen[0]) throw new Error('nothing is drawn');
  return seen[0];
};

interface Measured {
  readonly type: string;
  readonly ask: Readonly<Record<Contender, () => Promise<number>>>;
  readonly ms: Readonly<Record<Contender, number[]>>;
  /** Processor time, milliseconds: what the rest of the machine does hardly shows in it. */
  readonly cpu: Readonly<Record<Contender, number[]>>;
  /** Of the PDF, by who made it. */
  readonly bytes: Record<Contender, number>;
}

const measured = async (one: Case): Promise<Measured> => {
  const sheets = sheetsOf(await inputOf(one));
  const issued = async (formats: 'pdf' | 'both'): Promise<number> => {
    let size = 0;
    await one.issue(formats, (kind, { length }) => {
      if (kind === 'pdf') size = length;
    });
    return size;
  };
  return {
    type: one.type,
    ask: {
      bare: async () => (await drawBare(sheets)).length,
      pdf: () => issued('pdf'),
      both: () => issued('both'),
    },
    ms: { bare: [], pdf: [], both: [] },
    cpu: { bare: [], pdf: [], both: [] },
    bytes: { bare: 0, pdf: 0, both: 0 },
  };
};

/** Types and contenders take turns in each round, so that what else the machine does falls on all alike. */
const turns = async (all: readonly Measured[], names: readonly Contender[], rounds: number): Promise<void> => {
  for (let round = 0; round < COLD + rounds; round += 1)
    for (const { ask, ms, cpu, bytes } of all)
      for (const name of names) {
        const [since, used] = [performance.now(), process.cpuUsage()];
        bytes[name] = await ask[name]();
        const taken = performance.now() - since;
        const { user, system } = process.cpuUsage(used);
        if (round < COLD) continue;
        ms[name].push(taken);
        cpu[name].push((user + system) / 1000);
      }
};

const all = await Promise.all(cases.map(measured));
await turns(all, ['bare', 'pdf'], ROUNDS);
// In turns of its own: what it leaves to be collected would fall on the bare page.
await turns(all, ['both'], Math.ceil(ROUNDS / 3));
const rows = all.map(({ type, bytes, ms, cpu }) => {
  const [bare, pdf] = [median(ms.bare), median(ms.pdf)];
  const [bareCpu, pdfCpu, bothCpu] = [median(cpu.bare), median(cpu.pdf), median(cpu.both)];
  return { type, bytes, bare, pdf, bareCpu, pdfCpu, bothCpu };
});

say(`medians of ${ROUNDS}, milliseconds; ratio to the bare page\n`);
say(
  table([
    ['type', 'bare', 'issue', 'ratio', 'bare CPU', 'issue CPU', 'ratio', 'with OFD CPU', 'bare KB', 'issue KB'],
    ...rows.map(({ type, bytes, bare, pdf, bareCpu, pdfCpu, bothCpu }) => [
      ...[type, bare, pdf, pdf / bare, bareCpu, pdfCpu, pdfCpu / bareCpu, bothCpu],
      ...[bytes.bare, bytes.pdf].map((size) => (size / 1024).toFixed(0)),
    ]),
  ]),
);
const over = (name: Contender): number => median(all.flatMap(({ ms }) => ms[name]));
const [bare, issue, withOfd] = [over('bare'), over('pdf'), over('both')];
say(
  `\nall types: bare ${bare.toFixed(1)} ms, issue ${issue.toFixed(1)} ms; for information, with OFD ${withOfd.toFixed(1)} ms`,
);
const worst = Math.max(...rows.map(({ bareCpu, pdfCpu }) => pdfCpu / bareCpu));
const lines = [
  ['issue / bare page', issue / bare],
  ['the same by processor time, the type that is furthest from it', worst],
] as const;
for (const [what, ratio] of lines)
  say(`${ratio <= BAR ? 'met    ' : 'NOT MET'}  ${what}: ${ratio.toFixed(2)}  (≤ ${BAR})`);
process.exitCode = lines.every(([, ratio]) => ratio <= BAR) ? 0 : 1;
