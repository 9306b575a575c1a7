import { useTranslation } from 'react-i18next';
import type { Policy } from '../../../../shared/model/policy.ts';
import { FactList } from '../../parts/fact-list.tsx';

/** What this exam asks of its watch, in words and numbers. */
export function PolicySummary({ policy }: { policy: Policy }) {
  const { t } = useTranslation('console');
  const yesNo = (value: boolean) => (value ? t('policy.yes') : t('policy.no'));
  const at = (score: number) => (score > 100 ? t('policy.never') : t('policy.fromScore', { score }));
  const lines: [string, string][] = [
    [t('policy.warn'), at(policy.thresholds.warn)],
    [t('policy.highRisk'), at(policy.thresholds.highRisk)],
    [t('policy.critical'), at(policy.thresholds.critical)],
    [t('policy.suspend'), at(policy.thresholds.suspend)],
    [t('policy.softCap'), t('policy.points', { count: policy.softCap })],
    [t('policy.halfLife'), t('exam.facts.minutes', { count: policy.halfLifeMinutes })],
    [t('policy.requireIdentity'), yesNo(policy.requireIdentity)],
    [t('policy.allowBrowser'), yesNo(policy.allowBrowser)],
    [t('policy.creditSuspension'), yesNo(policy.creditSuspension)],
    [t('policy.dryRun'), yesNo(policy.dryRun)],
  ];
  return <FactList facts={lines} />;
}
