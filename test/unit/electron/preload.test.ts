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
async function run(name: string) {
  const exposed: Record<string, Record<string, (...args: unknown[]) => unknown>> = {};
  const invoked: unknown[][] = [];
  const required: string[] = [];
  const electron = {
    contextBridge: {
      exposeInMainWorld: (key: string, api: (typeof exposed)[string]) => {
        exposed[key] = api;
      },
    },
    ipcRenderer: {
      invoke: async (...args: unknown[]) => void invoked.push(args),
    },
  };
  const require = (id: string) => {
    required.push(id);
    return electron;
  };
  new Script(await bundle(name)).runInContext(createContext({ require, exports: {}, module: { exports: {} } }));
  return { exposed, invoked, required };
}

describe('preload', () => {
  it.each([
    ['console', ['about', 'setupCode']],
    ['exam', ['about']],
  ])('E8 of the %s shows the page these functions, frozen, and nothing else', async (name, functions) => {
    const { exposed, required } = await run(name);
    expect(Object.keys(exposed)).toEqual(['invigilShell']);
    expect(Object.keys(exposed.invigilShell ?? {}).sort()).toEqual(functions);
    expect(Object.isFrozen(exposed.invigilShell)).toBe(true);
    expect(new Set(required)).toEqual(new Set(['electron']));
  });

  it('E8 passes nothing of the page on, only the channel and an empty question', async () => {
    const { exposed, invoked } = await run('console');
    await exposed.invigilShell?.setupCode?.({ evil: true }, 'more');
    await exposed.invigilShell?.about?.('shell:setup-code');
    expect(JSON.parse(JSON.stringify(invoked))).toEqual([
      ['shell:setup-code', {}],
      ['shell:about', {}],
    ]);
  });
});
