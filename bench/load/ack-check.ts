const OK = Buffer.from('"ok":true');

/** Throws on an answer that is a refusal: figures of refused events would be worth nothing. */
export function assertAccepted(data: Buffer, from: number, to: number): void {
  const at = data.indexOf(OK, from);
  if (at < 0 || at >= to) throw new Error(`the server under test refused an event: ${data.toString('utf8', from, to)}`);
}
