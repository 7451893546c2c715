import { Field, TextArea } from './field';

interface ReasonFieldProps {
  label?: string;
  /** Where it stands, or for whom it is. */
  hint?: string;
  error?: string;
  autoFocus?: boolean;
  value: string;
  onChange: (text: string) => void;
  /** On Ctrl or Command with Enter. */
  onSend?: () => void;
}

/** Why something is done, in words of one's own. */
export function ReasonField({
  label = 'Reason',
  hint,
  error,
  autoFocus,
  value,
  onChange,
  onSend,
}: ReasonFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(a11y) => (
        <TextArea
          {...a11y}
          autoFocus={autoFocus}
          maxLength={2_000}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) onSend?.();
          }}
        />
      )}
    </Field>
  );
}
