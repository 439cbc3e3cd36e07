/** Strength and parameters of a step as controls, generated from the schema of its operation. */
import type { ReactNode } from 'react';
import type { OperationId } from '../../../shared/model/operation.ts';
import { type ParameterControl, type ParameterName, parameterControls } from '../../state/parameterRanges.ts';
import { AmountSlider } from '../ui/AmountSlider.tsx';
import { Choice } from '../ui/Choice.tsx';
import { Field } from '../ui/Field.tsx';
import { useWords } from '../useWords.ts';

const units: Readonly<Partial<Record<ParameterName, string>>> = { ev: 'EV', radius: 'px', leaveBelow: '%' };

interface ParameterControlsProps {
  readonly step: {
    readonly operation: OperationId;
    readonly parameters: Readonly<Record<string, number>>;
    readonly strength: number;
  };
  readonly onStrength: (strength: number, gesture: string) => void;
  readonly onParameters: (parameters: Record<string, number>, gesture: string) => void;
}

export function ParameterControls({ step, onStrength, onParameters }: ParameterControlsProps) {
  const { t } = useWords();
  const { operation, parameters, strength } = step;
  const controls = parameterControls(operation);
  // What few need stands last.
  const [before, after] = [
    controls.filter(({ name }) => name !== 'leaveBelow'),
    controls.filter(({ name }) => name === 'leaveBelow'),
  ];
  const drawn = (control: ParameterControl): ReactNode => {
    const { name, usual } = control;
    const value = parameters[name] ?? usual;
    const change = (next: number, gesture: string): void => onParameters({ ...parameters, [name]: next }, gesture);
    if (control.kind === 'range') {
      return (
        <AmountSlider
          key={name}
          label={t(`parameter.${name}`)}
          value={value}
          low={control.low}
          high={control.high}
          step={control.step}
          usual={usual}
          unit={units[name] ?? ''}
          onChange={change}
        />
      );
    }
    return (
      <Field key={name} label={t(`parameter.${name}`)}>
        {(id) => (
          <Choice
            id={id}
            value={String(value)}
            options={control.values.map((each) => ({ value: String(each), label: `${each}×` }))}
            onChange={(chosen) => change(Number(chosen), crypto.randomUUID())}
          />
        )}
      </Field>
    );
  };
  return (
    <div className="parameters">
      {before.map(drawn)}
      <AmountSlider
        label={t('step.strength')}
        value={strength}
        low={0}
        high={1}
        step={0.01}
        usual={1}
        unit="%"
        scale={100}
        onChange={onStrength}
      />
      {after.map(drawn)}
    </div>
  );
}
