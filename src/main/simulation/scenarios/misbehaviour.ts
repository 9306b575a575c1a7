import type { Action, Behaviour } from './scenario.ts';

/** Three different hard types; done twice it is what the standard policy suspends for. */
const EVERYTHING: Action[] = [
  { do: 'report', type: 'remote_session' },
  { do: 'report', type: 'forbidden_process', details: { count: 1 } },
  { do: 'wait', for: '5%' },
  { do: 'report', type: 'devtools_open' },
  { do: 'report', type: 'paste', details: { characters: 900 } },
];

/** Ways to misbehave, as the client would observe them; each with the share of the class that does so. */
export const misbehaviour = (share: number): Behaviour[] => [
  {
    name: 'copies text',
    share,
    steps: [
      {
        times: [2, 5],
        actions: [
          { do: 'report', type: 'copy', details: { characters: [20, 300] } },
          { do: 'report', type: 'paste', details: { characters: [20, 600] }, chance: 0.6 },
        ],
      },
    ],
  },
  {
    name: 'leaves the page',
    share,
    steps: [
      {
        times: [3, 8],
        actions: [
          { do: 'report', type: 'visibility_hidden' },
          { do: 'report', type: 'focus_lost' },
          { do: 'report', type: 'focus_gained', details: { awayMs: [1_500, 40_000] } },
        ],
      },
    ],
  },
  {
    name: 'opens devtools',
    share,
    steps: [
      { at: ['0%', '40%'], actions: [{ do: 'report', type: 'forbidden_shortcut', details: { keys: 'F12' } }] },
      { at: ['40%', '100%'], times: [1, 3], actions: [{ do: 'report', type: 'devtools_open' }] },
    ],
  },
  {
    name: 'second display',
    share,
    steps: [
      {
        at: ['0%', '50%'],
        actions: [
          { do: 'report', type: 'display_changed' },
          { do: 'report', type: 'multiple_displays', details: { displays: [2, 3] } },
        ],
      },
      { at: ['50%', '100%'], actions: [{ do: 'report', type: 'fullscreen_exit' }] },
    ],
  },
  {
    name: 'shares the screen',
    share,
    steps: [
      { at: ['0%', '40%'], actions: [{ do: 'report', type: 'screen_share_detected' }] },
      { at: ['40%', '100%'], times: [1, 3], actions: [{ do: 'report', type: 'screen_capture_attempt' }] },
    ],
  },
  {
    name: 'everything at once',
    share,
    steps: [
      { at: ['0%', '50%'], actions: EVERYTHING },
      { at: ['50%', '100%'], actions: EVERYTHING },
    ],
  },
];
