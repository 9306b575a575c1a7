import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PlantedCopy, plantedCopy } from './support/planted-copy.ts';

/** One row of the table in docs/ARCHITECTURE.md: where, what may be imported there, and what may not. */
interface Zone {
  readonly folder: string;
  readonly may: readonly string[];
  readonly mayNot: readonly string[];
}

const ELECTRON = ['electron', 'electron/main', 'electron-updater'];
const NETWORK = ['fastify', '@fastify/static', 'socket.io', 'ws', 'node:http', 'node:net'];
const UI = ['react', 'react-dom/client', '@mantine/core', '@tanstack/react-query', 'wouter', 'react-i18next'];

const ZONES: readonly Zone[] = [
  {
    folder: 'src/shared/model',
    may: ['zod', '@noble/hashes/sha2.js', './ids.ts', '../protocol/errors.ts'],
    mayNot: [
      ...ELECTRON,
      ...UI,
      'node:fs',
      'socket.io-client',
      'better-sqlite3',
      '../client/index.ts',
      '../../main/app/clock.ts',
      '../../renderer/ui/theme.ts',
      '../../preload/bridge.ts',
    ],
  },
  {
    folder: 'src/shared/client',
    may: ['zod', 'socket.io-client', '@noble/hashes/sha2.js', '../model/ids.ts', './outbox.ts'],
    mayNot: [...ELECTRON, ...UI, 'node:fs', 'socket.io', 'ws', '../../main/app/clock.ts', '../../renderer/link/random-id.ts'],
  },
  {
    folder: 'src/shared/client/react',
    may: ['react', '../room-client.ts', './use-connection.ts'],
    mayNot: [...ELECTRON, ...UI.filter((name) => name !== 'react'), 'node:fs', 'ws', '../../../renderer/ui/theme.ts'],
  },
  {
    folder: 'src/main/domain/risk',
    may: ['zod', '../ports.ts', '../../../shared/model/alert.ts'],
    mayNot: [
      ...ELECTRON,
      ...NETWORK,
      ...UI,
      'node:fs',
      'better-sqlite3',
      'pino',
      '../../storage/create-store.ts',
      '../../transport/hub.ts',
      '../../exchange/csv-lines.ts',
      '../../app/clock.ts',
      '../../commands/serve.ts',
      '../../electron/menu.ts',
    ],
  },
  {
    folder: 'src/main/exchange',
    may: ['markdown-it', 'papaparse', 'node:worker_threads', '../domain/exams/services.ts', '../../shared/model/exam.ts'],
    mayNot: [
      ...ELECTRON,
      ...NETWORK,
      ...UI,
      'better-sqlite3',
      '../storage/create-store.ts',
      '../transport/hub.ts',
      '../app/clock.ts',
      '../commands/serve.ts',
      '../electron/menu.ts',
    ],
  },
  {
    folder: 'src/main/storage',
    may: ['better-sqlite3', 'node:fs', '../domain/ports.ts', '../../shared/model/ids.ts'],
    mayNot: [
      ...ELECTRON,
      ...NETWORK,
      ...UI,
      'pino',
      '../transport/hub.ts',
      '../exchange/csv-lines.ts',
      '../app/clock.ts',
      '../commands/serve.ts',
      '../electron/menu.ts',
    ],
  },
  {
    folder: 'src/main/transport',
    may: [...NETWORK, '../domain/ports.ts', '../../shared/protocol/index.ts'],
    mayNot: [
      ...ELECTRON,
      ...UI,
      'better-sqlite3',
      '../storage/create-store.ts',
      '../exchange/results-csv.ts',
      '../app/clock.ts',
      '../commands/serve.ts',
      '../electron/menu.ts',
    ],
  },
  {
    folder: 'src/main/app',
    may: ['pino', 'better-sqlite3', 'fastify', '../storage/create-store.ts', '../transport/hub.ts', '../exchange/results-csv.ts'],
    mayNot: [...ELECTRON, ...UI, '../electron/menu.ts', '../../renderer/ui/theme.ts', '../../preload/bridge.ts'],
  },
  {
    folder: 'src/main/commands',
    may: ['commander', '../app/create-room.ts', '../exchange/roster-csv.ts'],
    mayNot: [...ELECTRON, ...UI, '../electron/menu.ts', '../../renderer/ui/theme.ts'],
  },
  {
    folder: 'src/main/simulation',
    may: ['../../shared/client/index.ts', '../domain/ports.ts'],
    mayNot: [...ELECTRON, ...UI, '../electron/menu.ts', '../../renderer/ui/theme.ts'],
  },
  {
    folder: 'src/main/electron',
    may: ['electron', 'node:path', '../app/create-room.ts', '../../shared/ipc.ts', './menu.ts'],
    mayNot: [
      ...NETWORK,
      ...UI,
      'better-sqlite3',
      '../storage/create-store.ts',
      '../transport/hub.ts',
      '../domain/ports.ts',
      '../exchange/csv-lines.ts',
      '../commands/serve.ts',
      '../../renderer/ui/theme.ts',
      '../../preload/bridge.ts',
    ],
  },
  {
    folder: 'src/preload',
    may: ['electron', 'zod', './bridge.ts', '../shared/ipc.ts'],
    mayNot: [
      ...NETWORK,
      ...UI,
      'node:fs',
      '../shared/protocol/index.ts',
      '../shared/client/index.ts',
      '../main/app/clock.ts',
      '../renderer/ui/theme.ts',
    ],
  },
  {
    folder: 'src/renderer/ui',
    may: ['react', '@mantine/core', '../../shared/model/severity.ts', '../i18n/index.ts'],
    mayNot: [
      ...ELECTRON,
      'node:fs',
      '../../main/app/clock.ts',
      '../../preload/bridge.ts',
      '../console/link/kept.ts',
      '../exam/seat/notice.ts',
    ],
  },
  {
    folder: 'src/renderer/link',
    may: ['../../shared/client/index.ts', 'zod'],
    mayNot: [...ELECTRON, 'node:http', '../console/link/kept.ts', '../exam/seat/notice.ts'],
  },
  {
    folder: 'src/renderer/console/alerts',
    may: ['react', '../link/kept.ts', '../../ui/theme.ts', '../../../shared/model/alert.ts'],
    mayNot: [...ELECTRON, 'node:fs', '../../exam/seat/notice.ts', '../../../main/app/clock.ts', '../../../preload/bridge.ts'],
  },
  {
    folder: 'src/renderer/exam/seat',
    may: ['react', '../../link/random-id.ts', '../parts/dialog.tsx'],
    mayNot: [...ELECTRON, 'node:fs', '../../console/link/kept.ts', '../../../main/app/clock.ts'],
  },
  {
    folder: 'src/renderer/console/features/overview',
    may: ['react', './trouble.ts', '../../alerts/alert-words.ts', '../../../ui/theme.ts', '../../../../shared/model/alert.ts'],
    mayNot: [...ELECTRON, 'node:fs', '../candidate/action-list.ts', '../../../exam/seat/notice.ts'],
  },
  {
    folder: 'src/renderer/console/features/overview/parts',
    may: ['react', '../trouble.ts', './one.ts', '../../../parts/chip.tsx'],
    mayNot: [...ELECTRON, '../../candidate/action-list.ts', '../../../../exam/seat/notice.ts'],
  },
  {
    folder: 'src/renderer/exam/features/player',
    may: ['react', './palette.tsx', '../../seat/notice.ts', '../../../ui/theme.ts'],
    mayNot: [...ELECTRON, 'node:fs', '../join/join-form.ts', '../../../console/link/kept.ts'],
  },
  {
    folder: 'src/renderer/exam/features/player/parts',
    may: ['react', '../palette.tsx', '../../../parts/dialog.tsx'],
    mayNot: [...ELECTRON, '../../join/join-form.ts', '../../../../console/link/kept.ts'],
  },
  {
    folder: 'test/conformance',
    may: ['vitest', '../../src/shared/protocol/index.ts', './room-under-test.ts'],
    mayNot: ['electron', '../../src/shared/model/ids.ts', '../../src/main/app/clock.ts'],
  },
  { folder: 'test/unit/app', may: ['vitest', '../../../src/main/app/clock.ts'], mayNot: ['electron'] },
  { folder: 'scripts', may: ['node:fs'], mayNot: ['electron'] },
];

