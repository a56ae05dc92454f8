/** Verify whatever somebody brings: a file, a code, an identifier; or what he says of a certificate. */
import { ask } from '../../api.ts';
import { useOutcome } from '../../checking/latest.ts';
import { Panel } from '../../checking/Panel.tsx';
import type { Presented } from '../../checking/verified.ts';
import { PageHead } from '../../parts/PageHead.tsx';
import { Trouble } from '../../parts/Trouble.tsx';
import { elements } from '../../words/elements.ts';
import { purposes, titles } from '../../words/titles.ts';
import { Elements } from './Elements.tsx';

const bodyOf = (presented: Presented) => {
  if (presented.kind === 'file') return { file: presented.base64 };
  return presented.kind === 'qr' ? { qr: presented.text } : { identifier: presented.identifier };
};

export default function Verify() {
  const { outcome, begin } = useOutcome();
  return (
    <>
      <PageHead title={titles.verify} purpose={purposes.verify} />
      <section className="card narrow">
        <Panel
          verify={(presented) =>
            ask('POST /v1/certificates/verify', { body: bodyOf(presented) }, { changesNothing: true })
          }
          outcome={outcome}
          begin={begin}
          trouble={(error) => <Trouble error={error} />}
          more={{ title: elements.way, form: (ask) => <Elements onAsk={ask} busy={outcome.at === 'busy'} /> }}
        />
      </section>
    </>
  );
}
