/** A place to drop a file, or to choose one by mouse, finger or keyboard. */
import { useState } from 'react';
import { useLanguage } from '../language.ts';
import { Icon } from '../parts/Icon.tsx';
import { checking } from '../words/checking.ts';

export const Drop = ({ onFile }: { readonly onFile: (file: File) => void }) => {
  const { say } = useLanguage();
  const [over, setOver] = useState(false);
  return (
    <label
      className={over ? 'drop over-it' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const [file] = event.dataTransfer.files;
        if (file) onFile(file);
      }}
    >
      <Icon name="file" />
      <b>{say(checking.drop)}</b>
      <span className="soft">{say(checking.dropHint)}</span>
      <input
        type="file"
        accept="application/pdf,application/ofd,.ofd,image/png,image/jpeg,image/webp"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) onFile(file);
          event.target.value = '';
        }}
      />
    </label>
  );
};
