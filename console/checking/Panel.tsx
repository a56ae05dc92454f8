/** Ways to verify: a file, the camera, the identifier; the desk adds one of its own. The same on the desk and on the public page. */
import './panel.css';
import { type ReactNode, useEffect, useState } from 'react';
import { useLanguage, type Words } from '../language.ts';
import { checking } from '../words/checking.ts';
import { Camera } from './Camera.tsx';
import { Drop } from './Drop.tsx';
import { libraryKeys } from './offline.ts';
import { type Outcome, Result } from './Result.tsx';
import { prepare, read } from './read.ts';
import { type Checks, identified, opened, run } from './run.ts';
import { Typed } from './Typed.tsx';
import { type OfflineCode, type Presented, presentedBy } from './verified.ts';

const WAYS = ['file', 'camera', 'identifier'] as const;
type Way = (typeof WAYS)[number] | 'more';

/** A way that only this page has. `form` is given what asks and shows the result. */
export interface MoreWay {
  readonly title: Words;
  readonly form: (ask: (asked: Checks) => void) => ReactNode;
}

export const Panel = ({
  verify,
  outcome,
  begin,
  trouble,
  more,
}: {
  readonly verify: (presented: Presented) => ReturnType<Checks>;
  readonly outcome: Outcome;
  /** Begins a check; of an earlier one nothing more is shown. */
  readonly begin: () => (outcome: Outcome) => void;
  readonly trouble: (error: unknown) => ReactNode;
  readonly more?: MoreWay;
}) => {
  const { say } = useLanguage();
  const [way, setWay] = useState<Way>('file');
  const [turn, setTurn] = useState(0);
  // Now, while there is a network: a code may be shown when there is none.
  useEffect(() => {
    void libraryKeys();
    prepare();
  }, []);
  const present = (presented: Presented | OfflineCode, tell = begin()): void =>
    void (presented.kind === 'offline' ? opened(presented.code, tell) : run(() => verify(presented), tell));
  const file = async (chosen: File) => {
    const tell = begin();
    tell({ at: 'busy' });
    const found = await read(chosen).catch(() => 'gone' as const);
    if (typeof found === 'string') return tell({ at: 'unread', says: checking[found] });
    present(found, tell);
  };
  const code = (text: string): boolean => {
    const presented = presentedBy(text);
    if (presented) present(presented);
    return presented !== undefined;
  };
  const shown = outcome.at === 'done' || outcome.at === 'offline';
  const ways = [...WAYS, ...(more ? (['more'] as const) : [])];
  return (
    <div className="checking">
      <fieldset className={more ? 'ways four' : 'ways'}>
        <legend className="unseen">{say(checking.ways)}</legend>
        {ways.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === way}
            onClick={() => {
              setWay(one);
              setTurn(turn + 1);
              begin()({ at: 'idle' });
            }}
          >
            {say(one === 'more' ? (more?.title ?? checking.ways) : checking[one])}
          </button>
        ))}
      </fieldset>
      {way === 'file' && <Drop onFile={(chosen) => void file(chosen)} />}
      {way === 'camera' && !shown && <Camera key={turn} onCode={code} hint={checking.cameraHint} />}
      {way === 'camera' && shown && (
        <button type="button" className="main-button" onClick={() => begin()({ at: 'idle' })}>
          {say(checking.again)}
        </button>
      )}
      {way === 'identifier' && <Typed onIdentifier={(text) => identified(text, present, begin())} />}
      {way === 'more' && more?.form((asked) => void run(asked, begin()))}
      <Result
        outcome={outcome}
        trouble={trouble}
        onState={(of) =>
          void run(() => verify({ kind: 'identifier', identifier: of.statement.identifier }), begin(), of)
        }
      />
    </div>
  );
};
