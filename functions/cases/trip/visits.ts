/** 跑腿次数: how often somebody came, whose visit it was and why; and how often he would have come to each counter by itself. */
import { beijingDate } from '#functions/kernel/beijing.ts';
import { instant } from '#functions/kernel/instant.ts';
import { visitsAtCounters, wantsAll } from '#functions/matters/marks.ts';
import { APPLYING, type CaseChannel, type CaseVisit } from '#schemas/case.ts';
import type { Matter } from '#schemas/matter.ts';
import type { Case } from '../state.ts';
import { type Naming, placeIn } from './names.ts';

const isAgent = ({ parties }: Pick<Case, 'parties'>, party: string | undefined): boolean =>
  parties.find(({ id }) => id === party)?.role === 'agent';

/** What an agent 代办 goes is not gone by the citizen; one visit for two cases is one. */
const isCitizen = (found: Case, { party, sameAs }: CaseVisit): boolean =>
  !isAgent(found, party) && sameAs === undefined;

type Presumed = CaseVisit & { readonly presumed: true };

const AT_A_WINDOW: readonly CaseChannel[] = ['window', 'town'];

const applyingIn = ({ parties }: Case): string[] =>
  parties.filter(({ role }) => APPLYING.includes(role)).map(({ id }) => id);

/** Each counter by itself, as often as each of them would have come there: counted as those are who come today. */
const visitsBefore = (found: Case, all: readonly Matter[]): number =>
  all.reduce((sum, matter) => {
    const together = wantsAll(matter) ? Math.max(1, applyingIn(found).length) : 1;
    return sum + visitsAtCounters(matter).reduce((n, { moment }) => n + (moment === 'filing' ? together : 1), 0);
  }, 0);

/** Who must have come with the application: where the law wants them there, all who apply; else for whom it was written down. */
const comers = (found: Case, all: readonly Matter[]): string[] => {
  const { onBehalf } = found.openedBy;
  if (isAgent(found, onBehalf)) return [];
  const applying = applyingIn(found);
  return all.some(wantsAll) ? applying : [onBehalf ?? applying[0] ?? []].flat();
};

/** 推定到场: who files at a window is there. Once anybody was noted until acceptance, the hall has said who came, and nothing is presumed. */
const presumed = (found: Case, all: readonly Matter[]): Presumed[] => {
  const { filedAt, acceptedAt = Number.POSITIVE_INFINITY, channel, place, visits } = found;
  if (filedAt === undefined || !AT_A_WINDOW.includes(channel)) return [];
  if (visits.some(({ at }) => Date.parse(at) <= acceptedAt)) return [];
  const reason = '窗口申请，未另行登记到场 filed at a window; the visit was not noted apart';
  return comers(found, all).map((party) => ({ party, at: instant(filedAt), place, reason, presumed: true }));
};

/** 推定到场: who is handed it at a window is there, unless he was noted, or came to file, on that day. What goes through the town is brought by its agent. */
const handedTo = ({ handedOut, deliveredAt, place }: Case, before: readonly CaseVisit[]): Presumed[] => {
  if (handedOut?.way !== 'window' || deliveredAt === undefined) return [];
  const { to: party } = handedOut;
  const day = beijingDate(deliveredAt);
  if (before.some((one) => one.party === party && beijingDate(Date.parse(one.at)) === day)) return [];
  const reason = '窗口领取，未另行登记到场 handed out at a window; the visit was not noted apart';
  return [{ party, at: instant(deliveredAt), place, reason, presumed: true }];
};

export const visitsOfTrip = (found: Case, all: readonly Matter[], { matters }: Naming) => {
  const visits: (CaseVisit | Presumed)[] = [...presumed(found, all), ...found.visits];
  const noted = [...visits, ...handedTo(found, visits)].map((visit) => ({
    ...visit,
    name: placeIn(matters, visit.place),
    citizen: isCitizen(found, visit),
  }));
  const own = noted.filter(({ citizen }) => citizen);
  const further = own.filter(({ party }, i) => own.findIndex((one) => one.party === party) < i);
  return {
    before: visitsBefore(found, all),
    after: own.length,
    noted,
    once: further.length === 0,
    further: further.map(({ party, at, reason }) => ({ party, at, reason })),
  };
};
