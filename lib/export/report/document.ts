// A report as a value, before it is HTML or PDF: what is said, in which order, with which pictures. Both writers draw the
// same one, so that they cannot say different things.

/** Words of this program, or text from outside, which is cleaned, cut and isolated wherever it is written. */
export type Span = string | Foreign | { strong: string };

export interface Foreign {
  foreign: string;
  /** Set as code: ids, hashes, prompts. */
  code?: boolean;
  /** Longest, in characters; 300 unless told. */
  max?: number;
}

export type Text = string | readonly Span[];

/** Where a block stands: in both, only in the report at length, or only in the short one. */
type Place = { only?: 'full' | 'short' };

export type Block = Place &
  (
    | { kind: 'text'; text: Text; quiet?: boolean }
    | { kind: 'heading'; text: string }
    | { kind: 'callout'; title: string; text: Text }
    | { kind: 'facts'; items: readonly Fact[] }
    | { kind: 'figures'; items: readonly Figure[] }
    | { kind: 'list'; items: readonly Text[]; ordered?: boolean }
    | Table
    | { kind: 'picture'; picture: Picture }
  );

export interface Fact {
  name: string;
  value: Text;
}

export interface Figure {
  name: string;
  value: string;
  note?: Text;
}

export interface Table {
  kind: 'table';
  caption: string;
  columns: readonly Column[];
  rows: readonly (readonly Text[])[];
  /** How many rows the short report shows. */
  short?: number;
  /** How many there are in all, and where the rest is. */
  of?: { total: number; what: string; where: string };
  only?: 'full' | 'short';
}

export interface Column {
  name: string;
  /** Share of the width. */
  width: number;
  align?: 'right';
}

export interface Section {
  id: string;
  title: string;
  blocks: readonly Block[];
}

export interface Report {
  title: string;
  /** The marking on every page. */
  tlp: string;
  level: string;
  /** Who issues it, the campaign, and as of when: what else stands on every page. */
  running: { issuer: string; id: string; cutoff: string };
  /** ISO time of the newest thing in it. */
  cutoff: string;
  software: string;
  /** Above the first section: what it is, in a sentence, and whether it is a finding yet. */
  lead: Text;
  standing: { title: string; text: Text };
  facts: readonly Fact[];
  sections: readonly Section[];
}

/** The inks of pictures. Each is told from the others on a black and white print by lightness, hatching or shape. */
export const INKS = {
  text: '#191e27',
  quiet: '#565c66',
  mark: '#3f4753',
  soft: '#a9afb8',
  faint: '#e1e4e8',
  line: '#c0c4cb',
  finding: '#a7542a',
  alarm: '#ba1347',
  paper: '#ffffff',
  black: '#000000',
} as const;
export type Ink = keyof typeof INKS;

export type Mark =
  | { mark: 'rect'; x: number; y: number; w: number; h: number; ink: Ink; hatched?: boolean; outline?: Ink }
  | {
      mark: 'line';
      x1: number;
      y1: number;
      x2: number;
      y2: number;
      ink: Ink;
      width?: number;
      dashed?: boolean;
    }
  | { mark: 'dot'; x: number; y: number; r: number; ink: Ink; hollow?: boolean }
  | {
      mark: 'text';
      x: number;
      y: number;
      text: string;
      ink?: Ink;
      /** 11 unless told. */
      size?: number;
      anchor?: 'start' | 'middle' | 'end';
      bold?: boolean;
    }
  /** Many short bars of one height: pairs of x and width, by line. */
  | { mark: 'raster'; h: number; ink: Ink; lines: readonly { y: number; runs: readonly number[] }[] };

/** A picture on a ground of its own, in units of 1/96 inch at full size. */
export interface Picture {
  /** What it shows, as a sentence with its number. */
  title: string;
  /** Unit, period and what it is compared with. */
  caption: string;
  /** The same in words, for who cannot see it. */
  description: string;
  width: number;
  height: number;
  marks: readonly Mark[];
}

/** The width that every picture has. */
export const PICTURE_WIDTH = 680;
