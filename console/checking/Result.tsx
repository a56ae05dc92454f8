/** What came of a check. */
import type { ReactNode } from 'react';
import { useLanguage, type Words } from '../language.ts';
import { Notice } from '../parts/Notice.tsx';
import { checking } from '../words/checking.ts';
import { CodeSays, OfflineVerdict } from './OfflineVerdict.tsx';
import type { Offline, Opened } from './offline.ts';
import { Verdict } from './Verdict.tsx';
import type { Verified } from './verified.ts';

/** `code`: what the code on the paper says, when it was opened before the hub was asked. */
interface WithCode {
  readonly code?: Opened;
}

export type Outcome =
  | { readonly at: 'idle' }
  | ({ readonly at: 'busy' } & WithCode)
  | { readonly at: 'unread'; readonly says: Words }
  | ({ readonly at: 'refused'; readonly error: unknown } & WithCode)
  | { readonly at: 'offline'; readonly offline: Exclude<Offline, { says: 'no-keys' }>; readonly when: number }
  | ({ readonly at: 'done'; readonly verified: Verified; readonly when: number } & WithCode);

export const Result = ({
  outcome,
  trouble,
  onState,
}: {
  readonly outcome: Outcome;
  readonly trouble: (error: unknown) => ReactNode;
  readonly onState: (opened: Opened) => void;
}) => {
  const { say } = useLanguage();
  const code = 'code' in outcome ? outcome.code : undefined;
  return (
    <div className="outcome" aria-live="polite">
      {outcome.at === 'busy' && <p role="status">{say(checking.checking)}</p>}
      {outcome.at === 'unread' && <Notice kind="caution">{say(outcome.says)}</Notice>}
      {outcome.at === 'refused' && trouble(outcome.error)}
      {outcome.at === 'done' && <Verdict of={outcome.verified} at={outcome.when} />}
      {outcome.at === 'offline' && <OfflineVerdict of={outcome.offline} at={outcome.when} onState={onState} />}
      {code && (
        <section className="verdict told">
          <CodeSays opened={code} />
        </section>
      )}
    </div>
  );
};
