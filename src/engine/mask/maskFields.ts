import { assertNever } from '../../shared/base/assert.ts';
import type { Size } from '../../shared/base/geometry.ts';
import type { Mask, MaskComponent } from '../../shared/model/mask.ts';
import { BrushField } from './brushField.ts';
import { combinedField } from './combinedField.ts';
import { featherField } from './featherField.ts';
import { areaOf, type Field, type FieldReader, invertedField } from './field.ts';
import { growField } from './growField.ts';
import { lassoField } from './lassoField.ts';
import { colourCoverage, luminanceCoverage } from './ranges.ts';
import { refinedField } from './refinedField.ts';
import { shapeField } from './shapeField.ts';
import type { SourceValues } from './sourceValues.ts';

let nextKey = 1;

/** Makes masks into fields over one picture. What is the same object is the same field: masks are never changed in place. */
export class MaskFields {
  readonly #size: Size;
  readonly #values: SourceValues;
  readonly #reader: FieldReader;
  readonly #guide: Field;
  readonly #masks = new WeakMap<Mask, Field>();
  readonly #components = new WeakMap<MaskComponent, Field>();

  constructor(size: Size, values: SourceValues, reader: FieldReader) {
    this.#size = size;
    this.#values = values;
    this.#reader = reader;
    this.#guide = values.field(
      { deciding: 'luma', at: (luma) => luma, between: ([low], [high]) => [low, high] },
      'luma',
    );
  }

  of(mask: Mask): Field {
    const field = this.#masks.get(mask) ?? this.#make(mask);
    this.#masks.set(mask, field);
    return field;
  }

  #make({ components, grow, refine, feather, inverted }: Mask): Field {
    const layers = components.map((component) => ({ field: this.#component(component), mode: component.mode }));
    const [size, reader] = [this.#size, this.#reader];
    let field = combinedField(layers, (level, rect) => areaOf(size, level, rect));
    if (grow !== 0) field = growField(field, grow, size, reader);
    if (refine !== null) field = refinedField(field, this.#guide, refine, size, reader);
    if (feather > 0) field = featherField(field, feather, size, reader);
    return inverted ? invertedField(field) : field;
  }

  #component(component: MaskComponent): Field {
    const known = this.#components.get(component);
    if (known !== undefined) return known;
    const own = this.#plain(component);
    const field = component.inverted ? invertedField(own) : own;
    this.#components.set(component, field);
    return field;
  }

  #plain(component: MaskComponent): Field {
    const key = `${component.kind} ${nextKey++}`;
    switch (component.kind) {
      case 'brush':
        return new BrushField(component.strokes);
      case 'lasso':
        return lassoField(component.points, key);
      case 'rectangle':
      case 'ellipse':
      case 'linear':
      case 'radial':
        return shapeField(component, this.#size, key);
      case 'luminance':
        return this.#values.field(luminanceCoverage(component), key);
      case 'colour': {
        const colour = this.#values.of(component.red, component.green, component.blue);
        return this.#values.field(colourCoverage(component, colour), key);
      }
      default:
        return assertNever(component, 'MaskFields');
    }
  }
}
