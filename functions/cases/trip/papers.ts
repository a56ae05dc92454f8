/** 免交材料 of a case: every paper that its matters ask for by themselves, asked for in this case or not, and why. */

import { whoIn } from '#functions/matters/names.ts';
import { type Judged, judged } from '#functions/matters/spared.ts';
import type { CaseParty } from '#schemas/case.ts';
import type { Bilingual } from '#schemas/department.ts';
import type { Material } from '#schemas/material.ts';
import { besideIn, materialKey } from '../materials.ts';
import type { Case, Fact } from '../state.ts';
import { papersIn, templateOf } from '../template.ts';
import type { Naming } from './names.ts';

/** 报告先行: whoever made it sent it to the hub; the applicant brought nothing. */
const sentBy = ({ reports, handedIn }: Case, key: string): Bilingual | undefined => {
  const report = reports.find(({ material, current }) => material === key && current);
  const { medium, files = [] } = handedIn[key] ?? {};
  // What a person hands in is paper, or has files.
  if (!report || medium !== 'electronic' || files.length > 0) return undefined;
  return { zh: `出具机构推送的报告 ${report.number}`, en: `report ${report.number}, sent by who made it` };
};

const IN_ITS_PLACE: Bilingual = {
  zh: '已提交：来源未答复，或以自行举证为准',
  en: 'handed in: its source did not answer, or his own proof counts',
};

const LIFTS: Bilingual = {
  zh: '已提交：登记信息所载情形的例外',
  en: 'handed in: it lifts what the register says',
};

const NAMED: Bilingual = {
  zh: '已提交：补正告知所列',
  en: 'handed in: a notice named it',
};

const PROVES: Bilingual = {
  zh: '已提交：自行举证',
  en: 'handed in: his own proof',
};

/** Of what stands on no list: why it came. */
const whyBeside = ({ notices }: Case, { material, lifts }: { material: string; lifts: boolean }): Bilingual => {
  if (lifts) return LIFTS;
  return notices.some(({ items }) => items.some(({ item }) => item === material)) ? NAMED : PROVES;
};

/** What came beside the list of a case that is filed. */
const besideOf = (found: Case, { matters }: Naming) =>
  (found.pins ? besideIn(matters, found, papersIn(matters, found, found.pins)) : []).map((one) => {
    const { no, material, name } = one;
    return { no, matter: material.split('/')[0] ?? '', material, name, why: whyBeside(found, one) };
  });

/** The answers for the matter, or for the bundle as a whole; about the party whose paper it is. */
const answersIn =
  (found: Case, { matters }: Naming) =>
  (resource: string, matter: string, role?: CaseParty['role']): Fact[] => {
    const bundle = found.pins && templateOf(matters, found.subject, found.pins)?.matter;
    const about = ({ party }: Fact): boolean =>
      role === undefined || found.parties.find(({ id }) => id === party)?.role === role;
    return found.facts
      .filter((one) => one.found && one.resource === resource && (one.matter === matter || one.matter === bundle))
      .filter(about);
  };

/** 人工核验: it did not answer, and an officer looked it up there by hand. */
const lookedUp =
  ({ failures, parties }: Case) =>
  (resource: string, matter: string, role?: CaseParty['role']): boolean =>
    failures.some(
      (one) =>
        one.outcome === 'manual-check' &&
        one.resource === resource &&
        one.matter === matter &&
        (role === undefined || parties.find(({ id }) => id === one.party)?.role === role),
    );

/** A paper that can come two ways is spared by whichever came. */
const verdicts = (found: Case, naming: Naming): Judged[] => {
  const { pins } = found;
  if (!pins) return [];
  const { snapshot, matters } = naming;
  const [answers, byHand] = [answersIn(found, naming), lookedUp(found)];
  const asWanted = (prefer: 'certificate' | 'exchange') =>
    judged(papersIn(matters, found, pins, prefer), {
      who: whoIn(snapshot),
      named: (resource) => snapshot.resource(resource)?.name,
      answered: (...of) => answers(...of).length > 0 || byHand(...of),
    });
  const other = asWanted('exchange');
  return asWanted('certificate').map((one, i) => {
    const exchanged = other[i];
    return one.verdict.state === 'open' && exchanged?.verdict.state === 'spared' ? exchanged : one;
  });
};

export const papersOfTrip = (found: Case, naming: Naming) => {
  const answers = answersIn(found, naming);
  const line = (paper: Material) => {
    const { no, matter, name } = paper;
    return { no, matter, material: materialKey(paper), name };
  };
  const told = verdicts(found, naming).map(({ paper, verdict }) => {
    const one = line(paper);
    const proven = found.waived[one.material];
    const by = { zh: `其他方式证明：${proven}`, en: `proven otherwise: ${proven}` };
    const sent = sentBy(found, one.material);
    if (sent) return { spared: { ...one, by: sent } };
    if (verdict.state === 'asked')
      return proven === undefined || found.handedIn[one.material]
        ? { asked: { ...one, why: verdict.why } }
        : { spared: { ...one, by } };
    if (found.handedIn[one.material]) return { asked: { ...one, why: IN_ITS_PLACE } };
    if (verdict.state === 'open') return { spared: { ...one, by: verdict.by, awaited: verdict.why } };
    const came = verdict.resource === undefined ? [] : answers(verdict.resource, paper.matter, paper.party);
    const exchanges = came.map(({ exchange }) => exchange);
    return { spared: { ...one, by: verdict.by, ...(exchanges.length > 0 ? { exchanges } : {}) } };
  });
  const asked = [...told.flatMap((one) => one.asked ?? []), ...besideOf(found, naming)];
  return {
    before: told.length,
    after: asked.length,
    notAskedFor: told.flatMap((one) => one.spared ?? []),
    asked,
  };
};
