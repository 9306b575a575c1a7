import { Button, TextInput } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ToolAccess } from '../../../../shared/model/tool.ts';
import { newRandomId } from '../../../link/random-id.ts';
import { TimeAgo, TimeAt } from '../../../ui/time.tsx';
import { hashHref } from '../../link/hash-location.ts';
import { useCommand } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { ActionDialog } from '../../parts/action-dialog.tsx';
import { Chip } from '../../parts/chip.tsx';
import { type GrantDraft, GrantFields, grantOf } from '../../parts/grant-fields.tsx';
import { useToolName } from '../../parts/tool-name.ts';
import classes from './tools.module.css';

type Action = 'grant' | 'deny' | 'revoke';

/** Asks what a decision needs and takes it; one id for all tries. */
function DecisionDialog({ access, action, onClose }: { access: ToolAccess; action: Action; onClose: () => void }) {
  const { t } = useTranslation('console');
  const toolName = useToolName();
  const decide = useCommand('tool_decide', [keys.allTools]);
  const [id] = useState(newRandomId);
  const [draft, setDraft] = useState<GrantDraft>({ points: access.dataPoints.join(', '), minutes: '' });
  const [reason, setReason] = useState('');
  const said = reason.trim() === '' ? {} : { reason: reason.trim() };
  return (
    <ActionDialog
      isOpen
      onClose={onClose}
      title={t(`tools.${action}Title`, { tool: toolName(access.tool), name: access.name || access.candidateNumber })}
      text={t(`tools.${action}Text`)}
      actionLabel={t(`tools.${action}`)}
      isDanger={action !== 'grant'}
      onAction={() =>
        decide.mutateAsync({
          id,
          action,
          ...(action === 'revoke' ? { grantId: access.id } : { requestId: access.id }),
          ...(action === 'grant' ? grantOf(draft) : said),
        })
      }
    >
      {action === 'grant' ? (
        <GrantFields draft={draft} onChange={setDraft} />
      ) : (
        <TextInput
          label={t('tools.reason')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={500}
          data-autofocus
        />
      )}
    </ActionDialog>
  );
}

function Item({ access, onDecide }: { access: ToolAccess; onDecide: (action: Action) => void }) {
  const { t } = useTranslation('console');
  const toolName = useToolName();
  const named = { tool: toolName(access.tool), name: access.name || access.candidateNumber };
  const isRequest = access.state === 'requested';
  return (
    <li className={classes.item}>
      <div className={classes.what}>
        <div>
          <span className={classes.who}>
            <a href={hashHref(`/candidates/${access.attemptId}`)}>{named.name}</a>
          </span>{' '}
          {isRequest ? t('tools.asks', { tool: named.tool }) : <>· {named.tool}</>}
        </div>
        <p className={classes.why}>{access.reason ?? (isRequest ? t('tools.noReason') : '')}</p>
        <div className={classes.meta}>
          <span>
            {access.candidateNumber}
            {access.seat ? ` · ${t('candidate.seat', { seat: access.seat })}` : ''}
          </span>
          <TimeAgo at={isRequest ? access.requestedAt : (access.decidedAt ?? access.requestedAt)} />
          {access.dataPoints.map((point) => (
            <Chip key={point}>{point}</Chip>
          ))}
          {access.dataPoints.length === 0 ? <span>{t('tools.noDataPoints')}</span> : null}
          {isRequest ? null : (
            <>
              <span>
                {access.expiresAt ? (
                  <>
                    {t('tools.until')} <TimeAt at={access.expiresAt} show="clock" />
                  </>
                ) : (
                  t('tools.noEnd')
                )}
              </span>
              <span>{t('tools.uses', { count: access.uses })}</span>
            </>
          )}
        </div>
      </div>
      <div className={classes.buttons}>
        {isRequest ? (
          <>
            <Button
              size="xs"
              fz="sm"
              aria-label={t('tools.grantNamed', named)}
              leftSection={<IconCheck size={16} aria-hidden />}
              onClick={() => onDecide('grant')}
            >
              {t('tools.grant')}
            </Button>
            <Button
              size="xs"
              fz="sm"
              variant="default"
              aria-label={t('tools.denyNamed', named)}
              leftSection={<IconX size={16} aria-hidden />}
              onClick={() => onDecide('deny')}
            >
              {t('tools.deny')}
            </Button>
          </>
        ) : (
          <Button
            size="xs"
            fz="sm"
            variant="light"
            color="red"
            aria-label={t('tools.revokeNamed', named)}
            onClick={() => onDecide('revoke')}
          >
            {t('tools.revoke')}
          </Button>
        )}
      </div>
    </li>
  );
}

/** Requests or grants, each with what can be decided about it. */
export function AccessList({ accesses, label }: { accesses: readonly ToolAccess[]; label: string }) {
  const [chosen, setChosen] = useState<{ access: ToolAccess; action: Action }>();
  return (
    <>
      <ul className={classes.list} aria-label={label}>
        {accesses.map((access) => (
          <Item key={access.id} access={access} onDecide={(action) => setChosen({ access, action })} />
        ))}
      </ul>
      {chosen ? <DecisionDialog {...chosen} onClose={() => setChosen(undefined)} /> : null}
    </>
  );
}
