import { newRandomId } from './random-id.ts';

/** The part of a BroadcastChannel that is used. */
export interface TabChannel {
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent) => void) | null;
  close(): void;
}

export interface SingleTab {
  /** Takes the exam over from the tab that has it. */
  takeOver(): void;
  readonly stop: () => void;
}

interface TabPorts {
  readonly open?: (name: string) => TabChannel;
  readonly after?: (ms: number, run: () => void) => void;
}

const CHANNEL = 'invigil.exam-tab';
/** Another tab answers within a frame or two; a frozen one is not at work. */
const ANSWER_MS = 200;

type TabMessage = { readonly from: string; readonly say: 'anybody?' | 'here' | 'mine' };

/**
 * Keeps the exam in one tab: two would number the same security events twice and overwrite each other's answers, and
 * that would look like tampering. Calls `onMine` when this tab may work, `onTaken` when another one does.
 */
export function claimSingleTab(listeners: { onMine: () => void; onTaken: () => void }, ports: TabPorts = {}): SingleTab {
  if (!ports.open && typeof BroadcastChannel === 'undefined') {
    listeners.onMine();
    return { takeOver: listeners.onMine, stop: () => {} };
  }
  const channel = (ports.open ?? ((name) => new BroadcastChannel(name)))(CHANNEL);
  const after = ports.after ?? ((ms, run) => void setTimeout(run, ms));
  const me = newRandomId();
  let state: 'asking' | 'mine' | 'taken' | 'stopped' = 'asking';
  const say = (what: TabMessage['say']): void => channel.postMessage({ from: me, say: what });
  const lose = (): void => {
    if (state === 'taken' || state === 'stopped') return;
    state = 'taken';
    listeners.onTaken();
  };
  const win = (): void => {
    state = 'mine';
    say('mine');
    listeners.onMine();
  };
  channel.onmessage = (event) => {
    const message = event.data as TabMessage;
    if (message.say === 'anybody?' && state === 'mine') say('here');
    // Of two tabs asking at the same moment the one with the smaller name goes on.
    if (message.say === 'anybody?' && state === 'asking' && message.from < me) lose();
    if (message.say === 'here' && state === 'asking') lose();
    if (message.say === 'mine' && message.from !== me) lose();
  };
  say('anybody?');
  after(ANSWER_MS, () => {
    if (state === 'asking') win();
  });
  return {
    takeOver: () => {
      if (state === 'taken') win();
    },
    stop: () => {
      state = 'stopped';
      channel.close();
    },
  };
}
