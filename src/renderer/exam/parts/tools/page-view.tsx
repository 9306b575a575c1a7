import { Alert } from '@mantine/core';
import { IconDeviceDesktop } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ToolBench } from '../../seat/tool-bench.ts';
import classes from './tools.module.css';

/** A sheet or dialog over the page would lie under what the shell shows: then it is covered. */
const isCoveredBeside = (place: Element): boolean =>
  [...document.querySelectorAll('[role="dialog"], [role="alertdialog"]')].some((dialog) => !dialog.contains(place));

/** Keeps the shell's view where `place` is, as long as it is in sight and nothing lies over it. */
function useShellPlace(page: NonNullable<ToolBench['page']> | undefined, grantId: string, isShown: boolean) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (!page || !element || !isShown) {
      page?.hide();
      return;
    }
    let frame = 0;
    const keepPlace = (): void => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        const { left, top, width, height } = element.getBoundingClientRect();
        if (isCoveredBeside(element)) page.hide();
        else
          page.show(grantId, {
            x: Math.max(0, Math.round(left)),
            y: Math.max(0, Math.round(top)),
            width: Math.round(width),
            height: Math.round(height),
          });
      });
    };
    const sizes = new ResizeObserver(keepPlace);
    sizes.observe(element);
    const dialogs = new MutationObserver(keepPlace);
    dialogs.observe(document.body, { childList: true });
    window.addEventListener('scroll', keepPlace, { capture: true, passive: true });
    window.addEventListener('resize', keepPlace);
    keepPlace();
    return () => {
      cancelAnimationFrame(frame);
      sizes.disconnect();
      dialogs.disconnect();
      window.removeEventListener('scroll', keepPlace, { capture: true });
      window.removeEventListener('resize', keepPlace);
      page.hide();
    };
  }, [page, grantId, isShown]);
  return place;
}

interface PageViewProps {
  readonly grantId: string;
  readonly address: string | undefined;
  readonly page: ToolBench['page'];
  readonly isShown: boolean;
}

/**
 * The web page of a tool. In the app the shell shows it, limited to its list; a browser keeps nobody in a list, so there it is refused in
 * a sentence.
 */
export function PageView({ grantId, address, page, isShown }: PageViewProps) {
  const { t } = useTranslation('exam');
  const place = useShellPlace(address === undefined ? undefined : page, grantId, isShown);
  if (address === undefined) return <p className={classes.note}>{t('tools.noAddress')}</p>;
  if (!page) {
    return (
      <Alert color="amber" variant="light" icon={<IconDeviceDesktop size={20} aria-hidden />}>
        {t('tools.pageNeedsApp')}
      </Alert>
    );
  }
  return (
    <>
      <p className={classes.note}>{t('tools.pageKept')}</p>
      <div ref={place} className={classes.page} />
    </>
  );
}
