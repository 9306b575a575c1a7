import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { guardApp, guardContents, guardSession, isFrom } from '../../../src/main/electron/security.ts';

const OWN = 'http://127.0.0.1:4100';
const APP = 'app://invigil';
const CONTENTS = 5;

type Session = Parameters<typeof guardSession>[0];
type RequestHandler = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>;
type CheckHandler = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>;

const PERMISSIONS = [
  'ar',
  'automatic-fullscreen',
  'background-fetch',
  'background-sync',
  'captured-surface-control',
  'clipboard-read',
  'clipboard-sanitized-write',
  'deprecated-sync-clipboard-read',
  'display-capture',
  'fileSystem',
  'fullscreen',
  'geolocation',
  'hand-tracking',
  'hid',
  'idle-detection',
  'keyboardLock',
  'local-fonts',
  'local-network',
  'local-network-access',
  'loopback-network',
  'media',
  'mediaKeySystem',
  'midi',
  'midiSysex',
  'nfc',
  'notifications',
  'openExternal',
  'payment-handler',
  'periodic-background-sync',
  'persistent-storage',
  'pointerLock',
  'screen-wake-lock',
  'sensors',
  'serial',
  'smart-card',
  'speaker-selection',
  'storage-access',
  'system-wake-lock',
  'top-level-storage-access',
  'usb',
  'vr',
  'web-app-installation',
  'web-printing',
  'window-management',
  'unknown',
] as const satisfies readonly Parameters<RequestHandler>[1][];

/** A session that keeps what it was told. */
function fakeSession() {
  let onRequest: RequestHandler | null = null;
  let onCheck: CheckHandler | null = null;
  let onDevice: Parameters<Session['setDevicePermissionHandler']>[0] = null;
  let spellChecker: boolean | undefined;
  const session: Session = {
    setPermissionRequestHandler: (handler) => {
      onRequest = handler;
    },
    setPermissionCheckHandler: (handler) => {
      onCheck = handler;
    },
    setDevicePermissionHandler: (handler) => {
      onDevice = handler;
    },
    setSpellCheckerEnabled: (isEnabled) => {
      spellChecker = isEnabled;
    },
  };
  return {
    session,
    spellChecker: () => spellChecker,
    allowsDevice: () => onDevice?.({ deviceType: 'usb', origin: OWN, device: {} } as Parameters<NonNullable<typeof onDevice>>[0]),
    grants: (permission: (typeof PERMISSIONS)[number], requestingUrl: string, isMainFrame: boolean) => {
      let granted: boolean | undefined;
      const answer = (isGranted: boolean) => {
        granted = isGranted;
      };
      const nobody = {} as Parameters<RequestHandler>[0];
      onRequest?.(nobody, permission, answer, { requestingUrl, isMainFrame });
      return granted;
    },
    checks: (permission: (typeof PERMISSIONS)[number], origin: string, isMainFrame: boolean) =>
      onCheck?.(null, permission, origin, { isMainFrame, requestingUrl: origin }),
  };
}

describe('permissions', () => {
  const places = [
    { url: `${OWN}/console/`, isMainFrame: true, isOurs: true },
    { url: `${OWN}/console/`, isMainFrame: false, isOurs: false },
    { url: 'http://127.0.0.1:4100.evil.example/', isMainFrame: true, isOurs: false },
    { url: 'http://127.0.0.1:4101/console/', isMainFrame: true, isOurs: false },
    { url: 'https://127.0.0.1:4100/console/', isMainFrame: true, isOurs: false },
    { url: 'null', isMainFrame: true, isOurs: false },
    { url: '', isMainFrame: true, isOurs: false },
  ];

  it.each(places)(
    'E5 of $url (top frame: $isMainFrame) are all refused, save notifications to another room’s console',
    (place) => {
      const fake = fakeSession();
      guardSession(fake.session, () => [OWN]);
      for (const permission of PERMISSIONS) {
        const expected = permission === 'notifications' && place.isOurs;
        expect(fake.grants(permission, place.url, place.isMainFrame), permission).toBe(expected);
        expect(fake.checks(permission, place.url, place.isMainFrame), permission).toBe(expected);
      }
    },
  );

  it('E5 are refused to everybody while no other room’s console is open', () => {
    const fake = fakeSession();
    guardSession(fake.session, () => []);
    expect(fake.grants('notifications', `${OWN}/console/`, true)).toBe(false);
    expect(fake.checks('notifications', 'undefined', true)).toBe(false);
  });

  it('E5 for devices are refused', () => {
    const fake = fakeSession();
    guardSession(fake.session, () => [OWN]);
    expect(fake.allowsDevice()).toBe(false);
  });

  it('E19 the spell checker is off, so that no dictionary is fetched', () => {
    const fake = fakeSession();
    guardSession(fake.session, () => [OWN]);
    expect(fake.spellChecker()).toBe(false);
  });
});

