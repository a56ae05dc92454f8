/** 勘查、征求意见、督办 for the page. */
import { instant } from '#functions/kernel/instant.ts';
import type { CaseView } from '#schemas/case.ts';
import { isSigned } from './inspection.ts';
import type { Case, JointInspection, Sheet } from './state.ts';

const sheetView = ({ task, officers, items, at }: Sheet) => ({
  ...{ task, officers: [...officers], at: instant(at) },
  items: items.map((item) => ({ ...item, photos: [...item.photos] })),
});

const jointView = (found: Case, joint: JointInspection) => ({
  ...{ round: joint.round, matters: [...joint.matters], at: instant(joint.at), place: joint.place, by: joint.by },
  sheets: joint.sheets.map(sheetView),
  signed: joint.signatures.map(({ at, ...one }) => ({ ...one, at: instant(at) })),
  complete: isSigned(found, joint),
});

const aloneView = (sheet: Sheet) => ({
  ...{ round: 0, matters: [sheet.task], at: instant(sheet.at) },
  ...{ sheets: [sheetView(sheet)], signed: [], complete: true },
});

export const conductOf = (found: Case): Pick<CaseView, 'inspections' | 'consultations' | 'reminders'> => ({
  inspections: [
    ...found.inspected.map((one) => ({ ...jointView(found, one), complete: !one.moved })),
    ...(found.inspection ? [jointView(found, found.inspection)] : []),
    ...found.sheets.map(aloneView),
  ],
  consultations: found.consultations.map(({ asker: _asker, by: _by, at, answer, ...one }) => ({
    ...{ ...one, at: instant(at) },
    ...(answer ? { answer: { ...answer, at: instant(answer.at) } } : {}),
  })),
  reminders: found.reminders.map(({ at, ...one }) => ({ ...one, at: instant(at) })),
});
