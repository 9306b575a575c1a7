import { canonicalJson } from '../../shared/model/canonical-json.ts';
import type { SittingReplay } from '../domain/replay/replay-sitting.ts';
import type { Decision } from '../domain/replay/sitting-record.ts';
import type { Output } from './output.ts';

function inWords(decision: Decision): string {
  const whose = decision.attemptId === undefined ? 'the room' : `attempt ${decision.attemptId}`;
  switch (decision.what) {
    case 'alert': {
      const { type, severity, count, reasons } = decision;
      return `${whose}: ${severity} ${type}${count > 1 ? `, ${count} times` : ''}: ${reasons.join('; ')}`;
    }
    case 'response':
      return `${whose}: ${decision.action}${decision.dryRun ? ' (dry run)' : ''} at ${decision.riskScore ?? 0} points`;
    case 'risk':
      return `${whose}: level ${decision.risk.level}`;
  }
}

/** A line for what the record lacks, and one for everything that is decided about the recorded sitting now; counts what is not as it was decided on the day. */
export function reportDecisions(output: Output, day: SittingReplay): { decisions: number; differing: number } {
  for (const sentence of day.lacks()) output.line({ event: 'lacking', message: sentence }, sentence);
  const recorded = new Map<string, number>();
  for (const decision of day.recorded()) {
    const text = canonicalJson(decision);
    recorded.set(text, (recorded.get(text) ?? 0) + 1);
  }
  const decisions = day.decisions();
  let same = 0;
  for (const decision of decisions) {
    const text = canonicalJson(decision);
    const left = recorded.get(text) ?? 0;
    if (left > 0) {
      recorded.set(text, left - 1);
      same += 1;
    }
    output.line({ event: 'decision', ...decision, asOnTheDay: left > 0 }, inWords(decision));
  }
  return { decisions: decisions.length, differing: Math.max(decisions.length, day.recorded().length) - same };
}
