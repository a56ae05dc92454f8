import { LI_JIE, LI_NA } from '#city/cast.ts';
import { citizenId } from '#city/generate/codes.ts';
import { generate } from '#city/generate/index.ts';
import { startHealth } from '#infra/local/departments/health.ts';
import { HOSTILE_REST_MODES, PLANTED_REST } from '#infra/local/departments/rest/hostile.ts';
import { health } from '#schemas/departments/health.ts';
import { keepsAgentContract } from '../agent-contract.ts';

const nobody = citizenId('330784', '1970-01-01', '990');

keepsAgentContract({
  department: 'health',
  start: (folder) => startHealth({ population: generate(), folder }),
  asked: health,
  questions: {
    'health-certificate': { known: { holder: LI_JIE }, unknown: { holder: nobody } },
    'birth-record': {
      known: { mother: LI_NA, bornOn: '2017-09-11' },
      unknown: { mother: nobody, bornOn: '2017-09-11' },
    },
  },
  modes: HOSTILE_REST_MODES,
  planted: PLANTED_REST.split(' ').filter((word) => word.length > 2),
});
