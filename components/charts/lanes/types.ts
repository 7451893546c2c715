/** What a lane chart draws. All times in ms since 1970, UTC. */

export interface StackLane {
  kind: 'stack';
  label: string;
  unit: string;
  height: number;
  /** Bars in order of time; parts from the bottom up. */
  bars: readonly {
    from: number;
    to: number;
    parts: readonly { key: string; color: string; value: number }[];
  }[];
  /** A level to compare with, named on its line. */
  baseline?: { value: number; label: string };
}

export interface BarLane {
  kind: 'bars';
  label: string;
  unit?: string;
  /** Of the bars; neutral if left out. */
  color?: string;
  /** In px; 44 if left out. */
  height?: number;
  bars: readonly { from: number; to: number; value: number }[];
}

export interface Mark {
  t: number;
  /** Shown beside the mark where there is room, and in its title always. */
  text: string;
  shape: 'ring' | 'dot' | 'diamond' | 'down' | 'up';
  tone: 'data' | 'ban' | 'person' | 'quiet';
  /** Radius in px of a ring that stands for many; 4 if left out. */
  size?: number;
  /** What must be read: placed before the others, in stronger ink. */
  strong?: boolean;
}

export interface MarkLane {
  kind: 'marks';
  label: string;
  unit?: string;
  marks: readonly Mark[];
}

/** One thin line an exchange, coloured by capability; `tall` tells a second series apart without colour. */
export interface TickLane {
  kind: 'ticks';
  label: string;
  color: string;
  /** In px; 24 if left out. */
  height?: number;
  ticks: readonly { t: number; tall?: boolean }[];
}

export type Lane = StackLane | BarLane | MarkLane | TickLane;

/** A line through all lanes. */
export interface Vertical {
  t: number;
  label: string;
  tone: 'ban' | 'release';
}

/** A step in the life of a case, above the lanes; `t` null while it has not happened. */
export interface Anchor {
  label: string;
  note: string;
  t: number | null;
}

/** A stretch to notice, such as a silence. */
export interface Shade {
  from: number;
  to: number;
  label: string;
}

export interface LaneChartProps {
  /** Said to those who do not see the drawing: its finding. */
  label: string;
  from: number;
  to: number;
  lanes: readonly Lane[];
  anchors?: readonly Anchor[];
  verticals?: readonly Vertical[];
  shades?: readonly Shade[];
  /** Lines of the note at the pointer for the time there; empty hides it. */
  readout?: (t: number) => readonly string[];
  /** A stretch was drawn over the lanes by the pointer: what to show next. */
  onStretch?: (from: number, to: number) => void;
  /** Moments that can be chosen, by a click near one or by the arrow keys from one to the next. */
  moments?: {
    /** In order of time. */
    stops: readonly number[];
    chosen: number | null;
    /** What stands at the chosen moment, for those who do not see it. */
    words: string;
    onChoose: (t: number | null) => void;
  };
}
