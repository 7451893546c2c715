/**
 * Writes a small MaxMind DB file (format 2.0, records of 24 bits, a tree of IPv6 with IPv4 below ::/96) for tests: networks such as `203.0.113.0/24`
 * with what the file says of them. Source: the specification at https://maxmind.github.io/MaxMind-DB/.
 */
export function mmdbOf(
  type: string,
  networks: Readonly<Record<string, object>>,
  built = new Date(0),
): Buffer {
  const values: Buffer[] = [];
  const nodes: (number | null)[][] = [[null, null]];
  const starts: number[] = [];
  let size = 0;
  for (const [network, value] of Object.entries(networks)) {
    const encoded = encode(value);
    starts.push(size);
    size += encoded.length;
    values.push(encoded);
    const bits = bitsOf(network);
    let node = 0;
    bits.forEach((bit, i) => {
      const at = nodes[node] as (number | null)[];
      if (i === bits.length - 1) at[bit] = -starts.length;
      else {
        at[bit] ??= nodes.push([null, null]) - 1;
        node = at[bit] as number;
      }
    });
  }
  const tree = Buffer.alloc(nodes.length * 6);
  nodes.forEach((sides, i) => {
    sides.forEach((to, side) => {
      const record =
        to === null ? nodes.length : to < 0 ? nodes.length + 16 + (starts[-to - 1] as number) : to;
      tree.writeUIntBE(record, i * 6 + side * 3, 3);
    });
  });
  const metadata = encode({
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: Math.floor(built.getTime() / 1000),
    database_type: type,
    description: { en: 'Invented' },
    ip_version: 6,
    languages: ['en'],
    node_count: nodes.length,
    record_size: 24,
  });
  const marker = Buffer.from('abcdef4d61784d696e642e636f6d', 'hex');
  return Buffer.concat([tree, Buffer.alloc(16), ...values, marker, metadata]);
}

function bitsOf(network: string): number[] {
  const [address = '', length = '0'] = network.split('/');
  const bytes = address.includes(':')
    ? ipv6(address)
    : [...Array<number>(12).fill(0), ...address.split('.').map(Number)];
  const bits = bytes.flatMap((byte) => [7, 6, 5, 4, 3, 2, 1, 0].map((place) => (byte >> place) & 1));
  return bits.slice(0, Number(length) + (address.includes(':') ? 0 : 96));
}

function ipv6(address: string): number[] {
  const [head = '', tail = ''] = address.split('::');
  const groups = (text: string) =>
    text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
  const [before, after] = [groups(head), groups(tail)];
  const all = [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
  return all.flatMap((group) => [group >> 8, group & 255]);
}

/** Text (2), whole numbers (6), maps (7) and lists (extended, 11) of the data section; all shorter than 285. */
function encode(value: unknown): Buffer {
  if (typeof value === 'string') {
    const { length } = value;
    const control = length < 29 ? [(2 << 5) | length] : [(2 << 5) | 29, length - 29];
    return Buffer.concat([Buffer.from(control), Buffer.from(value)]);
  }
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return Buffer.concat([Buffer.of((6 << 5) | 4), bytes]);
  }
  if (Array.isArray(value)) return Buffer.concat([Buffer.of(value.length, 11 - 7), ...value.map(encode)]);
  const entries = Object.entries(value as object);
  return Buffer.concat([
    Buffer.of((7 << 5) | entries.length),
    ...entries.flatMap(([name, one]) => [encode(name), encode(one)]),
  ]);
}
