// The direction of the arrows, as one table: a layer may import itself and what stands in its list.
const mayImport = {
  'shared/base': [],
  'shared/model': ['shared/base'],
  'shared/logic': ['shared/base', 'shared/model'],
  'shared/contract': ['shared/base', 'shared/model'],
  'shared/rpc': ['shared/base', 'shared/contract'],
  'shared/words': ['shared/base', 'shared/model', 'shared/contract'],
  engine: ['shared'],
  host: ['shared'],
  processes: ['shared', 'host', 'engine'],
  webhost: ['shared', 'host'],
  cli: ['shared', 'host', 'engine', 'webhost'],
  main: ['shared', 'host'],
  preload: ['shared/rpc'],
  renderer: ['shared'],
};

// Inside the engine a room may import the rooms before it, never those after it.
const engineRooms = [
  'image',
  'sample',
  'tiling',
  'cache',
  'inference',
  'operations',
  'instruction',
  'mask',
  'pipeline',
  'document',
  'sidecar',
  'batch',
  'jobs',
  'queue',
  'services',
];

const layers = Object.entries(mayImport).map(([from, to]) => ({
  name: `layer-${from.replace('/', '-')}`,
  severity: 'error',
  from: { path: `^src/${from}/` },
  to: { path: '^src/', pathNot: [from, ...to].map((layer) => `^src/${layer}/`) },
}));

const rooms = engineRooms.map((room, index) => ({
  name: `engine-${room}-looks-up`,
  severity: 'error',
  from: { path: `^src/engine/${room}/` },
  to: {
    path: `^src/engine/(${[...engineRooms.slice(index + 1), '[^/]+\\.ts$'].join('|')})`,
    pathNot: '^src/engine/ports\\.ts$',
  },
}));

const singleDoor = (name, module, door) => ({
  name,
  severity: 'error',
  from: { path: '^src/', pathNot: door },
  to: { path: module },
});

module.exports = {
  forbidden: [
    ...layers,
    ...rooms,
    { name: 'no-circle', severity: 'error', from: {}, to: { circular: true } },
    singleDoor('onnxruntime-one-door', 'node_modules/onnxruntime-node', '^src/engine/inference/session\\.ts$'),
    singleDoor('sharp-one-room', 'node_modules/sharp', '^src/engine/image/'),
    singleDoor('electron-in-the-shell', 'node_modules/electron/', '^src/(main|preload)/'),
    singleDoor('sockets-one-room', 'node_modules/ws/', '^src/webhost/'),
    singleDoor('react-in-the-page', 'node_modules/(react|react-dom)/', '^src/renderer/'),
    singleDoor('commander-one-room', 'node_modules/commander', '^src/cli/'),
    {
      name: 'runtime-only-in-inference-process',
      severity: 'error',
      from: {
        path: '^src/(cli|host|main|webhost|engine/(pipeline|document|sidecar|jobs|queue|services|editorEngine)|processes/engineProcess)',
      },
      to: { path: '^src/engine/inference/session\\.ts$', reachable: true },
    },
    {
      name: 'shared-knows-no-platform',
      severity: 'error',
      from: { path: '^src/(shared|renderer|preload)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'tests-stay-outside',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(tests|scripts|bench)/' },
    },
    { name: 'not-resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^out/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
