import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { COMMANDS, type CommandName, SOCKET_COMMANDS } from '../../../src/shared/protocol/commands.ts';
import { ERRORS } from '../../../src/shared/protocol/errors.ts';
import { REST_ROUTES } from '../../../src/shared/protocol/rest.ts';
import { MEANT_BY_SERVICE } from '../../../src/shared/protocol/service-scopes.ts';
import { table } from './doc-tables.ts';

const texts = (language: string): Record<string, string> =>
  JSON.parse(readFileSync(resolve(import.meta.dirname, `../../../src/renderer/i18n/${language}/errors.json`), 'utf8'));

const waysTo = (name: CommandName): string => {
  const [wireName] = Object.entries(MEANT_BY_SERVICE).find(([, meant]) => meant === name) ?? [];
  if (wireName) return `as \`${wireName}\``;
  const paths = REST_ROUTES.filter(({ command }) => command === name).map(({ method, path }) => `\`${method} ${path}\``);
  const socket = (SOCKET_COMMANDS as readonly string[]).includes(name) ? [`event \`${name}\``] : [];
  return [...socket, ...paths].join('<br>') || 'command line';
};

/** The tables of docs/PROTOCOL.md as the registries say them. */
export const PROTOCOL_TABLES: Readonly<Record<string, string>> = {
  errors: table(
    ['code', 'HTTP', 'try again', 'what people read'],
    Object.entries(ERRORS).map(([code, { status, retryable }]) => [
      `\`${code}\``,
      String(status),
      retryable ? 'yes' : 'no',
      texts('en')[code] ?? '',
    ]),
  ),
  commands: table(
    ['command', 'who', 'ways to it'],
    (Object.keys(COMMANDS) as CommandName[]).map((name) => {
      const { roles } = COMMANDS[name];
      return [`\`${name}\``, typeof roles === 'string' ? roles : roles.join(', '), waysTo(name)];
    }),
  ),
};
