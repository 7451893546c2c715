import { cva, type VariantProps } from 'class-variance-authority';
import { Slot } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from './cn';

const look = cva(
  'inline-flex h-7 shrink-0 items-center justify-center gap-[7px] rounded-md font-medium whitespace-nowrap select-none transition-colors duration-90 disabled:pointer-events-none disabled:bg-hover disabled:text-ink-off disabled:shadow-none aria-disabled:pointer-events-none aria-disabled:bg-hover aria-disabled:text-ink-off [&_svg]:shrink-0 print:hidden',
  {
    variants: {
      look: {
        primary: 'bg-accent-fill px-2.5 text-on-accent hover:brightness-108',
        plain: 'bg-press px-2.5 text-ink hover:bg-line-strong',
        line: 'px-2.5 text-ink inset-ring inset-ring-line-strong hover:bg-hover',
        ghost: 'px-[7px] text-ink-2 hover:bg-hover hover:text-ink',
        danger: 'bg-danger-fill px-2.5 text-white hover:brightness-108',
      },
      square: { true: 'w-7 px-0', false: '' },
    },
    defaultVariants: { look: 'plain', square: false },
  },
);

type ButtonProps = ComponentProps<'button'> & VariantProps<typeof look> & { asChild?: boolean };

/** At most one `primary` in a view; `danger` only where something is destroyed. `asChild` dresses a link. */
export function Button({ look: variant, square, asChild, className, ...props }: ButtonProps) {
  const classes = cn(look({ look: variant, square }), className);
  if (asChild) return <Slot.Root className={classes} {...props} />;
  return <button type="button" className={classes} {...props} />;
}
