import { type PdfFile, type Ref, textString, to } from './file';

export type Role =
  | 'Document'
  | 'Sect'
  | 'H1'
  | 'H2'
  | 'H3'
  | 'P'
  | 'L'
  | 'LI'
  | 'LBody'
  | 'Table'
  | 'Caption'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'Figure';

interface Kid {
  page: number;
  mcid: number;
}

/** What a part of the text is, for who hears it: a tree beside the pages. */
export class Tag {
  readonly kids: (Tag | Kid)[] = [];

  constructor(
    readonly role: Role,
    /** What stands for a picture. */
    readonly alt?: string,
    /** Whether a head of a table is of its column or its row. */
    readonly scope?: 'Column' | 'Row',
  ) {}

  child(role: Role, alt?: string, scope?: 'Column' | 'Row'): Tag {
    const tag = new Tag(role, alt, scope);
    this.kids.push(tag);
    return tag;
  }
}

/** Writes the tree, and by page which part each marked piece of it is. */
export function writeTags(file: PdfFile, root: Tag, pages: readonly Ref[]): Ref {
  const tree = file.reserve();
  const byPage = pages.map((): Ref[] => []);
  const write = (tag: Tag, parent: Ref): Ref => {
    const ref = file.reserve();
    const kids = tag.kids.map((kid) => {
      if (kid instanceof Tag) return to(write(kid, ref));
      (byPage[kid.page] as Ref[])[kid.mcid] = ref;
      return `<< /Type /MCR /Pg ${to(pages[kid.page] as Ref)} /MCID ${kid.mcid} >>`;
    });
    const alt = tag.alt === undefined ? '' : ` /Alt ${textString(tag.alt)}`;
    const scope = tag.scope === undefined ? '' : ` /A << /O /Table /Scope /${tag.scope} >>`;
    file.set(
      ref,
      `<< /Type /StructElem /S /${tag.role} /P ${to(parent)} /K [${kids.join(' ')}]${alt}${scope} >>`,
    );
    return ref;
  };
  const document = write(root, tree);
  const parents = byPage.map((refs, page) => `${page} [${refs.map(to).join(' ')}]`);
  file.set(
    tree,
    `<< /Type /StructTreeRoot /K ${to(document)} /ParentTree << /Nums [${parents.join(' ')}] >> /ParentTreeNextKey ${pages.length} >>`,
  );
  return tree;
}
