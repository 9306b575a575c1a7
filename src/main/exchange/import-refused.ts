import type { ImportReport } from '../../shared/model/exam.ts';

export type ImportRefusal =
  | 'pdf_not_taken'
  | 'file_too_large'
  | 'file_not_text'
  | 'file_hostile'
  | 'format_unknown'
  | 'nothing_importable';

/** Nothing of the file was taken. The message is one sentence: what, where, what to do; `report` says why, if it was read. */
export class ImportRefused extends Error {
  override readonly name = 'ImportRefused';
  readonly code: ImportRefusal;
  readonly report: ImportReport | undefined;

  constructor(code: ImportRefusal, message: string, report?: ImportReport) {
    super(message);
    this.code = code;
    this.report = report;
  }
}
