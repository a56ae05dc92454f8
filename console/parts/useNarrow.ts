import { useSyncExternalStore } from 'react';

const narrow = matchMedia('(max-width: 700px)');
const subscribe = (tell: () => void) => {
  narrow.addEventListener('change', tell);
  return () => narrow.removeEventListener('change', tell);
};

/** Whether there is room for a few columns only: a phone, or a narrow window. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => narrow.matches);
