import i18next, { type i18n as I18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import enAudit from './en/audit.json';
import enCommon from './en/common.json';
import enConsole from './en/console.json';
import enErrors from './en/errors.json';
import enEvents from './en/events.json';
import enExam from './en/exam.json';
import enStart from './en/start.json';
import thAudit from './th/audit.json';
import thCommon from './th/common.json';
import thConsole from './th/console.json';
import thErrors from './th/errors.json';
import thEvents from './th/events.json';
import thExam from './th/exam.json';
import thStart from './th/start.json';

/** Languages of the program with their own names; another is added by a folder beside `en` and a line here. */
export const LANGUAGES = { en: 'English', th: 'ไทย' } as const;
export type Language = keyof typeof LANGUAGES;

const en = {
  common: enCommon,
  errors: enErrors,
  events: enEvents,
  console: enConsole,
  exam: enExam,
  start: enStart,
  audit: enAudit,
};
const th = {
  common: thCommon,
  errors: thErrors,
  events: thEvents,
  console: thConsole,
  exam: thExam,
  start: thStart,
  audit: thAudit,
};

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: typeof en;
  }
}

const STORED_AS = 'invigil.language';

export const isLanguage = (value: unknown): value is Language => typeof value === 'string' && Object.hasOwn(LANGUAGES, value);

/** The language chosen here before, else the browser's first that we have, else English. Storage may be forbidden. */
function firstLanguage(): Language {
  try {
    const stored = window.localStorage.getItem(STORED_AS);
    if (isLanguage(stored)) return stored;
  } catch {
    // a browser that keeps nothing still has a language
  }
  return navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'en';
}

/** One instance for the page, filled from bundled files: nothing is fetched, nothing is awaited. */
export const i18n: I18n = i18next.createInstance();
void i18n.use(initReactI18next).init({
  resources: { en, th },
  lng: firstLanguage(),
  fallbackLng: 'en',
  defaultNS: 'common',
  ns: ['common', 'errors', 'events', 'console', 'exam', 'start', 'audit'],
  interpolation: { escapeValue: false },
  initAsync: false,
  returnNull: false,
});
document.documentElement.lang = i18n.language;

/** Switches and remembers the language; the page's `lang` follows, for screen readers and line breaking. */
export function setLanguage(language: Language): void {
  void i18n.changeLanguage(language);
  document.documentElement.lang = language;
  try {
    window.localStorage.setItem(STORED_AS, language);
  } catch {
    // then it lasts as long as the page
  }
}

export { useActionName, useAuditedName } from './use-audit-words.ts';
export { useErrorText } from './use-error-text.ts';
export { useEventName, useSourceName } from './use-event-name.ts';
export { useReasonText } from './use-reason-text.ts';
