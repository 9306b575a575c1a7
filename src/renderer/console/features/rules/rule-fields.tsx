import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { RULE_LIMITS, RuleField, type RuleInput } from '../../../../shared/model/rule.ts';
import classes from './rules.module.css';

const DETAILS = 'details.';
const NAMED = ['offline', 'severity', 'score', 'rise'] as const;
const COMPARISONS = RuleField.shape.is.options;
const isOfScore = (field: string): boolean => field === 'score' || field === 'rise';
/** A score can be high or low enough, and nothing else. */
const comparisonsOf = (field: string) => (isOfScore(field) ? (['at_least', 'at_most'] as const) : COMPARISONS);

/** What is typed, as what it means: a number, yes or no, or text. */
const readValue = (text: string): string | number | boolean =>
  text === 'true' ? true : text === 'false' ? false : text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;

interface FieldsProps {
  readonly rule: RuleInput;
  readonly onChange: (rule: RuleInput) => void;
}

/** What must hold for an event to count: a field, a comparison, a value. */
export function RuleFields({ rule, onChange }: FieldsProps) {
  const { t } = useTranslation('console');
  const { fields } = rule.when;
  const setFields = (changed: RuleField[]) => onChange({ ...rule, when: { ...rule.when, fields: changed } });
  const set = (index: number, field: RuleField) => setFields(fields.map((one, at) => (at === index ? field : one)));
  return (
    <fieldset className={classes.group}>
      <legend>{t('rules.fields')}</legend>
      <p className={classes.hint}>{t('rules.fieldsText')}</p>
      {fields.map((one, index) => {
        const isDetail = one.field.startsWith(DETAILS);
        const number = index + 1;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name but its place
          <div key={index} className={classes.field}>
            <NativeSelect
              label={t('rules.fieldOf', { number })}
              value={isDetail ? 'detail' : one.field}
              data={[
                ...NAMED.map((value) => ({ value: value as string, label: t(`rules.field.${value}`) })),
                { value: 'detail', label: t('rules.field.detail') },
              ]}
              onChange={(event) => {
                const name = event.currentTarget.value;
                if (isOfScore(name)) set(index, { field: name, is: 'at_least', value: 50 });
                else set(index, { ...one, field: name === 'detail' ? `${DETAILS}name` : name });
              }}
            />
            {isDetail ? (
              <TextInput
                label={t('rules.detailOf', { number })}
                value={one.field.slice(DETAILS.length)}
                maxLength={64}
                onChange={(event) => set(index, { ...one, field: DETAILS + event.currentTarget.value })}
              />
            ) : null}
            <NativeSelect
              label={t('rules.isOf', { number })}
              value={one.is}
              data={comparisonsOf(one.field).map((value) => ({ value, label: t(`rules.is.${value}`) }))}
              onChange={(event) => set(index, { ...one, is: RuleField.shape.is.parse(event.currentTarget.value) })}
            />
            {one.is === 'present' ? null : (
              <TextInput
                // A choice of another field may bring a value of its own.
                key={isOfScore(one.field) ? 'score' : 'value'}
                label={t('rules.valueOf', { number })}
                defaultValue={String(one.value ?? '')}
                maxLength={200}
                onChange={(event) => set(index, { ...one, value: readValue(event.currentTarget.value) })}
              />
            )}
            <Button
              variant="subtle"
              color="red"
              size="compact-sm"
              aria-label={t('rules.removeField', { number })}
              onClick={() => setFields(fields.filter((_, at) => at !== index))}
            >
              {t('rules.remove')}
            </Button>
          </div>
        );
      })}
      <div className={classes.row}>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={fields.length >= RULE_LIMITS.fields}
          onClick={() => setFields([...fields, { field: 'offline', is: 'equals', value: true }])}
        >
          {t('rules.addField')}
        </Button>
        {fields.length > 1 ? (
          <NativeSelect
            aria-label={t('rules.match')}
            size="xs"
            value={rule.when.match}
            data={(['all', 'any'] as const).map((value) => ({ value, label: t(`rules.matches.${value}`) }))}
            onChange={(event) =>
              onChange({ ...rule, when: { ...rule.when, match: event.currentTarget.value === 'any' ? 'any' : 'all' } })
            }
          />
        ) : null}
      </div>
    </fieldset>
  );
}
