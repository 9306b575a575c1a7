import { randomUUID } from 'node:crypto';
import { answer, type Caller, type ShellHandlers, tell } from '../../src/main/electron/ipc.ts';
import { createSeatDesk, type SeatDesk, type SeatDeskParts } from '../../src/main/electron/seat/seat-desk.ts';
import { openSeatFiles } from '../../src/main/electron/seat/seat-files.ts';
import { openSeatNetwork, type WaysToRoom } from '../../src/main/electron/seat/seat-network.ts';
import { systemClock } from '../../src/shared/client/index.ts';
import type { ExamShell, SeatLine, SeatWork, ShellChannelName, ShellInput, ShellReply } from '../../src/shared/ipc.ts';

const ORIGIN = 'app://invigil';
const CONTENTS = 5;

export interface SeatBridgeOptions extends Partial<Pick<SeatDeskParts, 'network' | 'random' | 'files' | 'saving'> & WaysToRoom> {
  /** Where the installation keeps its files. */
  readonly folder: string;
}

/** The desktop's seat without a window: main's side, and what a page's preload would show of it. */
export interface SeatBridge {
  readonly desk: SeatDesk;
  readonly shell: ExamShell;
  /** Everything that crossed towards the page, as text: no secret may be in it. */
  readonly crossed: string[];
  readonly reported: string[];
}

/** Both sides of the seat in this process. What crosses is checked and copied as Electron does it. */
export function createSeatBridge({ folder, fetch, socketFactory, ...given }: SeatBridgeOptions): SeatBridge {
  const network = openSeatNetwork();
  const crossed: string[] = [];
  const reported: string[] = [];
  const report = (what: string, error?: unknown): void =>
    void reported.push(`${what}${error instanceof Error ? ` ${error.message}` : ''}`);
  const lineEars = new Set<(line: SeatLine) => void>();
  const workEars = new Set<(work: SeatWork) => void>();
  const towards = <News>(ears: Set<(news: News) => void>) => ({
    kind: 'exam' as const,
    contents: {
      send: (_signal: string, news: News) => {
        crossed.push(JSON.stringify(news));
        const copy = structuredClone(news);
        queueMicrotask(() => {
          for (const hear of ears) hear(copy);
        });
      },
    },
  });
  const desk = createSeatDesk({
    files: openSeatFiles(folder),
    device: { deviceType: 'desktop', os: 'Test 1', app: 'Invigil 0.0.0 (desktop, not locked down)' },
    network: { to: (pin) => ({ ...network.to(pin), ...(fetch ? { fetch } : {}), ...(socketFactory ? { socketFactory } : {}) }) },
    newId: randomUUID,
    clock: systemClock,
    random: () => 0,
    tellLine: (line) => tell(towards(lineEars), 'seat:line', line),
    tellWork: (work) => tell(towards(workEars), 'seat:work', work),
    saving: { choosePlace: async () => undefined, write: async () => {} },
    report,
    ...given,
  });
  const caller = { sender: { id: CONTENTS }, senderFrame: { url: `${ORIGIN}/exam/`, parent: null } } as unknown as Caller;
  const ask =
    <Name extends ShellChannelName>(channel: Name) =>
    async (input?: ShellInput<Name>): Promise<ShellReply<Name>> => {
      const handler = (desk.handlers as Partial<ShellHandlers>)[channel];
      if (!handler) throw new Error(`${channel} has no handler`);
      const windowOf = () => ({ kind: 'exam' as const, origin: ORIGIN });
      const reply = await answer(channel, caller, structuredClone(input ?? {}), handler as ShellHandlers[Name], {
        windowOf,
        report,
      });
      crossed.push(JSON.stringify(reply));
      return structuredClone(reply) as ShellReply<Name>;
    };
  const hears =
    <News>(ears: Set<(news: News) => void>) =>
    (listener: (news: News) => void) => {
      ears.add(listener);
      return () => void ears.delete(listener);
    };
  return {
    desk,
    crossed,
    reported,
    shell: {
      about: ask('shell:about'),
      language: ask('shell:language'),
      chooseLanguage: ask('shell:choose-language'),
      place: ask('seat:place'),
      lookUp: ask('seat:look-up'),
      join: ask('seat:join'),
      lookBack: ask('seat:look-back'),
      askBack: ask('seat:ask-back'),
      open: ask('seat:open'),
      loadAttempt: ask('seat:load-attempt'),
      saveAnswer: ask('seat:save-answer'),
      report: ask('seat:report'),
      ready: ask('seat:ready'),
      submit: ask('seat:submit'),
      call: ask('seat:call'),
      medium: ask('seat:medium'),
      saveCertificate: ask('seat:save-certificate'),
      say: ask('seat:say'),
      external: ask('seat:external'),
      tool: ask('seat:tool'),
      toolFile: ask('seat:tool-file'),
      toolPage: ask('seat:tool-page'),
      ping: ask('seat:ping'),
      retry: ask('seat:retry'),
      forget: ask('seat:forget'),
      onLine: hears(lineEars),
      onWork: hears(workEars),
    },
  };
}
