import { ActionIcon, SegmentedControl, TextInput } from '@mantine/core';
import { IconLayoutGrid, IconList, IconSearch, IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './candidate-filters.module.css';
import { type Filters, SHOW_RULES, SHOWS } from './filters.ts';
import { type Candidate, needsAttention } from './trouble.ts';

interface CandidateFiltersProps {
  readonly candidates: readonly Candidate[];
  readonly shownCount: number;
  readonly filters: Filters;
  readonly onChange: (change: Partial<Filters>) => void;
}

/** The room in figures; each figure shows its candidates. "/" goes to the search. */
export function CandidateFilters({ candidates, shownCount, filters, onChange }: CandidateFiltersProps) {
  const { t } = useTranslation(['console', 'common']);
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (
        event.key !== '/' ||
        (event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [role="dialog"]'))
      )
        return;
      event.preventDefault();
      search.current?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);

  return (
    <div className={classes.filters}>
      <div className={classes.shows} role="group" aria-label={t('overview.showLabel')}>
        {SHOWS.map((show) => {
          const count = candidates.filter(SHOW_RULES[show]).length;
          return (
            <button
              key={show}
              type="button"
              className={classes.show}
              aria-pressed={filters.show === show}
              data-loud={(show === 'attention' || show === 'suspended' || show === 'missing') && count > 0 ? show : undefined}
              onClick={() => onChange({ show })}
            >
              <span className={classes.number}>{count}</span>
              <span className={classes.word}>{t(`overview.show.${show}`)}</span>
            </button>
          );
        })}
      </div>
      <div className={classes.tools}>
        <span className={classes.shown} role="status">
          {t('overview.shown', { count: shownCount })}
        </span>
        <TextInput
          ref={search}
          className={classes.search}
          size="xs"
          placeholder={t('overview.search')}
          aria-label={t('overview.search')}
          leftSection={<IconSearch size={15} stroke={1.8} aria-hidden />}
          rightSection={
            filters.query ? (
              <ActionIcon
                size="xs"
                variant="subtle"
                color="slate"
                aria-label={t('common:action.clear')}
                onClick={() => onChange({ query: '' })}
              >
                <IconX size={13} />
              </ActionIcon>
            ) : (
              <kbd className={classes.kbd}>/</kbd>
            )
          }
          value={filters.query}
          onChange={(event) => onChange({ query: event.currentTarget.value })}
        />
        <SegmentedControl
          size="xs"
          aria-label={t('overview.view.label')}
          value={filters.view}
          onChange={(view) => onChange({ view })}
          data={[
            {
              value: 'grid',
              label: (
                <span className={classes.view}>
                  <IconLayoutGrid size={15} stroke={1.8} aria-hidden />
                  <span className="iv-hidden">{t('overview.view.grid')}</span>
                </span>
              ),
            },
            {
              value: 'table',
              label: (
                <span className={classes.view}>
                  <IconList size={15} stroke={1.8} aria-hidden />
                  <span className="iv-hidden">{t('overview.view.table')}</span>
                </span>
              ),
            },
          ]}
        />
      </div>
    </div>
  );
}

/** How many need somebody and are not shown: a filter must not hide an incident in silence. */
export function HiddenTrouble({
  candidates,
  shown,
  onShowAll,
}: {
  candidates: readonly Candidate[];
  shown: readonly Candidate[];
  onShowAll: () => void;
}) {
  const { t } = useTranslation('console');
  const visible = new Set(shown.map(({ id }) => id));
  const count = candidates.filter((candidate) => needsAttention(candidate) && !visible.has(candidate.id)).length;
  if (count === 0) return null;
  return (
    <p className={classes.hidden} role="status">
      {t('overview.hiddenTrouble', { count })}{' '}
      <button type="button" className={classes.showAll} onClick={onShowAll}>
        {t('overview.showAttention')}
      </button>
    </p>
  );
}
