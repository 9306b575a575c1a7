import { misbehaviour } from './misbehaviour.ts';
import type { Scenario } from './scenario.ts';

/** One day from the first to the last candidate, with everything an invigilator sees in a year. */
export const EXAM_DAY: Scenario = {
  name: 'exam-day',
  description:
    'The lobby fills, the exam starts, some come late, some cheat, some lose the network; staff warn, suspend, extend and pause; most hand in at the end.',
  phases: {
    lobby: { over: '10%' },
    late: { share: 0.05, between: ['2%', '15%'] },
    handIn: [
      { share: 0.25, between: ['60%', '85%'] },
      { share: 0.3, between: ['85%', '95%'] },
      { share: 0.43, between: ['95%', '99%'] },
    ],
  },
  behaviours: [
    ...misbehaviour(0.01),
    { name: 'reloads the page', share: 0.04, misbehaves: false, steps: [{ times: [1, 2], actions: [{ do: 'reload' }] }] },
    {
      name: 'crashes',
      share: 0.02,
      misbehaves: false,
      steps: [{ at: ['20%', '80%'], actions: [{ do: 'crash', for: ['1%', '3%'] }] }],
    },
    {
      name: 'moves to another machine',
      share: 0.01,
      misbehaves: false,
      steps: [{ at: ['20%', '70%'], actions: [{ do: 'move', for: ['1%', '3%'] }] }],
    },
    {
      name: 'pulls the cable after a violation',
      share: 0.02,
      steps: [
        {
          at: ['10%', '70%'],
          actions: [
            { do: 'report', type: 'screen_capture_attempt' },
            { do: 'gone', for: ['3%', '8%'] },
          ],
        },
      ],
    },
  ],
  networks: [
    { name: 'loose plug', share: 0.05, faults: [{ at: ['5%', '90%'], times: [1, 3], do: 'cut' }] },
    { name: 'half open', share: 0.02, faults: [{ at: ['10%', '80%'], do: 'stall', for: ['3%', '8%'] }] },
    { name: 'slow line', share: 0.05, link: { delayMs: 80, kbitPerSecond: 512 } },
  ],
  proctor: [
    { at: '15%', do: 'warn', who: 'leaves the page', message: 'Please stay on the page of the exam.' },
    { at: ['25%', '30%'], do: 'suspend', who: 'copies text', for: '5%' },
    { at: '40%', do: 'extend_time', who: 'behaving', share: 0.03, minutes: 5 },
    { at: '50%', do: 'pause', for: '3%' },
    { at: '60%', do: 'resume_suspended' },
    { at: '80%', do: 'resume_suspended' },
    { at: '95%', do: 'message', message: 'A few minutes are left.' },
    { at: '100%', do: 'end' },
  ],
};
