declare module 'pdfmake/js/PDFDocument.js' {
  interface Glyph {
    readonly id: number;
    readonly path: { toSVG(): string };
  }
  interface Font {
    readonly unitsPerEm: number;
    hasGlyphForCodePoint(codePoint: number): boolean;
    layout(text: string): {
      readonly glyphs: readonly Glyph[];
      readonly positions: readonly { readonly xAdvance: number; readonly xOffset: number; readonly yOffset: number }[];
    };
  }
  type Fonts = Readonly<Record<string, { readonly normal: string }>>;
  /** As much of pdfmake's own document (pdfkit's with named fonts) as a certificate needs. */
  class PDFDocument {
    constructor(
      fonts: Fonts,
      images: object,
      patterns: object,
      attachments: object,
      options: object,
      virtualfs: null,
      localAccessPolicy: (path: string) => boolean,
    );
    on(event: 'data', listener: (chunk: Uint8Array) => void): this;
    on(event: 'end', listener: () => void): this;
    provideFont(family: string, bold: boolean, italics: boolean): { readonly font: Font };
    save(): this;
    restore(): this;
    transform(a: number, b: number, c: number, d: number, e: number, f: number): this;
    path(svg: string): this;
    rect(x: number, y: number, width: number, height: number): this;
    moveTo(x: number, y: number): this;
    lineTo(x: number, y: number): this;
    lineWidth(width: number): this;
    fill(color: string): this;
    stroke(color: string): this;
    font(name: string): this;
    fontSize(size: number): this;
    fillColor(color: string): this;
    text(text: string, x: number, y: number, options?: object): this;
    end(): void;
  }
  const module: { readonly default: typeof PDFDocument } | typeof PDFDocument;

  export { type Font, type PDFDocument };
  // biome-ignore lint/style/noDefaultExport: it is how the package exports it
  export default module;
}
