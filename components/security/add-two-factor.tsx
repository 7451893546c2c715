'use client';

import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react';
import { encode } from 'uqr';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { Field, Input } from '@/components/ui/field';
import type { TwoFactorBegun } from '@/lib/model/console/security';
import { useBeginTwoFactor, useConfirmTwoFactor } from '@/lib/queries/use-security';
import { BackupCodes } from './backup-codes';

/** Scan, type a first code, keep the backup codes. `onDone` when the last of them is done. */
export function AddTwoFactor({ onDone }: { onDone: () => void }) {
  const { mutate, data, error } = useBeginTwoFactor();
  const begun = useRef(false);
  const [confirmed, setConfirmed] = useState(false);
  useEffect(() => {
    // React runs effects twice while it looks for mistakes; a second secret would make the first one wrong.
    if (!begun.current) mutate();
    begun.current = true;
  }, [mutate]);
  if (error)
    return <Failure what="A second factor could not be prepared" error={error} onRetry={() => mutate()} />;
  if (!data) return <p className="mt-3 text-ink-3">One moment…</p>;
  return confirmed ? (
    <BackupCodes codes={data.backup_codes} onKept={onDone} />
  ) : (
    <FirstCode begun={data} onConfirmed={() => setConfirmed(true)} />
  );
}

function FirstCode({ begun, onConfirmed }: { begun: TwoFactorBegun; onConfirmed: () => void }) {
  const [code, setCode] = useState('');
  const confirm = useConfirmTwoFactor();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    confirm.mutate(code, { onSuccess: onConfirmed, onError: () => setCode('') });
  };
  return (
    <form onSubmit={submit} className="mt-3 space-y-3">
      <div className="flex flex-wrap items-start gap-4">
        <QrCode text={begun.uri} />
        <div className="min-w-0 flex-1 basis-48 text-ink-2">
          <p>Scan this with your authenticator app, then type the code that it shows.</p>
          <p className="mt-2 text-small">
            No camera? Type this key into the app:{' '}
            <code className="font-mono text-ink">{begun.secret.match(/.{1,4}/g)?.join(' ')}</code>
          </p>
        </div>
      </div>
      <Field label="Code" hint="six digits" error={confirm.error ? confirm.error.message : undefined}>
        {(a11y) => (
          <Input
            {...a11y}
            autoFocus
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={20}
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        )}
      </Field>
      <div className="flex justify-end">
        <Button look="primary" type="submit" disabled={confirm.isPending || code.trim() === ''}>
          {confirm.isPending ? 'Checking…' : 'Turn it on'}
        </Button>
      </div>
    </form>
  );
}

/** Dark on light in both themes: cameras want it so. */
function QrCode({ text }: { text: string }) {
  const { size, path } = useMemo(() => {
    const { data, size: modules } = encode(text, { ecc: 'M', border: 2 });
    const cells = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
    return { size: modules, path: cells.join('') };
  }, [text]);
  return (
    <svg
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label="QR code for an authenticator app"
      shapeRendering="crispEdges"
      className="size-40 shrink-0 rounded-md"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
