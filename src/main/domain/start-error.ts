/** Why a room cannot start. Each is shown to a person as its own clear error, exit 1, with nothing changed (operations). */
export type StartErrorCode =
  | 'port_in_use'
  | 'data_dir_unwritable'
  | 'data_dir_locked'
  | 'store_newer'
  | 'store_damaged'
  | 'config_invalid'
  | 'key_damaged'
  | 'node_too_old';

/** A refusal to start. The message is one sentence for a person: what, where, what to do; it holds no secret. */
export class StartError extends Error {
  override readonly name = 'StartError';
  readonly code: StartErrorCode;

  constructor(code: StartErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The oldest Node the store runs under; older ones crash while loading it instead of saying so (stack, Runtime). */
export const OLDEST_NODE = '22.12.0';

/** `port_in_use`: the listener got EADDRINUSE for this address. */
export const portInUse = (host: string, port: number, cause?: unknown): StartError =>
  new StartError(
    'port_in_use',
    `Port ${port} on ${host} is used by another program: stop it, or choose another with --port (0 takes any free one).`,
    { cause },
  );

/** `node_too_old`, or nothing when `version` (as in `process.versions.node`) is new enough. */
export function nodeTooOld(version: string): StartError | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = OLDEST_NODE.split('.').map(Number);
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return undefined;
  return new StartError(
    'node_too_old',
    `This is Node.js ${version}, and Invigil needs ${OLDEST_NODE} or newer: run it through npm, which brings its own, or update Node.js.`,
  );
}
