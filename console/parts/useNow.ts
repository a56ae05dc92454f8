import { useEffect, useState } from 'react';

/** The time, anew every `ms`: epoch milliseconds. */
export const useNow = (ms: number): number => {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), ms);
    return () => clearInterval(timer);
  }, [ms]);
  return now;
};
