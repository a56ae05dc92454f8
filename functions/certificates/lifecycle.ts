/** Life of a certificate: the ministry's eight states and ten operations, as data. */
import { lifecycle } from '#functions/kernel/lifecycle.ts';
import type { CertificateState } from '#schemas/certificate.ts';

export const STATE_NAMES: Readonly<Record<CertificateState, string>> = {
  '01': '有效',
  '02': '暂扣',
  '03': '撤销',
  '04': '注销',
  '05': '失效',
  '06': '办理转出',
  '07': '吊销',
  '99': '其他',
};

const by = ['issuer'] as const;
const live = ['01', '02'] as const;
const from = <S extends string, T extends CertificateState>(states: readonly S[], to: T) =>
  Object.fromEntries(states.map((state) => [state, to])) as Record<S, T>;

/** State and operation relation. `absent` is a certificate that is not there yet; the new version of an extended or changed one begins there. */
export const certificateLifecycle = lifecycle({
  name: 'certificate',
  states: ['absent', '01', '02', '03', '04', '05', '06', '07', '99'],
  initial: ['absent'],
  final: ['03', '04', '05', '07', '99'],
  events: {
    new: { by, moves: { absent: '01' } },
    'transfer-in': { by, moves: { absent: '01' } },
    'begin-extended': { by, moves: { absent: '01' } },
    'begin-changed': { by, moves: { absent: '01' } },
    extend: { by, moves: { '01': '05' } },
    change: { by, moves: { '01': '05' } },
    'end-transferred': { by, moves: { '06': '05' } },
    // 换发: cancelled as another takes its place. Of what is held nothing new is made.
    replace: { by, moves: { '01': '04' } },
    hold: { by, moves: { '01': '02' } },
    release: { by, moves: { '02': '01' } },
    lapse: { by, moves: from(live, '05') },
    annul: { by, moves: from(live, '03') },
    cancel: { by, moves: from(live, '04') },
    'revoke-as-penalty': { by, moves: from(live, '07') },
    'transfer-out': { by, moves: from(live, '06') },
    'undo-transfer-out': { by, moves: { '06': '01' } },
    other: { by, moves: from(live, '99') },
  },
});

export type CertificateEvent = keyof typeof certificateLifecycle.events;

/** Of a type of which everybody may have one only, these keep a holder's place: it is there, or may come back from being held. */
export const holdsPlace = (state: CertificateState): boolean => state === '01' || state === '02';

/** The ministry's operation of an event, and what the event must bring along. Every one has a reason. */
export const OPERATIONS: Readonly<Record<CertificateEvent, { code: string; needs?: 'superseded' | 'text' }>> = {
  new: { code: '01' },
  extend: { code: '02' },
  'begin-extended': { code: '02', needs: 'superseded' },
  hold: { code: '03' },
  lapse: { code: '04' },
  annul: { code: '05' },
  cancel: { code: '05' },
  replace: { code: '05' },
  'revoke-as-penalty': { code: '05' },
  'transfer-out': { code: '05' },
  release: { code: '06' },
  other: { code: '07', needs: 'text' },
  'transfer-in': { code: '08', needs: 'superseded' },
  'end-transferred': { code: '08' },
  change: { code: '09' },
  'begin-changed': { code: '09', needs: 'superseded' },
  'undo-transfer-out': { code: '10' },
};
