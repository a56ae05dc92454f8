/** 申请前提示: what stands against the thing that the draft names, told before anything is filed. */
import { beijingDate } from '#functions/kernel/beijing.ts';
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import { inForce } from '#functions/matters/marks.ts';
import type { AdviceView } from '#schemas/case-stop.ts';
import { kilometres } from './places.ts';
import type { Case } from './state.ts';

const EARLY = ['draft', 'pre-check'];

export const adviceFor = (matters: IndexedMatters, { state, subject, form }: Case, now: number): AdviceView[] => {
  if (!EARLY.includes(state) || !('matter' in subject)) return [];
  const { zones } = inForce(matters.versions(subject.matter), beijingDate(now)) ?? {};
  if (!zones) return [];
  const [latitude, longitude] = [form[zones.latitude], form[zones.longitude]];
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return [];
  return zones.areas
    .filter(({ centre, km }) => kilometres(centre, { latitude, longitude }) <= km)
    .map(({ name, advice, basis }) => ({ zone: name, advice, basis }));
};
