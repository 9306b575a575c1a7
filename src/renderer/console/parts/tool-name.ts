import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { ToolKind } from '../../../shared/model/tool.ts';

/** The name of a tool: the usual ones, which are called by their kind, in the language of the page. */
export function useToolName(): (tool: { readonly id: string; readonly name: string }) => string {
  const { t } = useTranslation('console');
  return useCallback(
    ({ id, name }) => {
      const kind = ToolKind.safeParse(id);
      return kind.success ? t(`tools.kind.${kind.data}`) : name;
    },
    [t],
  );
}
