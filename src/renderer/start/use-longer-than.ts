import { useEffect, useState } from 'react';

/** Has something been going on for longer than this? */
export function useLongerThan(ms: number, isGoingOn: boolean): boolean {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    setLong(false);
    if (!isGoingOn) return;
    const timer = setTimeout(() => setLong(true), ms);
    return () => clearTimeout(timer);
  }, [ms, isGoingOn]);
  return isLong;
}
