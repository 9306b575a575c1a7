import { type RefObject, useEffect, useRef, useState } from 'react';

interface Growing {
  /** How many to show. */
  readonly count: number;
  /** Put on an element after the last one: when it comes near the screen, more are shown. */
  readonly end: RefObject<HTMLDivElement | null>;
}

/** Shows a long list piece by piece as somebody scrolls: what is not looked at costs nothing. */
export function useGrowing(total: number, step: number): Growing {
  const [count, setCount] = useState(step);
  const end = useRef<HTMLDivElement>(null);
  const hasMore = count < total;
  // biome-ignore lint/correctness/useExhaustiveDependencies: observed anew after each step, so that an end still in sight asks for the next
  useEffect(() => {
    const element = end.current;
    if (!element || !hasMore) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setCount((before) => before + step);
      },
      { rootMargin: '600px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [hasMore, step, count]);
  return { count, end };
}
