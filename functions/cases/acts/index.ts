/** Every act, by name. A new one is a body in schemas/case-acts, an entry here, and nothing else. */
import type { CaseActName } from '#schemas/case-act.ts';
import type { Act } from '../act.ts';
import {
  accept,
  deemAccepted,
  extendPromise,
  lapsePromise,
  liftToleranceBar,
  refuse,
  revokeAcceptance,
} from './acceptance.ts';
import { extendClock, pauseClock, recount, resumeClock } from './clocks.ts';
import { checkCommitment, liftBar, revokeCommitment, signCommitment } from './commitments.ts';
import { answerConsultation, consult } from './consultations.ts';
import { begin, decide, giveOpinion, recordResult } from './decisions.ts';
import { correctDecision, handOver, reassign, remind } from './duties.ts';
import { addFact, factFailed, retryFact, settleFact } from './facts.ts';
import {
  amend,
  askPreCheck,
  deemWithdrawn,
  file,
  handIn,
  noteVisit,
  preCheck,
  waiveMaterial,
  withdraw,
} from './filing.ts';
import { checkIdentity, confirmIdentity } from './identity.ts';
import { inspect, notifyInspection, setInspection, signInspection } from './inspections.ts';
import { joinApplication } from './joint.ts';
import { reckonLevies, recordPayment } from './levies.ts';
import { giveNotice, resumeTask, returnTask } from './notices.ts';
import { chooseOutput, close, deliver, putOut } from './output.ts';
import { addParty } from './parties.ts';
import { confirmPrefill, disputeFact } from './prefill.ts';
import { takeReports } from './reports.ts';
import { lapseTask, remindTask } from './returned.ts';

const acts: { readonly [A in CaseActName]: Act<A> } = {
  amend,
  'ask-pre-check': askPreCheck,
  'pre-check': preCheck,
  'hand-in': handIn,
  file,
  'join-application': joinApplication,
  'take-reports': takeReports,
  'note-visit': noteVisit,
  'waive-material': waiveMaterial,
  withdraw,
  'give-notice': giveNotice,
  accept,
  'deem-accepted': deemAccepted,
  refuse,
  'deem-withdrawn': deemWithdrawn,
  'extend-promise': extendPromise,
  'revoke-acceptance': revokeAcceptance,
  'lapse-promise': lapsePromise,
  'lift-tolerance-bar': liftToleranceBar,
  begin,
  'give-opinion': giveOpinion,
  'return-task': returnTask,
  'remind-task': remindTask,
  'lapse-task': lapseTask,
  'resume-task': resumeTask,
  decide,
  'record-result': recordResult,
  'add-party': addParty,
  'reckon-levies': reckonLevies,
  'record-payment': recordPayment,
  'pause-clock': pauseClock,
  'resume-clock': resumeClock,
  'extend-clock': extendClock,
  recount,
  'set-inspection': setInspection,
  inspect,
  'sign-inspection': signInspection,
  'notify-inspection': notifyInspection,
  'sign-commitment': signCommitment,
  'check-commitment': checkCommitment,
  'revoke-commitment': revokeCommitment,
  'lift-bar': liftBar,
  consult,
  'answer-consultation': answerConsultation,
  reassign,
  'hand-over': handOver,
  remind,
  'correct-decision': correctDecision,
  'add-fact': addFact,
  'fact-failed': factFailed,
  'retry-fact': retryFact,
  'settle-fact': settleFact,
  'confirm-prefill': confirmPrefill,
  'check-identity': checkIdentity,
  'confirm-identity': confirmIdentity,
  'dispute-fact': disputeFact,
  'choose-output': chooseOutput,
  'put-out': putOut,
  deliver,
  close,
};

/** Body and data of an act fit each other by its name, which a caller that chose it by that name cannot show the compiler. */
export const actOf = (name: CaseActName): Act => acts[name] as unknown as Act;
