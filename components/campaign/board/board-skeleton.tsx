import { Bone } from '@/components/ui/skeleton';

/** The board on its way: columns with cards. */
export function BoardSkeleton() {
  return (
    <div role="status" aria-label="Loading" className="flex gap-3 px-5 py-3">
      {[3, 2, 1, 2, 1].map((cards, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bones have no identity
        <div key={column} className="min-w-52 flex-1">
          <Bone width="50%" className="mt-2 mb-4" />
          <CardBones cards={cards} />
        </div>
      ))}
    </div>
  );
}

export function CardBones({ cards }: { cards: number }) {
  return Array.from({ length: cards }, (_, card) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: bones have no identity
    <div key={card} className="mb-2 h-[104px] space-y-3 rounded-md p-3 inset-ring inset-ring-line">
      <Bone width="70%" />
      <Bone width="45%" />
      <Bone width="85%" />
    </div>
  ));
}
