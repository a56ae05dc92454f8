/** 服务指南: the short and the long form are made of the same lines, so that both always say the same. */
import { GUIDE_ELEMENTS, type Guide, type GuideForm } from '#schemas/guide.ts';
import type { Matter } from '#schemas/matter.ts';
import { type GuideFacts, LINES } from './guide-lines.ts';

export const guideOf = (matter: Matter, form: GuideForm, facts: GuideFacts): Guide => {
  const all = GUIDE_ELEMENTS.map(({ id, name, short }) => ({ id, name, short, lines: [...LINES[id](matter, facts)] }));
  return {
    matter: matter.id,
    version: matter.version,
    on: facts.day,
    form,
    elements: all
      .filter(({ lines, short }) => lines.length > 0 && (form === 'long' || short))
      .map(({ id, name, lines }) => ({ id, name, lines })),
    checklist: all.map(({ id, lines }) => ({ id, present: lines.length > 0 })),
  };
};
