import { useRef } from 'react';

type Identified = { readonly id: string };

/** `live` in the order of `ids`; what is not among them comes last, in its live order. */
export function inOrderOf<Item extends Identified>(live: readonly Item[], ids: readonly string[]): readonly Item[] {
  const places = new Map(ids.map((id, place) => [id, place]));
  return live.toSorted((a, b) => (places.get(a.id) ?? ids.length) - (places.get(b.id) ?? ids.length));
}

/**
 * The list in its live order, or, while `isHeld`, in the order it last had: a card must not move away from under the
 * pointer. What is new while held comes last; what is gone goes.
 */
export function useHeldOrder<Item extends Identified>(live: readonly Item[], isHeld: boolean): readonly Item[] {
  const order = useRef<readonly string[]>([]);
  const shown = isHeld ? inOrderOf(live, order.current) : live;
  order.current = shown.map(({ id }) => id);
  return shown;
}
