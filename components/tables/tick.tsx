import { cn } from '@/components/ui/cn';

interface TickProps {
  label: string;
  checked: boolean;
  mixed?: boolean;
  /** Else it is hidden until the row is under the pointer or has the focus. */
  shown: boolean;
  onTick: (range: boolean) => void;
}

/** The box that selects a row, or all. */
export function Tick({ label, checked, mixed = false, shown, onTick }: TickProps) {
  return (
    // The label around the box is what can be hit: 24 px.
    <label className="relative z-1 -m-[5px] flex p-[5px]">
      <input
        type="checkbox"
        aria-label={label}
        checked={checked}
        ref={(box) => {
          if (box) box.indeterminate = mixed;
        }}
        onChange={(event) => onTick((event.nativeEvent as PointerEvent).shiftKey === true)}
        className={cn('size-3.5', !shown && 'opacity-0 group-hover:opacity-100 focus-visible:opacity-100')}
      />
    </label>
  );
}
