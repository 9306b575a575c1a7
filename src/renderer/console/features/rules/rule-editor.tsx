import { Button, Group, MultiSelect, NativeSelect, NumberInput, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExamId } from '../../../../shared/model/ids.ts';
import { RULE_LIMITS, type Rule, RuleInput, RuleScope, RuleSource } from '../../../../shared/model/rule.ts';
import { Severity } from '../../../../shared/model/severity.ts';
import { useEventName } from '../../../i18n/index.ts';
import { useCommand, useExams } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { Panel } from '../../parts/panel.tsx';
import { Refused } from '../../parts/refused.tsx';
import { RuleActions } from './rule-actions.tsx';
import { concernsOne, NEW_RULE, typesFor, withScope, withSources } from './rule-draft.ts';
import { RuleFields } from './rule-fields.tsx';
import { useRuleSentence } from './rule-sentence.ts';
import { RuleTrial } from './rule-trial.tsx';
import classes from './rules.module.css';

const whole = (value: string | number, before: number): number => (value === '' ? before : Math.round(Number(value)) || before);

/** A rule, put together from choices; said as a sentence, tried on what was recorded, then kept. */
export function RuleEditor({ known, onClose }: { known?: Rule | undefined; onClose: () => void }) {
  const { t } = useTranslation(['console', 'common']);
  const eventName = useEventName();
  const sentence = useRuleSentence();
  const exams = useExams();
  const add = useCommand('rule_add', [keys.rules]);
  const update = useCommand('rule_update', [keys.rules]);
  const trial = useCommand('rule_test');
  const [rule, setRule] = useState<RuleInput>(known?.rule ?? NEW_RULE);
  const { when } = rule;
  const setWhen = (changed: Partial<RuleInput['when']>) => setRule({ ...rule, when: { ...when, ...changed } });
  const checked = RuleInput.safeParse(rule);
  const isReady = checked.success;
  const error = add.error ?? update.error ?? trial.error;
  const save = async () => {
    if (known) await update.mutateAsync({ ruleId: known.id, rule });
    else await add.mutateAsync({ rule });
    onClose();
  };
  return (
    <Panel title={known ? t('rules.edit') : t('rules.new')} subtitle={t('rules.editText')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          // the refusal is shown below the fields
          void save().catch(() => {});
        }}
      >
        <Stack gap="md">
          <TextInput
            label={t('rules.name')}
            description={t('rules.nameText')}
            value={rule.name}
            maxLength={80}
            required
            onChange={(event) => setRule({ ...rule, name: event.currentTarget.value })}
          />
          <MultiSelect
            label={t('rules.types')}
            placeholder={when.types.length === 0 ? t('rules.anyEvent') : ''}
            data={typesFor(when.from).map((value) => ({ value, label: eventName(value) }))}
            value={when.types}
            maxValues={RULE_LIMITS.types}
            onChange={(types) => setWhen({ types })}
            searchable
            clearable
          />
          <MultiSelect
            label={t('rules.from')}
            description={t('rules.fromText')}
            data={RuleSource.options.map((value) => ({ value, label: t(`rules.source.${value}`) }))}
            value={when.from ?? ['client']}
            onChange={(chosen) => setRule(withSources(rule, RuleSource.array().parse(chosen)))}
          />
          <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
            <NumberInput
              label={t('rules.count')}
              min={1}
              max={RULE_LIMITS.count}
              value={when.count}
              onChange={(value) => setWhen({ count: whole(value, when.count) })}
            />
            <NumberInput
              label={t('rules.window')}
              min={1}
              max={RULE_LIMITS.windowSeconds}
              value={when.windowSeconds}
              onChange={(value) => setWhen({ windowSeconds: whole(value, when.windowSeconds) })}
            />
            <NativeSelect
              label={t('rules.scope')}
              value={when.per}
              data={RuleScope.options.map((value) => ({ value, label: t(`rules.per.${value}`) }))}
              onChange={(event) => setRule(withScope(rule, RuleScope.parse(event.currentTarget.value)))}
            />
            <NativeSelect
              label={t('rules.severity')}
              value={rule.severity}
              data={Severity.options.map((value) => ({ value, label: t(`common:severity.${value}`) }))}
              onChange={(event) => setRule({ ...rule, severity: Severity.parse(event.currentTarget.value) })}
            />
            {concernsOne(when.per) ? null : (
              <NumberInput
                label={t('rules.candidates')}
                min={1}
                max={when.count}
                value={when.candidates ?? 1}
                onChange={(value) => setWhen({ candidates: whole(value, 1) })}
              />
            )}
          </SimpleGrid>
          <MultiSelect
            label={t('rules.exams')}
            placeholder={when.exams.length === 0 ? t('rules.everyExam') : ''}
            data={(exams.data?.exams ?? []).map(({ id, title }) => ({ value: id as string, label: title }))}
            value={when.exams}
            maxValues={RULE_LIMITS.exams}
            onChange={(chosen) => setWhen({ exams: chosen as ExamId[] })}
          />
          <RuleFields rule={rule} onChange={setRule} />
          <RuleActions rule={rule} onChange={setRule} />
          <p className={classes.sentence} aria-live="polite">
            {sentence(rule)}
          </p>
          <Refused error={error} />
          {!isReady && rule.name.trim() !== '' ? (
            <p className={classes.hint}>{t('rules.notReady', { place: checked.error.issues[0]?.path.join('.') ?? '' })}</p>
          ) : null}
          <Group gap="sm">
            <Button type="submit" disabled={!isReady} loading={add.isPending || update.isPending}>
              {t('common:action.save')}
            </Button>
            <Button variant="default" disabled={!isReady} loading={trial.isPending} onClick={() => trial.mutate({ rule })}>
              {t('rules.try')}
            </Button>
            <Button variant="subtle" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
          </Group>
          {trial.data ? <RuleTrial trial={trial.data} /> : null}
        </Stack>
      </form>
    </Panel>
  );
}
