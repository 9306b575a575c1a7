import { Button, Switch } from '@mantine/core';
import { IconBolt, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rule } from '../../../../shared/model/rule.ts';
import { useErrorText } from '../../../i18n/index.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { SeverityBadge } from '../../../ui/severity-badge.tsx';
import { useCommand, useCommandQuery } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { ActionDialog } from '../../parts/action-dialog.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Panel } from '../../parts/panel.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { showFailure } from '../../parts/toast.ts';
import { EscalationPanel } from './escalation-panel.tsx';
import { RuleEditor } from './rule-editor.tsx';
import { useRuleSentence } from './rule-sentence.ts';
import classes from './rules.module.css';

function RuleLine({ rule, onEdit }: { rule: Rule; onEdit: () => void }) {
  const { t } = useTranslation('console');
  const errorText = useErrorText();
  const sentence = useRuleSentence();
  const change = useCommand('rule_switch', [keys.rules]);
  const remove = useCommand('rule_remove', [keys.rules]);
  const [isRemoving, setRemoving] = useState(false);
  const { name, severity } = rule.rule;
  return (
    <li className={classes.rule}>
      <div className={classes.what}>
        <p className={classes.name}>
          {name} <SeverityBadge severity={severity} />
        </p>
        <p className={classes.hint}>{sentence(rule.rule)}</p>
      </div>
      <div className={classes.row}>
        <Switch
          label={t('rules.on')}
          aria-label={t('rules.onNamed', { name })}
          checked={rule.enabled}
          disabled={change.isPending}
          onChange={(event) =>
            change.mutate(
              { ruleId: rule.id, enabled: event.currentTarget.checked },
              { onError: (error) => showFailure(errorText(error)) },
            )
          }
        />
        <Button size="compact-sm" variant="default" aria-label={t('rules.editNamed', { name })} onClick={onEdit}>
          {t('rules.change')}
        </Button>
        <Button
          size="compact-sm"
          variant="subtle"
          color="red"
          aria-label={t('rules.removeNamed', { name })}
          onClick={() => setRemoving(true)}
        >
          {t('rules.remove')}
        </Button>
      </div>
      {isRemoving ? (
        <ActionDialog
          isOpen
          onClose={() => setRemoving(false)}
          title={t('rules.removeTitle', { name })}
          text={t('rules.removeText')}
          actionLabel={t('rules.remove')}
          isDanger
          onAction={() => remove.mutateAsync({ ruleId: rule.id })}
        />
      ) : null}
    </li>
  );
}

/** Alert rules: what they say, whether they are on; writing and trying one. Below them who hears of what nobody takes (EV4, AL2). */
export function RulesScreen() {
  const { t } = useTranslation('console');
  const rules = useCommandQuery('rules_list', {}, keys.rules);
  /** The rule that is being written: a known one, or a new one. */
  const [editing, setEditing] = useState<Rule | 'new'>();
  return (
    <>
      <PageHeader title={t('nav.rules')} subtitle={t('rules.subtitle')}>
        <Button
          leftSection={<IconPlus size={17} aria-hidden />}
          disabled={editing !== undefined}
          onClick={() => setEditing('new')}
        >
          {t('rules.new')}
        </Button>
      </PageHeader>
      <div className={classes.sections}>
        {editing === undefined ? null : (
          <RuleEditor
            key={editing === 'new' ? 'new' : editing.id}
            known={editing === 'new' ? undefined : editing}
            onClose={() => setEditing(undefined)}
          />
        )}
        <Panel title={t('rules.list')} flush>
          <QueryView query={rules} rows={3}>
            {({ rules: list }) =>
              list.length === 0 ? (
                <EmptyState compact title={t('rules.none')} icon={<IconBolt size={22} stroke={1.6} />} />
              ) : (
                <ul className={classes.list}>
                  {list.map((rule) => (
                    <RuleLine key={rule.id} rule={rule} onEdit={() => setEditing(rule)} />
                  ))}
                </ul>
              )
            }
          </QueryView>
        </Panel>
        <EscalationPanel />
      </div>
    </>
  );
}
