import { EventEmitter } from 'node:events';
import { createContext, Script } from 'node:vm';
import { build } from 'vite';
import { describe, expect, it } from 'vitest';

/** The preload as it is built: one CommonJS file with nothing but 'electron' left outside. */
async function bundle(name: string): Promise<string> {
  const outcome = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: false,
      lib: { entry: `src/preload/${name}.ts`, formats: ['cjs'] },
      rolldownOptions: { external: ['electron'] },
    },
  });
  const [first] = Array.isArray(outcome) ? outcome : [outcome];
  if (!first || !('output' in first)) throw new Error('nothing was built');
  expect(first.output).toHaveLength(1);
  return first.output[0].code;
}

/** Runs a preload where only what the sandbox of Electron 45 has exists: no Buffer, no timers, no Node. */
async function run(name: string, refusal?: Error) {
  const exposed: Record<string, Record<string, (...args: unknown[]) => unknown>> = {};
  const invoked: unknown[][] = [];
  const heard = new EventEmitter();
  const required: string[] = [];
  const electron = {
    contextBridge: {
      exposeInMainWorld: (key: string, api: (typeof exposed)[string]) => {
        exposed[key] = api;
      },
    },
    ipcRenderer: {
      invoke: async (...args: unknown[]) => {
        invoked.push(args);
        if (refusal) throw refusal;
        return { ok: true, value: {} };
      },
      on: (signal: string, listener: (...args: unknown[]) => void) => heard.on(signal, listener),
      removeListener: (signal: string, listener: (...args: unknown[]) => void) => heard.removeListener(signal, listener),
    },
  };
  const require = (id: string) => {
    required.push(id);
    return electron;
  };
  new Script(await bundle(name)).runInContext(createContext({ require, exports: {}, module: { exports: {} } }));
  return { shell: exposed.invigilShell ?? {}, exposed, invoked, required, heard };
}

describe('preload', () => {
  it.each([
    ['start', ['about', 'chooseFolder', 'chooseLanguage', 'host', 'join', 'language', 'openConsole', 'opening']],
    ['console', ['about', 'alertRaised', 'chooseLanguage', 'language', 'onShowAlert', 'setupCode', 'tryNotification']],
    [
      'exam',
      [
        'about',
        'askBack',
        'call',
        'chooseLanguage',
        'external',
        'forget',
        'join',
        'language',
        'loadAttempt',
        'lookBack',
        'lookUp',
        'medium',
        'onLine',
        'onWork',
        'open',
        'ping',
        'place',
        'ready',
        'report',
        'retry',
        'saveAnswer',
        'saveCertificate',
        'say',
        'submit',
        'tool',
        'toolFile',
        'toolPage',
      ],
    ],
  ])('E8 of the %s shows the page these functions, frozen, and nothing else', async (name, functions) => {
    const { exposed, required } = await run(name);
    expect(Object.keys(exposed)).toEqual(['invigilShell']);
    expect(Object.keys(exposed.invigilShell ?? {}).sort()).toEqual(functions);
    expect(Object.isFrozen(exposed.invigilShell)).toBe(true);
    expect(new Set(required)).toEqual(new Set(['electron']));
  });

  it('E8 passes nothing of the page on, only the channel and an empty question', async () => {
    const { shell, invoked } = await run('console');
    await shell.setupCode?.({ evil: true }, 'more');
    await shell.about?.('shell:setup-code');
    expect(JSON.parse(JSON.stringify(invoked))).toEqual([
      ['shell:setup-code', {}],
      ['shell:about', {}],
    ]);
  });

  it('E8 tells the page the news without the event around it, until it ends listening', async () => {
    const { shell, heard } = await run('console');
    const got: unknown[][] = [];
    const end = shell.onShowAlert?.((...given: unknown[]) => got.push(given)) as () => unknown;
    heard.emit('shell:show-alert', { sender: 'the door itself' }, { alertId: 'a1' });
    expect(got).toEqual([[{ alertId: 'a1' }]]);
    expect(end()).toBeUndefined();
    heard.emit('shell:show-alert', {}, { alertId: 'a2' });
    expect(got).toHaveLength(1);
  });

  it('E7 answers in the usual form when nobody answers the channel', async () => {
    const { shell } = await run('exam', new Error('No handler registered for shell:about'));
    expect(JSON.parse(JSON.stringify(await shell.about?.()))).toEqual({
      ok: false,
      error: { code: 'internal', message: 'The application could not answer.' },
    });
  });
});
