import * as electron from 'electron';
import { APP_SCHEME } from './electron/app-pages.ts';

const late: unknown[] = [];
// Both are refused once Electron is ready, which does not wait for a slow loader: so first, with as little loaded as can be.
for (const step of [() => electron.protocol.registerSchemesAsPrivileged([APP_SCHEME]), () => electron.app.enableSandbox()]) {
  try {
    step();
  } catch (error) {
    late.push(error);
  }
}

const { startDesktop } = await import('./electron/start-desktop.ts');
void startDesktop(electron, import.meta.dirname, late);
