/** 办理渠道: what a citizen does by himself, or an agent for him, goes by a channel that each matter of the case offers. */
import { problem } from '#functions/kernel/problem.ts';
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import type { CaseChannel } from '#schemas/case.ts';
import type { Pins } from '#schemas/case-acts/filing.ts';
import { Channel } from '#schemas/matter.ts';
import { matterOf } from './template.ts';

/** Taken down by an officer: the hall takes everything, a town what its place takes, and nobody is refused on the telephone. */
const BY_OFFICERS: readonly CaseChannel[] = ['window', 'town', 'phone'];

/** Throws unprocessable: some matter does not offer the channel; the detail names those that all of them do. */
export const assertOffered = (matters: IndexedMatters, { matters: pinned }: Pins, channel: CaseChannel): void => {
  if (BY_OFFICERS.includes(channel)) return;
  const all = Object.entries(pinned).map(([id, version]) => matterOf(matters, id, version));
  const without = all.filter(({ channels }) => !channels.some((one) => one === channel));
  if (without.length === 0) return;
  const instead = Channel.options.filter((one) => all.every(({ channels }) => channels.includes(one)));
  throw problem('unprocessable', {
    detail: `${without.map(({ name }) => name.zh).join('、')}不支持该渠道；可用 not by this channel, but by: ${instead.join(', ')}`,
    errors: [{ field: '/channel', rule: 'channel-not-offered' }],
  });
};
