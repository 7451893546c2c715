/** The look of the small tables on an account's page. */
export const TABLE =
  'w-full border-collapse [&_td]:h-8 [&_td]:px-2 [&_td:first-child]:pl-0 [&_td:last-child]:pr-0 [&_th]:h-7 [&_th]:px-2 [&_th]:text-left [&_th]:text-small [&_th]:font-medium [&_th]:whitespace-nowrap [&_th]:text-ink-3 [&_th:first-child]:pl-0 [&_th:last-child]:pr-0';
export const NUMERIC = 'text-right! whitespace-nowrap';
