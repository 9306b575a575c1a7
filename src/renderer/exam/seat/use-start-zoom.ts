import { useEffect } from 'react';
import { useDisplay } from '../parts/display.ts';
import { useSeat, useSeated } from './seat-context.tsx';

const KEY = 'invigil.exam.zoomed';

/** Begins with the text size the candidate was granted (EX10); once an attempt, so that what they choose afterwards stays. */
export function useStartZoom(): void {
  const { attemptId } = useSeated().seat;
  const zoom = useSeat().view?.accommodations?.zoom;
  const [, change] = useDisplay();
  useEffect(() => {
    if (zoom === undefined) return;
    try {
      if (localStorage.getItem(KEY) === attemptId) return;
      localStorage.setItem(KEY, attemptId);
    } catch {
      // then it is set again with every load of the page
    }
    change({ percent: zoom });
  }, [zoom, attemptId, change]);
}
