import type { RequestSignal } from '../signal.ts';
import type { Hit } from './hit.ts';
import type { Part } from './parameters.ts';

const SESSION =
  /^(?:jsessionid|aspsessionid\w*|asp\.net_sessionid|phpsession|phpsessid|weblogicsession|session_id|session-id|cfid|cftoken|cfsid|jservsession|jwsession)$/i;

/** What frameworks call theirs, and what looks like it: only where a page of another host sends somebody with it. */
const LIKE_SESSION =
  /^(?:__(?:host|secure)-)?(?:[\w.:-]{0,40}[._:-])?(?:session[._-]?(?:id|token|key)|sess(?:id)?|(?:laravel|ci|flask|play|rails|django|symfony|rack|cake|express|fastapi|starlette|phoenix|yii|zf|zend|meteor|koa|app|web|user|auth|login|php|j|asp|shiny)[._:-]session(?:[._-]?(?:id|token))?|rack\.session|(?:connect|sails|express|koa|fastify)[.:]s(?:ess|id)|meteor_login_token|cakephp|shiny-token|next-auth\.\S{1,40}|sessionid)$/i;

const hostOf = (address: string): string | undefined => /^https?:\/\/([^/?#]{1,255})/i.exec(address)?.[1]?.toLowerCase();

/** A session’s id that comes as a parameter, and not from a page of this very host: somebody else chose it. */
export function* sessionSigns(part: Part, { headers }: RequestSignal): Generator<Hit> {
  if (part.place !== 'name') return;
  const isSession = SESSION.test(part.text);
  if (!isSession && !LIKE_SESSION.test(part.text)) return;
  const referer = headers.referer;
  const from = typeof referer === 'string' ? hostOf(referer) : undefined;
  if (!isSession && from === undefined) return;
  if (from !== undefined && from === String(headers.host ?? '').toLowerCase()) return;
  yield { type: 'session_fixation', weight: 5, says: 'a session chosen by somebody else', piece: part.text };
}
