import { Button, Modal, Select, Stack, Text } from '@mantine/core';
import { IconCalculator, IconKey } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AttemptDetail, isFinished } from '../../../../shared/model/attempt.ts';
import type { ToolId } from '../../../../shared/model/tool.ts';
import { useErrorText } from '../../../i18n/index.ts';
import { newRandomId } from '../../../link/random-id.ts';
import { TimeAt } from '../../../ui/time.tsx';
import { useCommand, useCommandQuery } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { ActionDialog } from '../../parts/action-dialog.tsx';
import { Chip } from '../../parts/chip.tsx';
import { type GrantDraft, GrantFields, grantOf } from '../../parts/grant-fields.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useToolName } from '../../parts/tool-name.ts';
import classes from './candidate-aids.module.css';

/** Grants a tool nobody asked for. */
function GrantDialog({ attempt, onClose }: { attempt: AttemptDetail; onClose: () => void }) {
  const { t } = useTranslation('console');
  const toolName = useToolName();
  const catalogue = useCommandQuery('tools_list', { examId: attempt.examId }, [...keys.toolCatalogue, attempt.examId]);
  const decide = useCommand('tool_decide', [keys.allTools]);
  const [id] = useState(newRandomId);
  const [toolId, setToolId] = useState<string | null>(null);
  const [draft, setDraft] = useState<GrantDraft>({ points: '', minutes: '' });
  return (
    <ActionDialog
      isOpen
      onClose={onClose}
      title={t('messages.grantTool')}
      text={t('tools.grantText')}
      actionLabel={t('tools.grant')}
      isReady={toolId !== null}
      onAction={() =>
        decide.mutateAsync({ id, action: 'grant', userId: attempt.userId, toolId: (toolId ?? '') as ToolId, ...grantOf(draft) })
      }
    >
      <Select
        label={t('tools.tool')}
        placeholder={t('tools.choose')}
        data={(catalogue.data?.tools ?? []).map((tool) => ({ value: tool.id, label: toolName(tool) }))}
        value={toolId}
        onChange={(value) => {
          setToolId(value);
          const points = catalogue.data?.tools.find((tool) => tool.id === value)?.dataPoints ?? [];
          setDraft((before) => ({ ...before, points: points.join(', ') }));
        }}
        required
      />
      <GrantFields draft={draft} onChange={setDraft} />
    </ActionDialog>
  );
}

/** Makes a one-time code and shows it once. */
function CodeDialog({ attempt, onClose }: { attempt: AttemptDetail; onClose: () => void }) {
  const { t } = useTranslation(['console', 'common']);
  const errorText = useErrorText();
  const issue = useCommand('recovery_code_issue');
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('recovery.code.title', { name: attempt.name || attempt.candidateNumber })}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t('recovery.code.text')}
        </Text>
        {issue.data ? (
          <>
            <p className={classes.code} role="status" aria-label={t('recovery.code.yours')}>
              {issue.data.code}
            </p>
            <Text size="sm">
              {t('recovery.code.until')} <TimeAt at={issue.data.expiresAt} show="clock" />. {t('recovery.code.shownOnce')}
            </Text>
            <Button onClick={onClose}>{t('recovery.code.done')}</Button>
          </>
        ) : (
          <Button loading={issue.isPending} onClick={() => issue.mutate({ attemptId: attempt.id })} data-autofocus>
            {t('recovery.code.show')}
          </Button>
        )}
        {issue.error ? (
          <Text c="red" size="sm" role="alert">
            {errorText(issue.error)}
          </Text>
        ) : null}
      </Stack>
    </Modal>
  );
}

/** What this candidate may use, and the code that lets them back in (TL1, ID6). */
export function CandidateAids({ attempt }: { attempt: AttemptDetail }) {
  const { t } = useTranslation('console');
  const toolName = useToolName();
  const open = useCommandQuery('tools_open', {}, keys.openTools);
  const [dialog, setDialog] = useState<'grant' | 'code'>();
  const own = [...(open.data?.requests ?? []), ...(open.data?.grants ?? [])].filter((access) => access.attemptId === attempt.id);
  const close = () => setDialog(undefined);
  return (
    <Panel title={t('messages.aids')} flush>
      {own.length === 0 ? <p className={classes.nothing}>{t('messages.noAids')}</p> : null}
      <ul className={classes.list}>
        {own.map((access) => (
          <li key={access.id}>
            <span>
              {toolName(access.tool)}
              <span className={classes.note}>{access.dataPoints.join(', ') || t('tools.noDataPoints')}</span>
            </span>
            {access.state === 'granted' ? (
              <Chip hue="green">
                {access.expiresAt ? (
                  <>
                    {t('tools.until')} <TimeAt at={access.expiresAt} show="clock" />
                  </>
                ) : (
                  t('tools.noEnd')
                )}
              </Chip>
            ) : (
              <Chip hue="orange">{t('tools.event.requested')}</Chip>
            )}
          </li>
        ))}
      </ul>
      {isFinished(attempt.state) ? null : (
        <div className={classes.buttons}>
          <Button
            size="xs"
            fz="sm"
            variant="default"
            leftSection={<IconCalculator size={16} stroke={1.8} aria-hidden />}
            onClick={() => setDialog('grant')}
          >
            {t('messages.grantTool')}
          </Button>
          <Button
            size="xs"
            fz="sm"
            variant="default"
            leftSection={<IconKey size={16} stroke={1.8} aria-hidden />}
            onClick={() => setDialog('code')}
          >
            {t('recovery.code.button')}
          </Button>
        </div>
      )}
      {dialog === 'grant' ? <GrantDialog attempt={attempt} onClose={close} /> : null}
      {dialog === 'code' ? <CodeDialog attempt={attempt} onClose={close} /> : null}
    </Panel>
  );
}
