/** The result of a check without the hub: what the signature proves, what the code says, and what only the hub knows. */
import { day, minute, today } from '../dates.ts';
import { useLanguage, type Words } from '../language.ts';
import { Icon } from '../parts/Icon.tsx';
import { checks, verdicts } from '../words/checking.ts';
import { fieldWords, offlineVerdicts, offlineWords as words } from '../words/offline.ts';
import type { Offline, Opened } from './offline.ts';
import './verdict.css';

type Sign = 'good' | 'bad' | 'unsure';
/** Name of a result, its sign, its word, and what it says. */
type Line = readonly [name: string, sign: Sign, word: Words, says: Words];

const DATE = /^\d{4}-\d\d-\d\d$/;

const datesOf = ({ statement: { fields } }: Opened, now: number): 'none' | 'within' | 'early' | 'over' => {
  const [from, until] = [fields['/validFrom'], fields['/validUntil']].map(String);
  if (until && DATE.test(until)) return until < today(now) ? 'over' : 'within';
  return from && DATE.test(from) && from > today(now) ? 'early' : 'none';
};

const linesOf = (opened: Opened, now: number): readonly Line[] => {
  const dates = datesOf(opened, now);
  const ended = dates === 'over' || dates === 'early';
  return [
    ['signature', 'good', verdicts.passed, words.signed],
    [
      'key',
      opened.key === 'good' ? 'good' : 'bad',
      opened.key === 'good' ? verdicts.passed : verdicts.failed,
      words[opened.key],
    ],
    [
      'dates',
      dates === 'within' ? 'good' : ended ? 'bad' : 'unsure',
      dates === 'within' ? verdicts.passed : ended ? verdicts.failed : verdicts.open,
      words[dates],
    ],
    ['state', 'unsure', verdicts.open, words.state],
    ['version', 'unsure', verdicts.open, words.version],
  ];
};

/** What tells the certificate apart stands first. */
const ORDER = Object.keys(fieldWords);
const placeOf = (general: string): number => (ORDER.includes(general) ? ORDER.indexOf(general) : ORDER.length);
const said = ({ fields }: Opened['statement']) =>
  Object.entries(fields)
    .map(([pointer, value]) => ({ pointer, value: String(value), general: pointer.replace(/\/\d+\//, '/*/') }))
    .toSorted((a, b) => placeOf(a.general) - placeOf(b.general));

export const CodeSays = ({ opened: { statement, by, from } }: { readonly opened: Opened }) => {
  const { say, language } = useLanguage();
  return (
    <div className="code-says">
      <h3>{say(words.says)}</h3>
      <p className="hint">{say(words.compare)}</p>
      <dl className="facts">
        <dt>{say(words.type)}</dt>
        <dd>{statement.typeName}</dd>
        {said(statement).map(({ pointer, value, general }) => {
          const name = fieldWords[general];
          return [
            <dt key={pointer}>{name ? say(name) : pointer.slice(1)}</dt>,
            <dd key={`${pointer} value`}>{DATE.test(value) ? day(value, language) : value}</dd>,
          ];
        })}
        <dt>{say(words.by)}</dt>
        <dd>{by}</dd>
        <dt>{say(words.sealedAt)}</dt>
        <dd>{minute(from, language)}</dd>
        <dt>{say(verdicts.identifier)}</dt>
        <dd className="mono">{statement.identifier}</dd>
      </dl>
    </div>
  );
};

const toneOf = (lines: readonly Line[]): keyof typeof offlineVerdicts => {
  const bad = lines.find(([, sign]) => sign === 'bad');
  return bad ? (bad[0] === 'key' ? 'wrong' : 'ended') : 'opened';
};

export const OfflineVerdict = ({
  of,
  at,
  onState,
}: {
  readonly of: Exclude<Offline, { says: 'no-keys' }>;
  readonly at: number;
  readonly onState: (opened: Opened) => void;
}) => {
  const { say, language } = useLanguage();
  const opened = of.says === 'opened' ? of.opened : undefined;
  const lines: readonly Line[] = opened ? linesOf(opened, at) : [['signature', 'bad', verdicts.failed, words.unsigned]];
  const tone = opened ? toneOf(lines) : 'wrong';
  const { title, text } = offlineVerdicts[tone];
  return (
    <section className={`verdict ${tone === 'opened' ? 'told' : 'bad'}`} aria-labelledby="verdict">
      <header>
        <Icon name={tone === 'opened' ? 'unsure' : 'bad'} />
        <div>
          <h2 id="verdict">{say(title)}</h2>
          <p>{say(text)}</p>
        </div>
      </header>
      <ul>
        {lines.map(([name, sign, word, says]) => (
          <li key={name} className={sign}>
            <Icon name={sign} />
            <b>
              {say(checks[name] ?? { zh: name, en: name })}
              <small>{say(word)}</small>
            </b>
            <span>{say(says)}</span>
          </li>
        ))}
      </ul>
      {opened && (
        <>
          <div className="next">
            <button type="button" className="main-button" onClick={() => onState(opened)}>
              {say(words.online)}
            </button>
            <p className="hint">{say(words.onlineHint)}</p>
          </div>
          <CodeSays opened={opened} />
        </>
      )}
      <p className="foot">
        {say(words.here)}
        <br />
        {say(verdicts.at)} {minute(at, language)}
      </p>
    </section>
  );
};
