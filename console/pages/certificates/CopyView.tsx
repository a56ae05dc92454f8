/** The page of a copy, shown in the page itself out of memory, and until when it counts. */
import { SaveOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { minute } from '../../dates.ts';
import { useLanguage } from '../../language.ts';
import { Notice } from '../../parts/Notice.tsx';
import { useNow } from '../../parts/useNow.ts';
import { pull as words } from '../../words/find.ts';
import type { CopyFile } from './usePull.ts';

/** An address that only this page knows, given back when the view closes. */
const useBlob = (bytes: Uint8Array<ArrayBuffer>): string | undefined => {
  const [address, setAddress] = useState<string | undefined>();
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes]);
  return address;
};

export const CopyView = ({ copy }: { readonly copy: CopyFile }) => {
  const { say, language } = useLanguage();
  const address = useBlob(copy.bytes);
  const over = useNow(10_000) >= Date.parse(copy.expiresAt);
  return (
    <div className="stack">
      <dl className="facts">
        <dt>{say(words.expires)}</dt>
        <dd>
          <b>{minute(copy.expiresAt, language)}</b>
        </dd>
        <dt>{say(words.copyNumber)}</dt>
        <dd className="mono">{copy.identifier}</dd>
        <dt>{say(words.digest)}</dt>
        <dd className="mono">{copy.sha256}</dd>
      </dl>
      {over && <Notice kind="bad">{say(words.expired)}</Notice>}
      {navigator.pdfViewerEnabled ? (
        <iframe className="paper" title={say(words.viewTitle)} src={address && `${address}#view=FitH&navpanes=0`} />
      ) : (
        <Notice kind="told">{say(words.noViewer)}</Notice>
      )}
      <div>
        <Button icon={<SaveOutlined aria-hidden="true" />} href={address ?? ''} download={`${copy.identifier}.pdf`}>
          {say(words.save)}
        </Button>
      </div>
    </div>
  );
};
