import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';

export type Ref = { readonly ref: number };

/** A PDF file as numbered objects. Nothing in it depends on when or where it is written. */
export class PdfFile {
  private readonly objects: (Buffer | null)[] = [];

  /** A number for an object that is written later. */
  reserve(): Ref {
    this.objects.push(null);
    return { ref: this.objects.length };
  }

  set({ ref }: Ref, body: string): void {
    this.objects[ref - 1] = Buffer.from(body, 'latin1');
  }

  add(body: string): Ref {
    const ref = this.reserve();
    this.set(ref, body);
    return ref;
  }

  stream(dictionary: string, data: Buffer, plain = false): Ref {
    const packed = plain ? data : deflateSync(data, { level: 9 });
    const ref = this.reserve();
    const filter = plain ? '' : ' /Filter /FlateDecode';
    this.objects[ref.ref - 1] = Buffer.concat([
      Buffer.from(`<< ${dictionary} /Length ${packed.length}${filter} >>\nstream\n`, 'latin1'),
      packed,
      Buffer.from('\nendstream', 'latin1'),
    ]);
    return ref;
  }

  /** The whole file; its identifier is a hash of what is in it. */
  *pieces(root: Ref, info: Ref): Generator<Buffer> {
    const hash = createHash('sha256');
    const offsets: number[] = [];
    let at = 0;
    const out = (piece: Buffer) => {
      at += piece.length;
      hash.update(piece);
      return piece;
    };
    yield out(Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'));
    for (const [i, body] of this.objects.entries()) {
      if (!body) throw new Error(`object ${i + 1} was never written`);
      offsets.push(at);
      yield out(Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')]));
    }
    const id = hash.digest('hex').slice(0, 32);
    const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
    yield Buffer.from(
      `xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${offsets.length + 1} /Root ${to(root)} /Info ${to(info)} /ID [<${id}> <${id}>] >>\nstartxref\n${at}\n%%EOF\n`,
      'latin1',
    );
  }
}

/** A reference to an object. */
export function to({ ref }: Ref): string {
  return `${ref} 0 R`;
}

/** Text as a PDF string, in UTF-16 so that any script stands in it. */
export function textString(text: string): string {
  const units = Buffer.from(text, 'utf16le').swap16();
  return `<FEFF${units.toString('hex').toUpperCase()}>`;
}

/** A number as short as it can be, the same on every machine. */
export function n(value: number): string {
  const rounded = Math.round(value * 1000) / 1000;
  return Number.isInteger(rounded) ? String(rounded) : rounded.toFixed(3).replace(/0+$/, '');
}

/** A time as PDF writes it. */
export function pdfDate(iso: string): string {
  return `(D:${iso.slice(0, 19).replace(/[-:T]/g, '')}Z)`;
}
