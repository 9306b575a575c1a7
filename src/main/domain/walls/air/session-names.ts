import type { RequestSignal } from '../signal.ts';
import type { Hit } from './hit.ts';
import type { Part } from './parameters.ts';

const SESSION =
  /^(?:jsessionid|aspsessionid\w*|asp\.net_sessionid|phpsession|phpsessid|weblogicsession|session_id|session-id|cfid|cftoken|cfsid|jservsession|jwsession)$/i;

const hostOf = (address: string): string | undefined => /^https?:\/\/([^/?#]{1,255})/i.exec(address)?.[1]?.toLowerCase();

/** A session’s id that comes as a parameter, and not from a page of this very host: somebody else chose it. */
export function* sessionSigns(part: Part, { headers }: RequestSignal): Generator<Hit> {
  if (part.place !== 'name' || !SESSION.test(part.text)) return;
  const referer = headers.referer;
  const from = typeof referer === 'string' ? hostOf(referer) : undefined;
  if (from !== undefined && from === String(headers.host ?? '').toLowerCase()) return;
  yield { type: 'session_fixation', weight: 5, says: 'a session chosen by somebody else', piece: part.text };
}
