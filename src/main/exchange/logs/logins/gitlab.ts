import type { LoginSignal } from '../../../domain/walls/signal.ts';
import { isoTime } from './log-time.ts';
import { addressIn, login, nameIn, objectIn } from './login-line.ts';

/** The name among the parameters of the form, however it is nested. */
function nameOf(params: unknown): string | undefined {
  if (!Array.isArray(params)) return undefined;
  for (const param of params as { key?: unknown; value?: unknown }[]) {
    if (param?.key === 'username') return nameIn(param.value);
    if (param?.key === 'user') return nameIn((param.value as { login?: unknown } | undefined)?.login);
  }
  return undefined;
}

/**
 * GitLab, `production_json.log`: the form posted to sign in. One that is answered by a redirect got in (302); any other answer,
 * or a failure of a foreign directory, is a wrong one.
 */
export function readGitlab(line: string): LoginSignal | undefined {
  if (!line.includes('"SessionsController"') && !line.includes('"OmniauthCallbacksController"')) return undefined;
  const { method, controller, action, status, time, remote_ip, params, ...others } = objectIn(line) ?? {};
  const at = typeof time === 'string' ? isoTime(time) : undefined;
  if (method !== 'POST' || at === undefined) return undefined;
  const isForm = controller === 'SessionsController' && action === 'create';
  const isForeignFailure = controller === 'OmniauthCallbacksController' && action === 'failure';
  if (!isForm && !isForeignFailure) return undefined;
  const outcome = isForm && status === 302 ? 'ok' : 'wrong_secret';
  return login(at, 'gitlab', outcome, { ip: addressIn(remote_ip) ?? addressIn(others['meta.remote_ip']), user: nameOf(params) });
}
