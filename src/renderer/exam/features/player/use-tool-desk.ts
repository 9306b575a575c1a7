import { type RefObject, useEffect, useRef, useState } from 'react';
import { TOOLS_WIDTH } from '../../parts/tools/tools-beside.tsx';
import { type GrantedTools, useTools } from '../../seat/use-tools.ts';

/** The width below which the player stands in one column, as in its style sheet. */
const ONE_COLUMN_REM = 62;

function useIsOneColumn(place: RefObject<HTMLElement | null>): boolean {
  const [isOneColumn, setOneColumn] = useState(false);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const sizes = new ResizeObserver(() => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
      setOneColumn(element.clientWidth <= ONE_COLUMN_REM * rem);
    });
    sizes.observe(element);
    return () => sizes.disconnect();
  }, [place]);
  return isOneColumn;
}

export interface ToolDesk extends GrantedTools {
  readonly isOpen: boolean;
  /** Where there is no room beside the question, the tools take its place. */
  readonly isFull: boolean;
  readonly width: number;
  readonly setWidth: (percent: number) => void;
  readonly toggle: () => void;
  readonly close: () => void;
  readonly button: RefObject<HTMLButtonElement | null>;
  /** The tool in front; the first one until somebody chose. */
  readonly chosenId: string | undefined;
  readonly setChosenId: (grantId: string) => void;
  /** Is there anything to open or to say? */
  readonly isThere: boolean;
}

/** The granted tools and how they stand on the page: open or not, and how wide. `page`: what they stand on. */
export function useToolDesk(page: RefObject<HTMLElement | null>): ToolDesk {
  const tools = useTools();
  const isFull = useIsOneColumn(page);
  const [isOpen, setOpen] = useState(false);
  const [width, setWidth] = useState(TOOLS_WIDTH);
  const button = useRef<HTMLButtonElement>(null);
  const [chosenId, setChosenId] = useState<string>();
  const isThere = tools.grants.length > 0 || tools.ended !== undefined;
  return {
    ...tools,
    dismissEnded: () => {
      tools.dismissEnded();
      // Whatever is granted next does not open by itself. Not before: it stays open to say why the last one was closed.
      if (tools.grants.length === 0) setOpen(false);
    },
    isOpen: isOpen && isThere,
    isFull,
    width,
    setWidth,
    toggle: () => setOpen(!isOpen),
    close: () => {
      setOpen(false);
      button.current?.focus();
    },
    button,
    isThere,
    chosenId,
    setChosenId,
  };
}
