/** One sign for each kind of part, and for what a part does. */
import {
  Brush,
  Circle,
  CircleDot,
  CircleFadingPlus,
  Lasso,
  type LucideIcon,
  Palette,
  Square,
  SquareSplitVertical,
  Sun,
} from 'lucide-react';
import type { ComponentKind } from '../../../shared/model/mask.ts';

export const partIcons: Readonly<Record<ComponentKind, LucideIcon>> = {
  brush: Brush,
  lasso: Lasso,
  rectangle: Square,
  ellipse: Circle,
  linear: SquareSplitVertical,
  radial: CircleDot,
  luminance: Sun,
  colour: Palette,
};

export const addPartIcon = CircleFadingPlus;
