import { type RefObject, useEffect, useRef } from 'react';
import type { PagePlace } from '../../../shared/ipc.ts';

/** Where the shell shows a page of another server, and how it is covered. */
export interface ShellPlace {
  show(place: PagePlace): void;
  hide(): void;
}

/** What lies over the page would lie under what the shell shows: sheets, dialogs, open menus. Then, and while the page stands still, it is covered. */
function isCovered(place: Element): boolean {
  if (place.closest('[inert]')) return true;
  const over = document.querySelectorAll('[role="dialog"], [role="alertdialog"], [role="menu"]');
  return [...over].some((one) => !one.contains(place) && one.getClientRects().length > 0);
}

/** Keeps what the shell shows where the returned element is, as long as it is in sight and nothing lies over it. */
export function useShellPlace(shell: ShellPlace | undefined, isShown: boolean): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (!shell || !element || !isShown) {
      shell?.hide();
      return;
    }
    let frame = 0;
    let told = '';
    const keepPlace = (): void => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        const { left, top, width, height } = element.getBoundingClientRect();
        const [x, y] = [Math.max(0, Math.round(left)), Math.max(0, Math.round(top))];
        const now = isCovered(element) ? undefined : { x, y, width: Math.round(width), height: Math.round(height) };
        // Anything on the page may have moved it; mostly nothing did.
        const next = JSON.stringify(now) ?? 'covered';
        if (next === told) return;
        told = next;
        if (now) shell.show(now);
        else shell.hide();
      });
    };
    const sizes = new ResizeObserver(keepPlace);
    sizes.observe(element);
    const changes = new MutationObserver(keepPlace);
    changes.observe(document.body, { subtree: true, childList: true, attributeFilter: ['inert', 'hidden', 'style'] });
    window.addEventListener('scroll', keepPlace, { capture: true, passive: true });
    window.addEventListener('resize', keepPlace);
    keepPlace();
    return () => {
      cancelAnimationFrame(frame);
      sizes.disconnect();
      changes.disconnect();
      window.removeEventListener('scroll', keepPlace, { capture: true });
      window.removeEventListener('resize', keepPlace);
      shell.hide();
    };
  }, [shell, isShown]);
  return place;
}
