import { setImmediate } from 'node:timers/promises';
import type { CaseFile } from '@/lib/export/case/model';
import type { Report } from '@/lib/export/report/document';
import { reportOf } from '@/lib/export/report/report';
import { TLP_COLOURS } from '@/lib/export/report/style';
import { Blocks } from './blocks';
import { n, PdfFile, pdfDate, type Ref, textString, to } from './file';
import { Fonts } from './fonts';
import { Setter } from './lines';
import { PAGE, Paper, type Used, WIDTH } from './paper';
import { subsetOf } from './subset';
import { Tag, writeTags } from './tags';

interface Bookmark {
  title: string;
  page: number;
  y: number;
}

/**
 * A redacted case file as a short PDF: the same report with its tables cut. Text of any script is shaped and its fonts are embedded,
 * the parts are tagged for who hears it, and the same file gives the same bytes.
 */
export async function* reportPdf(file: CaseFile): AsyncGenerator<Uint8Array> {
  yield* pdfOf(reportOf(file));
}

export async function* pdfOf(report: Report): AsyncGenerator<Uint8Array> {
  const fonts = await Fonts.open();
  const set = new Setter(fonts);
  const paper = new Paper();
  const blocks = new Blocks(paper, set);
  const root = new Tag('Document');
  const bookmarks: Bookmark[] = [];
  await cover(report, paper, set, blocks, root);
  const sections = report.sections.filter(({ blocks: parts }) => parts.some(({ only }) => only !== 'full'));
  for (const [i, { title, blocks: parts }] of sections.entries()) {
    const section = root.child('Sect');
    const shown = parts.filter(({ only }) => only !== 'full');
    // No heading stands alone at the foot of a page.
    paper.room(Math.max(118, 45 + (await blocks.least(shown[0]))));
    paper.y += i === 0 ? 4 : 16;
    bookmarks.push({ title: `${i + 1} ${title}`, page: paper.page, y: paper.y });
    await blocks.paragraph(
      `${i + 1}  ${title}`,
      section.child('H2'),
      { size: 14, lead: 19 },
      { style: 'bold' },
    );
    for (const block of shown) {
      await blocks.block(block, section);
      // Whoever shares the process has a turn.
      await setImmediate();
    }
  }
  await running(report, paper, set);
  yield* written(report, paper, root, bookmarks);
}

async function cover(report: Report, paper: Paper, set: Setter, blocks: Blocks, root: Tag): Promise<void> {
  paper.turn();
  const head = root.child('Sect');
  const eyebrow = await set.line1(`Campaign report, in short · ${report.level}`, 'bold');
  paper.mark(head.child('P'), () => paper.type(eyebrow, PAGE.left, paper.y + 8, 9.4, 'finding'));
  paper.y += 16;
  await blocks.paragraph(
    [{ foreign: report.title, max: 160 }],
    head.child('H1'),
    { size: 23, lead: 28 },
    { style: 'bold', after: 4 },
  );
  await blocks.paragraph(report.lead, head.child('P'), { size: 11.2, lead: 16 }, { after: 10 });
  await blocks.callout(report.standing.title, report.standing.text, head);
  await blocks.facts(report.facts, head);
}

/** What stands on every page: issuer and title, the marking above and below, the page. */
async function running(report: Report, paper: Paper, set: Setter): Promise<void> {
  const { issuer, id, cutoff } = report.running;
  const width = WIDTH - 150;
  const [top] = await set.lines([{ foreign: `${issuer}: ${report.title}`, max: 80 }], width, 8);
  const [bottom] = await set.lines([{ foreign: `${id}, as of ${cutoff}`, max: 90 }], width - 60, 8);
  const marking = await set.line1(report.tlp, 'bold');
  const colour = { hex: TLP_COLOURS[report.tlp] ?? '#ffffff' };
  const wide = (marking.width / 1000) * 12 + 12;
  const right = PAGE.left + WIDTH;
  for (const page of paper.pages.keys()) {
    const number = await set.line1(`${page + 1} of ${paper.pages.length}`);
    const label = (y: number) => {
      paper.box(right - wide, y, wide, 19, 'black', page);
      paper.type(marking, right - wide + 6, y + 13.8, 12, colour, page);
    };
    paper.mark(
      null,
      () => {
        if (top) paper.type(top, PAGE.left, 44, 8, 'quiet', page);
        label(31);
        if (bottom) paper.type(bottom, PAGE.left, PAGE.height - 32, 8, 'quiet', page);
        const middle = (number.width / 1000) * 8;
        paper.type(number, right - wide - 14 - middle, PAGE.height - 32, 8, 'quiet', page);
        label(PAGE.height - 45);
      },
      page,
    );
  }
}

