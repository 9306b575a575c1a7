import type { Scenario } from './scenario.ts';

/** A class on a bad network: every way a connection can fail, for some of the candidates or for all. */
export const FLAKY: Scenario = {
  name: 'flaky',
  description: 'A bad network: cut, half-open, slow and dead connections, reloaded pages, crashed and exchanged machines.',
  phases: { handIn: [{ share: 1, between: ['85%', '97%'] }] },
  behaviours: [
    { name: 'reloads the page', share: 0.1, misbehaves: false, steps: [{ times: [1, 2], actions: [{ do: 'reload' }] }] },
    {
      name: 'crashes while offline',
      share: 0.1,
      misbehaves: false,
      steps: [
        {
          at: ['20%', '60%'],
          actions: [
            { do: 'gone', for: ['6%', '10%'] },
            { do: 'wait', for: ['2%', '4%'] },
            { do: 'crash', for: ['1%', '3%'] },
          ],
        },
      ],
    },
    {
      name: 'moves to another machine',
      share: 0.05,
      misbehaves: false,
      steps: [{ at: ['20%', '70%'], actions: [{ do: 'move', for: ['1%', '3%'] }] }],
    },
    {
      name: 'pulls the cable after a violation',
      share: 0.05,
      steps: [
        {
          at: ['10%', '60%'],
          actions: [
            { do: 'report', type: 'devtools_open' },
            { do: 'gone', for: ['5%', '15%'] },
            { do: 'wait', for: '2%' },
            { do: 'report', type: 'paste', details: { characters: 300 } },
          ],
        },
      ],
    },
  ],
  networks: [
    { name: 'loose plug', share: 0.25, faults: [{ at: ['5%', '90%'], times: [2, 6], do: 'cut' }] },
    { name: 'half open', share: 0.2, faults: [{ at: ['10%', '80%'], times: [1, 2], do: 'stall', for: ['5%', '20%'] }] },
    {
      name: 'slow line',
      share: 0.15,
      link: { delayMs: 60, kbitPerSecond: 256 },
      faults: [{ at: ['20%', '60%'], do: 'slow', for: ['10%', '20%'], delayMs: 400, kbitPerSecond: 56 }],
    },
    { name: 'long outage', share: 0.1, faults: [{ at: ['15%', '45%'], do: 'gone', for: ['20%', '40%'] }] },
  ],
  everybody: [{ at: ['45%', '55%'], do: 'gone', for: '3%' }],
};
