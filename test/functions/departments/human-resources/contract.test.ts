import { expect, onTestFinished, test } from 'vitest';
import { LI_NA } from '#city/cast.ts';
import { cardAccountsOf } from '#city/generate/card-accounts.ts';
import { citizenId } from '#city/generate/codes.ts';
import { generate } from '#city/generate/index.ts';
import { humanResources } from '#functions/departments/human-resources/resources.ts';
import { signedRest } from '#functions/departments/protocols/signed-rest.client.ts';
import { readSignedRestSettings } from '#functions/departments/protocols/signed-rest-settings.ts';
import { startHumanResources } from '#infra/local/departments/human-resources.ts';
import { HOSTILE_REST_MODES, PLANTED_REST } from '#infra/local/departments/rest/hostile.ts';
import { keepsContract } from '../contract.ts';

const account = cardAccountsOf(generate()).get(LI_NA)?.account ?? '';
const nobody = citizenId('330784', '1970-01-01', '990');

keepsContract({
  department: 'human-resources',
  start: () => startHumanResources({ population: generate() }),
  adapter: (secret) => humanResources(signedRest(async () => readSignedRestSettings(secret), { now: Date.now })),
  questions: {
    'insurance-history': { known: { holder: LI_NA }, unknown: { holder: nobody } },
    'card-account': { known: { holder: LI_NA, account }, unknown: { holder: nobody, account } },
  },
  modes: HOSTILE_REST_MODES,
  planted: PLANTED_REST.split(' ').filter((word) => word.length > 2),
});

test('whether an account is the holder’s and active is said, and the account itself nowhere', async () => {
  const city = generate();
  const standIn = await startHumanResources({ population: city });
  onTestFinished(() => standIn.stop());
  const settings = async () => readSignedRestSettings(JSON.stringify(standIn.secret));
  const port = humanResources(signedRest(settings, { now: Date.now })).resources['card-account'];
  const ask = async (holder: string, of: string) => {
    if (!port || !('ask' in port)) throw new Error('not asked at once');
    const deadline = performance.now() + 5_000;
    return port.ask({ holder, account: of }, { signal: AbortSignal.timeout(5_000), deadline });
  };
  const cards = [...cardAccountsOf(city)];
  const [idle = ''] = cards.find(([, { active }]) => !active) ?? [];
  const own = (holder: string) => cardAccountsOf(city).get(holder)?.account ?? '';
  expect(await ask(LI_NA, own(LI_NA))).toEqual({ holder: LI_NA, active: true, matches: true });
  expect(await ask(LI_NA, own(idle))).toEqual({ holder: LI_NA, active: true, matches: false });
  expect(await ask(idle, own(idle))).toEqual({ holder: idle, active: false, matches: true });
});