async function* written(
  report: Report,
  paper: Paper,
  root: Tag,
  bookmarks: readonly Bookmark[],
): AsyncGenerator<Uint8Array> {
  const file = new PdfFile();
  const catalog = file.reserve();
  const pageTree = file.reserve();
  const fonts: string[] = [];
  for (const used of paper.fonts.values()) fonts.push(`/${used.name} ${to(await embedded(file, used))}`);
  const resources = file.add(`<< /Font << ${fonts.join(' ')} >> >>`);
  const pages = paper.pages.map(() => file.reserve());
  for (const [i, { ops }] of paper.pages.entries()) {
    const content = file.stream('', Buffer.from(ops.join('\n'), 'latin1'));
    file.set(
      pages[i] as Ref,
      `<< /Type /Page /Parent ${to(pageTree)} /MediaBox [0 0 ${n(PAGE.width)} ${n(PAGE.height)}] /Resources ${to(resources)} /Contents ${to(content)} /StructParents ${i} /Tabs /S >>`,
    );
  }
  file.set(pageTree, `<< /Type /Pages /Kids [${pages.map(to).join(' ')}] /Count ${pages.length} >>`);
  const tags = writeTags(file, root, pages);
  const outline = outlines(file, bookmarks, pages);
  const title = `${report.tlp} ${report.title}: campaign report in short`;
  const metadata = file.stream(
    '/Type /Metadata /Subtype /XML',
    Buffer.from(xmp(title, report), 'utf8'),
    true,
  );
  file.set(
    catalog,
    `<< /Type /Catalog /Pages ${to(pageTree)} /Lang (en) /MarkInfo << /Marked true >> /StructTreeRoot ${to(tags)} /ViewerPreferences << /DisplayDocTitle true >> /Outlines ${to(outline)} /Metadata ${to(metadata)} >>`,
  );
  const info = file.add(
    `<< /Title ${textString(title)} /Author ${textString(report.running.issuer)} /Creator ${textString(report.software)} /Producer ${textString(report.software)} /CreationDate ${pdfDate(report.cutoff)} /ModDate ${pdfDate(report.cutoff)} >>`,
  );
  yield* file.pieces(catalog, info);
}

/** A face with the glyphs that were set, and the text that each says, so that it can be searched and copied. */
async function embedded(file: PdfFile, { face, glyphs }: Used): Promise<Ref> {
  const ids = [...glyphs.keys()].sort((a, b) => a - b);
  const program = await subsetOf(face.sfnt, ids, face.weight);
  const data = file.stream(`/Length1 ${program.length}`, program);
  const { ascender, descender } = face.shaper.hExtents();
  const scale = 1000 / face.em;
  // The tag says that it is a part of the font; the same part has the same name.
  const name = `${part(ids)}+${face.name}`;
  const descriptor = file.add(
    `<< /Type /FontDescriptor /FontName /${name} /Flags 4 /FontBBox [-500 ${n(descender * scale)} 1500 ${n(ascender * scale)}] /ItalicAngle 0 /Ascent ${n(ascender * scale)} /Descent ${n(descender * scale)} /CapHeight 700 /StemV 80 /FontFile2 ${to(data)} >>`,
  );
  const widths = ids.map((id) => `${id} [${n(glyphs.get(id)?.width ?? 0)}]`).join(' ');
  const descendant = file.add(
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /${name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor ${to(descriptor)} /W [${widths}] /CIDToGIDMap /Identity >>`,
  );
  const unicode = file.stream('', Buffer.from(toUnicode(ids, glyphs), 'latin1'));
  return file.add(
    `<< /Type /Font /Subtype /Type0 /BaseFont /${name} /Encoding /Identity-H /DescendantFonts [${to(descendant)}] /ToUnicode ${to(unicode)} >>`,
  );
}

function part(ids: readonly number[]): string {
  let hash = ids.reduce((sum, id) => (Math.imul(sum, 31) + id) >>> 0, 7);
  let name = '';
  for (let i = 0; i < 6; i++) {
    name += String.fromCharCode(65 + (hash % 26));
    hash = Math.floor(hash / 26);
  }
  return name;
}

function toUnicode(ids: readonly number[], glyphs: Used['glyphs']): string {
  const hex = (value: number) => value.toString(16).toUpperCase().padStart(4, '0');
  const rows = ids.flatMap((id) => {
    const text = glyphs.get(id)?.text;
    if (!text) return [];
    return [
      `<${hex(id)}> <${Array.from({ length: text.length }, (_, i) => hex(text.charCodeAt(i))).join('')}>`,
    ];
  });
  const groups: string[] = [];
  for (let i = 0; i < rows.length; i += 100) {
    const some = rows.slice(i, i + 100);
    groups.push(`${some.length} beginbfchar\n${some.join('\n')}\nendbfchar`);
  }
  return `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def /CMapName /Adobe-Identity-UCS def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n${groups.join('\n')}\nendcmap CMapName currentdict /CMap defineresource pop end end`;
}

function outlines(file: PdfFile, bookmarks: readonly Bookmark[], pages: readonly Ref[]): Ref {
  const root = file.reserve();
  const refs = bookmarks.map(() => file.reserve());
  for (const [i, { title, page, y }] of bookmarks.entries()) {
    const before = refs[i - 1];
    const after = refs[i + 1];
    file.set(
      refs[i] as Ref,
      `<< /Title ${textString(title)} /Parent ${to(root)} /Dest [${to(pages[page] as Ref)} /XYZ 0 ${n(PAGE.height - y + 6)} null]${before ? ` /Prev ${to(before)}` : ''}${after ? ` /Next ${to(after)}` : ''} >>`,
    );
  }
  file.set(
    root,
    `<< /Type /Outlines /First ${to(refs[0] as Ref)} /Last ${to(refs.at(-1) as Ref)} /Count ${refs.length} >>`,
  );
  return root;
}

function xmp(title: string, { running, cutoff, software }: Report): string {
  const plain = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">${plain(title)}</rdf:li></rdf:Alt></dc:title><dc:creator><rdf:Seq><rdf:li>${plain(running.issuer)}</rdf:li></rdf:Seq></dc:creator><dc:language><rdf:Bag><rdf:li>en</rdf:li></rdf:Bag></dc:language><xmp:CreatorTool>${plain(software)}</xmp:CreatorTool><xmp:CreateDate>${cutoff}</xmp:CreateDate></rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`;
}
