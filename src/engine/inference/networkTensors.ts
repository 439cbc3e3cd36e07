/** Graphs of a restoration model pack, and the names of what goes into them and comes out. */
export const networkTensors = {
  guide: { graph: 'guide', thumbnail: 'thumbnail', embedding: 'embedding', strengths: 'strengths', state: 'state' },
  tile: {
    graph: 'tile',
    image: 'picture',
    embedding: 'embedding',
    strengths: 'strengths',
    state: 'state',
    output: 'restored',
  },
} as const;
