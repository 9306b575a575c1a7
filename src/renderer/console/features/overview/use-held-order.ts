import { useRef } from 'react';

/**
 * The list in its live order, or, while `isHeld`, in the order it last had: a card must not move away from under the
 * pointer. What is new while held comes last; what is gone goes.
 */
export function useHeldOrder<Item extends { readonly id: string }>(live: readonly Item[], isHeld: boolean): readonly Item[] {
  const order = useRef<readonly string[]>([]);
  if (!isHeld) {
    order.current = live.map(({ id }) => id);
    return live;
  }
  const places = new Map(order.current.map((id, place) => [id, place]));
  const held = live.toSorted((a, b) => (places.get(a.id) ?? Infinity) - (places.get(b.id) ?? Infinity) || 0);
  order.current = held.map(({ id }) => id);
  return held;
}
