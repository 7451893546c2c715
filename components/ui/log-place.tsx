/** Under which name the server's log holds an error that reached the page; nothing where it has none. */
export function LogPlace({ error: { digest } }: { error: { digest?: string } }) {
  if (!digest) return null;
  return (
    <>
      {' '}
      In the server’s log it stands under <code className="font-mono">{digest}</code>.
    </>
  );
}
