/** Networks of a few nodes, written as ONNX files in code, so that no test needs a binary fixture. */

type Field = Uint8Array;

const textEncoder = new TextEncoder();

function varint(value: number | bigint): number[] {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  while (rest > 0x7fn) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return bytes;
}

/** A whole number as protobuf field `number`. */
function whole(number: number, value: number | bigint): Field {
  return Uint8Array.from([...varint(number << 3), ...varint(value)]);
}

/** Text, bytes or a message as protobuf field `number`. */
function block(number: number, content: string | Uint8Array | readonly Field[]): Field {
  const bytes =
    typeof content === 'string'
      ? textEncoder.encode(content)
      : content instanceof Uint8Array
        ? content
        : Buffer.concat(content);
  return Buffer.concat([Uint8Array.from([...varint((number << 3) | 2), ...varint(bytes.byteLength)]), bytes]);
}

const elementTypes = { float32: 1, int32: 6, int64: 7, bool: 9, float16: 10, float64: 11 } as const;
type ElementType = keyof typeof elementTypes;

/** A graph's input or output; a text in the shape names a dimension that may vary. */
function port(name: string, type: ElementType, shape: readonly (number | string)[]): Field {
  const dimensions = shape.map((size) => block(1, [typeof size === 'number' ? whole(1, size) : block(2, size)]));
  return Buffer.concat([block(1, name), block(2, [block(1, [whole(1, elementTypes[type]), block(2, dimensions)])])]);
}

type Attribute = readonly [name: string, value: number | readonly number[] | { readonly graph: Field }];

/** One node; attributes are whole numbers, lists of them, or a graph. */
function node(
  operator: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: readonly Attribute[] = [],
): Field {
  return Buffer.concat([
    ...inputs.map((name) => block(1, name)),
    ...outputs.map((name) => block(2, name)),
    block(4, operator),
    ...attributes.map(([name, value]) => {
      if (typeof value === 'number') return block(5, [block(1, name), whole(3, value), whole(20, 2)]);
      if ('graph' in value) return block(5, [block(1, name), block(6, value.graph), whole(20, 5)]);
      return block(5, [block(1, name), ...value.map((each) => whole(8, each)), whole(20, 7)]);
    }),
  ]);
}

/** A constant tensor of float32 values. */
function weights(name: string, shape: readonly number[], values: Float32Array): Field {
  const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return Buffer.concat([...shape.map((size) => whole(1, size)), whole(2, 1), block(8, name), block(9, raw)]);
}

/** A constant list of one int64 value. */
function wholeNumber(name: string, value: bigint): Field {
  const raw = new Uint8Array(BigInt64Array.of(value).buffer);
  return Buffer.concat([whole(1, 1), whole(2, elementTypes.int64), block(8, name), block(9, raw)]);
}

interface GraphParts {
  readonly inputs: readonly Field[];
  readonly outputs: readonly Field[];
  readonly nodes: readonly Field[];
  readonly constants?: readonly Field[];
}

function graph({ inputs, outputs, nodes, constants = [] }: GraphParts): Field {
  return Buffer.concat([
    ...nodes.map((each) => block(1, each)),
    block(2, 'tiny'),
    ...constants.map((each) => block(5, each)),
    ...inputs.map((each) => block(11, each)),
    ...outputs.map((each) => block(12, each)),
  ]);
}

/** The bytes of an ONNX file, opset 17. */
function model(parts: GraphParts): Uint8Array {
  return Buffer.concat([
    whole(1, 8),
    block(2, 'patina tests'),
    block(7, graph(parts)),
    block(8, [block(1, ''), whole(2, 17)]),
  ]);
}

const pictureIn = port('picture', 'float32', ['n', 3, 'h', 'w']);
const restoredOut = port('restored', 'float32', ['n', 3, 'h', 'w']);

/** `picture` to `restored`, unchanged. */
export function identityModel(): Uint8Array {
  return model({ inputs: [pictureIn], outputs: [restoredOut], nodes: [node('Identity', ['picture'], ['restored'])] });
}

