/** The identifier, typed or pasted. */
import { useId, useState } from 'react';
import { useLanguage } from '../language.ts';
import { checking } from '../words/checking.ts';

export const Typed = ({ onIdentifier }: { readonly onIdentifier: (text: string) => void }) => {
  const { say } = useLanguage();
  const id = useId();
  const [text, setText] = useState('');
  return (
    <form
      className="typed"
      onSubmit={(event) => {
        event.preventDefault();
        onIdentifier(text);
      }}
    >
      <label className="label" htmlFor={id}>
        {say(checking.identifierLabel)}
      </label>
      <textarea
        id={id}
        className="plain mono"
        rows={2}
        autoComplete="off"
        spellCheck={false}
        aria-describedby={`${id}-hint`}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <p className="hint" id={`${id}-hint`}>
        {say(checking.identifierHint)}
      </p>
      <button type="submit" className="main-button">
        {say(checking.check)}
      </button>
    </form>
  );
};
