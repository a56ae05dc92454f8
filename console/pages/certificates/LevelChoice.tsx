/** How much: from the lowest on, each with what it shows, or why it cannot be had. */
import '../../parts/choice.css';
import type { Level } from '#schemas/resource.ts';
import type { Ticket } from '../../case/ticket.ts';
import type { CertificateType } from '../../desk.tsx';
import { useLanguage } from '../../language.ts';
import { levels } from '../../words/certificate.ts';
import { pull as words } from '../../words/find.ts';
import { LEVELS, whyNot } from './levels.ts';

interface Props {
  readonly type: CertificateType;
  readonly ticket: Pick<Ticket, 'matter' | 'level'>;
  /** Those that this way of asking knows; all unless said. */
  readonly among?: readonly Level[];
  readonly level: Level;
  readonly onLevel: (level: Level) => void;
}

export const LevelChoice = ({ type, ticket, among = LEVELS, level, onLevel }: Props) => {
  const { say } = useLanguage();
  return (
    <fieldset className={among.length === 2 ? 'choice two' : 'choice'}>
      <legend>
        <span className="label">{say(words.level)}</span>
        <span className="hint">{say(words.levelHint)}</span>
      </legend>
      {among.map((one) => {
        const not = whyNot(one, type, ticket);
        return (
          <label key={one} className={one === level ? 'picked' : not ? 'closed' : ''}>
            <input
              type="radio"
              name="level"
              value={one}
              checked={one === level}
              disabled={not !== undefined}
              onChange={() => onLevel(one)}
            />
            <b>{say(levels[one].name)}</b>
            <span>{say(not ? words[not] : levels[one].says)}</span>
          </label>
        );
      })}
    </fieldset>
  );
};
