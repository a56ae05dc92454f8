import { LI_JIE, LI_NA, XU_JI } from '#city/cast.ts';
import { citizenId } from '#city/generate/codes.ts';
import { generate } from '#city/generate/index.ts';
import { startHealth } from '#infra/local/departments/health.ts';
import { HOSTILE_REST_MODES, PLANTED_REST } from '#infra/local/departments/rest/hostile.ts';
import { health } from '#schemas/departments/health.ts';
import { keepsAgentContract } from '../agent-contract.ts';
import { keepsManualContract } from '../manual-contract.ts';

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

const birth = {
  mother: LI_NA,
  certificateNumber: 'Q330000117',
  childName: '王小满',
  sex: 'female',
  bornOn: '2017-09-11',
  bornAt: '永康市妇幼保健院',
  father: '王强',
  issuedOn: '2017-09-15',
  void: false,
};
keepsManualContract({
  department: 'health',
  asked: health,
  entries: {
    'birth-record': {
      question: { mother: LI_NA, bornOn: '2017-09-11' },
      answer: birth,
      another: { ...birth, mother: XU_JI },
    },
  },
});
