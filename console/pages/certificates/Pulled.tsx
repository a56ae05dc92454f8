/** What a pull released: the data as a table, a copy as its page. */
import './pulled.css';
import type { CertificateType } from '../../desk.tsx';
import { type Say, useLanguage } from '../../language.ts';
import { Notice } from '../../parts/Notice.tsx';
import { no, notThere, yes } from '../../words/certificate.ts';
import { pull as words } from '../../words/find.ts';
import { CopyView } from './CopyView.tsx';
import { askable } from './levels.ts';
import type { Result } from './usePull.ts';
import { valuesAt } from './values.ts';

const shown = (value: unknown, say: Say): string =>
  typeof value === 'boolean' ? say(value ? yes : no) : String(value ?? '');

export const Pulled = ({
  result: { pulled, copy },
  type,
}: {
  readonly result: Result;
  readonly type: CertificateType;
}) => {
  const { say } = useLanguage();
  const named = askable(type).filter(({ pointer }) => pulled.fields.includes(pointer));
  return (
    <section className="pulled" aria-live="polite">
      <h3>{say(words.answer)}</h3>
      {pulled.doubtful && (
        <Notice kind="caution" title={say(words.doubtful)}>
          {say(pulled.doubtful.rule)}
        </Notice>
      )}
      {!copy && (
        <table className="sheet">
          <thead>
            <tr>
              <th scope="col">{say(words.field)}</th>
              <th scope="col">{say(words.value)}</th>
            </tr>
          </thead>
          <tbody>
            {named.map(({ pointer, name }) => {
              const values = valuesAt(pulled.data, pointer);
              return (
                <tr key={pointer}>
                  <th scope="row">{say(name)}</th>
                  <td className={typeof values[0] === 'boolean' ? (values[0] ? 'yes' : 'no') : ''}>
                    {values.length === 0 ? (
                      <span className="soft">{say(notThere)}</span>
                    ) : (
                      values.map((value) => shown(value, say)).join('；')
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {copy && <CopyView copy={copy} />}
      <p className="hint">
        {say(words.recorded)} {say(words.record)} <span className="mono">{pulled.pull}</span>
      </p>
    </section>
  );
};
