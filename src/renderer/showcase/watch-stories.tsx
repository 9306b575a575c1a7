import { AttemptState } from '../../shared/model/attempt.ts';
import type { RoomMetrics } from '../../shared/model/metrics.ts';
import { Severity } from '../../shared/model/severity.ts';
import { AlertRow } from '../console/alerts/alert-row.tsx';
import { RiskBreakdown } from '../console/features/candidate/risk-breakdown.tsx';
import { ConnectionFigures } from '../console/features/connections/connection-figures.tsx';
import { CandidateCard } from '../console/features/overview/candidate-card.tsx';
import { ExamClock } from '../console/features/overview/exam-clock.tsx';
import { alert, candidate, exam, LONG_THAI, LONG_WORD, NOW } from './samples.ts';
import { State, Story } from './story.tsx';

const nothing = () => {};
const at = (minutes: number): string => new Date(NOW + minutes * 60_000).toISOString();
const STATUSES = ['new', 'acknowledged', 'in_progress', 'resolved', 'dismissed'] as const;

function Row({ change, isBusy = false }: { change: Record<string, unknown>; isBusy?: boolean }) {
  return (
    <div>
      <AlertRow
        alert={alert(change)}
        candidate={candidate({ name: LONG_THAI.slice(0, 60) })}
        isBusy={isBusy}
        onAcknowledge={nothing}
        onDismiss={nothing}
        onReopen={nothing}
      />
    </div>
  );
}

const metrics = (n = 0): RoomMetrics => ({
  connections: {
    total: n,
    byTransport: {},
    byRole: {},
    opened: n,
    closed: n,
    refused: n ? { too_many_connections: n, rate_limited: 3, token_expired: 12 } : {},
    successRate: n ? 0.5 : 1,
    durationSeconds: { p50: n, p95: n, max: n },
  },
  messages: { in: n, out: n, inPerSecond: n / 7, outPerSecond: n / 3, errors: n },
  events: { byType: n ? { copy: n } : {} },
  alerts: { raised: n, delivered: n, deliverySuccessRate: n ? 0.333 : 1, active: n },
  latencyMs: { p50: n / 11, p95: n / 9, p99: n / 7 },
  daily: [],
});

/** What the proctor watches: candidates, alerts, the score and its reasons, the clock. */
export function WatchStories() {
  return (
    <>
      <Story name="ConnectionFigures">
        <State of="nothing happened yet">
          <ConnectionFigures metrics={metrics()} />
        </State>
        <State of="a full hall under attack">
          <ConnectionFigures metrics={metrics(9_999_999)} />
        </State>
      </Story>
      <Story name="CandidateCard">
        {AttemptState.options.map((state) => (
          <State key={state} of={state}>
            <CandidateCard candidate={candidate({ state })} />
          </State>
        ))}
        <State of="on a break">
          <CandidateCard
            candidate={candidate({ state: 'paused', breakEndsAt: new Date(Date.now() + 7 * 60_000).toISOString() })}
          />
        </State>
        <State of="trouble: disconnected, critical, many alerts, watched closely">
          <CandidateCard
            candidate={candidate({
              connected: false,
              riskScore: 100,
              openAlerts: 99_999,
              monitoring: 'maximum',
              identity: 'unchecked',
            })}
          />
        </State>
        <State of="long Thai, no seat, nothing happened yet">
          <CandidateCard
            candidate={candidate({ name: LONG_THAI, seat: undefined, lastEvent: undefined, progress: { answered: 0, total: 0 } })}
          />
        </State>
        <State of="one long word, extreme numbers">
          <CandidateCard
            candidate={candidate({
              name: LONG_WORD,
              candidateNumber: '9'.repeat(40),
              progress: { answered: 10_000, total: 10_000 },
            })}
          />
        </State>
      </Story>
      <Story name="AlertRow" wide>
        {Severity.options.map((severity) => (
          <State key={severity} of={severity}>
            <Row change={{ severity, count: severity === 'critical' ? 12_345 : 1 }} />
          </State>
        ))}
        {STATUSES.map((status) => (
          <State key={status} of={status}>
            <Row change={{ status }} />
          </State>
        ))}
        <State of="busy, long message">
          <Row change={{ message: LONG_THAI, reasons: [LONG_THAI, LONG_WORD] }} isBusy />
        </State>
      </Story>
      <Story name="RiskBreakdown">
        <State of="nothing">
          <RiskBreakdown score={0} contributions={[]} />
        </State>
        <State of="each kind">
          <RiskBreakdown
            score={61.2}
            contributions={[
              { type: 'tab_switch', points: 30.4, count: 12, kind: 'plain', lastAt: at(-3) },
              { type: 'devtools_open', points: 41, count: 1, kind: 'hard', lastAt: at(-90) },
              { type: 'virtual_machine', points: 9.8, count: 1, kind: 'soft' },
              { type: 'cap', points: -20, count: 1, kind: 'cap' },
            ]}
          />
        </State>
        <State of="an unknown type, extreme numbers">
          <RiskBreakdown
            score={100}
            contributions={[{ type: LONG_WORD, points: 1e6, count: 1_000_000, kind: 'hard', lastAt: at(0) }]}
          />
        </State>
      </Story>
      <Story name="ExamClock">
        {(['draft', 'open', 'paused', 'ended'] as const).map((state) => (
          <State key={state} of={state}>
            <ExamClock sitting={exam({}, { state }).sitting} />
          </State>
        ))}
        <State of="running">
          <ExamClock sitting={exam({}, { state: 'running', startedAt: at(-10), endsAt: at(50) }).sitting} />
        </State>
        <State of="running, nearly over">
          <ExamClock sitting={exam({}, { state: 'running', startedAt: at(-60), endsAt: at(2) }).sitting} />
        </State>
      </Story>
    </>
  );
}
