/** Runs once when a server process begins. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs' || !process.env.DATABASE_URL) return;
  const [{ serveIntakeFirst }, { watchServer }, { startReporting }, { startPulse }] = await Promise.all([
    import('@/lib/api/intake-server'),
    import('@/lib/api/watch-server'),
    import('@/lib/services/watch/report'),
    import('@/lib/db/pulse'),
  ]);
  startPulse();
  watchServer();
  serveIntakeFirst();
  startReporting('console');
}
