import { useCallback, useEffect, useRef, useState } from 'react';

/** Nobody points for longer than this without moving; after it an urgent candidate must be able to come up. */
const HOLD_MS = 4_000;

/** True while somebody is busy in an area with pointer or keyboard. Spread `handlers` on the area's element. */
export function useHold(): {
  isHeld: boolean;
  handlers: { onPointerMove: () => void; onPointerLeave: () => void; onFocus: () => void; onKeyDown: () => void };
} {
  const [isHeld, setIsHeld] = useState(false);
  const timer = useRef<number>(undefined);
  const release = useCallback(() => {
    window.clearTimeout(timer.current);
    setIsHeld(false);
  }, []);
  const hold = useCallback(() => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(release, HOLD_MS);
    setIsHeld(true);
  }, [release]);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  return { isHeld, handlers: { onPointerMove: hold, onPointerLeave: release, onFocus: hold, onKeyDown: hold } };
}
