/** A condition the code itself guarantees; its failure is a bug, never bad input. The reason says why it holds. */
export function invariant(condition: unknown, reason: string): asserts condition {
  if (!condition) throw new Error(`Broken invariant: ${reason}`);
}

/** Ends a switch over a union: a member added later fails to compile here instead of falling through. */
export function assertNever(value: never, what: string): never {
  throw new Error(`Unexpected ${what}: ${JSON.stringify(value)}`);
}
