/** The issuing authority's desk: what becomes of its certificates. */
import { SafetyCertificateOutlined } from '@ant-design/icons';
import { departmentName, useDesk } from '../../desk.tsx';
import { useLanguage } from '../../language.ts';
import { Nothing } from '../../parts/Nothing.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { PageHead } from '../../parts/PageHead.tsx';
import { Summary } from '../../parts/Summary.tsx';
import { Trouble } from '../../parts/Trouble.tsx';
import { pull } from '../../words/find.ts';
import { operations, acting as words } from '../../words/operations.ts';
import { shell } from '../../words/shell.ts';
import { purposes, titles } from '../../words/titles.ts';
import { History } from './History.tsx';
import { LookUp } from './LookUp.tsx';
import { OperateForm } from './OperateForm.tsx';
import { type Line, type Looked, useCertificate } from './useCertificate.ts';

const Done = ({ line }: { readonly line: Line }) => {
  const { say } = useLanguage();
  const known = operations[line.operation as keyof typeof operations];
  return (
    <Notice kind="good" title={`${say(words.done)} · ${say(known.name)}`}>
      {line.record && (
        <>
          {say(words.record)} <span className="mono">{line.record}</span>
        </>
      )}
    </Notice>
  );
};

const There = ({
  looked,
  done,
  onDone,
}: {
  readonly looked: Looked;
  readonly done: Line | undefined;
  readonly onDone: (line: Line) => void;
}) => {
  const { say } = useLanguage();
  const { me } = useDesk();
  const { certificate, history } = looked;
  const ours = certificate.issuer === me.department.id;
  return (
    <>
      <section className="card">
        <div className="card-head">
          <h2>{say(pull.title)}</h2>
          <span className="soft far">{say(pull.publicNote)}</span>
        </div>
        <div className="stack">
          {done && <Done line={done} />}
          <Summary of={certificate} />
          {ours ? (
            <OperateForm key={history[0]?.revision} looked={looked} onDone={onDone} />
          ) : (
            <Notice kind="told" title={say(words.notIssuer)}>
              {say(words.notIssuerText)} {say(departmentName(me, certificate.issuer))}
            </Notice>
          )}
        </div>
      </section>
      <section className="card">
        <div className="card-head">
          <h2>{say(words.history)}</h2>
        </div>
        <History lines={history} />
      </section>
    </>
  );
};

export default function Operations() {
  const { say } = useLanguage();
  const { looking, open } = useCertificate();
  return (
    <>
      <PageHead title={titles.operations} purpose={purposes.operations} />
      <div className="columns">
        <LookUp busy={looking.at === 'busy'} onLook={open} />
        <div aria-busy={looking.at === 'busy'}>
          {looking.at === 'idle' && (
            <section className="card">
              <Nothing icon={<SafetyCertificateOutlined aria-hidden="true" />} title={say(words.waiting)}>
                <p>{say(words.waitingText)}</p>
              </Nothing>
            </section>
          )}
          {looking.at === 'busy' && (
            <section className="card">
              <p role="status">{say(shell.loading)}</p>
            </section>
          )}
          {looking.at === 'refused' && <Trouble error={looking.error} />}
          {looking.at === 'there' && (
            <There
              looked={looking.looked}
              done={looking.done}
              onDone={(line) => open(looking.looked.certificate.identifier, line)}
            />
          )}
        </div>
      </div>
    </>
  );
}
