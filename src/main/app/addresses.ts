import { networkInterfaces } from 'node:os';

/** Addresses of this machine that others on the LAN can reach, IPv4 first: what is written on the board. */
export function lanAddresses(): string[] {
  const found = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal }) => !internal);
  const v4 = found.filter(({ family }) => family === 'IPv4').map(({ address }) => address);
  const v6 = found
    .filter(({ family, address }) => family === 'IPv6' && !address.startsWith('fe80'))
    .map(({ address }) => `[${address}]`);
  return [...v4, ...v6];
}

export const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || host.startsWith('127.');
