/** The order on the page: the candidate's, or the one the room mixed. Anything that is not all items once is no order. */
export function orderShown(
  items: readonly { readonly id: string }[],
  chosen: readonly string[],
): { readonly order: readonly string[]; readonly isChosen: boolean } {
  const ids = items.map(({ id }) => id);
  const isChosen = chosen.length === ids.length && ids.every((id) => chosen.includes(id));
  return { order: isChosen ? chosen : ids, isChosen };
}

/** The order with one item at another place, counted from 0; the same list where nothing changes. */
export function movedTo(order: readonly string[], id: string, place: number): readonly string[] {
  const from = order.indexOf(id);
  const to = Math.max(0, Math.min(order.length - 1, place));
  if (from < 0 || from === to) return order;
  const others = order.filter((other) => other !== id);
  return [...others.slice(0, to), id, ...others.slice(to)];
}

export const movedBy = (order: readonly string[], id: string, steps: number): readonly string[] =>
  movedTo(order, id, order.indexOf(id) + steps);
