/** A retort: round vessel, liquid in it, the neck bent down to the right. `quiet` is the empty outline. */
export function Logo({ size = 22, quiet = false }: { size?: number; quiet?: boolean }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={quiet ? 1 : 1.8}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M7.2 5.1C10 3.7 13 4.6 15.4 7.7c2.2 2.9 4 6.600 6.800 11.500" />
      <path d="M7.200 5.100A7.300 7.300 0 1 0 14.200 9.100" />
      {quiet ? null : (
        <path d="M3.900 13.200h9.400a4.700 4.700 0 0 1-9.400 0z" fill="currentColor" stroke="none" />
      )}
    </svg>
  );
}
