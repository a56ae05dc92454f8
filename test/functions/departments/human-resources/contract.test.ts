import { LI_NA } from '#city/cast.ts';
import { citizenId } from '#city/generate/codes.ts';
import { generate } from '#city/generate/index.ts';
import { humanResources } from '#functions/departments/human-resources/resources.ts';
import { signedRest } from '#functions/departments/protocols/signed-rest.client.ts';
import { readSignedRestSettings } from '#functions/departments/protocols/signed-rest-settings.ts';
import { startHumanResources } from '#infra/local/departments/human-resources.ts';
import { HOSTILE_REST_MODES, PLANTED_REST } from '#infra/local/departments/rest/hostile.ts';
import { keepsContract } from '../contract.ts';

const nobody = citizenId('330784', '1970-01-01', '990');

keepsContract({
  department: 'human-resources',
  start: () => startHumanResources({ population: generate() }),
  adapter: (secret) => humanResources(signedRest(async () => readSignedRestSettings(secret), { now: Date.now })),
  questions: { 'insurance-history': { known: { holder: LI_NA }, unknown: { holder: nobody } } },
  modes: HOSTILE_REST_MODES,
  planted: PLANTED_REST.split(' ').filter((word) => word.length > 2),
});
