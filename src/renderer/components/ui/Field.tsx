/** A label beside its control. */
import { type ReactNode, useId } from 'react';

interface FieldProps {
  readonly label: string;
  readonly note?: ReactNode;
  /** Gets the id that the label points to. */
  readonly children: (id: string) => ReactNode;
}

export function Field({ label, note, children }: FieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label className="fieldLabel" htmlFor={id}>
        {label}
      </label>
      <div className="fieldControl">
        {children(id)}
        {note !== undefined && <p className="fieldNote">{note}</p>}
      </div>
    </div>
  );
}
