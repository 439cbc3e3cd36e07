/** Format, quality, depth, size, metadata and name of an export. */
import type { PictureState } from '../../../shared/contract/picture.ts';
import type { ExportOptions } from '../../../shared/model/exportOptions.ts';
import { outputFormatSchema } from '../../../shared/model/image.ts';
import { canHold16, hasQuality } from '../../commands/exportActions.ts';
import { AmountSlider } from '../ui/AmountSlider.tsx';
import { Choice } from '../ui/Choice.tsx';
import { Field } from '../ui/Field.tsx';
import { useWords } from '../useWords.ts';

/** Names of formats are the same in every language. */
const formatNames = { jpeg: 'JPEG', png: 'PNG', tiff: 'TIFF', webp: 'WebP', avif: 'AVIF' } as const;
const metadataChoices = ['all', 'without-place', 'none'] as const;
const longSides = [1080, 2048, 3840, 6000] as const;

interface ExportOptionsFormProps {
  readonly picture: PictureState;
  readonly options: ExportOptions;
  /** The file name that the pattern gives. */
  readonly name: string | null;
  readonly onChange: (changes: Partial<ExportOptions>) => void;
}

export function ExportOptionsForm({ picture, options, name, onChange }: ExportOptionsFormProps) {
  const { t } = useWords();
  const longest = Math.max(picture.width, picture.height);
  const sizes = [
    { value: 'full', label: t('export.fullSize', { pixels: longest }) },
    ...longSides
      .filter((pixels) => pixels < longest)
      .map((pixels) => ({ value: String(pixels), label: t('export.pixels', { pixels }) })),
  ];
  return (
    <>
      <Field label={t('export.format')}>
        {(id) => (
          <Choice
            id={id}
            value={options.format}
            options={outputFormatSchema.options.map((value) => ({ value, label: formatNames[value] }))}
            onChange={(format) => onChange({ format, depth: canHold16(format) ? picture.info.depth : 8 })}
          />
        )}
      </Field>
      {hasQuality(options.format) && (
        <AmountSlider
          label={t('export.quality')}
          value={options.quality}
          low={1}
          high={100}
          step={1}
          usual={95}
          onChange={(quality) => onChange({ quality })}
        />
      )}
      {canHold16(options.format) && (
        <Field label={t('export.depth')}>
          {(id) => (
            <Choice
              id={id}
              value={options.depth === 16 ? '16' : '8'}
              options={[
                { value: '8', label: t('export.depth8') },
                { value: '16', label: t('export.depth16') },
              ]}
              onChange={(depth) => onChange({ depth: depth === '16' ? 16 : 8 })}
            />
          )}
        </Field>
      )}
      <Field label={t('export.longSide')}>
        {(id) => (
          <Choice
            id={id}
            value={options.longSide === null ? 'full' : String(options.longSide)}
            options={sizes}
            onChange={(value) => onChange({ longSide: value === 'full' ? null : Number(value) })}
          />
        )}
      </Field>
      <Field label={t('export.metadata')}>
        {(id) => (
          <Choice
            id={id}
            value={options.metadata}
            options={metadataChoices.map((value) => ({ value, label: t(`metadata.${value}`) }))}
            onChange={(metadata) => onChange({ metadata })}
          />
        )}
      </Field>
      <Field label={t('export.pattern')} note={name === null ? t('export.patternAbout') : t('export.name', { name })}>
        {(id) => (
          <input
            id={id}
            className="textInput"
            value={options.pattern}
            maxLength={200}
            spellCheck={false}
            onChange={(event) => event.target.value !== '' && onChange({ pattern: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}
