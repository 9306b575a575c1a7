import type { LoginSignal, RequestSignal } from '../../domain/walls/signal.ts';

/** The pages of well-known programs at which one signs in by a form. */
const FORMS =
  /\/(?:wp-login\.php|xmlrpc\.php|administrator\/index\.php|user\/login|login(?:\.\w{2,4})?|signin|sign_in|auth\/login)\/?(?:\?|$)/i;
/** WordPress shows the form again, with 200, after a wrong password; a right one is answered by a redirect. */
const SHOWN_AGAIN = /\/wp-login\.php(?:\?|$)/i;
const AUTHOR = /[?&]author=(\d{1,9})(?:&|$)/;

/** What the address of a request holds before its fragment, as far as it matters here. */
const shortUri = (uri: string): string => uri.slice(0, 2_048);

/**
 * A request in a log that is a try to sign in (W2): a form or anything else posted and refused with 401 or 403, a wrong password
 * at WordPress, HTTP basic authentication refused, authors asked for one after another. Undefined for every other request, and
 * where the answer is not known. The user is the one the log names; passwords are in no log.
 */
export function loginInRequest({ at, ip, user, method, uri, status }: RequestSignal): LoginSignal | undefined {
  const target = shortUri(uri);
  const login = (outcome: LoginSignal['outcome'], of = user, door = 'http'): LoginSignal => ({
    kind: 'login',
    at,
    ip,
    user: of,
    door,
    outcome,
  });
  const [, author] = AUTHOR.exec(target) ?? [];
  if (method === 'GET' && author !== undefined) return login('unknown_user', `author ${author}`, 'names');
  if (status === 401 && (method === 'POST' || user !== undefined)) return login('wrong_secret');
  if (method !== 'POST') return undefined;
  if (SHOWN_AGAIN.test(target) && status === 200) return login('wrong_secret');
  if (FORMS.test(target) && status === 403) return login('wrong_secret');
  if (FORMS.test(target) && (status === 302 || status === 303) && SHOWN_AGAIN.test(target)) return login('ok');
  return undefined;
}
