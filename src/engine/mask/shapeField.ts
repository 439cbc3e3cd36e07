import type { Size } from '../../shared/base/geometry.ts';
import { type Shape, shapeCoverage } from '../../shared/logic/maskShapes.ts';
import { endsWithinPixel, type Field, finestGrain, settled } from './field.ts';

/**
 * The middle of a square of side s misses the mean of a fade of width w by at most s s / (24) times its curvature, 6 / (w
 * w) across a straight edge and twice that round a point: so s up to this share of w keeps within an eighth of a level.
 */
const shareOfFade = { linear: 0.044, radial: 0.031 } as const;

/** A rectangle, an ellipse or a gradient over a picture of `size`; `key` names it among all others. */
export function shapeField(shape: Shape, size: Size, key: string): Field {
  const coverage = shapeCoverage(shape);
  const share = shape.kind === 'linear' || shape.kind === 'radial' ? shareOfFade[shape.kind] : 0;
  const coarsest = Math.max(0, Math.floor(Math.log2(Math.max(1, coverage.fade * share))));
  return {
    facts(rect) {
      const { left, top, width, height } = rect;
      const [low, high] = coverage.within(left + 0.5, top + 0.5, left + width - 0.5, top + height - 0.5);
      return settled({ low, high, key, coarsest: endsWithinPixel(rect, size, coarsest) ? 0 : coarsest });
    },
    grain: finestGrain,
    read(level, rect, into) {
      const step = 2 ** level;
      for (let row = 0, to = 0; row < rect.height; row += 1) {
        const y = (rect.top + row + 0.5) * step;
        for (let column = 0; column < rect.width; column += 1, to += 1) {
          into[to] = coverage.at((rect.left + column + 0.5) * step, y);
        }
      }
    },
  };
}
