import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';
import { cn } from './cn';

const tag = cva(
  'inline-flex h-5 shrink-0 items-center gap-[5px] rounded-full px-[7px] text-small font-medium whitespace-nowrap [&_svg]:size-3 [&_svg]:shrink-0',
  {
    variants: {
      tone: {
        neutral: 'bg-press text-ink-2',
        hollow: 'text-ink-2 inset-ring inset-ring-line-strong',
        bad: 'bg-danger-soft text-critical',
        warn: 'bg-warn-soft text-high',
        good: 'bg-ok-soft text-ok',
        info: 'bg-info-soft text-info',
        copper: 'bg-accent-soft text-accent',
      },
    },
    defaultVariants: { tone: 'neutral' },
  },
);

export type TagTone = NonNullable<VariantProps<typeof tag>['tone']>;

/** A state in a word, with an icon where the tone alone would carry meaning. */
export function Tag({ tone, className, ...props }: ComponentProps<'span'> & { tone?: TagTone }) {
  return <span className={cn(tag({ tone }), className)} {...props} />;
}
