import { useTranslation } from 'react-i18next';
import { useEventName } from '../../../i18n/index.ts';
import classes from './policy.module.css';
import type { Difference } from './policy-draft.ts';

const FIELDS: Readonly<Record<string, string>> = {
  warn: 'policy.warn',
  highRisk: 'policy.highRisk',
  critical: 'policy.critical',
  suspend: 'policy.suspend',
  softCap: 'policy.softCap',
  halfLifeMinutes: 'policyEditor.halfLifeMinutes',
  groupingSeconds: 'policyEditor.groupingSeconds',
  dryRun: 'policy.dryRun',
  requireIdentity: 'policy.requireIdentity',
  allowBrowser: 'policy.allowBrowser',
  creditSuspension: 'policy.creditSuspension',
};

/** In what a policy differs from the preset it is held against, number by number. */
export function PolicyDifference({ preset, differences }: { preset: string; differences: readonly Difference[] }) {
  const { t } = useTranslation(['console', 'events']);
  const eventName = useEventName();
  const text = (value: string): string =>
    value === 'true'
      ? t('policy.yes')
      : value === 'false'
        ? t('policy.no')
        : value.replace(/soft|plain|hard/, (kind) => t(`events:kind.${kind as 'soft'}`));
  if (differences.length === 0) return <p className={classes.hint}>{t('policyEditor.same', { preset })}</p>;
  return (
    <div>
      <p className={classes.hint}>{t('policyEditor.differs', { preset, count: differences.length })}</p>
      <ul className={classes.differences}>
        {differences.map(({ field, from, to }) => (
          <li key={field}>
            <span>
              {field.startsWith('weight.')
                ? eventName(field.slice('weight.'.length))
                : t((FIELDS[field] ?? field) as 'policy.warn')}
            </span>
            <span>
              <del>{text(from)}</del> → <ins>{text(to)}</ins>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
