import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPackage } from '@electron/asar';

/** Stands before the fuses in Electron's executable; then come the version of the wire, its length, and a character a fuse. */
const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** As Electron ships: run-as-node, NODE_OPTIONS, --inspect, extra rights of file: pages and wasm traps are on, the others off. */
const FUSES_AS_SHIPPED = '101100011';
const LOCALES = ['de', 'en-GB', 'en-US', 'th'];

/** The folder a Linux runtime of Electron unpacks to, as far as packaging looks at it; the executable only carries the fuses. */
export async function makeStandInRuntime(folder: string): Promise<void> {
  for (const name of ['resources', 'locales', 'default-app']) mkdirSync(join(folder, name), { recursive: true });
  for (const locale of LOCALES) writeFileSync(join(folder, `locales/${locale}.pak`), '');
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'chrome-sandbox', 'version']) writeFileSync(join(folder, name), '');

  const wire = Buffer.concat([
    Buffer.from(FUSE_SENTINEL),
    Buffer.from([1, FUSES_AS_SHIPPED.length]),
    Buffer.from(FUSES_AS_SHIPPED),
  ]);
  writeFileSync(join(folder, 'electron'), Buffer.concat([Buffer.alloc(64), wire, Buffer.alloc(64)]));
  chmodSync(join(folder, 'electron'), 0o755);

  const defaultApp = join(folder, 'default-app');
  writeFileSync(join(defaultApp, 'package.json'), '{"name":"default-app","main":"main.js"}');
  writeFileSync(join(defaultApp, 'main.js'), '');
  await createPackage(defaultApp, join(folder, 'resources/default_app.asar'));
}
