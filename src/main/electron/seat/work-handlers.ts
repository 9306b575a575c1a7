import type { ShellHandlers } from '../ipc.ts';
import type { OpenSeat } from './open-seat.ts';
import { answered } from './seat-answers.ts';

type WorkHandlers = Pick<
  ShellHandlers,
  | 'seat:load-attempt'
  | 'seat:save-answer'
  | 'seat:report'
  | 'seat:ready'
  | 'seat:submit'
  | 'seat:call'
  | 'seat:medium'
  | 'seat:tool'
  | 'seat:tool-file'
  | 'seat:say'
  | 'seat:ping'
  | 'seat:retry'
>;

/**
 * What a seated candidate's page may ask. `current` gives the open seat, or throws what the page is told where there is none. Each
 * begins in the moment it is asked, so that a submission never overtakes the answer given before it.
 */
export const workHandlers = (current: () => OpenSeat): WorkHandlers => ({
  'seat:load-attempt': () =>
    answered(async () => {
      const { link, news, life } = current();
      const view = await link.client.loadAttempt();
      life.hearState(view.attempt.state);
      return { view, work: news.work() };
    }),
  'seat:save-answer': async ({ questionId, value }) => {
    const { link, news } = current();
    link.client.saveAnswer(questionId, value);
    await link.client.kept();
    return { work: news.work() };
  },
  'seat:report': (observation) => {
    const { type, details, severity } = observation;
    current().link.client.report({ type, ...(details ? { details } : {}), ...(severity ? { severity } : {}) });
    return {};
  },
  'seat:ready': (state) =>
    answered(async () => {
      await current().link.client.ready(state);
      return {};
    }),
  'seat:submit': () =>
    answered(async () => {
      const { link, news } = current();
      return { output: await link.client.submit(), work: news.work() };
    }),
  'seat:call': ({ command, timeoutMs }) =>
    answered(() => current().link.api.call(command, {}, timeoutMs === undefined ? {} : { timeoutMs })),
  'seat:medium': ({ sha256 }) => answered(() => current().link.api.medium(sha256)),
  'seat:tool': (asked) =>
    answered(async () => {
      const { api } = current().link;
      return asked.command === 'tool_search' ? api.call('tool_search', asked.input) : api.call('tool_entry', asked.input);
    }),
  'seat:tool-file': (input) => answered(() => current().link.api.toolFile('tool_read', input)),
  'seat:say': ({ name, input }) => answered(() => current().link.connection.request(name, input)),
  'seat:ping': () => answered(() => current().link.connection.request('heartbeat', {})),
  'seat:retry': () => {
    current().link.connection.retryNow();
    return {};
  },
});
