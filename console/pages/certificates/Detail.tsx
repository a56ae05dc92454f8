/** One certificate: what is public of it, and what of it is pulled for the case. */
import { ArrowLeftOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { type CertificateType, useDesk } from '../../desk.tsx';
import { useLanguage } from '../../language.ts';
import { Summary } from '../../parts/Summary.tsx';
import { Trouble } from '../../parts/Trouble.tsx';
import { pull as words } from '../../words/find.ts';
import { Pulled } from './Pulled.tsx';
import { PullForm } from './PullForm.tsx';
import type { Certificate, Wanted } from './useFind.ts';
import { usePull } from './usePull.ts';

const Pulls = ({
  certificate,
  wanted,
  type,
}: {
  readonly certificate: Certificate;
  readonly wanted: Wanted;
  readonly type: CertificateType;
}) => {
  const { pulling, pull } = usePull(certificate.identifier, wanted);
  return (
    <>
      <PullForm
        type={type}
        valid={certificate.valid}
        ticket={wanted.ticket}
        busy={pulling.at === 'busy'}
        onPull={pull}
      />
      {pulling.at === 'refused' && <Trouble error={pulling.error} />}
      {pulling.at === 'done' && <Pulled result={pulling.result} type={type} />}
    </>
  );
};

export const Detail = ({
  certificate,
  wanted,
  onBack,
}: {
  readonly certificate: Certificate;
  readonly wanted: Wanted;
  readonly onBack: () => void;
}) => {
  const { say } = useLanguage();
  const { types } = useDesk();
  const title = useRef<HTMLHeadingElement>(null);
  const type = types.find(({ id }) => id === certificate.type);
  // The list has gone from under the keyboard.
  useEffect(() => title.current?.focus(), []);
  return (
    <section className="card">
      <div className="card-head">
        <Button size="small" icon={<ArrowLeftOutlined aria-hidden="true" />} onClick={onBack}>
          {say(words.back)}
        </Button>
        <h2 ref={title} tabIndex={-1}>
          {say(words.title)}
        </h2>
        <span className="soft far">{say(words.publicNote)}</span>
      </div>
      <div className="stack">
        <Summary of={certificate} />
        {type && <Pulls certificate={certificate} wanted={wanted} type={type} />}
      </div>
    </section>
  );
};
