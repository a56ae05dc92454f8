/** 扫码用证: the holder shows a code on his phone, and the officer reads what he is granted. No case ticket: the holder is the ground. */
import { QrcodeOutlined } from '@ant-design/icons';
import { useDesk } from '../../desk.tsx';
import { useLanguage } from '../../language.ts';
import { Nothing } from '../../parts/Nothing.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Summary } from '../../parts/Summary.tsx';
import { Trouble } from '../../parts/Trouble.tsx';
import { pull } from '../../words/find.ts';
import { shell } from '../../words/shell.ts';
import { shownProblems, shown as words } from '../../words/shown.ts';
import { purposes, titles } from '../../words/titles.ts';
import { Pulled } from '../certificates/Pulled.tsx';
import { ShownForm } from './ShownForm.tsx';
import { useShown } from './useShown.ts';

export default function Shown() {
  const { say } = useLanguage();
  const { types } = useDesk();
  const { reading, readCode } = useShown();
  const type = reading.at === 'done' ? types.find(({ id }) => id === reading.pulled.certificate.type) : undefined;
  return (
    <>
      <PageHead title={titles.shown} purpose={purposes.shown} />
      <div className="columns even">
        <ShownForm busy={reading.at === 'busy'} onRead={readCode} />
        <section className="card" aria-live="polite" aria-busy={reading.at === 'busy'}>
          <div className="card-head">
            <h2>{say(words.answer)}</h2>
          </div>
          {reading.at === 'idle' && (
            <Nothing icon={<QrcodeOutlined aria-hidden="true" />} title={say(words.waiting)}>
              <p>{say(words.waitingText)}</p>
            </Nothing>
          )}
          {reading.at === 'busy' && <p role="status">{say(shell.loading)}</p>}
          {reading.at === 'refused' && <Trouble error={reading.error} own={shownProblems} />}
          {reading.at === 'done' && (
            <div className="stack">
              <h3 className="label">{say(pull.title)}</h3>
              <Summary of={reading.pulled.certificate} />
              {type && <Pulled result={{ pulled: reading.pulled }} type={type} />}
            </div>
          )}
        </section>
      </div>
    </>
  );
}
