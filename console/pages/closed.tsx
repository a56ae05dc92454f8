import { CompassOutlined, LockOutlined, ReloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useDesk } from '../desk.tsx';
import { useLanguage } from '../language.ts';
import { Nothing } from '../parts/Nothing.tsx';
import { shell } from '../words/shell.ts';

export const NoSuchPage = () => {
  const { say } = useLanguage();
  return (
    <div className="card">
      <Nothing page icon={<CompassOutlined aria-hidden="true" />} title={say(shell.noSuchPage)}>
        <p>{say(shell.noSuchPageText)}</p>
      </Nothing>
    </div>
  );
};

export const NotYours = () => {
  const { say } = useLanguage();
  const { me } = useDesk();
  return (
    <div className="card">
      <Nothing page icon={<LockOutlined aria-hidden="true" />} title={say(shell.notYours)}>
        <p>{say(shell.notYoursText)}</p>
        <p>
          {say(shell.help)}: {me.ask}
        </p>
      </Nothing>
    </div>
  );
};

export const Renewed = () => {
  const { say } = useLanguage();
  return (
    <div className="card">
      <Nothing page icon={<ReloadOutlined aria-hidden="true" />} title={say(shell.renewed)}>
        <p>{say(shell.renewedText)}</p>
        <Button type="primary" onClick={() => location.reload()}>
          {say(shell.reload)}
        </Button>
      </Nothing>
    </div>
  );
};