/** The ways a module can be brought in. */
const FORMS = [
  (name: string) => `import * as planted from '${name}';\nexport const kept = planted;\n`,
  (name: string) => `export { planted } from '${name}';\n`,
  (name: string) => `export const planted = () => import('${name}');\n`,
] as const;

interface Finding {
  readonly category: string;
  readonly location: { readonly path: string };
}

describe('who may import what', () => {
  let copy: PlantedCopy;
  let refused: ReadonlySet<string>;
  const fileOf = (folder: string, kind: string, index: number) => `${folder}/${kind}-${index}.ts`;

  beforeAll(async () => {
    copy = plantedCopy(['biome.json', '.gitignore']);
    for (const { folder, may, mayNot } of ZONES) {
      may.forEach((name, index) => {
        copy.write(fileOf(folder, 'may', index), FORMS[0](name));
      });
      mayNot.forEach((name, index) => {
        FORMS.forEach((form, which) => {
          copy.write(fileOf(folder, `may-not-${which}`, index), form(name));
        });
      });
    }
    const { output } = await copy.run(
      '@biomejs/biome/bin/biome',
      'lint',
      '--only=style/noRestrictedImports',
      '--reporter=json',
      '--max-diagnostics=none',
      '.',
    );
    const report = JSON.parse(output) as { diagnostics: Finding[] };
    expect(report.diagnostics.map(({ category }) => category).filter((one) => one !== 'lint/style/noRestrictedImports')).toEqual(
      [],
    );
    refused = new Set(report.diagnostics.map(({ location }) => location.path));
  }, 60_000);
  afterAll(() => copy.remove());

  it.each(ZONES)('OP4 $folder: what is not its own is refused, however it is brought in', ({ folder, mayNot }) => {
    const missed = mayNot.flatMap((name, index) =>
      FORMS.flatMap((form, which) => (refused.has(fileOf(folder, `may-not-${which}`, index)) ? [] : [form(name)])),
    );
    expect(missed).toEqual([]);
  });

  it.each(ZONES)('OP4 $folder: what is its own is not', ({ folder, may }) => {
    expect(may.filter((_, index) => refused.has(fileOf(folder, 'may', index)))).toEqual([]);
  });
});
