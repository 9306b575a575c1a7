import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconCalculator } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type OwnToolAccess, ToolKind } from '../../../../shared/model/tool.ts';
import { useReasonText } from '../../../i18n/index.ts';
import { TimeAt } from '../../../ui/time.tsx';
import type { Help } from '../../seat/use-help.ts';
import { Calculator } from './calculator.tsx';
import classes from './help.module.css';

function useToolName(): (tool: { readonly id: string; readonly name: string }) => string {
  const { t } = useTranslation('exam');
  return ({ id, name }) => {
    const kind = ToolKind.safeParse(id);
    return kind.success ? t(`help.kind.${kind.data}`) : name;
  };
}

function Access({ access, onUse }: { access: OwnToolAccess; onUse: () => Promise<boolean> }) {
  const { t } = useTranslation('exam');
  const toolName = useToolName();
  const reasonText = useReasonText();
  const isGranted = access.state === 'granted';
  const [isOpen, setOpen] = useState(false);
  const isCalculator = isGranted && access.tool.kind === 'calculator';
  return (
    <li>
      <span className={classes.toolHead}>
        {toolName(access.tool)}
        <span className={classes.state} data-state={access.state}>
          {t(`help.state.${access.state}`)}
        </span>
      </span>
      {isGranted ? (
        <p className={classes.note}>{access.expiresAt ? <TimeAt at={access.expiresAt} show="clock" /> : t('help.toTheEnd')}</p>
      ) : null}
      {access.dataPoints.length > 0 ? (
        <p className={classes.note}>{t('help.points', { points: access.dataPoints.join(', ') })}</p>
      ) : null}
      {isGranted && !isCalculator ? <p className={classes.note}>{t('tools.openAbove')}</p> : null}
      {isCalculator && !isOpen ? (
        <Button
          size="compact-md"
          variant="light"
          mt={6}
          leftSection={<IconCalculator size={16} stroke={1.8} aria-hidden />}
          onClick={() => setOpen(true)}
        >
          {t('help.openCalculator')}
        </Button>
      ) : null}
      {isCalculator && isOpen ? <Calculator onUse={onUse} /> : null}
      {access.decisionReason ? <p className={classes.note}>{reasonText(access.decisionReason)}</p> : null}
    </li>
  );
}

/** What may be used now, and asking for more (TL1). */
export function ToolsSection({ help }: { help: Help }) {
  const { t } = useTranslation('exam');
  const toolName = useToolName();
  const [tool, setTool] = useState('');
  const [reason, setReason] = useState('');
  const [points, setPoints] = useState('');
  const [isBusy, setBusy] = useState(false);
  const tools = help.tools?.tools ?? [];
  const access = help.tools?.access ?? [];
  const chosen = tools.find(({ id }) => id === tool) ?? tools[0];
  const ask = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!chosen) return;
    setBusy(true);
    const dataPoints = points
      .split(',')
      .map((point) => point.trim())
      .filter((point) => point !== '');
    const isSent = await help.send('tool_request', {
      tool: chosen.id,
      dataPoints,
      ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
    });
    if (isSent) {
      setReason('');
      setPoints('');
    }
    setBusy(false);
  };
  if (!help.tools) return null;
  return (
    <>
      {access.length > 0 ? (
        <ul className={classes.tools}>
          {access.toReversed().map((one) => (
            <Access key={one.id} access={one} onUse={() => help.use(one.id)} />
          ))}
        </ul>
      ) : null}
      {tools.length === 0 ? (
        <p className={classes.nothing}>{t('help.noTools')}</p>
      ) : (
        <form className={classes.form} onSubmit={(event) => void ask(event)}>
          <NativeSelect
            label={t('help.tool')}
            data={tools.map((one) => ({ value: one.id, label: toolName(one) }))}
            value={chosen?.id ?? ''}
            onChange={(event) => setTool(event.currentTarget.value)}
          />
          <TextInput
            label={t('help.reason')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={500}
          />
          <TextInput
            label={t('help.dataPoints')}
            description={chosen && chosen.dataPoints.length > 0 ? chosen.dataPoints.join(', ') : t('help.pointsHint')}
            value={points}
            onChange={(event) => setPoints(event.currentTarget.value)}
            maxLength={500}
          />
          <Button type="submit" variant="default" loading={isBusy}>
            {t('help.askTool')}
          </Button>
        </form>
      )}
    </>
  );
}
