/** Public facts about a certificate. */
import type { CertificateSummary } from '#schemas/certificate.ts';
import { day } from '../dates.ts';
import { departmentName, useDesk } from '../desk.tsx';
import { type Language, type Say, useLanguage } from '../language.ts';
import { facts, openEnd } from '../words/certificate.ts';
import { State } from './State.tsx';

export const span = (
  { validFrom, validUntil }: Pick<CertificateSummary, 'validFrom' | 'validUntil'>,
  say: Say,
  language: Language,
): string => `${day(validFrom, language)} – ${validUntil === undefined ? say(openEnd) : day(validUntil, language)}`;

export const Summary = ({ of }: { readonly of: CertificateSummary }) => {
  const { say, language } = useLanguage();
  const { me } = useDesk();
  return (
    <dl className="facts wide">
      <dt>{say(facts.type)}</dt>
      <dd>{say(of.typeName)}</dd>
      <dt>{say(facts.state)}</dt>
      <dd>
        <State state={of.state} valid={of.valid} />
      </dd>
      <dt>{say(facts.issuer)}</dt>
      <dd>{say(departmentName(me, of.issuer))}</dd>
      <dt>{say(facts.issuedOn)}</dt>
      <dd>{day(of.issuedOn, language)}</dd>
      <dt>{say(facts.dates)}</dt>
      <dd>{span(of, say, language)}</dd>
      <dt>{say(facts.version)}</dt>
      <dd>{of.version}</dd>
      <dt>{say(facts.identifier)}</dt>
      <dd className="mono one-line">{of.identifier}</dd>
    </dl>
  );
};
