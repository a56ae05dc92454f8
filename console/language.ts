/** 中文 first; English when chosen, remembered for the session of this window. */
import { useSyncExternalStore } from 'react';

export type Language = 'zh' | 'en';
/** A text in both languages. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

const KEY = 'onetrip.language';
const listeners = new Set<() => void>();

/** A browser that keeps nothing for us still shows the page. */
const remembered = (): Language => {
  try {
    return sessionStorage.getItem(KEY) === 'en' ? 'en' : 'zh';
  } catch {
    return 'zh';
  }
};
let language: Language = remembered();

const mark = (): void => {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
};
mark();

export const chooseLanguage = (chosen: Language): void => {
  language = chosen;
  try {
    sessionStorage.setItem(KEY, chosen);
  } catch {
    // Then until the page is left.
  }
  mark();
  for (const tell of listeners) tell();
};

const subscribe = (tell: () => void) => {
  listeners.add(tell);
  return () => void listeners.delete(tell);
};

export type Say = (words: Words) => string;

/** The language, and `say`, which picks its half of a text. */
export const useLanguage = (): { readonly language: Language; readonly say: Say } => {
  const now = useSyncExternalStore(subscribe, () => language);
  return { language: now, say: (words) => words[now] };
};
