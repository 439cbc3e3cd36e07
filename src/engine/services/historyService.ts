import type { contract } from '../../shared/contract/index.ts';
import { historyLines } from '../../shared/logic/historyLine.ts';
import type { Handlers } from '../../shared/rpc/types.ts';
import { missingTiles } from '../document/pictureState.ts';
import { layerOf } from '../document/renderTile.ts';
import type { EngineParts } from './parts.ts';

/** The states of a picture's edit: finding, naming and measuring them. */
export function historyService({ pictures }: EngineParts): Handlers<typeof contract>['history'] {
  return {
    tree: async ({ document }) => {
      const { history } = pictures.get(document);
      return { document, from: 0, nodes: historyLines(history), head: history.head };
    },
    jump: async ({ document, state }) => {
      const picture = pictures.get(document);
      picture.jump(state);
      return picture.state();
    },
    name: async ({ document, state, name }) => {
      pictures.get(document).nameState(state, name);
      return {};
    },
    measure: async ({ document, state }) => {
      const picture = pictures.get(document);
      const { levels } = layerOf(picture, `state:${state}`);
      const links = picture.linksAt(state);
      return { width: levels.width, height: levels.height, missingTiles: missingTiles(links, picture.results) };
    },
  };
}
