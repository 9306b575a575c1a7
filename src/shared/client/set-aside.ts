import type { AnswerLedger } from './answer-ledger.ts';
import type { SetAside } from './candidate-contract.ts';
import type { OrderedStore } from './ordered-store.ts';
import type { OutboxItem } from './outbox.ts';

interface Refusal {
  readonly code: string;
  readonly message: string;
}

/** What the room refused for good: kept for the record and shown, never sent again, blocks nothing. */
export interface SetAsideItems {
  put(item: OutboxItem, refusal: Refusal): void;
  /** One found in the outbox after a reload. */
  recall(item: OutboxItem, refusal: Refusal): void;
  /** A later answer to this question was taken: the refused ones no longer matter. */
  forgetAnswersTo(questionId: string): void;
  list(): SetAside[];
}

export function createSetAsideItems(ledger: AnswerLedger, store: OrderedStore): SetAsideItems {
  const items = new Map<string, SetAside>();

  function recall(item: OutboxItem, { code, message }: Refusal): void {
    items.set(item.id, {
      id: item.id,
      kind: item.kind,
      subject: item.kind === 'answer' ? item.questionId : item.event.type,
      code,
      message,
    });
    if (item.kind === 'answer')
      ledger.settle(item.questionId, item.revision, { state: 'refused', revision: item.revision, code, message });
  }

  return {
    put(item, refusal) {
      store.put({ ...item, refused: { code: refusal.code, message: refusal.message } });
      recall(item, refusal);
    },
    recall,
    forgetAnswersTo(questionId) {
      for (const { id, kind, subject } of [...items.values()]) {
        if (kind !== 'answer' || subject !== questionId) continue;
        items.delete(id);
        store.remove(id);
      }
    },
    list: () => [...items.values()],
  };
}
