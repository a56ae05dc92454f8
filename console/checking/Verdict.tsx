/** The result of a check: one verdict, and below it every named result with its sign and its word. */
import './verdict.css';
import { minute } from '../dates.ts';
import { half } from '../half.ts';
import { useLanguage } from '../language.ts';
import { Icon } from '../parts/Icon.tsx';
import { facts } from '../words/certificate.ts';
import { checks, verdicts } from '../words/checking.ts';
import { elementResults, elements } from '../words/elements.ts';
import { SIGN, toneOf, type Verified } from './verified.ts';

export const Verdict = ({ of, at }: { readonly of: Verified; readonly at: number }) => {
  const { say, language } = useLanguage();
  const stated = of.elements && elementResults[of.elements.result];
  const tone = stated?.tone ?? toneOf(of);
  return (
    <section className={`verdict ${SIGN[tone]}`} aria-labelledby="verdict">
      <header>
        <Icon name={SIGN[tone]} />
        <div>
          <h2 id="verdict">{say(stated?.title ?? verdicts[tone])}</h2>
          <p>{say(stated?.text ?? verdicts[`${tone}Text`])}</p>
        </div>
      </header>
      {of.checks.length > 0 && (
        <ul>
          {of.checks.map(({ name, ok, says }) => (
            <li key={`${name} ${says}`} className={ok ? 'good' : 'bad'}>
              <Icon name={ok ? 'good' : 'bad'} />
              <b>
                {say(checks[name] ?? { zh: name, en: name })}
                <small>{say(ok ? verdicts.passed : verdicts.failed)}</small>
              </b>
              <span>{half(says, language)}</span>
            </li>
          ))}
        </ul>
      )}
      <p className="foot">
        {of.elements && (
          <>
            {say(elements.result)} <b className="mono">{of.elements.result}</b>
            <br />
          </>
        )}
        {of.genuine && of.certificate && (
          <>
            {say(facts.type)} {say(of.certificate.type)}
            <br />
            {say(facts.issuer)} {say(of.certificate.issuer)}
            <br />
          </>
        )}
        {of.identifier && (
          <>
            {say(verdicts.identifier)} <span className="mono">{of.identifier}</span>
            <br />
          </>
        )}
        {say(verdicts.at)} {minute(at, language)}
      </p>
    </section>
  );
};
