/** An error in words: what it is, which rule, what to do, whom to ask. */
import { Refused, SignedOut, Unreached } from '../api.ts';
import { half } from '../half.ts';
import { type Say, useLanguage } from '../language.ts';
import { labels, problems, rules, trouble } from '../words/problems.ts';
import { Icon } from './Icon.tsx';

/** What a page says of some problems in its own words. */
export type OwnWords = Partial<typeof problems>;

const wordsOf = (error: unknown, own: OwnWords) => {
  if (error instanceof Refused) return own[error.problem.code] ?? problems[error.problem.code] ?? trouble.unknown;
  if (error instanceof Unreached) return trouble.unreached;
  return error instanceof SignedOut ? trouble.signedOut : trouble.unknown;
};

const rows = (error: unknown, say: Say, language: 'zh' | 'en'): (readonly [string, string])[] => {
  if (!(error instanceof Refused)) return [];
  const { denial, errors = [], detail } = error.problem;
  return [
    ...(denial ? [[say(labels.need), half(denial.need, language)] as const] : []),
    ...(denial?.limit === undefined ? [] : [[say(labels.limit), String(denial.limit)] as const]),
    ...(denial ? [[say(labels.ask), half(denial.ask, language)] as const] : []),
    ...(denial ? [[say(labels.rule), denial.rule] as const] : []),
    ...(denial?.grant ? [[say(labels.grant), `${denial.grant.id} · ${denial.grant.revision}`] as const] : []),
    ...errors.map(({ field, rule }) => {
      const words = rules[rule];
      return [`${say(labels.field)} ${field}`, words ? say(words) : rule] as const;
    }),
    ...(detail && !denial ? [['', half(detail, language)] as const] : []),
  ];
};

export const Trouble = ({ error, own = {} }: { readonly error: unknown; readonly own?: OwnWords }) => {
  const { say, language } = useLanguage();
  const words = wordsOf(error, own);
  const told = rows(error, say, language);
  return (
    <div className="alarm bad" role="alert">
      <Icon name="bad" />
      <div>
        <b>{say(words.what)}</b>
        <p>{say(words.todo)}</p>
        {told.length > 0 && (
          <dl>
            {told.map(([name, text]) => (
              <div key={name + text} style={{ display: 'contents' }}>
                <dt>{name}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        )}
        {error instanceof Refused && error.problem.instance && (
          <p className="more">
            {say(labels.request)} <span className="mono">{error.problem.instance}</span>
          </p>
        )}
      </div>
    </div>
  );
};
