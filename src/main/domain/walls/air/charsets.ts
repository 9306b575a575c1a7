const CHARSETS = /^(?:utf-?8|us-ascii|iso-8859-(?:1|11|15)|windows-(?:1252|874)|tis-620)$/i;

/** An alphabet a form may come in: those of which the room's languages are written, in which no sign means another. */
export const isCharset = (name: string): boolean => CHARSETS.test(name);
