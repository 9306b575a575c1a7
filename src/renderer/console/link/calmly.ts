type Subscribe = (listener: () => void) => () => void;

/**
 * The same subscription, told at most once per `everyMs`: at once after a quiet time, the last change always. A storm of
 * events must not make the page draw a hundred times a second.
 */
export function calmly(subscribe: Subscribe, everyMs: number): Subscribe {
  const listeners = new Set<() => void>();
  let stop: (() => void) | undefined;
  let timer: number | undefined;
  let isDue = false;

  const tell = () => {
    isDue = false;
    timer = window.setTimeout(() => {
      timer = undefined;
      if (isDue) tell();
    }, everyMs);
    for (const each of listeners) each();
  };
  const changed = () => {
    if (timer === undefined) tell();
    else isDue = true;
  };

  return (listener) => {
    stop ??= subscribe(changed);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      stop?.();
      stop = undefined;
      window.clearTimeout(timer);
      timer = undefined;
      isDue = false;
    };
  };
}