/** Contents that emit what Chromium would, and say whether it was stopped. */
function fakeContents() {
  const emitter = new EventEmitter();
  let onOpen: Parameters<Parameters<typeof guardContents>[0]['setWindowOpenHandler']>[0] | undefined;
  const contents = Object.assign(emitter, {
    id: CONTENTS,
    setWindowOpenHandler: (handler: NonNullable<typeof onOpen>) => {
      onOpen = handler;
    },
  });
  return {
    contents: contents as unknown as Parameters<typeof guardContents>[0],
    isStopped: (event: string, url: string) => {
      let isStopped = false;
      const preventDefault = () => {
        isStopped = true;
      };
      emitter.emit(event, { url, preventDefault });
      return isStopped;
    },
    opens: (url: string) => onOpen?.({ url } as Parameters<typeof onOpen>[0]),
  };
}

describe('pages', () => {
  const elsewhere = [
    'https://example.com/',
    'file:///etc/passwd',
    'http://127.0.0.1:4100@evil.example/',
    'javascript:alert(1)',
    'about:blank',
    '',
  ];

  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('E6 %s leads nowhere but to our own origin', (event) => {
    const fake = fakeContents();
    guardContents(fake.contents, () => OWN);
    for (const url of elsewhere) expect(fake.isStopped(event, url), url).toBe(true);
    expect(fake.isStopped(event, `${OWN}/console/`)).toBe(false);
  });

  it('E6 go nowhere at all when they are no window of ours', () => {
    const fake = fakeContents();
    guardContents(fake.contents, () => undefined);
    expect(fake.isStopped('will-navigate', `${OWN}/console/`)).toBe(true);
  });

  it('E6 of our own scheme stay with it, though its origin has no name in a URL', () => {
    const fake = fakeContents();
    guardContents(fake.contents, (id) => (id === CONTENTS ? APP : undefined));
    expect(fake.isStopped('will-navigate', `${APP}/start/`)).toBe(false);
    for (const url of ['app://elsewhere/start/', 'data:text/html,x', 'about:blank', OWN]) {
      expect(fake.isStopped('will-navigate', url), url).toBe(true);
    }
  });

  it('E6 open no windows and hold no webviews, our own addresses included', () => {
    const fake = fakeContents();
    guardContents(fake.contents, () => OWN);
    expect(fake.opens(`${OWN}/console/`)).toEqual({ action: 'deny' });
    expect(fake.isStopped('will-attach-webview', `${OWN}/console/`)).toBe(true);
  });

  it.each([
    [`${OWN}/exam/#/q/1`, true],
    ['http://127.0.0.1:4100', true],
    ['http://127.0.0.1:41000/', false],
    ['http://localhost:4100/', false],
    ['blob:http://127.0.0.1:4100/6d1f', false],
    ['not a url', false],
  ])('E6 compares %s as an origin', (url, expected) => {
    expect(isFrom(OWN, url)).toBe(expected);
  });
});

describe('guardApp', () => {
  it('E5 E6 guards each session and each page as it comes to be', () => {
    const app = new EventEmitter();
    guardApp(app as unknown as Parameters<typeof guardApp>[0], {
      mayNotify: () => [OWN],
      originOf: (id) => (id === CONTENTS ? OWN : undefined),
    });
    const later = fakeSession();
    app.emit('session-created', later.session);
    expect(later.grants('media', `${OWN}/console/`, true)).toBe(false);
    const page = fakeContents();
    app.emit('web-contents-created', {}, page.contents);
    expect(page.isStopped('will-navigate', 'https://example.com/')).toBe(true);
  });
});
