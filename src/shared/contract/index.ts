import { editService } from './edit.ts';
import { exportService } from './export.ts';
import { historyService } from './history.ts';
import { instructionService } from './instruction.ts';
import { maskService } from './mask.ts';
import { pictureService } from './picture.ts';
import { queueService } from './queue.ts';
import { recipeService } from './recipe.ts';
import { shellService } from './shell.ts';
import { systemService } from './system.ts';
import { viewService } from './view.ts';
import { workService } from './work.ts';

/** Every service of Patina, one contract over every wire. */
export const contract = {
  picture: pictureService,
  edit: editService,
  history: historyService,
  mask: maskService,
  recipe: recipeService,
  instruction: instructionService,
  view: viewService,
  work: workService,
  export: exportService,
  queue: queueService,
  system: systemService,
  shell: shellService,
} as const;

export type Contract = typeof contract;
