import type { CertificateState } from '#schemas/certificate.ts';
import { useLanguage } from '../language.ts';
import { outOfDates, states } from '../words/certificate.ts';
import { Icon } from './Icon.tsx';

/** A state by colour, sign and word: none of them alone. */
export const State = ({ state, valid }: { readonly state: CertificateState; readonly valid: boolean }) => {
  const { say } = useLanguage();
  const kind = valid ? 'good' : state === '01' || state === '02' ? 'caution' : 'bad';
  return (
    <span className={`state ${kind}`}>
      <Icon name={kind === 'caution' ? 'unsure' : kind} />
      {say(state === '01' && !valid ? outOfDates : states[state])}
    </span>
  );
};
