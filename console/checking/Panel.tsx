/** Three ways to verify: a file, the camera, the identifier. The same on the desk and on the public page. */
import { type ReactNode, useId, useState } from 'react';
import { useLanguage, type Words } from '../language.ts';
import { Notice } from '../parts/Notice.tsx';
import { checking } from '../words/checking.ts';
import { Camera } from './Camera.tsx';
import { Drop } from './Drop.tsx';
import { read } from './read.ts';
import { Verdict } from './Verdict.tsx';
import { identifierIn, type Presented, type Verified } from './verified.ts';

const WAYS = ['file', 'camera', 'identifier'] as const;
type Way = (typeof WAYS)[number];

export type Outcome =
  | { readonly at: 'idle' }
  | { readonly at: 'busy' }
  | { readonly at: 'unread'; readonly says: Words }
  | { readonly at: 'refused'; readonly error: unknown }
  | { readonly at: 'done'; readonly verified: Verified; readonly when: number };

const Typed = ({ onIdentifier }: { readonly onIdentifier: (text: string) => void }) => {
  const { say } = useLanguage();
  const id = useId();
  const [text, setText] = useState('');
  return (
    <form
      className="typed"
      onSubmit={(event) => {
        event.preventDefault();
        onIdentifier(text);
      }}
    >
      <label className="label" htmlFor={id}>
        {say(checking.identifierLabel)}
      </label>
      <textarea
        id={id}
        className="plain mono"
        rows={2}
        autoComplete="off"
        spellCheck={false}
        aria-describedby={`${id}-hint`}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <p className="hint" id={`${id}-hint`}>
        {say(checking.identifierHint)}
      </p>
      <button type="submit" className="main-button">
        {say(checking.check)}
      </button>
    </form>
  );
};

/** `first`: what is presented already, by the address that a code led to. */
export const Panel = ({
  verify,
  outcome,
  onOutcome,
  trouble,
  first = 'file',
}: {
  readonly verify: (presented: Presented) => Promise<Verified>;
  readonly outcome: Outcome;
  readonly onOutcome: (outcome: Outcome) => void;
  readonly trouble: (error: unknown) => ReactNode;
  readonly first?: Way;
}) => {
  const { say } = useLanguage();
  const [way, setWay] = useState<Way>(first);
  const [turn, setTurn] = useState(0);
  const present = async (presented: Presented) => {
    onOutcome({ at: 'busy' });
    try {
      onOutcome({ at: 'done', verified: await verify(presented), when: Date.now() });
    } catch (error) {
      onOutcome({ at: 'refused', error });
    }
  };
  const file = async (chosen: File) => {
    onOutcome({ at: 'busy' });
    const found = await read(chosen);
    if (typeof found === 'string') return onOutcome({ at: 'unread', says: checking[found] });
    await present(found);
  };
  const typed = (text: string) => {
    const identifier = identifierIn(text);
    if (!identifier) return onOutcome({ at: 'unread', says: checking.noIdentifier });
    void present({ kind: 'identifier', identifier });
  };
  return (
    <div className="checking">
      <fieldset className="ways">
        <legend className="unseen">{say(checking.ways)}</legend>
        {WAYS.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === way}
            onClick={() => {
              setWay(one);
              setTurn(turn + 1);
              onOutcome({ at: 'idle' });
            }}
          >
            {say(checking[one])}
          </button>
        ))}
      </fieldset>
      {way === 'file' && <Drop onFile={(chosen) => void file(chosen)} />}
      {way === 'camera' && outcome.at !== 'done' && (
        <Camera key={turn} onCode={(text) => void present({ kind: 'qr', text })} />
      )}
      {way === 'camera' && outcome.at === 'done' && (
        <button type="button" className="main-button" onClick={() => onOutcome({ at: 'idle' })}>
          {say(checking.again)}
        </button>
      )}
      {way === 'identifier' && <Typed onIdentifier={typed} />}
      <div className="outcome" aria-live="polite">
        {outcome.at === 'busy' && <p role="status">{say(checking.checking)}</p>}
        {outcome.at === 'unread' && <Notice kind="caution">{say(outcome.says)}</Notice>}
        {outcome.at === 'refused' && trouble(outcome.error)}
        {outcome.at === 'done' && <Verdict of={outcome.verified} at={outcome.when} />}
      </div>
    </div>
  );
};
