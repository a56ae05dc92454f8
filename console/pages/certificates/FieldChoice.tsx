/** Which questions or fields. */
import '../../parts/choice.css';
import { Checkbox } from 'antd';
import type { Level } from '#schemas/resource.ts';
import type { CertificateType } from '../../desk.tsx';
import { useLanguage } from '../../language.ts';
import { sensitivities } from '../../words/certificate.ts';
import { pull as words } from '../../words/find.ts';
import { askable, atLevel } from './levels.ts';

interface Props {
  readonly type: CertificateType;
  readonly level: Level;
  readonly chosen: readonly string[];
  readonly onChosen: (pointers: readonly string[]) => void;
}

export const FieldChoice = ({ type, level, chosen, onChosen }: Props) => {
  const { say } = useLanguage();
  const fields = atLevel(askable(type), level);
  return (
    <fieldset className="ticks">
      <legend className="row">
        <span className="label">{say(level === 'predicate' ? words.questions : words.fields)}</span>
        <Checkbox
          indeterminate={chosen.length > 0 && chosen.length < fields.length}
          checked={chosen.length === fields.length}
          onChange={({ target }) => onChosen(target.checked ? fields.map(({ pointer }) => pointer) : [])}
        >
          {say(words.every)}
        </Checkbox>
      </legend>
      {fields.map(({ pointer, name, sensitivity }) => (
        <Checkbox
          key={pointer}
          checked={chosen.includes(pointer)}
          onChange={({ target }) =>
            onChosen(target.checked ? [...chosen, pointer] : chosen.filter((one) => one !== pointer))
          }
        >
          {say(name)} <small className={`level-${sensitivity}`}>{say(sensitivities[sensitivity])}</small>
        </Checkbox>
      ))}
    </fieldset>
  );
};