/** `picture` to `restored`, each value twice, added in half precision. */
export function doubledInHalfModel(): Uint8Array {
  return model({
    inputs: [pictureIn],
    outputs: [restoredOut],
    nodes: [
      node('Cast', ['picture'], ['half'], [['to', elementTypes.float16]]),
      node('Add', ['half', 'half'], ['sum']),
      node('Cast', ['sum'], ['restored'], [['to', elementTypes.float32]]),
    ],
  });
}

/**
 * `picture` to `restored`, each value plus twice its left neighbour's. A picture of more than `mostValues` values needs
 * 40 terabytes on the way, a smaller one next to nothing.
 */
export function hungryModel(mostValues: number): Uint8Array {
  return model({
    inputs: [pictureIn],
    outputs: [restoredOut],
    nodes: [
      node('Conv', ['picture', 'neighbour'], ['summed'], [['pads', [0, 1, 0, 0]]]),
      node('Size', ['picture'], ['values']),
      node('Greater', ['values', 'most'], ['isLarge']),
      node('Cast', ['isLarge'], ['factor'], [['to', elementTypes.int64]]),
      node('Mul', ['factor', 'tenTrillion'], ['waste']),
      node('Add', ['waste', 'one'], ['length']),
      node('ConstantOfShape', ['length'], ['zeros']),
      node('ReduceMax', ['zeros'], ['zero'], [['keepdims', 0]]),
      node('Add', ['summed', 'zero'], ['restored']),
    ],
    constants: [
      weights('neighbour', [3, 3, 1, 2], Float32Array.of(2, 1, 0, 0, 0, 0, 0, 0, 2, 1, 0, 0, 0, 0, 0, 0, 2, 1)),
      wholeNumber('most', BigInt(mostValues)),
      wholeNumber('tenTrillion', 10_000_000_000_000n),
      wholeNumber('one', 1n),
    ],
  });
}

/** `left` + `right` = `sum`, of any length. */
export function addModel(type: 'float32' | 'int32' | 'int64' | 'float64' = 'float32'): Uint8Array {
  return model({
    inputs: [port('left', type, ['n']), port('right', type, ['n'])],
    outputs: [port('sum', type, ['n'])],
    nodes: [node('Add', ['left', 'right'], ['sum'])],
  });
}

/** The square root of `value`: not a number for negative values. */
export function squareRootModel(): Uint8Array {
  return model({
    inputs: [port('value', 'float32', ['n'])],
    outputs: [port('root', 'float32', ['n'])],
    nodes: [node('Sqrt', ['value'], ['root'])],
  });
}

/** Adds `value` to itself-so-far `rounds` times (an int64 scalar): runs as long as a test wants it to. */
export function slowModel(): Uint8Array {
  const body = graph({
    inputs: [port('round', 'int64', []), port('goOn', 'bool', []), port('sum', 'float32', [1])],
    outputs: [port('goOnNext', 'bool', []), port('sumNext', 'float32', [1])],
    nodes: [node('Identity', ['goOn'], ['goOnNext']), node('Add', ['sum', 'value'], ['sumNext'])],
  });
  return model({
    inputs: [port('rounds', 'int64', []), port('value', 'float32', [1])],
    outputs: [port('total', 'float32', [1])],
    nodes: [node('Loop', ['rounds', '', 'value'], ['total'], [['body', { graph: body }]])],
  });
}

/** Two 3x3 convolutions, 3 to `width` to 3 channels, with seeded weights; `picture` to `restored` of the same size. */
export function convolutionModel(width: number): Uint8Array {
  const seeded = (count: number, step: number) =>
    Float32Array.from({ length: count }, (_, index) => Math.sin(index * step) / (9 * width));
  const padded: readonly Attribute[] = [['pads', [1, 1, 1, 1]]];
  return model({
    inputs: [pictureIn],
    outputs: [restoredOut],
    nodes: [
      node('Conv', ['picture', 'first'], ['features'], padded),
      node('Relu', ['features'], ['active']),
      node('Conv', ['active', 'second'], ['restored'], padded),
    ],
    constants: [
      weights('first', [width, 3, 3, 3], seeded(width * 27, 0.7)),
      weights('second', [3, width, 3, 3], seeded(width * 27, 1.3)),
    ],
  });
}
