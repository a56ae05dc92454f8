/** The tax office at its worst, over real sockets: contained within the deadline, in our words, and forgotten afterwards. */
import { afterEach, describe, expect, it } from 'vitest';
import * as cast from '#city/cast.ts';
import { taxCertificates } from '#city/generate/taxes.ts';
import { resources } from '#city/resources/index.ts';
import { checkAnswer, subjectOf } from '#functions/exchange/answer.ts';
import { askDepartment, retryBudget } from '#functions/exchange/ask.ts';
import { HOSTILE_SOAP_MODES, type HostileSoapMode } from '#infra/local/departments/soap/hostile.ts';
import { OTHERS, PLANTED } from '#infra/local/departments/soap/planted.ts';
import type { Resource } from '#schemas/resource.ts';
import { newFirm as firm, population, portsOn, taxOffice, told } from './office.ts';

const DEADLINE_MS = 500;
/** For whoever is ended by a rule, and not by the clock. */
const PATIENT_MS = 10_000;
const office = taxOffice();
afterEach(() => office.current.hostile('none'));

const [paid] = taxCertificates(population);
const certificate = { payer: paid?.payer ?? '', number: paid?.number ?? '' };

/** As the exchange does: one deadline, then shape and subject. */
const ask = async (
  way: 'act' | 'outcome' | 'certificate',
  serial: string,
  deadlineMs = PATIENT_MS,
): Promise<{ said: string; ms: number }> => {
  const ports = portsOn(office);
  const name = way === 'certificate' ? 'tax-certificate' : 'taxpayer-registration';
  const question = way === 'certificate' ? certificate : firm;
  const declared = resources.find(({ id }) => id === `taxation/${name}`) as Resource;
  const clock = () => performance.now();
  const deps = { clock, sleep: async () => undefined, random: () => 0, budget: retryBudget(0, 0) };
  const since = clock();
  const said = await told(
    askDepartment(
      (context) =>
        way === 'certificate'
          ? ports.certificate.ask(question, context)
          : ports.registration[way](question, serial, context),
      { ...deps, deadlineMs },
    ).then((raw) => {
      const port = way === 'certificate' ? ports.certificate : ports.registration;
      return checkAnswer(declared, port.answer, raw, subjectOf(declared, question));
    }),
  );
  return { said, ms: clock() - since };
};

const invalid = (cause: string) => new RegExp(`^department-answer-invalid {"cause":"${cause}`);
/** Mode → what the caller is told; a second one where certificates, raw and in GB 2312, meet it otherwise. */
const CONTAINED: Readonly<Record<Exclude<HostileSoapMode, 'none'>, readonly [RegExp, RegExp?]>> = {
  hang: [/^department-timeout/],
  drip: [/^department-timeout/],
  huge: [/^department-answer-too-large/],
  html: [invalid('content-type')],
  'error-500': [/^department-error {"cause":"http-500"}/],
  redirect: [invalid('http-307')],
  'no-http': [/^department-error/],
  truncated: [/^department-error {"cause":"truncated"}/],
  malformed: [invalid('xml:malformed')],
  doctype: [invalid('xml:doctype')],
  'inner-doctype': [invalid('xml:doctype')],
  twice: [invalid('xml:twice')],
  'wrong-type': [invalid('normalise:')],
  'wrong-person': [/^department-wrong-subject/],
  fault: [/^department-error {"cause":"soap-fault:Server"}/],
  'wrong-charset': [invalid('charset:')],
  'wrong-label': [invalid('charset:label')],
};

describe('a hostile tax office', () => {
  it.each(Object.entries(CONTAINED))('%s', async (mode, [expected, ofCertificates = expected]) => {
    const serial = crypto.randomUUID();
    const deadlineMs = expected.source.includes('timeout') ? DEADLINE_MS : PATIENT_MS;
    await office.current.hostile('none');
    await ask('act', serial);
    await office.current.hostile(mode as HostileSoapMode);
    for (const way of ['act', 'outcome', 'certificate'] as const) {
      const { said, ms } = await ask(way, serial, deadlineMs);
      expect([way, said]).toEqual([way, expect.stringMatching(way === 'certificate' ? ofCertificates : expected)]);
      for (const planted of [PLANTED.slice(0, 6), ...OTHERS, '约六', 'ORA-', '王', cast.WANG_JI_CATERING])
        expect(said).not.toContain(planted);
      // A deadline that begins anew would show; that a busy machine stalls does not.
      expect(ms).toBeLessThan(2 * deadlineMs);
    }
    await office.current.hostile('none');
    expect((await ask('certificate', serial)).said).toMatch(/^answered/);
  });

  it('covers every mode there is', () => {
    expect(HOSTILE_SOAP_MODES.toSorted()).toEqual(['none', ...Object.keys(CONTAINED)].toSorted());
  });

  it('holds no socket of ours afterwards', async () => {
    const sockets = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;
    const before = sockets();
    await office.current.hostile('hang');
    await Promise.all(Array.from({ length: 5 }, () => ask('certificate', '', DEADLINE_MS)));
    await expect.poll(sockets).toBeLessThanOrEqual(before);
  });
});
