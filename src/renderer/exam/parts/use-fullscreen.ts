import { useSyncExternalStore } from 'react';

const subscribe = (listener: () => void): (() => void) => {
  document.addEventListener('fullscreenchange', listener);
  return () => document.removeEventListener('fullscreenchange', listener);
};

/** Full screen of the page: whether it is on, whether it can be, and the way in (which needs a click or key of the candidate). */
export function useFullscreen(): { isOn: boolean; isPossible: boolean; enter: () => void } {
  const isOn = useSyncExternalStore(subscribe, () => document.fullscreenElement !== null);
  return {
    isOn,
    isPossible: document.fullscreenEnabled,
    enter: () => {
      document.documentElement.requestFullscreen({ navigationUI: 'hide' }).catch(() => {
        // the browser or the person said no; the page goes on as it is and the offer stays
      });
    },
  };
}
