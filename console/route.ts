/** Which page is open: the path behind /console. No page holds anything about a person in its address. */
import { type MouseEvent, useSyncExternalStore } from 'react';

export const HOME = '/console';

/** "/console/" is the page "/console": one address for each, before anything looks at it. */
export const withoutSlash = (): void => {
  const { pathname, search, hash } = location;
  if (pathname.length > 1 && pathname.endsWith('/'))
    history.replaceState(null, '', pathname.slice(0, -1) + search + hash);
};

const MOVED = 'onetrip:moved';

export const go = (path: string): void => {
  if (path === location.pathname) return;
  history.pushState(null, '', path);
  dispatchEvent(new Event(MOVED));
  scrollTo(0, 0);
};

const subscribe = (tell: () => void) => {
  addEventListener('popstate', tell);
  addEventListener(MOVED, tell);
  return () => {
    removeEventListener('popstate', tell);
    removeEventListener(MOVED, tell);
  };
};

export const usePath = (): string => useSyncExternalStore(subscribe, () => location.pathname);

/** For a link: stays on the page unless the person asked for another window. */
export const follow =
  (path: string) =>
  (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(path);
  };
