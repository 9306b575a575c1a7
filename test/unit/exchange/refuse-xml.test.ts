import { describe, expect, it } from 'vitest';
import { refuseXml } from '../../../src/main/exchange/refuse-xml.ts';

const codeOf = (file: string | Buffer): string => {
  try {
    refuseXml(Buffer.from(file));
    return 'read on';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('protocol 6 Import of a file that is XML', () => {
  it.each([
    '<?xml version="1.0"?>\n<!DOCTYPE quiz SYSTEM "file:///etc/passwd"><quiz/>',
    '<!DOCTYPE quiz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><quiz>&b;</quiz>',
    '\ufeff  \n<?xml version="1.0"?><!doctype x><x/>',
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('<?xml version="1.0"?><!DOCTYPE x><x/>', 'utf16le')]),
    `<?xml version="1.0"?>${' '.repeat(5_000)}<!ENTITY a "b">`,
  ])('EX1 refuses it as hostile when it declares a DOCTYPE or entities (%#)', (file) => {
    expect(codeOf(file)).toBe('file_hostile');
  });

  it('EX1 says of other XML that this version does not read it', () => {
    expect(codeOf('<?xml version="1.0" encoding="UTF-8"?>\n<quiz></quiz>')).toBe('format_unknown');
  });

  it.each(['::a::What does <!DOCTYPE html> mean? {}', '<p>Is it?</p> {T}', '::x::<?php echo 1; {T}', '', '\u0000<?xml'])(
    'EX1 lets text be text (%#)',
    (file) => {
      expect(codeOf(file)).toBe('read on');
    },
  );
});
