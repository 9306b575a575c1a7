/**
 * The origin of another room, from what a person typed or a flag says: http or https, with or without the scheme, a path is
 * left out. Nothing for anything else: other schemes, a user name in it, no host.
 */
export function readRoomAddress(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > 2048 || /[\s\\]/.test(trimmed)) return undefined;
  // `room:3000` is a host and a port, though a URL might read it as a scheme and a path.
  const hasScheme = /^[a-z][a-z0-9+.-]*:(?!\d+(\/|$))/i.test(trimmed);
  const address = hasScheme ? trimmed : `http://${trimmed}`;
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return undefined;
  const { protocol, hostname, host, username, password } = new URL(address);
  if (hostname === '' || username !== '' || password !== '' || address.includes('@')) return undefined;
  return `${protocol}//${host}`;
}
